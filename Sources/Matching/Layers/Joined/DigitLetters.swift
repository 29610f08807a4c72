import Model

/// Reads digits and signs as the letters that they stand for within words: `p4ssp0rt`, `v1sa`, `m@ssage`, `п0лиция`.
///
/// A word is read so where each of its digits has a reading, it has three letters or more and at most as many digits, and
/// each digit stands between letters. A vowel's digit may begin it where the letters after it could not begin a
/// word (`3ncerrada`, not `3months`); a digit may end it where another stands within. So `iphone15`, `18yo`, `5kg`, `mp3`,
/// `b2b`, `1st` and `covid19` are left. `1` is `l` between two vowels, doubled and at the end, and `i` otherwise.
///
/// Telling are two such digits at different places in a word that has twice as many letters, and nothing of an
/// address or a name of an account about it.
struct DigitLetters {
    private static let latin: [UInt32: UInt32] = [
        0x30: 0x6F, 0x31: 0x69, 0x33: 0x65, 0x34: 0x61, 0x35: 0x73, 0x37: 0x74, 0x38: 0x62, 0x39: 0x67, 0x40: 0x61,
        0x24: 0x73, 0x20AC: 0x65, 0x21: 0x69,
    ]
    private static let cyrillic: [UInt32: UInt32] = [
        0x30: 0x43E, 0x33: 0x437, 0x34: 0x447, 0x36: 0x431, 0x40: 0x430,
    ]
    private static let vowels = Set("aeiouyáéíóú034@".unicodeScalars.map(\.value))

    /// Two consonants with which words of the languages at hand begin.
    private static let onsets = Set(
        ("bl br bh by ch cl cr ct cz dh dr dw dz dj fl fr fj gh gl gn gr gw gy hy kh kl kn kr kw ky ll mc mn mp ng nh nd nk nt "
            + "ny ph pl pr ps pt py qu rh rd sc sh sk sl sm sn sp sq sr st sv sw sy st nd rd th tr ts tw ty wh wr kg km cm mm "
            + "ml gb mb kb tb mg hr hz pc pm px wk yr yd lb ft rm br ks bn mn xl").split(separator: " ").map(
                String.init))

    static func undo(in text: inout JoinedText) {
        var index = 0
        while index < text.units.count {
            guard isPart(text, index) else {
                index += 1
                continue
            }
            let start = index
            var digits = 0
            var hasLetters = false
            while index < text.units.count, isPart(text, index) {
                if isStandIn(text.units[index].value) { digits += 1 } else { hasLetters = true }
                index += 1
            }
            if digits > 0, hasLetters { undo(start..<index, in: &text) }
        }
    }

    private static func isStandIn(_ value: UInt32) -> Bool { latin[value] != nil || (0x30...0x39).contains(value) }

    private static func isPart(_ text: JoinedText, _ index: Int) -> Bool {
        switch text.kind(index) {
        case .latin, .cyrillic, .mark, .digit: true
        case .other: isStandIn(text.units[index].value)
        default: false
        }
    }

    private static func undo(_ whole: Range<Int>, in text: inout JoinedText) {
        var word = whole
        // Signs at the ends are currency, mentions and exclamations.
        while let last = word.last, text.kind(last) == .other { word = word.lowerBound..<last }
        while let first = word.first, text.kind(first) == .other { word = first + 1..<word.upperBound }
        guard !word.isEmpty else { return }
        let isCyrillic = word.contains { text.kind($0) == .cyrillic }
        guard !isCyrillic || !word.contains(where: { text.kind($0) == .latin }) else { return }
        let table = isCyrillic ? cyrillic : latin
        var letters = 0
        var groups: [Range<Int>] = []
        for index in word {
            let value = text.units[index].value
            if text.kind(index) == .latin || text.kind(index) == .cyrillic {
                letters += 1
            } else if text.kind(index) != .mark {
                guard table[value] != nil else { return }
                if let last = groups.last, last.upperBound == index {
                    groups[groups.count - 1] = last.lowerBound..<index + 1
                } else {
                    groups.append(index..<index + 1)
                }
            }
        }
        let digits = groups.reduce(0) { $0 + $1.count }
        guard letters >= 3, digits <= letters, digits > 0, groups.allSatisfy({ $0.count <= 3 }) else { return }
        let inside = groups.filter { $0.lowerBound > word.lowerBound && $0.upperBound < word.upperBound }
        guard inside.allSatisfy({ isPlausible($0, of: word, in: text) }) else { return }
        let begins = groups.first { $0.lowerBound == word.lowerBound }
        let ends = groups.first { $0.upperBound == word.upperBound }
        if let begins {
            guard begins.count == 1,
                vowels.contains(text.units[begins.lowerBound].value)
                    || text.units[begins.lowerBound].value == 0x31,
                !isCyrillic || text.units[begins.lowerBound].value != 0x31,
                !inside.isEmpty
                    || (letters >= 4
                        && !canBegin(text.units[word.lowerBound + 1].value, text.units[word.lowerBound + 2].value))
            else { return }
        }
        if ends != nil, inside.isEmpty { return }
        let isPartOfAddress = isInAddress(whole, in: text)
        if isPartOfAddress, groups.joined().contains(where: { text.units[$0].value == 0x40 }) { return }
        for group in groups {
            for index in group { text.units[index].value = letter(at: index, group, word, table, text) }
        }
        text.note(
            .digitsForLetters, word,
            isTelling: groups.count >= 2 && letters >= 2 * digits && letters >= 4 && !isPartOfAddress)
    }

    /// Signs stand for letters only where that is how they are used: `@` beside one or two letters, since it joins the parts
    /// of addresses otherwise, and `!` between consonants.
    private static func isPlausible(_ group: Range<Int>, of word: Range<Int>, in text: JoinedText) -> Bool {
        for index in group {
            switch text.units[index].value {
            case 0x40 where min(index - word.lowerBound, word.upperBound - index - 1) > 2: return false
            case 0x21
            where vowels.contains(text.units[index - 1].value) || vowels.contains(text.units[index + 1].value):
                return false
            default: break
            }
        }
        return true
    }

    /// Whether a word can begin with the two letters, so that a digit before them is a number of something.
    static func canBegin(_ first: UInt32, _ second: UInt32) -> Bool {
        let pair = [first, second]
        if pair.contains(where: { vowels.contains($0) || $0 > 0x7A }) { return true }
        return onsets.contains(String(String.UnicodeScalarView(pair.compactMap(Unicode.Scalar.init))))
    }

    private static func letter(
        at index: Int, _ group: Range<Int>, _ word: Range<Int>, _ table: [UInt32: UInt32], _ text: JoinedText
    ) -> UInt32 {
        let value = text.units[index].value
        guard value == 0x31 else { return table[value] ?? value }
        if group.count > 1 || group.upperBound == word.upperBound { return 0x6C }
        guard index > word.lowerBound else { return 0x69 }
        let isBetweenVowels =
            vowels.contains(text.units[index - 1].value) && vowels.contains(text.units[index + 1].value)
        return isBetweenVowels ? 0x6C : 0x69
    }

    /// Whether the word is part of an address, a path, a hashtag or the name of an account.
    private static func isInAddress(_ word: Range<Int>, in text: JoinedText) -> Bool {
        func isJoint(_ index: Int) -> Bool {
            guard text.units.indices.contains(index) else { return false }
            return [0x40, 0x2F, 0x5F, 0x3D, 0x23, 0x3A, 0x26, 0x3F, 0x25, 0x7E].contains(text.units[index].value)
        }
        if isJoint(word.lowerBound - 1) || isJoint(word.upperBound) { return true }
        if text.units[word.lowerBound].value == 0x40 { return true }
        let after = word.upperBound
        guard after + 1 < text.units.count, text.units[after].value == 0x2E else { return false }
        return text.kind(after + 1).isLetter
    }
}
