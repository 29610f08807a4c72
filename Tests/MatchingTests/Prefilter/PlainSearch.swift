import PlainPCRE2

/// Patterns for PCRE2 alone, by number.
///
/// `@unchecked Sendable`: they are compiled before they are shared, and only read then.
final class PlainPatterns: @unchecked Sendable {
    fileprivate let patterns: OpaquePointer
    let count: Int

    /// Those that PCRE2 refuses find nothing.
    init(_ texts: [(text: String, isCaseless: Bool)]) {
        count = texts.count
        patterns = plain_patterns_create(texts.count)
        for (number, pattern) in texts.enumerated() {
            let bytes = Array(pattern.text.utf8)
            plain_patterns_set(patterns, number, bytes, bytes.count, pattern.isCaseless ? 1 : 0)
        }
    }

    deinit { plain_patterns_free(patterns) }
}

/// What one thread looks for them with.
final class PlainSearch {
    private let search: OpaquePointer = plain_search_create()
    private var found = [plain_found](repeating: plain_found(), count: 4096)

    deinit { plain_search_free(search) }

    /// What each of the patterns `wanted` finds in `text`: at most `limit` byte ranges in order, nil where PCRE2 gave up.
    /// Those that find nothing are left out.
    func ranges(
        of wanted: [Int], in text: UnsafeBufferPointer<UInt8>, limit: Int, _ patterns: PlainPatterns,
        isInterpreted: Bool = false
    ) -> [(pattern: Int, ranges: [Range<Int>]?)] {
        var result: [(pattern: Int, ranges: [Range<Int>]?)] = []
        let count = wanted.withUnsafeBufferPointer { wanted in
            wanted.withMemoryRebound(to: size_t.self) {
                plain_search_run(
                    search, isInterpreted ? 1 : 0, patterns.patterns, $0.baseAddress, $0.count, text.baseAddress,
                    text.count, limit, &found,
                    found.count)
            }
        }
        precondition(count <= found.count, "more was found than there is room for")
        var index = 0
        while index < count {
            let pattern = found[index].pattern
            var ranges: [Range<Int>]? = []
            while index < count, found[index].pattern == pattern {
                if found[index].gave_up != 0 {
                    ranges = nil
                } else {
                    ranges?.append(found[index].start..<found[index].end)
                }
                index += 1
            }
            result.append((Int(pattern), ranges))
        }
        return result
    }

    /// Whether `found` is what PCRE2 finds without JIT, which misses some matches.
    func confirms(
        _ found: [Range<Int>], of pattern: Int, in text: UnsafeBufferPointer<UInt8>, limit: Int,
        _ patterns: PlainPatterns
    ) -> Bool {
        let sure = ranges(of: [pattern], in: text, limit: limit, patterns, isInterpreted: true).first?.ranges
        return sure == found
    }
}
