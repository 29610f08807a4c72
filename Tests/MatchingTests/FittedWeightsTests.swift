import Model
import Testing

@testable import Matching

@Suite("Fitted weights beside the packs")
struct FittedWeightsTests {
    private let body = "any: ['passport']\nmatch: [my passport]\nignore: [nothing]"

    private func load(_ weights: String, family: String = "coercion") throws -> RuleLoader.Loaded {
        try TestRules([
            "a.yaml": TestRules.pack(family: family, [("\(family).a.en", body)]), "weights/fitted.yaml": weights,
        ]).load()
    }

    @Test("a fitted weight stands in place of the author's, and the version is another")
    func holds() throws {
        let plain = try TestRules(body).load()
        let loaded = try load("fitted:\n  coercion.a.en: {weight: 0.7, authored: 0.5}")
        #expect(loaded.rules?.facts.map(\.weight) == [0.7])
        #expect(loaded.authored == ["coercion.a.en": 0.5])
        #expect(loaded.fitted.staleEntries(loaded.authored).isEmpty)
        #expect(plain.rules?.facts.map(\.weight) == [0.5])
        #expect(loaded.rules?.version != plain.rules?.version)
    }

    @Test("where the author has changed the weight since, the author's holds")
    func stale() throws {
        let loaded = try load(
            "fitted:\n  coercion.a.en: {weight: 0.7, authored: 0.4}\n  plea.gone.en: {weight: 1, authored: 2}")
        #expect(loaded.rules?.facts.map(\.weight) == [0.5])
        #expect(loaded.fitted.staleEntries(loaded.authored).map(\.id) == ["coercion.a.en", "plea.gone.en"])
    }

    @Test(
        "what a pack may not weigh, a fitted weight may not either",
        arguments: [
            ("coercion", "0.9", "above the cap"), ("coercion", "-0.1", "only protective rules"),
            ("protective", "0.1", "a protective rule lowers"),
        ])
    func refused(family: String, weight: String, problem: String) throws {
        let authored = family == "protective" ? "-0.5" : "0.5"
        let loaded = try load(
            "fitted:\n  \(family).a.en: {weight: \(weight), authored: \(authored)}", family: family)
        #expect(loaded.errors.count == 1)
        #expect(loaded.errors.first?.problem.contains(problem) == true)
        #expect(loaded.errors.first?.line == 2)
        #expect(loaded.errors.first?.file.hasSuffix("weights/fitted.yaml") == true)
    }

    @Test(
        "a file that is none is refused with its place",
        arguments: ["fited: {}", "fitted:\n  a.b.en: {weight: 1}", "fitted:\n  a.b.en: 3"])
    func malformed(text: String) throws {
        let loaded = try load(text)
        #expect(loaded.rules == nil && loaded.errors.count == 1)
    }
}
