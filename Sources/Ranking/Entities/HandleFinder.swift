/// Messenger names. A name counts only beside the service's own name, of which people write many forms.
enum HandleFinder {
    /// Forms in small letters; longer ones first, so that `카카오톡` is not read as something shorter.
    private static let services: [(service: String, forms: [String])] = [
        ("wechat", ["wechat", "weixin", "微信号", "微信號", "微信", "薇信", "威信", "维信", "v信", "vx", "wx", "위챗", "вичат"]),
        ("qq", ["qq号", "扣扣", "qq"]),
        ("kakaotalk", ["kakaotalk", "kakao", "카카오톡", "카카오", "까톡", "카톡", "ㅋㅌ"]),
        ("telegram", ["telegram", "телеграмм", "телеграм", "텔레그램", "텔레", "电报", "電報", "飞机", "тг", "tele", "tg"]),
        ("line", ["line id", "lineid", "ไลน์", "ไอดีไลน์", "라인", "賴", "line"]),
        ("whatsapp", ["whatsapp", "watsapp", "whats app", "ватсап", "вотсап", "wsp"]),
        ("zalo", ["zalo", "dalo"]),
        ("viber", ["viber", "вайбер"]),
    ]

    private static let forms: [(service: String, scalars: [UInt32])] = services.flatMap { entry in
        entry.forms.map { (entry.service, $0.unicodeScalars.map(\.value)) }
    }.sorted { $0.1.count > $1.1.count }

    private static let firstScalars = Set(forms.compactMap { $0.scalars.first })

    static func handles(in text: FoldedScalars) -> [(value: String, range: Range<Int>)] {
        let values = text.values
        var result: [(String, Range<Int>)] = []
        var place = 0
        while place < values.count {
            if let link = telegramLink(text, place) {
                result.append(link)
                place = link.1.upperBound
                continue
            }
            guard firstScalars.contains(values[place]),
                let form = forms.first(where: { text.has($0.scalars, at: place) && isApart(text, place, $0.scalars) })
            else {
                place += 1
                continue
            }
            let end = place + form.scalars.count
            if let name = name(text, after: end) {
                result.append(("\(form.service):\(text.text(name))", name))
                place = name.upperBound
            } else {
                place = end
            }
        }
        return result
    }

    /// A Latin form is a word of its own.
    private static func isApart(_ text: FoldedScalars, _ place: Int, _ form: [UInt32]) -> Bool {
        guard let first = form.first, let last = form.last else { return false }
        let end = place + form.count
        if FoldedScalars.isLetter(first), place > 0, FoldedScalars.isWord(text.values[place - 1]) { return false }
        if FoldedScalars.isLetter(last), end < text.values.count, FoldedScalars.isWord(text.values[end]) {
            return false
        }
        return true
    }

    /// The name that follows, after at most a few signs and words such as `id`.
    private static func name(_ text: FoldedScalars, after place: Int) -> Range<Int>? {
        let values = text.values
        var start = place
        var passed = 0
        while start < values.count, passed < 8 {
            if text.has([0x69, 0x64], at: start), start + 2 < values.count, !FoldedScalars.isWord(values[start + 2]) {
                start += 2
                passed += 2
            } else if isBetween(values[start]) {
                start += 1
                passed += 1
            } else {
                break
            }
        }
        guard start < values.count, FoldedScalars.isWord(values[start]),
            start > place || !FoldedScalars.isWord(values[place - 1])
        else { return nil }
        var end = start
        while end < values.count, FoldedScalars.isWord(values[end]) || values[end] == 0x2D || values[end] == 0x2E {
            end += 1
        }
        while end > start, !FoldedScalars.isWord(values[end - 1]) { end -= 1 }
        let length = end - start
        guard (4...40).contains(length) else { return nil }
        let isNumber = values[start..<end].allSatisfy { FoldedScalars.isDigit($0) || $0 == 0x2D || $0 == 0x2E }
        let hasSign = values[start..<end].contains { FoldedScalars.isDigit($0) || $0 == 0x5F }
        // A plain word after the service's name is more often the next word of the sentence.
        let isMarked = values[place..<start].contains { $0 == 0x3A || $0 == 0x40 || $0 == 0x3D } || hasSign
        return isMarked && !(isNumber && length > 12) ? start..<end : nil
    }

    /// `t.me/name`.
    private static func telegramLink(_ text: FoldedScalars, _ place: Int) -> (String, Range<Int>)? {
        let link: [UInt32] = [0x74, 0x2E, 0x6D, 0x65, 0x2F]
        guard text.has(link, at: place), place == 0 || !FoldedScalars.isWord(text.values[place - 1]) else { return nil }
        let start = place + link.count
        var end = start
        while end < text.values.count, FoldedScalars.isWord(text.values[end]) { end += 1 }
        guard end - start >= 4 else { return nil }
        return ("telegram:\(text.text(start..<end))", start..<end)
    }

    private static func isBetween(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x3A, 0x40, 0x2D, 0x3D, 0x28, 0x2B, 0x3E, 0x2192, 0x53F7, 0x865F, 0x52A0, 0xFE55: true
        default: false
        }
    }
}
