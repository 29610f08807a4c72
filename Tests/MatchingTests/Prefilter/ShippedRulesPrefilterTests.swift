import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

@Suite("The prefilter never costs a shipped rule a match")
struct ShippedRulesPrefilterTests {
    private struct Tally: Sendable {
        var posts = 0
        var found = 0
        var patterns: Set<String> = []
        var differences: [String] = []
    }

    @Test("over made posts and all samples, every pattern of every rule matches as PCRE2 alone would have it")
    func property() async throws {
        let loaded = ShippedRules.loaded
        let rules = loaded.packs.flatMap(\.rules)
        let compiled = try #require(loaded.rules).compiled
        let oracle = PrefilterOracle(compiled)
        let maker = PostMaker(rules)
        let samples = try Self.samples(rules, loaded.tests)
        let share = CheckSize.of("VIGIL_CHECK_POSTS", otherwise: 2_000) / 2
        let seed = CheckSize.of("VIGIL_CHECK_SEED", otherwise: 50)
        let tally = await withTaskGroup(of: Tally.self) { group in
            for thread in 0..<2 {
                group.addTask {
                    var random = Seeded(UInt64(seed * 2 + thread))
                    let checker = PrefilterChecker(oracle)
                    let fast = RuleMatcher(compiled, usesPrefilter: true)
                    let slow = RuleMatcher(compiled.searchedEverywhere(), usesPrefilter: false)
                    var tally = Tally()
                    func check(_ post: Post) {
                        tally.posts += 1
                        tally.differences += checker.differences(in: post)
                        // What comes of the patterns is the same code for both, but for how they are looked for.
                        guard tally.posts.isMultiple(of: 50) else { return }
                        if fast.result(for: post) != slow.result(for: post) { tally.differences.append("\(post)") }
                    }
                    for (number, post) in samples.enumerated() where number % 2 == thread { check(post) }
                    for _ in 0..<share { check(maker.post(&random)) }
                    tally.found = checker.found
                    tally.patterns = checker.patterns
                    return tally
                }
            }
            return await group.reduce(into: Tally()) { total, own in
                total.posts += own.posts
                total.found += own.found
                total.patterns.formUnion(own.patterns)
                total.differences += own.differences
            }
        }
        for difference in tally.differences.prefix(20) { Issue.record("\(difference)") }
        #expect(tally.differences.isEmpty)
        #expect(tally.posts == share * 2 + samples.count)
        // The posts are worth something only where patterns match: nine in ten do, fewer on the few posts of `make test`.
        let all = oracle.patterns
        let least = CheckSize.of("VIGIL_CHECK_POSTS", otherwise: 0) > 0 ? 90 : 70
        let matched = tally.patterns.count
        #expect(matched * 100 > all.count * least, "\(matched) of \(all.count) patterns matched")
        #expect(tally.found > share)
    }

    /// The sample posts, the posts of the rules' tests, the rules' examples.
    private static func samples(_ rules: [Rule], _ tests: [PostTest]) throws -> [Post] {
        let lines = try String(contentsOfFile: ShippedRules.repository + "/samples/posts.jsonl", encoding: .utf8).split(
            separator: "\n")
        let posts = try lines.map { try JSONDecoder().decode(Post.self, from: Data($0.utf8)) }
        // Of the examples, some in `make test`: the loader has tried each on its own rule.
        let every = CheckSize.of("VIGIL_CHECK_POSTS", otherwise: 0) > 0 ? 1 : 8
        let examples = rules.flatMap { $0.match + $0.ignore }.enumerated().filter { $0.offset.isMultiple(of: every) }
            .map { Post(id: "example", text: $0.element.text) }
        return posts + tests.map(\.post) + examples
    }
}

/// Makes posts of what rules' patterns can match and nearly match.
struct PostMaker: Sendable {
    private let trees: [PatternTree]
    private let examples: [String]

    init(_ rules: [Rule]) {
        trees = rules.flatMap(\.patterns).map { PatternTreeReader.tree($0.prepared.text) }
        examples = rules.flatMap { $0.match + $0.ignore }.map(\.text)
    }

    func post(_ random: inout some RandomNumberGenerator) -> Post {
        var post = Post(id: "made", text: text(&random))
        if random.isOne(in: 5) { post.title = text(&random) }
        if random.isOne(in: 20) { post.author = text(&random) }
        if random.isOne(in: 20) { post.place = text(&random) }
        return post
    }

    private func text(_ random: inout some RandomNumberGenerator) -> String {
        var pieces: [String] = []
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let isExample = random.isOne(in: 6)
            var piece =
                isExample
                ? examples.randomElement(using: &random) ?? ""
                : trees.randomElement(using: &random)?.sample(&random) ?? ""
            if Bool.random(using: &random) { piece = TextMutation.changed(piece, &random) }
            if random.isOne(in: 4) { piece = TextMutation.changed(piece, &random) }
            pieces.append(piece)
            if random.isOne(in: 3) { pieces.append(PatternTreeReader.fillers.randomElement(using: &random) ?? "") }
        }
        return pieces.joined(separator: random.isOne(in: 3) ? "" : " ")
    }
}
