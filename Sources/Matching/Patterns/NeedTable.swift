/// Needs of many patterns, flat: each a run of nodes, a group before its parts.
///
/// A node's top three bits are its kind; the others are a literal's number, or the place after a group's last part. In a
/// group of which so many parts must be met, the number stands before them.
struct NeedTable: Sendable, Hashable {
    private(set) var nodes: [UInt32] = []

    private enum Kind {
        static let literal: UInt32 = 0
        static let all: UInt32 = 1
        static let oneOf: UInt32 = 2
        static let nothing: UInt32 = 3
        static let atLeast: UInt32 = 4
        static let count: UInt32 = 5
    }

    private static let kindShift: UInt32 = 29
    private static let valueMask: UInt32 = 1 << kindShift - 1

    init() {}

    /// Takes `nodes` as another table had them; nil where they are no needs of `literals` literals.
    init?(nodes: [UInt32], literals: Int) {
        for (place, node) in nodes.enumerated() {
            let value = Int(node & Self.valueMask)
            switch node >> Self.kindShift {
            case Kind.literal: guard value < literals else { return nil }
            case Kind.nothing, Kind.count: break
            case Kind.all, Kind.oneOf: guard value > place, value <= nodes.count else { return nil }
            case Kind.atLeast:
                guard value > place + 1, value <= nodes.count, nodes[place + 1] >> Self.kindShift == Kind.count else {
                    return nil
                }
            default: return nil
            }
        }
        self.nodes = nodes
    }

    /// Adds `need`, whose literals `number` knows; a literal that it does not know is always there.
    ///
    /// - Returns: where the need begins.
    mutating func add(_ need: LiteralNeed, number: ([UInt8]) -> Int?) -> Int {
        let place = nodes.count
        switch need {
        case .nothing: nodes.append(Kind.nothing << Self.kindShift)
        case .literal(let bytes):
            nodes.append(number(bytes).map { UInt32($0) } ?? Kind.nothing << Self.kindShift)
        case .all(let parts): addGroup(Kind.all, parts, number)
        case .oneOf(let parts): addGroup(Kind.oneOf, parts, number)
        case .atLeast(let count, let parts): addGroup(Kind.atLeast, count: count, parts, number)
        }
        return place
    }

    private mutating func addGroup(
        _ kind: UInt32, count: Int? = nil, _ parts: [LiteralNeed], _ number: ([UInt8]) -> Int?
    ) {
        let place = nodes.count
        nodes.append(0)
        if let count { nodes.append(Kind.count << Self.kindShift | UInt32(count)) }
        for part in parts { _ = add(part, number: number) }
        nodes[place] = kind << Self.kindShift | UInt32(nodes.count)
    }

    /// The parts of a need, all of which must be met, that are one of some literals each, by these.
    func clauses(_ place: Int) -> [ArraySlice<UInt32>] {
        let isAll = nodes[place] >> Self.kindShift == Kind.all
        let end = isAll ? Int(nodes[place] & Self.valueMask) : place + 1
        var result: [ArraySlice<UInt32>] = []
        var part = isAll ? place + 1 : place
        while part < end {
            let value = Int(nodes[part] & Self.valueMask)
            switch nodes[part] >> Self.kindShift {
            case Kind.literal:
                result.append(nodes[part..<part + 1])
                part += 1
            case Kind.oneOf:
                let inner = nodes[part + 1..<value]
                if inner.allSatisfy({ $0 >> Self.kindShift == Kind.literal }) { result.append(inner) }
                part = value
            case Kind.all, Kind.atLeast: part = value
            default: part += 1
            }
        }
        return result
    }

    /// Whether the need that begins at `place` is met by fields of which those with a bit in `fields` count, where `found`
    /// has, for each literal, the bits of the fields in which it stands.
    func isMet(_ place: Int, _ found: UnsafeMutableBufferPointer<UInt8>, _ fields: UInt8) -> Bool {
        nodes.withUnsafeBufferPointer { Self.isMet(place, $0, UnsafeBufferPointer(found), fields) }
    }

    private static func isMet(
        _ place: Int, _ nodes: UnsafeBufferPointer<UInt32>, _ found: UnsafeBufferPointer<UInt8>, _ fields: UInt8
    ) -> Bool {
        let node = nodes[place]
        let value = Int(node & valueMask)
        let kind = node >> kindShift
        if kind == Kind.literal { return found[value] & fields != 0 }
        if kind == Kind.nothing || kind == Kind.count { return true }
        if kind == Kind.atLeast { return isCounted(place, nodes, found, fields) }
        let isAll = kind == Kind.all
        var part = place + 1
        while part < value {
            if isMet(part, nodes, found, fields) != isAll { return !isAll }
            part = next(part, nodes)
        }
        return isAll
    }

    private static func isCounted(
        _ place: Int, _ nodes: UnsafeBufferPointer<UInt32>, _ found: UnsafeBufferPointer<UInt8>, _ fields: UInt8
    ) -> Bool {
        let end = Int(nodes[place] & valueMask)
        var left = Int(nodes[place + 1] & valueMask)
        var part = place + 2
        while part < end, left > 0 {
            if isMet(part, nodes, found, fields) { left -= 1 }
            part = next(part, nodes)
        }
        return left == 0
    }

    /// The place after the need that begins at `place`.
    private static func next(_ place: Int, _ nodes: UnsafeBufferPointer<UInt32>) -> Int {
        switch nodes[place] >> kindShift {
        case Kind.all, Kind.oneOf, Kind.atLeast: Int(nodes[place] & valueMask)
        default: place + 1
        }
    }
}
