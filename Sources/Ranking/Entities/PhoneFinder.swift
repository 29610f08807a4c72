import CPhoneNumber
import Model

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
        let written = text.text(range)
        if isDate(written) || isPrice(range, text) { return nil }
        let digits = written.filter(\.isNumber)
        if written.hasPrefix("+") {
            let (form, quality) = e164(written, "ZZ")
            return quality > 0 ? form : "+" + digits
        }
        let hasWord = hasContactWord(before: range.lowerBound, text)
        let isLikely = hasWord || isGrouped(written)
        var possible: String?
        for (index, region) in regions.enumerated() {
            let (form, quality) = e164(written, region)
            // The likeliest region's numbers of a possible length come before another's valid ones.
            if quality == 2 || (quality == 1 && isLikely && index == 0) { return form }
            if quality == 1, possible == nil { possible = form }
        }
        guard isLikely else { return nil }
        return possible ?? (hasWord ? digits : nil)
    }

    private static func e164(_ number: String, _ region: String) -> (String, Int32) {
        var result = [CChar](repeating: 0, count: 32)
        var number = number
        let quality = number.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { chars -> Int32 in
                guard let base = chars.baseAddress else { return 0 }
                return vigil_phone_e164(base, chars.count, region, &result, result.count)
            }
        }
        let end = result.firstIndex(of: 0) ?? 0
        return (String(decoding: result[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self), quality)
    }

    /// Such as `2026-11-24`, `24.11.2026`, `2026.11.24 10`, `2019-2024`.
    private static func isDate(_ written: String) -> Bool {
        let groups = written.split { !$0.isNumber }.map(String.init)
        guard (2...4).contains(groups.count) else { return false }
        func isYear(_ text: String) -> Bool { text.count == 4 && (text.hasPrefix("19") || text.hasPrefix("20")) }
        if groups.count == 2 { return isYear(groups[0]) && isYear(groups[1]) }
        let small = groups.filter { !isYear($0) }
        return groups.contains(where: isYear) && small.allSatisfy { $0.count <= 2 }
    }

    /// Written in groups as numbers are read out, such as `555-0142` or `138 0000 0000`.
    private static func isGrouped(_ written: String) -> Bool {
        let groups = written.split { !$0.isNumber }
        return (2...5).contains(groups.count) && groups.allSatisfy { (2...5).contains($0.count) }
            && groups.contains { $0.count >= 3 } && !written.contains(" ")
    }

    private static let currencies: [[UInt32]] = [
        "$", "€", "¥", "￥", "₩", "₽", "฿", "₱", "元", "원", "rmb", "cny", "usd", "krw", "vnd", "php", "đồng", "baht",
        "บาท",
        "руб", "pesos", "块", "万", "만",
    ].map { $0.unicodeScalars.map(\.value) }

    private static func isPrice(_ range: Range<Int>, _ text: FoldedScalars) -> Bool {
        var after = range.upperBound
        while after < text.values.count, text.values[after] == 0x20 { after += 1 }
        var before = range.lowerBound
        while before > 0, text.values[before - 1] == 0x20 { before -= 1 }
        return currencies.contains { word in
            text.has(word, at: after) || (before >= word.count && text.has(word, at: before - word.count))
        }
    }

    private static let contactWords: [[UInt32]] = [
        "tel", "phone", "call", "whatsapp", "text", "mobile", "cell", "viber", "zalo", "电话", "電話", "手机", "手機", "联系",
        "聯繫",
        "聯絡", "致电", "전화", "연락", "문의", "тел", "звон", "ватсап", "телефон", "teléfono", "llam", "cel", "sđt", "đt",
        "liên hệ", "gọi", "โทร", "เบอร์", "tawag", "hotline", "contact", "微信", "qq",
    ].map { $0.unicodeScalars.map(\.value) }

    private static func hasContactWord(before place: Int, _ text: FoldedScalars) -> Bool {
        let start = max(0, place - 16)
        return contactWords.contains { word in
            (start..<max(start, place)).contains { text.has(word, at: $0) && $0 + word.count <= place }
        }
    }
}
