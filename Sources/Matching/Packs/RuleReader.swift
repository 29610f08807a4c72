import Foundation
import Model
import StrictYAML

/// Reads one rule out of a pack.
struct RuleReader {
    let family: Family
    let lists: ConceptLists

    func rule(_ node: YAMLNode) throws(RuleError) -> Rule {
        let map = try node.map(
            keys: RuleEntry.CodingKeys.allCases.map(\.rawValue),
            required: ["id", "says", "severity", "weight", "evidence", "match", "ignore"])
        let undone = try undone(map["undone"])
        let layer = try layer(map, undone)
        let rule = Rule(
            facts: try facts(map), evidence: try evidence(map), layer: layer, fields: try fields(map),
            any: try patterns(map["any"], layer), all: try patterns(map["all"], layer),
            of: try patterns(map["of"], layer), atLeast: try count(map), none: try patterns(map["none"], layer),
            unless: try patterns(map["unless"], layer), undone: undone, comparisons: try comparisons(map["where"]),
            near: try near(map["near"], layer), notNear: try near(map["not_near"], layer),
            when: try condition(map["when"]),
            mayBeSlow: try map["slow"]?.word(Slowness.self) == .allowed, match: try examples(map["match"], "match"),
            ignore: try examples(map["ignore"], "ignore"), node: map["id"] ?? node)
        guard rule.hasPatterns || rule.when != nil || !rule.undone.isEmpty else {
            throw node.error("the rule has nothing to look for", advice: "add `any`, `all`, `undone` or `when`")
        }
        if !rule.hasPatterns {
            for key in ["near", "not_near", "where"] {
                guard let written = map[key] else { continue }
                throw written.error("`\(key)` needs patterns of the rule's own", advice: "add `any`")
            }
        }
        return rule
    }

    /// Which layer the rule reads; what is undone is on `joined` alone.
    private func layer(_ map: [String: YAMLNode], _ undone: [Evasion]) throws(RuleError) -> Layer {
        guard let node = map["layer"] else { return undone.isEmpty ? .folded : .joined }
        let layer = try node.word(Layer.self)
        guard undone.isEmpty || layer == .joined else {
            throw node.error(
                "`undone` asks what the layer joined has undone", advice: "write `layer: joined`, or remove the line")
        }
        return layer
    }

    private func undone(_ node: YAMLNode?) throws(RuleError) -> [Evasion] {
        guard let node else { return [] }
        var result: [Evasion] = []
        for item in try node.list() {
            let kind = try item.word(Evasion.self)
            if !result.contains(kind) { result.append(kind) }
        }
        guard !result.isEmpty else { throw node.error("the list is empty", advice: "name a way, such as spaced") }
        return result
    }

    private func facts(_ map: [String: YAMLNode]) throws(RuleError) -> RuleFacts {
        var facts = RuleFacts(
            id: try map["id"]?.text() ?? "", says: try map["says"]?.text() ?? "", family: family,
            severity: try map["severity"]?.word(Severity.self) ?? .s0, weight: try map["weight"]?.number() ?? 0)
        facts.lang = try map["lang"]?.optionalText()
        facts.voice = try map["voice"]?.word(RuleFacts.Voice.self) ?? .any
        facts.mayBe = try map["may_be"]?.texts() ?? []
        facts.isComposite = map["any"] == nil && map["all"] == nil && map["of"] == nil && map["undone"] == nil
        try checkId(facts, map["id"])
        try checkWeight(facts, map)
        return facts
    }

    private func checkId(_ facts: RuleFacts, _ node: YAMLNode?) throws(RuleError) {
        guard let node else { return }
        let isWellFormed = facts.id.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        }
        guard isWellFormed, facts.id.hasPrefix(family.rawValue + ".") else {
            throw node.error(
                "the id `\(facts.id)` is not one of this pack",
                advice: "write `\(family.rawValue).` and small letters, digits, `-` and `.`, such as "
                    + "`\(family.rawValue).some-words.\(facts.lang ?? "en")`")
        }
    }

    private func checkWeight(_ facts: RuleFacts, _ map: [String: YAMLNode]) throws(RuleError) {
        guard let node = map["weight"] else { return }
        let grade = try map["evidence"]?.map(keys: EvidenceEntry.CodingKeys.allCases.map(\.rawValue))["grade"]?.text()
        if let (problem, advice) = RuleWeight.problem(facts, grade.flatMap(RuleEvidence.Grade.init)) {
            throw node.error(problem, advice: advice)
        }
    }

    private func evidence(_ map: [String: YAMLNode]) throws(RuleError) -> RuleEvidence {
        guard let node = map["evidence"] else { return RuleEvidence(grade: .general, sources: [], reviewed: "") }
        let inner = try node.map(
            keys: EvidenceEntry.CodingKeys.allCases.map(\.rawValue), required: ["grade", "sources", "reviewed"])
        let sources = try inner["sources"]?.texts() ?? []
        guard !sources.isEmpty else {
            throw (inner["sources"] ?? node).error(
                "a rule names at least one source", advice: "name a key of the catalogue, such as ILO09")
        }
        return RuleEvidence(
            grade: try inner["grade"]?.word(RuleEvidence.Grade.self) ?? .general, sources: sources,
            testedOn: try inner["tested_on"]?.optionalText(), reviewed: try inner["reviewed"]?.text() ?? "",
            reviewer: try inner["reviewer"]?.optionalText())
    }

    private func fields(_ map: [String: YAMLNode]) throws(RuleError) -> [PostField] {
        guard let node = map["fields"] else { return [.title, .text] }
        var fields: [PostField] = []
        for item in try node.list() {
            let field = try item.word(PostField.self)
            if !fields.contains(field) { fields.append(field) }
        }
        guard !fields.isEmpty else { throw node.error("the list is empty", advice: "name a field, such as text") }
        return PostField.allCases.filter(fields.contains)
    }

    func patterns(_ node: YAMLNode?, _ layer: Layer) throws(RuleError) -> [RulePattern] {
        var result: [RulePattern] = []
        for item in try node?.list() ?? [] {
            let written = try item.text()
            let composed = PatternText(written.precomposedStringWithCanonicalMapping)
            var prepared = try lists.expand(composed, at: item)
            if layer.isFolded { prepared = PatternFolding.folded(prepared) }
            result.append(RulePattern(written: written, prepared: prepared, node: item))
        }
        return result
    }

    private func condition(_ node: YAMLNode?) throws(RuleError) -> RuleCondition? {
        guard let node else { return nil }
        do {
            return try RuleCondition(try node.text())
        } catch let error as RuleCondition.ParseError {
            throw node.error(at: error.offset, error.problem, advice: error.advice)
        } catch let error as RuleError {
            throw error
        } catch {
            throw node.error("\(error)")
        }
    }

    private func examples(_ node: YAMLNode?, _ key: String) throws(RuleError) -> [RuleExample] {
        var result: [RuleExample] = []
        guard let node else { return result }
        for item in try node.list() { result.append(RuleExample(text: try item.text(), node: item)) }
        guard !result.isEmpty else {
            throw node.error(
                "`\(key)` is empty",
                advice: "add at least one text that the rule must \(key == "match" ? "" : "not ")hold on")
        }
        return result
    }
}
