import Foundation
import Model
import TestSupport
import Testing

@testable import Matching

@Suite("The prefilter never costs any pattern a match")
struct RandomPatternTests {
    private struct Tally: Sendable {
        var patterns = 0
        var served = 0
        var narrowed = 0
        var found = 0
        /// For each pattern, one text in which the two ways differ.
        var differences: [String: String] = [:]
    }

    /// How many patterns are made: `make check-prefilter` sets more, and another seed.
    private static let patterns = CheckSize.of("VIGIL_CHECK_PATTERNS", otherwise: 3000)
    private static let seed = CheckSize.of("VIGIL_CHECK_SEED", otherwise: 31)

    /// So many patterns share a prefilter, as those of a pack do.
    private static let batch = 50

    @Test(
        "made patterns of all of PCRE2's syntax match made texts as PCRE2 alone would have it",
        arguments: [Layer.plain, .folded])
    func property(layer: Layer) async {
        let tally = await withTaskGroup(of: Tally.self) { group in
            for thread in 0..<2 {
                group.addTask {
                    var random = Seeded(UInt64(Self.seed * 2 + thread))
                    var tally = Tally()
                    for _ in 0..<Self.patterns / Self.batch / 2 { Self.check(layer, &random, &tally) }
                    return tally
                }
            }
            return await group.reduce(into: Tally()) { total, own in
                total.patterns += own.patterns
                total.served += own.served
                total.narrowed += own.narrowed
                total.found += own.found
                total.differences.merge(own.differences) { first, _ in first }
            }
        }
        for (pattern, difference) in tally.differences.prefix(20) { Issue.record("\(pattern): \(difference)") }
        #expect(tally.differences.isEmpty)
        // Worth something only where the quick way is taken and there is something to find.
        #expect(tally.patterns >= Self.patterns)
        #expect(tally.served * 5 > tally.patterns)
        #expect(tally.narrowed * 5 > tally.patterns)
        #expect(tally.found > 5000)
    }

    private static func check(_ layer: Layer, _ random: inout Seeded, _ tally: inout Tally) {
        let isFolded = layer == .folded
        var trees: [PatternTree] = []
        var sources: [PatternSource] = []
        while sources.count < batch {
            let tree = PatternMaker.pattern(&random)
            var prepared = PatternText(tree.written)
            if isFolded { prepared = PatternFolding.folded(prepared) }
            let source = PatternSource(text: prepared.text, isFolded: isFolded)
            // The loader refuses those that match everywhere.
            guard let code = try? PCRE2Pattern(source.text, isCaseless: isFolded), !code.canMatchEmpty else { continue }
            trees.append(tree)
            sources.append(source)
        }
        let needs = PatternNeed.all(sources)
        let prefilter = Prefilter(
            sources.map { needs[$0] ?? .nothing },
            rules: sources.indices.map { Prefilter.RulePatterns(any: [$0], all: []) }, isFolded: isFolded)
        let quick = sources.map { try? $0.compiled() }
        let plain = PlainPatterns(sources.map { ($0.text, isFolded) })
        tally.patterns += sources.count
        tally.served += sources.count - prefilter.always.count
        tally.narrowed += quick.count { $0?.isSearched == false }
        let scanner = LiteralScanner([prefilter.database].compactMap { $0 })
        let scan = PrefilterScan(prefilter)
        let search = PlainSearch()
        let workspace = PCRE2Workspace()
        for tree in trees {
            for _ in 0..<12 {
                let read = LayerBuilder.layer(layer, of: text(tree, &random))
                scan.reset()
                scan.read(read, .text, scanner)
                let candidates = scan.candidates()
                read.bytes.withUnsafeBufferPointer { bytes in
                    for (number, expected) in search.ranges(of: Array(sources.indices), in: bytes, limit: 16, plain) {
                        // Where PCRE2 gives up, nothing is known.
                        guard let expected, !expected.isEmpty else { continue }
                        tally.found += 1
                        let source = sources[number].text.debugDescription
                        let text = String(decoding: bytes, as: UTF8.self).debugDescription
                        guard candidates.contains(number), let code = quick[number],
                            let window = scan.window(number, .text, count: bytes.count)
                        else {
                            tally.differences[source] = "passed over in \(text)"
                            continue
                        }
                        let found = workspace.matches(of: code, in: bytes, within: window, limit: 16)
                        if found.isDecided, found != .matches(expected),
                            !search.confirms(found.ranges, of: number, in: bytes, limit: 16, plain)
                        {
                            tally.differences[source] = "\(found), not \(expected), in \(text)"
                        }
                    }
                }
            }
        }
    }

    /// What the pattern may match, changed, among other words.
    private static func text(_ tree: PatternTree, _ random: inout Seeded) -> String {
        var pieces: [String] = []
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            var sample = String(tree.sample(&random).unicodeScalars.prefix(200))
            if random.isOne(in: 3) { sample = TextMutation.changed(sample, &random) }
            pieces.append(sample)
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let place = Int.random(in: 0...pieces.count, using: &random)
            pieces.insert(PatternMaker.letters.randomElement(using: &random) ?? "", at: place)
        }
        return pieces.joined(separator: random.isOne(in: 4) ? " " : "")
    }
}
