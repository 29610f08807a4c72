import CVectorscan
import Foundation

/// Finds in one pass over a text which rules can hold for it at all.
///
/// What each rule's patterns cannot do without (`LiteralNeed`) is looked for with Vectorscan's literal matcher, all at
/// once. It may name a rule that does not hold, never the other way round: a rule without such literals is always
/// named.
///
/// Whole patterns in Vectorscan's own prefilter mode were tried and dropped: with the gaps and lists that rule authors
/// write, compiling 30 rules took 22 s against 0.3 s.
///
/// `@unchecked Sendable`: a compiled database is read-only; what a scan writes to is in `PrefilterWorkspace`, one a
/// thread.
final class Prefilter: @unchecked Sendable {
    fileprivate let database: OpaquePointer?
    /// How many literals are looked for.
    let literals: Int
    /// For each pattern, what it needs, with literals by number.
    private let patternNeeds: [Need]
    /// For each rule, what its patterns need together.
    private let ruleNeeds: [Need]
    /// For each literal, the rules that mention it.
    private let mentions: [[Int]]
    /// Rules that every text is a candidate for.
    let always: [Int]

    /// The patterns of a rule, by number: one of `any` must match, and each of `all`.
    struct RulePatterns {
        var any: [Int]
        var all: [Int]
    }

    private indirect enum Need {
        case literal(Int)
        case all([Need])
        case oneOf([Need])
        case nothing

        func isMet(_ found: [Bool]) -> Bool {
            switch self {
            case .literal(let number): found[number]
            case .all(let parts): parts.allSatisfy { $0.isMet(found) }
            case .oneOf(let parts): parts.contains { $0.isMet(found) }
            case .nothing: true
            }
        }
    }

    /// - Parameters:
    ///   - patterns: as PCRE2 takes them.
    ///   - isFolded: whether the texts, and the patterns' literals, are folded.
    init(_ patterns: [[Unicode.Scalar]], rules: [RulePatterns], isFolded: Bool) {
        let own = patterns.map { LiteralNeed.of($0, isFolded: isFolded) }
        let together = rules.map { rule in
            rule.all.map { own[$0] }.reduce(LiteralNeed.either(rule.any.map { own[$0] }), LiteralNeed.both)
        }
        var all: Set<[UInt8]> = []
        for need in own { need.collect(into: &all) }
        let literals = all.sorted { $0.lexicographicallyPrecedes($1) }
        var numbers: [[UInt8]: Int] = [:]
        for (number, literal) in literals.enumerated() { numbers[literal] = number }
        let database = Self.compile(literals, isCaseless: !isFolded)
        // Should Vectorscan refuse the literals, every rule is left to PCRE2.
        func numbered(_ need: LiteralNeed) -> Need {
            guard database != nil else { return .nothing }
            switch need {
            case .nothing: return .nothing
            case .literal(let bytes): return numbers[bytes].map(Need.literal) ?? .nothing
            case .all(let parts): return .all(parts.map(numbered))
            case .oneOf(let parts): return .oneOf(parts.map(numbered))
            }
        }
        patternNeeds = own.map(numbered)
        ruleNeeds = together.map(numbered)
        var mentions = [[Int]](repeating: [], count: literals.count)
        for (rule, need) in together.enumerated() {
            var mentioned: Set<[UInt8]> = []
            need.collect(into: &mentioned)
            for literal in mentioned { if let number = numbers[literal] { mentions[number].append(rule) } }
        }
        self.mentions = mentions
        self.database = database
        self.literals = literals.count
        always = together.indices.filter { database == nil || together[$0] == .nothing }
    }

    deinit { hs_free_database(database) }

    /// The rules that can hold for a text in which `hits` are the literals found and `found` their marks, in order.
    func candidates(_ hits: [Int], _ found: [Bool]) -> [Int] {
        var touched = Set<Int>()
        var result = always
        for hit in hits {
            for rule in mentions[hit] where touched.insert(rule).inserted {
                if ruleNeeds[rule].isMet(found) { result.append(rule) }
            }
        }
        return result.sorted()
    }

    /// Whether the pattern can match a text in which `found` marks the literals.
    func canMatch(_ pattern: Int, _ found: [Bool]) -> Bool { patternNeeds[pattern].isMet(found) }

    private static func compile(_ literals: [[UInt8]], isCaseless: Bool) -> OpaquePointer? {
        guard !literals.isEmpty else { return nil }
        let copies = literals.map { literal in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: literal.count + 1)
            for (index, byte) in literal.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[literal.count] = 0
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) }
        let flag = UInt32(HS_FLAG_SINGLEMATCH) | (isCaseless ? UInt32(HS_FLAG_CASELESS) : 0)
        let flags = [UInt32](repeating: flag, count: literals.count)
        let ids = literals.indices.map { UInt32($0) }
        let lengths = literals.map(\.count)
        var database: OpaquePointer?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        let status = hs_compile_lit_multi(
            pointers, flags, ids, lengths, UInt32(literals.count), UInt32(HS_MODE_BLOCK), nil, &database, &error)
        if let error { hs_free_compile_error(error) }
        return status == HS_SUCCESS ? database : nil
    }
}

/// What one thread needs to scan with some prefilters: Vectorscan's scratch. Used on one thread at a time.
final class PrefilterWorkspace {
    private var scratch: OpaquePointer?
    private var hits: [Int] = []

    init(_ prefilters: [Prefilter]) {
        for prefilter in prefilters {
            if let database = prefilter.database { hs_alloc_scratch(database, &scratch) }
        }
    }

    deinit { hs_free_scratch(scratch) }

    /// The literals of `prefilter` that `text` holds, each once.
    func literals(of prefilter: Prefilter, in text: UnsafeBufferPointer<UInt8>) -> [Int] {
        guard let database = prefilter.database, let base = text.baseAddress else { return [] }
        hits.removeAll(keepingCapacity: true)
        let length = UInt32(clamping: text.count)
        let scratch = scratch
        let status = withUnsafeMutablePointer(to: &hits) { hits in
            base.withMemoryRebound(to: CChar.self, capacity: text.count) { bytes in
                hs_scan(
                    database, bytes, length, 0, scratch,
                    { id, _, _, _, context in
                        context?.assumingMemoryBound(to: [Int].self).pointee.append(Int(id))
                        return 0
                    }, hits)
            }
        }
        // A scan that fails says nothing, so that every literal may be there.
        return status == HS_SUCCESS ? hits : Array(0..<prefilter.literals)
    }
}
