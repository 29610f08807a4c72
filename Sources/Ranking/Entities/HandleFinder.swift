/// Messenger names. A name counts only beside the service's own name, of which people write many forms.
enum HandleFinder {
    private static let longestName = 40

    /// Forms in small letters.
    static let forms: [(meaning: String, forms: [String])] = [
        ("wechat", ["wechat", "weixin", "微信号", "微信號", "微信", "薇信", "威信", "维信", "v信", "vx", "wx", "위챗", "вичат"]),
        ("qq", ["qq号", "扣扣", "qq"]),
        ("kakaotalk", ["kakaotalk", "kakao", "카카오톡", "카카오", "까톡", "카톡", "ㅋㅌ"]),
        ("telegram", ["telegram", "телеграмм", "телеграм", "텔레그램", "텔레", "电报", "電報", "飞机", "тг", "tele", "tg"]),
        ("line", ["line id", "lineid", "ไลน์", "ไอดีไลน์", "라인", "賴", "line"]),
        ("whatsapp", ["whatsapp", "watsapp", "whats app", "ватсап", "вотсап", "wsp"]),
        ("zalo", ["zalo", "dalo"]),
        ("viber", ["viber", "вайбер"]),
    ]

    private static let services = WordTable(forms)

    static func handles(in text: FoldedScalars) -> [(value: String, range: Range<Int>)] {
        let services = services
        let values = text.values
        var result: [(String, Range<Int>)] = []
        var place = services.nextStart(in: text, from: 0)
        while place < values.count {
            if let link = telegramLink(text, place) {
                result.append(link)
                place = link.1.upperBound
            } else if let word = services.word(in: text, at: place, isEnd: { isApart($0, $1, values) }) {
                let end = place + word.scalars.count
                if let name = name(text, after: end) {
                    result.append(("\(word.meaning):\(text.text(name))", name))
                    place = name.upperBound
                } else {
                    place = end
                }
            } else {
                place += 1
            }
            place = services.nextStart(in: text, from: place)
        }
        return result
    }

    /// A Latin form ends a word.
    private static func isApart(_ word: WordTable.Word, _ end: Int, _ values: [UInt32]) -> Bool {
        guard let last = word.scalars.last, FoldedScalars.isLetter(last), end < values.count else { return true }
        return !FoldedScalars.isWord(values[end])
    }

    /// The name that follows, after at most a few signs and words such as `id`.
    private static func name(_ text: FoldedScalars, after place: Int) -> Range<Int>? {
        let values = text.values
        var start = place
        var passed = 0
        while start < values.count, passed < 8 {
            if start + 2 < values.count, values[start] == 0x69, values[start + 1] == 0x64,
                !FoldedScalars.isWord(values[start + 2])
            {
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
            if end - start >= longestName, FoldedScalars.isWord(values[end]) { return nil }
            end += 1
        }
        while end > start, !FoldedScalars.isWord(values[end - 1]) { end -= 1 }
        let length = end - start
        guard (4...longestName).contains(length) else { return nil }
        let isNumber = values[start..<end].allSatisfy { FoldedScalars.isDigit($0) || $0 == 0x2D || $0 == 0x2E }
        let hasSign = values[start..<end].contains { FoldedScalars.isDigit($0) || $0 == 0x5F }
        // A plain word after the service's name is more often the next word of the sentence.
        let isMarked = values[place..<start].contains { $0 == 0x3A || $0 == 0x40 || $0 == 0x3D } || hasSign
        return isMarked && !(isNumber && length > 12) ? start..<end : nil
    }

    private static let link = "t.me/".unicodeScalars.map(\.value)

    /// `t.me/name`; `place` is where a word begins.
    private static func telegramLink(_ text: FoldedScalars, _ place: Int) -> (String, Range<Int>)? {
        guard text.values[place] == 0x74, text.has(link, at: place) else { return nil }
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
