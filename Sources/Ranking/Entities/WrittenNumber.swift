/// A number as it is written, in groups of digits.
struct WrittenNumber {
    let isInternational: Bool
    let digits: String
    private let groups: [ArraySlice<UInt32>]
    private let hasBlank: Bool
    /// Whether dots stand in it that libphonenumber does not know, so that it refuses the number.
    let hasRaisedDot: Bool

    init(_ written: ArraySlice<UInt32>) {
        isInternational = written.first == 0x2B
        groups = written.split { !FoldedScalars.isDigit($0) }
        hasBlank = written.contains(0x20)
        hasRaisedDot = written.contains { $0 == 0xB7 || $0 == 0x30FB }
        digits = String(decoding: groups.joined().map { UInt8($0) }, as: UTF8.self)
    }

    /// Such as `2026-11-24`, `24.11.2026`, `2026.11.24 10`, `2019-2024`.
    var isDate: Bool {
        guard (2...4).contains(groups.count) else { return false }
        if groups.count == 2 { return groups.allSatisfy(Self.isYear) }
        return groups.contains(where: Self.isYear) && groups.allSatisfy { $0.count <= 2 || Self.isYear($0) }
    }

    private static func isYear(_ group: ArraySlice<UInt32>) -> Bool {
        group.count == 4 && (group.starts(with: [0x31, 0x39]) || group.starts(with: [0x32, 0x30]))
    }

    /// Written in groups as numbers are read out, such as `555-0142` or `138-0000-0000`.
    var isGrouped: Bool {
        (2...5).contains(groups.count) && groups.allSatisfy { (2...5).contains($0.count) }
            && groups.contains { $0.count >= 3 } && !hasBlank
    }
}
