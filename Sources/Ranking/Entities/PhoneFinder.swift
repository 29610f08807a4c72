import CPhoneNumber
import Foundation
import Model
import Synchronization

/// Telephone numbers, through libphonenumber.
enum PhoneFinder {

    /// The regions whose way of dialling a post may use, the likeliest first (ISO 3166).
    static func regions(for post: Post, language: String?) -> [String] {
        switch post.lang?.prefix(2) ?? (language ?? LanguageDetector.language(of: post)).prefix(2) {
        case "zh": ["CN", "TW", "HK"]
        case "ko": ["KR", "CN"]
        case "th": ["TH"]
        case "vi": ["VN"]
        case "ru": ["RU", "KZ"]
        case "uk": ["UA"]
        case "tl": ["PH"]
        case "es": ["ES", "MX", "CO", "AR"]
        case "ja": ["JP"]
        case "en": ["US", "PH", "GB"]
        default: ["US"]
        }
    }

    /// - Parameter regions: tried in order for a number without a country code.
    static func phones(in text: FoldedScalars, regions: [String]) -> [(value: String, range: Range<Int>)] {
        var result: [(String, Range<Int>)] = []
        for candidate in candidates(text) {
            if let value = value(of: candidate, text, regions) { result.append((value, candidate)) }
        }
        return result
    }

    // MARK: Candidates

    /// Runs of digits that signs of a telephone number join: 7 to 15 digits, not part of a word.
    private static func candidates(_ text: FoldedScalars) -> [Range<Int>] {
        let values = text.values
        var result: [Range<Int>] = []
        var place = 0
        while place < values.count {
            guard FoldedScalars.isDigit(values[place]) || (values[place] == 0x2B && place + 1 < values.count) else {
                place += 1
                continue
            }
            var start = place
            var end = place
            var digits = 0
            var gap = 0
            var index = place
            while index < values.count {
                if FoldedScalars.isDigit(values[index]) {
                    digits += 1
                    gap = 0
                    end = index + 1
                } else if index == place, values[index] == 0x2B {
                    gap = 0
                } else if isJoint(values[index]), gap < 2 {
                    gap += 1
                } else {
                    break
                }
                index += 1
            }
            if start > 0, values[start - 1] == 0x28, values[start] != 0x2B { start -= 1 }
            let isWithinWord =
                (start > 0 && (FoldedScalars.isLetter(values[start - 1]) || values[start - 1] == 0x5F))
                || (end < values.count && (FoldedScalars.isLetter(values[end]) || values[end] == 0x5F))
            if (7...15).contains(digits), !isWithinWord { result.append(start..<end) }
            place = max(end, place + 1)
        }
        return result
    }

    private static func isJoint(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0xB7, 0x2010...0x2015, 0x30FB, 0xA0: true
        default: false
        }
    }

    // MARK: Values

    private static func value(of range: Range<Int>, _ text: FoldedScalars, _ regions: [String]) -> String? {
        let number = WrittenNumber(text.values[range])
        if number.isDate || isPrice(range, text) { return nil }
        let plain = number.isInternational ? "+" + number.digits : number.digits
        // libphonenumber passes over the signs between the digits too, which costs it a fifth of its time.
        let dialled = number.hasRaisedDot ? text.text(range) : plain
        if number.isInternational {
            let (form, quality) = e164(dialled, "ZZ")
            return quality > 0 ? form : plain
        }
        let hasWord = hasContactWord(before: range.lowerBound, text)
        let isLikely = hasWord || number.isGrouped
        var possible: String?
        for (index, region) in regions.enumerated() {
            let (form, quality) = e164(dialled, region)
            // The likeliest region's numbers of a possible length come before another's valid ones.
            if quality == 2 || (quality == 1 && isLikely && index == 0) { return form }
            if quality == 1, possible == nil { possible = form }
        }
        guard isLikely else { return nil }
        return possible ?? (hasWord ? number.digits : nil)
    }

    /// The number as it is dialled in `region`, and how good it is: 2 valid, 1 of a possible length, 0 neither.
    static func e164(_ number: String, _ region: String) -> (String, Int32) {
        let key = DialledNumber(number: number, region: region)
        if let known = known.withLock({ $0[key] }) { return (known.form, known.quality) }
        let (form, quality) = ask(number, region)
        known.withLock { known in
            if known.count >= mostKnown { known.removeAll(keepingCapacity: true) }
            known[key] = (form, quality)
        }
        return (form, quality)
    }

    private struct DialledNumber: Hashable {
        var number: String
        var region: String
    }

    /// Boards repeat their numbers, and an answer of libphonenumber's takes as long as all else that is done with a post.
    private static let known = Mutex<[DialledNumber: (form: String, quality: Int32)]>([:])
    private static let mostKnown = 10_000

    /// libphonenumber's own answer.
    private static func ask(_ number: String, _ region: String) -> (String, Int32) {
        var number = number
        var quality: Int32 = 0
        let form = String(unsafeUninitializedCapacity: 32) { result in
            number.withUTF8 { bytes in
                result.withMemoryRebound(to: CChar.self) { room in
                    bytes.withMemoryRebound(to: CChar.self) { chars in
                        guard let base = chars.baseAddress, let start = room.baseAddress else { return 0 }
                        quality = vigil_phone_e164(base, chars.count, region, start, room.count)
                        return quality > 0 ? strlen(start) : 0
                    }
                }
            }
        }
        return (form, quality)
    }

    private static let currencies = WordTable([
        "$", "€", "¥", "￥", "₩", "₽", "฿", "₱", "元", "원", "rmb", "cny", "usd", "krw", "vnd", "php", "đồng", "baht",
        "บาท",
        "руб", "pesos", "块", "万", "만",
    ])

    private static let longestCurrency = 5

    private static func isPrice(_ range: Range<Int>, _ text: FoldedScalars) -> Bool {
        var after = range.upperBound
        while after < text.values.count, text.values[after] == 0x20 { after += 1 }
        if currencies.word(in: text, at: after, isEnd: { _, _ in true }) != nil { return true }
        var before = range.lowerBound
        while before > 0, text.values[before - 1] == 0x20 { before -= 1 }
        return (max(0, before - longestCurrency)..<before).contains { place in
            currencies.word(in: text, at: place, isEnd: { $1 == before }) != nil
        }
    }

    private static let contactWords = WordTable([
        "tel", "phone", "call", "whatsapp", "text", "mobile", "cell", "viber", "zalo", "电话", "電話", "手机", "手機", "联系",
        "聯繫",
        "聯絡", "致电", "전화", "연락", "문의", "тел", "звон", "ватсап", "телефон", "teléfono", "llam", "cel", "sđt", "đt",
        "liên hệ", "gọi", "โทร", "เบอร์", "tawag", "hotline", "contact", "微信", "qq",
    ])

    private static func hasContactWord(before place: Int, _ text: FoldedScalars) -> Bool {
        (max(0, place - 16)..<place).contains { start in
            contactWords.word(in: text, at: start, isEnd: { $1 <= place }) != nil
        }
    }
}
