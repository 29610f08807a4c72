/// Mail addresses (the everyday part of RFC 5321: `local@domain.tld`).
enum MailFinder {
    static func mails(in text: FoldedScalars) -> [(value: String, range: Range<Int>)] {
        let values = text.values
        var result: [(String, Range<Int>)] = []
        for at in values.indices where values[at] == 0x40 {
            var start = at
            while start > 0, isLocal(values[start - 1]) { start -= 1 }
            while start < at, !FoldedScalars.isWord(values[start]) { start += 1 }
            var end = at + 1
            while end < values.count, isDomain(values[end]) { end += 1 }
            while end > at + 1, !FoldedScalars.isWord(values[end - 1]) { end -= 1 }
            guard start < at, end - start <= 254, isHost(values[(at + 1)..<end]) else { continue }
            result.append((text.text(start..<end), start..<end))
        }
        return result
    }

    private static func isLocal(_ value: UInt32) -> Bool {
        FoldedScalars.isWord(value) || value == 0x2E || value == 0x2B || value == 0x2D || value == 0x25
    }

    private static func isDomain(_ value: UInt32) -> Bool {
        FoldedScalars.isDigit(value) || FoldedScalars.isLetter(value) || value == 0x2E || value == 0x2D
    }

    /// Two labels or more, none of them empty, the last of two letters or more.
    private static func isHost(_ domain: ArraySlice<UInt32>) -> Bool {
        let labels = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), let last = labels.last else { return false }
        return last.count >= 2 && last.allSatisfy(FoldedScalars.isLetter)
    }
}
