import Model

/// The contacts in a post's title and text, with their places.
public enum EntityFinder {

    /// In order of field and start, not overlapping within a field: a mail address is no handle, and its digits no
    /// telephone number.
    ///
    /// - Parameter language: of the post, where it is known already.
    public static func entities(in post: Post, language: String? = nil) -> [Entity] {
        var result: [Entity] = []
        for field in [PostField.title, .text] {
            guard let text = post.text(of: field), !text.isEmpty else { continue }
            let scalars = FoldedScalars(text)
            var taken: [Range<Int>] = []
            var found: [Entity] = []
            func add(_ kind: Entity.Kind, _ list: [(value: String, range: Range<Int>)]) {
                for (value, range) in list where !taken.contains(where: { $0.overlaps(range) }) {
                    taken.append(range)
                    found.append(
                        Entity(kind: kind, value: value, field: field, start: range.lowerBound, end: range.upperBound))
                }
            }
            if scalars.hasAt { add(.email, MailFinder.mails(in: scalars)) }
            add(.handle, HandleFinder.handles(in: scalars))
            if scalars.digits >= 6 {
                let regions = PhoneFinder.regions(for: post, language: language)
                add(.phone, PhoneFinder.phones(in: scalars, regions: regions))
            }
            result += found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        }
        return result
    }
}

/// A text's Unicode scalars, one for one, with wide letters and digits as plain ones and capitals as small letters.
struct FoldedScalars {
    let values: [UInt32]
    let digits: Int
    let hasAt: Bool

    init(_ text: String) {
        var values: [UInt32] = []
        var digits = 0
        var hasAt = false
        for scalar in text.unicodeScalars {
            var value = scalar.value
            switch value {
            case 0x41...0x5A: value |= 0x20
            case 0xFF01...0xFF5E:
                value -= 0xFEE0
                if (0x41...0x5A).contains(value) { value |= 0x20 }
            case 0x3000: value = 0x20
            case 0xE50...0xE59: value -= 0xE50 - 0x30
            case 0x660...0x669: value -= 0x660 - 0x30
            case 0x2460...0x2468: value -= 0x2460 - 0x31
            case 0x24EA: value = 0x30
            case 0x1D7CE...0x1D7FF: value = (value - 0x1D7CE) % 10 + 0x30
            default: break
            }
            if Self.isDigit(value) { digits += 1 }
            if value == 0x40 { hasAt = true }
            values.append(value)
        }
        self.values = values
        self.digits = digits
        self.hasAt = hasAt
    }

    static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }
    static func isLetter(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }
    static func isWord(_ value: UInt32) -> Bool { isDigit(value) || isLetter(value) || value == 0x5F }

    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(values[range].compactMap(Unicode.Scalar.init)))
    }

    /// Whether `word`, in small letters, stands at `place`.
    func has(_ word: [UInt32], at place: Int) -> Bool {
        place + word.count <= values.count && values[place..<(place + word.count)].elementsEqual(word)
    }
}
