import Model

/// Where the parts of a text begin, such as its sentences or its lines.
struct TextBorders: Sendable, Hashable {
    /// Unicode scalars into the text, in order; the first part begins at 0 and is not among them.
    let starts: [Int]

    /// The number of the part that the scalar `offset` stands in, from 0.
    func part(of offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Lines: each ends with LF, CR, CR LF, NEL, LS or PS.
    static func lines(of scalars: [Unicode.Scalar]) -> TextBorders {
        var starts: [Int] = []
        for (index, scalar) in scalars.enumerated() where FoldingTable.isLineEnd(scalar.value) {
            let isFirstOfTwo = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
            if !isFirstOfTwo, index + 1 < scalars.count { starts.append(index + 1) }
        }
        return TextBorders(starts: starts)
    }
}

/// The sentences and lines of one post's fields, each found when a rule first asks for it.
struct PostBorders {
    private let post: Post
    private var known: [Place: TextBorders] = [:]

    private struct Place: Hashable {
        var field: PostField
        var part: Nearness.Part
    }

    init(_ post: Post) { self.post = post }

    mutating func borders(_ part: Nearness.Part, of field: PostField) -> TextBorders {
        let place = Place(field: field, part: part)
        if let borders = known[place] { return borders }
        let scalars = Array((post.text(of: field) ?? "").unicodeScalars)
        let borders: TextBorders =
            switch part {
            case .sentence: TextBorders(starts: Sentences.starts(in: scalars))
            case .line: .lines(of: scalars)
            }
        known[place] = borders
        return borders
    }
}
