import Foundation
import Model

/// What a pattern costs by itself, without the prefilter that spares most posts from it.
public struct PatternCost: Sendable {
    public var rule: Rule
    public var pattern: RulePattern
    /// CPU time for one text, the mean over ordinary and hostile texts.
    public var nanoseconds: Double

    /// The cost of each pattern over `examples` and the hostile texts that the loader tries it on.
    public static func measured(of rules: [Rule], examples: [String]) -> [PatternCost] {
        let workspace = PCRE2Workspace()
        var result: [PatternCost] = []
        for layer in Layer.allCases {
            let texts = examples.map { LayerBuilder.layer(layer, of: $0).bytes }
            for rule in rules where rule.layer == layer {
                for pattern in rule.patterns {
                    guard let cost = cost(of: pattern, layer, texts, workspace) else { continue }
                    result.append(PatternCost(rule: rule, pattern: pattern, nanoseconds: cost))
                }
            }
        }
        return result
    }

    /// The same pattern measured once more; the lower of both, since whatever disturbs a measurement adds to it.
    public func again(examples: [String]) -> PatternCost {
        var result = self
        let texts = examples.map { LayerBuilder.layer(rule.layer, of: $0).bytes }
        if let cost = Self.cost(of: pattern, rule.layer, texts, PCRE2Workspace()) {
            result.nanoseconds = min(nanoseconds, cost)
        }
        return result
    }

    /// Nil where the pattern does not compile.
    private static func cost(
        of pattern: RulePattern, _ layer: Layer, _ ordinary: [[UInt8]], _ workspace: PCRE2Workspace
    ) -> Double? {
        guard let code = try? PatternCompiler.compile(pattern, layer) else { return nil }
        let texts = ordinary + HostileInput.texts(for: pattern.prepared).map { Array($0.utf8) }
        let start = ThreadClock.nanoseconds
        for text in texts {
            _ = text.withUnsafeBufferPointer { workspace.matches(of: code, in: $0, limit: 1) }
        }
        return Double(ThreadClock.nanoseconds - start) / Double(texts.count)
    }
}

/// The CPU time of the thread that asks: what other processes do does not add to it.
enum ThreadClock {
    static var nanoseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
