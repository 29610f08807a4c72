/// Needs of many patterns, flat: each a run of nodes, a group before its parts.
///
/// A node's top two bits are its kind; the others are a literal's number, or the place after a group's last part.
struct NeedTable: Sendable, Hashable {
    private(set) var nodes: [UInt32] = []

    private enum Kind {
        static let literal: UInt32 = 0
        static let all: UInt32 = 1
        static let oneOf: UInt32 = 2
        static let nothing: UInt32 = 3
    }

    private static let kindShift: UInt32 = 30
    private static let valueMask: UInt32 = 1 << kindShift - 1

    init() {}

    /// Takes `nodes` as another table had them; nil where they are no needs of `literals` literals.
    init?(nodes: [UInt32], literals: Int) {
        for (place, node) in nodes.enumerated() {
            let value = Int(node & Self.valueMask)
            switch node >> Self.kindShift {
            case Kind.literal: guard value < literals else { return nil }
            case Kind.nothing: break
            default: guard value > place, value <= nodes.count else { return nil }
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
        }
        return place
    }

    private mutating func addGroup(_ kind: UInt32, _ parts: [LiteralNeed], _ number: ([UInt8]) -> Int?) {
        let place = nodes.count
        nodes.append(0)
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
            case Kind.all: part = value
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
        if kind == Kind.nothing { return true }
        let isAll = kind == Kind.all
        var part = place + 1
        while part < value {
            if isMet(part, nodes, found, fields) != isAll { return !isAll }
            let isGroup = nodes[part] >> kindShift == Kind.all || nodes[part] >> kindShift == Kind.oneOf
            part = isGroup ? Int(nodes[part] & valueMask) : part + 1
        }
        return isAll
    }
}
