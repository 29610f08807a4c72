import CPCRE2

/// A PCRE2 pattern, compiled once (UTF, UCP, JIT) and shared by all threads.
///
/// `@unchecked Sendable`: a `pcre2_code` is not written to after JIT compilation ("The compiled form of a pattern may be
/// used by multiple threads", pcre2api); everything that a match writes to is in `PCRE2Workspace`, one a thread.
public final class PCRE2Pattern: @unchecked Sendable {
    fileprivate let code: OpaquePointer

    /// The numbers of the groups that have a name, by it; several with `(?J)`.
    let groups: [String: [Int]]

    /// What PCRE2 says of a pattern that it cannot compile.
    public struct CompileError: Error, Sendable, Hashable {
        /// PCRE2's error number (pcre2.h).
        public var code: Int32
        /// PCRE2's own words.
        public var message: String
        /// The place in the pattern, in UTF-8 bytes.
        public var offset: Int
    }

    /// Whether it is searched for everywhere.
    var isSearched: Bool { search == nil }

    /// Whether a text can be searched piece by piece: whether a match depends only on where it begins, as it does in all
    /// syntax that `LiteralReader` understands.
    fileprivate let isPieced: Bool

    /// Where alone it can match; nil where it is searched for everywhere.
    fileprivate let search: PatternSearch?

    /// - Parameter isCaseless: whether letters match their other case.
    /// - Throws: `CompileError`.
    public convenience init(_ pattern: String, isCaseless: Bool = false) throws(CompileError) {
        try self.init(pattern, isCaseless: isCaseless, search: nil)
    }

    /// - Parameters:
    ///   - search: where alone the pattern can match, if that is known.
    ///   - isPieced: whether a match depends only on where it begins.
    init(_ pattern: String, isCaseless: Bool, search: PatternSearch?, isPieced: Bool = false) throws(CompileError) {
        self.search = search
        self.isPieced = isPieced && search == nil
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if isCaseless { options |= UInt32(PCRE2_CASELESS) }
        // JIT knows the option only of a pattern, not of a match.
        if search != nil { options |= UInt32(PCRE2_ANCHORED) }
        if self.isPieced { options |= UInt32(PCRE2_USE_OFFSET_LIMIT) }
        var number: Int32 = 0
        var offset = 0
        var pattern = pattern
        let compiled = pattern.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress ?? Self.nothing, bytes.count, options, &number, &offset, nil)
        }
        guard let compiled else {
            throw CompileError(code: number, message: Self.words(number), offset: offset)
        }
        code = compiled
        groups = Self.groups(of: compiled)
        // Where JIT does not serve a pattern, the interpreter does.
        pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
    }

    deinit { pcre2_code_free_8(code) }

    /// Whether there is a text in which the pattern matches nothing at all, so that it matches everywhere.
    var canMatchEmpty: Bool {
        var answer: UInt32 = 0
        return pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &answer) == 0 && answer != 0
    }

    /// How the pattern fares on one text.
    public enum Outcome: Sendable, Hashable {
        /// Byte ranges, in order, not overlapping; empty where there is none.
        case matches([Range<Int>])
        /// A limit was reached after these: nothing is known of the text that follows.
        case undecided([Range<Int>])

        /// What was found.
        var ranges: [Range<Int>] {
            switch self {
            case .matches(let ranges), .undecided(let ranges): ranges
            }
        }

        var isDecided: Bool { if case .matches = self { true } else { false } }
    }

    /// Whether the pattern matches anywhere in `text`; false where a limit was reached.
    public func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { !PCRE2Workspace().matches(of: self, in: $0, limit: 1).ranges.isEmpty }
    }

    /// An address for an empty pattern, whose bytes have none.
    nonisolated(unsafe) private static let nothing = {  // never written to and never freed
        let place = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        place.initialize(to: 0)
        return UnsafePointer(place)
    }()

    /// Reads PCRE2's table of names: entries of one size, each the group's number in two bytes and its name up to a zero.
    private static func groups(of code: OpaquePointer) -> [String: [Int]] {
        var (count, size) = (UInt32(0), UInt32(0))
        var table: UnsafePointer<UInt8>?
        guard pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count) == 0, count > 0,
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size) == 0,
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table) == 0, let table
        else { return [:] }
        var result: [String: [Int]] = [:]
        for entry in 0..<Int(count) {
            let bytes = UnsafeBufferPointer(start: table + entry * Int(size), count: Int(size))
            let name = String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
            result[name, default: []].append(Int(bytes[0]) << 8 | Int(bytes[1]))
        }
        return result
    }

    private static func words(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
    }
}

/// What one thread needs to match: PCRE2's match data, JIT stack and limits. Used on one thread at a time.
public final class PCRE2Workspace {
    private let data: OpaquePointer?
    /// The same with room for captures, made when they are first asked for.
    private var wideData: OpaquePointer? {
        if wide == nil { wide = pcre2_match_data_create_8(Self.mostGroups, nil) }
        return wide
    }
    private var wide: OpaquePointer?
    private let context: OpaquePointer?
    /// The same for patterns that are searched for piece by piece, with the end of the piece.
    private let pieceContext: OpaquePointer?
    private let stack: OpaquePointer?

    /// Backtracking steps for one match attempt; a rule over ordinary text needs a few hundred.
    static let matchLimit: UInt32 = 100_000
    /// Nested backtracking points.
    static let depthLimit: UInt32 = 10_000
    /// KiB of heap for one match.
    static let heapLimit: UInt32 = 8192
    private static let largestStack = 1 << 20
    /// Groups of a pattern, the whole match among them, that captures are read from.
    private static let mostGroups: UInt32 = 256

    public init() {
        data = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
        pieceContext = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(32 << 10, Self.largestStack, nil)
        for context in [context, pieceContext] {
            guard let context else { continue }
            pcre2_set_depth_limit_8(context, Self.depthLimit)
            pcre2_set_heap_limit_8(context, Self.heapLimit)
            if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
        }
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_data_free_8(wide)
        pcre2_match_context_free_8(context)
        pcre2_match_context_free_8(pieceContext)
        pcre2_jit_stack_free_8(stack)
    }

    /// The first `limit` matches of `pattern` in `text`, which is valid UTF-8.
    func matches(
        of pattern: PCRE2Pattern, in text: UnsafeBufferPointer<UInt8>, limit: Int
    ) -> PCRE2Pattern.Outcome {
        matches(of: pattern, in: text, within: 0...text.count, limit: limit)
    }

    /// - Parameter window: where alone matches can begin, as is known.
    func matches(
        of pattern: PCRE2Pattern, in text: UnsafeBufferPointer<UInt8>, within window: ClosedRange<Int>, limit: Int
    ) -> PCRE2Pattern.Outcome {
        var ranges: [Range<Int>] = []
        let isDecided =
            limit == 0
            || forEachMatch(of: pattern, in: text, within: window, data) { range, _ in
                ranges.append(range)
                return ranges.count < limit
            }
        return isDecided ? .matches(ranges) : .undecided(ranges)
    }

    /// Looks at the matches of `pattern` in `text`, with what their groups captured, until `body` has had enough.
    ///
    /// - Parameter body: gets the match's range and a function from a group's number to what it captured; gives whether
    ///   to go on.
    /// - Returns: false where a limit was reached, so that nothing is known of the matches that follow.
    func forEachCapture(
        of pattern: PCRE2Pattern, in text: UnsafeBufferPointer<UInt8>, within window: ClosedRange<Int>,
        _ body: (Range<Int>, (Int) -> Range<Int>?) -> Bool
    ) -> Bool {
        forEachMatch(of: pattern, in: text, within: window, wideData) { range, vector in
            body(range) { group in
                guard group < Int(Self.mostGroups) else { return nil }
                let (start, end) = (vector[2 * group], vector[2 * group + 1])
                return start >= 0 && start <= end && end <= text.count ? start..<end : nil
            }
        }
    }

    /// Gives each match to `body` until it has had enough; false where a limit was reached.
    @inline(__always)
    private func forEachMatch(
        of pattern: PCRE2Pattern, in text: UnsafeBufferPointer<UInt8>, within window: ClosedRange<Int>,
        _ data: OpaquePointer?, _ body: (Range<Int>, UnsafeMutablePointer<Int>) -> Bool
    ) -> Bool {
        guard let data, let vector = pcre2_get_ovector_pointer_8(data) else { return false }
        guard text.baseAddress != nil else { return true }
        var place = window.lowerBound
        while place > 0, place < text.count, text[place] & 0xC0 == 0x80 { place -= 1 }
        var cursor = pattern.search.map { PatternSearch.Cursor($0, in: text) }
        var budget = MatchBudget(length: text.count)
        while place <= window.upperBound {
            if cursor != nil {
                guard let start = cursor?.next(from: place, in: text), start <= window.upperBound else { break }
                place = start
            }
            let code =
                pattern.isPieced
                ? search(pattern, text, from: place, to: window.upperBound, data, &budget)
                : attempt(pattern, text, place, data, &budget)
            if code == PCRE2_ERROR_NOMATCH {
                guard cursor != nil else { break }
                place += 1
                continue
            }
            if code < 0 { return false }
            let (start, end) = (vector[0], vector[1])
            // `\K` in a look-around can turn a match inside out; it gives no span.
            guard start <= end, end > place || end > start else { break }
            if end > start, !body(start..<end, vector) { break }
            place = max(end, place + 1)
            while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
        }
        return true
    }

    /// Matches from `place` on, within `budget`.
    private func attempt(
        _ pattern: PCRE2Pattern, _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ data: OpaquePointer,
        _ budget: inout MatchBudget
    ) -> Int32 {
        for limit in MatchBudget.limits {
            let code = match(pattern, text, place, limit, data)
            let isPaid = budget.take(Int(limit))
            guard code == PCRE2_ERROR_MATCHLIMIT, isPaid else { return code }
        }
        return PCRE2_ERROR_MATCHLIMIT
    }

    /// How many places are searched at once.
    private static let longestPiece = 4096

    /// Searches from `place` on for a match that begins at `last` or before, within `budget`: piece by piece, in smaller
    /// pieces where steps run out.
    private func search(
        _ pattern: PCRE2Pattern, _ text: UnsafeBufferPointer<UInt8>, from place: Int, to last: Int,
        _ data: OpaquePointer, _ budget: inout MatchBudget
    ) -> Int32 {
        var place = place
        var length = Self.longestPiece
        while place <= last {
            let end = min(place + length - 1, last)
            pcre2_set_offset_limit_8(pieceContext, end)
            let isAlone = end == place
            let code =
                isAlone
                ? attempt(pattern, text, place, data, &budget)
                : match(pattern, text, place, MatchBudget.limits[0], data)
            if code == PCRE2_ERROR_MATCHLIMIT, !isAlone {
                length = max(1, (end - place + 1) / 8)
                guard budget.take(Int(MatchBudget.limits[0])) else { return code }
                continue
            }
            guard code == PCRE2_ERROR_NOMATCH else { return code }
            guard budget.take(end - place + 1) else { return PCRE2_ERROR_MATCHLIMIT }
            place = end + 1
            while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
            length = min(2 * length, Self.longestPiece)
        }
        return PCRE2_ERROR_NOMATCH
    }

    @inline(__always)
    private func match(
        _ pattern: PCRE2Pattern, _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ limit: UInt32,
        _ data: OpaquePointer
    ) -> Int32 {
        let context = pattern.isPieced ? pieceContext : context
        pcre2_set_match_limit_8(context, limit)
        return pcre2_match_8(
            pattern.code, text.baseAddress, text.count, place, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    }
}
