/// How the characters of a class `[…]` begin, gathered member by member.
struct ClassStarts {
    /// Whether nothing is known.
    var isAnything = false
    private var ascii = ByteSet()
    private var leads = ByteSet()
    private var others: Set<[UInt8]> = []

    /// Adds one character, by its bytes.
    mutating func add(_ form: [UInt8]) {
        if form.count == 1 { ascii.insert(form[0]) } else { others.insert(form) }
    }

    /// Adds a kind of character, such as `d` for `\d`.
    mutating func add(kind letter: Unicode.Scalar?) {
        guard let letter, let kind = PatternStarts.kind(letter) else {
            isAnything = true
            return
        }
        ascii = ascii.union(kind.ascii)
        leads = leads.union(kind.leads)
    }

    /// Adds a range. Of letters with case beyond ASCII nothing is known, since they match their other case.
    mutating func add(from first: Unicode.Scalar, to last: Unicode.Scalar) {
        guard first.value <= last.value, first.isASCII == last.isASCII else {
            isAnything = true
            return
        }
        if first.isASCII, let low = UInt8(exactly: first.value), let high = UInt8(exactly: last.value) {
            ascii = ascii.union(ByteSet(low...high))
        } else if let low = String(first).utf8.first, let high = String(last).utf8.first,
            Self.isWithoutCase(first, last)
        {
            leads = leads.union(ByteSet(low...high))
        } else {
            isAnything = true
        }
    }

    /// Whether the range is within Han, Hangul, Kana, Thai or digits and signs of the basic plane, which have no case.
    private static func isWithoutCase(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> Bool {
        let ranges: [ClosedRange<UInt32>] = [
            0x0E00...0x0E7F, 0x2000...0x20FF, 0x2200...0x24B5, 0x2500...0x2BFF, 0x3000...0xA4CF, 0xAC00...0xD7A3,
        ]
        return ranges.contains { $0.contains(first.value) && $0.contains(last.value) }
    }

    var starts: PatternStarts {
        if isAnything { return .unknown }
        return .either([.character(ascii: ascii, leads: leads), .texts(others)])
    }
}
