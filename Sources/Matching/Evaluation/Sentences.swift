import CICU

/// Where sentences begin, in posts as people write them.
///
/// ICU's break iterator (UAX 29) knows full stops of every script, decimals and what stands after quotes. Set right is
/// what it cannot know: abbreviations, addresses and numbered items end nothing; bullets, emoji, an ellipsis, a full stop
/// without the blank that belongs after it, Korean verb endings without a full stop and blanks between Thai clauses end
/// something. Line ends always do.
enum Sentences {
    /// In order, Unicode scalars into the text, without the first sentence's 0. Takes time in proportion to the text.
    static func starts(in scalars: [Unicode.Scalar]) -> [Int] {
        guard !scalars.isEmpty else { return [] }
        let text = SentenceText(scalars)
        var isStart = [Bool](repeating: false, count: scalars.count)
        for start in icuStarts(in: scalars) { isStart[start] = true }
        for index in scalars.indices {
            if let start = text.added(at: index), start > 0, start < scalars.count { isStart[start] = true }
        }
        var result: [Int] = []
        var last = 0
        for index in scalars.indices where isStart[index] {
            if text.isInAddress(index) || text.isUnfinished(before: index, from: last) { continue }
            result.append(index)
            last = index
        }
        return result
    }

    private static func icuStarts(in scalars: [Unicode.Scalar]) -> [Int] {
        let values = scalars.map(\.value)
        var starts = [Int32](repeating: 0, count: values.count)
        let count = Int(vigil_sentence_starts(values, Int32(clamping: values.count), &starts))
        return starts.prefix(max(0, count)).map { Int($0) }
    }
}

/// A text on the way to its sentences.
private struct SentenceText {
    private let scalars: [Unicode.Scalar]
    /// For each scalar, the end of the web or mail address that it stands in after the first letter; 0 for others.
    private let addressEnds: [Int]

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        addressEnds = Self.addressEnds(scalars)
    }

    private func scalar(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    private func isBlank(_ index: Int) -> Bool { scalar(index).map { FoldingTable.isBlank($0.value) } ?? false }

    private func afterBlanks(_ index: Int) -> Int {
        var place = index
        while isBlank(place) { place += 1 }
        return place
    }

    // MARK: What ends nothing

    func isInAddress(_ index: Int) -> Bool { addressEnds[index] > index }

    /// Whether what stands before `index`, back to `start`, ends with a full stop that ends no sentence.
    func isUnfinished(before index: Int, from start: Int) -> Bool {
        var place = index - 1
        while place > start, isBlank(place) { place -= 1 }
        guard place > start, scalars[place] == "." else { return false }
        // A numbered item.
        if place - start <= 4,
            scalars[start..<place].allSatisfy({ $0.isDigit || $0 == "(" || $0 == ")" || FoldingTable.isBlank($0.value) }
            )
        {
            return true
        }
        return isAbbreviation(endingAt: place, next: scalars[index])
    }

    private func isAbbreviation(endingAt stop: Int, next: Unicode.Scalar) -> Bool {
        var begin = stop
        while begin > 0, stop - begin <= SentenceWords.longest, scalars[begin - 1].properties.isAlphabetic {
            begin -= 1
        }
        guard begin < stop, stop - begin <= SentenceWords.longest else { return false }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[begin..<stop])
        let word = String(view).lowercased()
        let mayGoOn = !(next.properties.isUppercase || next.isCaseless)
        if SentenceWords.alwaysAbbreviations.contains(word) { return true }
        if SentenceWords.abbreviations.contains(word) { return mayGoOn }
        // `p.m.`, `U.S.`: the last letter of several; `J. Smith`, `г. Москва`: a letter by itself.
        guard stop - begin == 1, !scalars[begin].isCaseless else { return false }
        return scalar(begin - 1) == "." ? mayGoOn : !SentenceWords.letters.contains(word)
    }

    /// Web and mail addresses, and file names after a slash, in which `?`, `!` and `.` are no stops.
    private static func addressEnds(_ scalars: [Unicode.Scalar]) -> [Int] {
        var result = [Int](repeating: 0, count: scalars.count)
        var start = 0
        while start < scalars.count {
            guard (0x21...0x7E).contains(scalars[start].value) else {
                start += 1
                continue
            }
            var end = start
            var isAddress = scalars[start...].starts(with: "www.".unicodeScalars)
            while end < scalars.count, (0x21...0x7E).contains(scalars[end].value) {
                let isSecondSlash = scalars[end] == "/" && end > start && scalars[end - 1] == "/"
                if scalars[end] == "@" || isSecondSlash { isAddress = true }
                end += 1
            }
            let next = end
            while end > start, ".,;:!?)\"'".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
            if isAddress, end > start { for index in start + 1..<end { result[index] = end } }
            start = next
        }
        return result
    }

    // MARK: What ends something

    /// Where a sentence begins that ICU does not see, if what tells it stands at `index`.
    func added(at index: Int) -> Int? {
        let scalar = scalars[index]
        switch scalar {
        case "…", "⋯": return afterSign(index)
        case ".": return missingBlank(after: index)
        case "|", "｜", "¦": return isBlank(index - 1) || scalar == "｜" ? afterBlanks(index + 1) : nil
        // A digit in a box: what stands before it is an item's beginning.
        case "\u{20E3}": return index - (self.scalar(index - 1) == "\u{FE0F}" ? 2 : 1)
        default: break
        }
        if FoldingTable.isLineEnd(scalar.value) {
            return scalar == "\r" && self.scalar(index + 1) == "\n" ? nil : index + 1
        }
        if scalar.isBullet { return beginsItem(index) ? index : nil }
        if scalar.isEmojiSign { return afterSign(index) }
        guard FoldingTable.isBlank(scalar.value), index > 0, !isBlank(index - 1) else { return nil }
        let next = afterBlanks(index)
        if isKoreanEnd(before: index) || isThaiBorder(index..<next) { return next }
        return nil
    }

    /// Whether the bullet at `index` begins an item: circles and squares stand for letters left out as well, as in `김○○`.
    private func beginsItem(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let isShape = (0x25A0...0x2606).contains(scalars[index].value)
        return !isShape || (isBlank(index - 1) && scalar(index + 1) != scalars[index])
    }

    /// After the run of signs that `index` is the last of: where a blank follows, or a script that sets none.
    private func afterSign(_ index: Int) -> Int? {
        var end = index + 1
        // What belongs to the sign before it: variation selectors, joiners, the keycap.
        while let scalar = scalar(end), scalar == "\u{FE0F}" || scalar == "\u{200D}" || scalar == "\u{20E3}" {
            end += 1
        }
        while let scalar = scalar(end), "\"'”’」』）)".unicodeScalars.contains(scalar) { end += 1 }
        guard let next = scalar(end) else { return nil }
        if next == "…" || next == "⋯" || next.isEmojiSign { return nil }
        if next.isCaseless { return end }
        guard isBlank(end) else { return nil }
        let begin = afterBlanks(end)
        guard let first = scalar(begin), !first.isEmojiSign else { return nil }
        // An ellipsis may stand within a sentence; an emoji with a blank after it seldom does.
        return scalars[index].isEmojiSign || !first.properties.isLowercase ? begin : nil
    }

    /// `kept.They`, `주세요.010`: full stops that ICU takes for part of a name or of a number.
    private func missingBlank(after stop: Int) -> Int? {
        guard let before = scalar(stop - 1), let next = scalar(stop + 1), addressEnds[stop] == 0 else { return nil }
        if before.isCaseless { return next.isDigit ? stop + 1 : nil }
        guard before.properties.isLowercase, scalar(stop - 2)?.properties.isLowercase == true,
            next.properties.isUppercase, let second = scalar(stop + 2)
        else { return nil }
        return second.properties.isLowercase ? stop + 1 : nil
    }

    // MARK: Korean

    /// Whether the word that ends before the blank at `blank` ends a Korean sentence, with or without `ㅠㅠ`, `ㅋㅋ`, `~`.
    private func isKoreanEnd(before blank: Int) -> Bool {
        var end = blank
        var jamo = 0
        while let scalar = scalar(end - 1) {
            if (0x3131...0x3163).contains(scalar.value) {
                jamo += 1
            } else if !"~^;".unicodeScalars.contains(scalar) {
                break
            }
            end -= 1
            // A run beyond any that people write; looked at no further, so that it costs nothing.
            if blank - end > 16 { return jamo > 1 }
        }
        if jamo > 1, end > 0 { return true }
        var begin = end
        while begin > 0, end - begin < SentenceWords.longestHangul, scalars[begin - 1].isHangul { begin -= 1 }
        return SentenceWords.isKoreanEnd(scalars[begin..<end])
    }

    // MARK: Thai

    /// How many scalars of Thai on both sides make a blank a border between clauses.
    private static let thaiClause = 10

    /// Thai sets no blanks between words: a blank parts clauses or items. It counts as a border where two blanks or more
    /// stand there, after a particle of politeness, and where what stands before and after it is long enough for a clause.
    private func isThaiBorder(_ blanks: Range<Int>) -> Bool {
        guard let before = scalar(blanks.lowerBound - 1), let after = scalar(blanks.upperBound), before.isThai,
            after.isThai, before != "ๆ"
        else { return false }
        if blanks.count > 1 { return true }
        var begin = blanks.lowerBound
        while begin > 0, blanks.lowerBound - begin < Self.thaiClause, scalars[begin - 1].isThai { begin -= 1 }
        var end = blanks.upperBound
        while end < scalars.count, end - blanks.upperBound < Self.thaiClause, scalars[end].isThai { end += 1 }
        if SentenceWords.isThaiEnd(scalars[begin..<blanks.lowerBound]) { return true }
        return blanks.lowerBound - begin == Self.thaiClause && end - blanks.upperBound == Self.thaiClause
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { properties.generalCategory == .decimalNumber }

    fileprivate var isHangul: Bool { (0xAC00...0xD7A3).contains(value) }

    /// Letters and signs, not the digits.
    fileprivate var isThai: Bool { (0x0E01...0x0E4E).contains(value) }

    /// Letters of scripts that know no capitals and need no blank after a full stop.
    fileprivate var isCaseless: Bool {
        isHangul || isThai || (0x3040...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
            || (0x20000...0x3FFFF).contains(value)
    }

    /// What begins an item of a list.
    fileprivate var isBullet: Bool {
        switch value {
        case 0x2022, 0x2023, 0x2043, 0x25A0...0x25CF, 0x25E6, 0x2605, 0x2606, 0x203B, 0x2713...0x2718, 0x2705,
            0x27A2...0x27A4,
            0x2460...0x2473, 0x2776...0x277F:
            true
        default: false
        }
    }

    fileprivate var isEmojiSign: Bool { value >= 0x2190 && properties.isEmoji && !isBullet }
}
