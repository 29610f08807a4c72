import Foundation
import Model
import StrictYAML

/// Loads rule packs, lists and tests from directories, and refuses what docs/rules.md says.
public enum RuleLoader {

    /// What was found.
    public struct Loaded: Sendable {
        public var packs: [RulePack] = []
        public var tests: [PostTest] = []
        /// Weights that stand in place of the packs' own.
        public var fitted = FittedWeights()
        /// Of each rule, the weight that its author gave it.
        public var authored: [String: Double] = [:]
        /// Everything that was refused, in order of file and line.
        public var errors: [RuleError] = []
        /// The compiled rules; nil where anything was refused.
        public var rules: RuleSet?
    }

    /// Loads every `*.yaml` below `directories`: lists from folders called `lists`, tests from folders called `tests`,
    /// fitted weights from folders called `weights`, packs from everywhere else.
    public static func load(_ directories: [String]) -> Loaded { load(RuleFiles(directories), in: directories) }

    static func load(_ files: RuleFiles, in directories: [String]) -> Loaded {
        var loaded = Loaded()
        loaded.errors = files.errors
        var lists = ConceptLists()
        var packFiles: [YAMLFile] = []
        var digest = ContentDigest()
        for source in files.files {
            do {
                let file = try YAMLFile(bytes: source.bytes, name: source.path)
                if source.folders.contains("lists") {
                    digest.add(file)
                    let name = URL(fileURLWithPath: source.path).deletingPathExtension().lastPathComponent
                    try lists.add(file, name: name)
                } else if source.folders.contains("tests") {
                    loaded.tests += try PostTest.read(file)
                } else if source.folders.contains("weights") {
                    digest.add(file)
                    try loaded.fitted.add(file)
                } else {
                    digest.add(file)
                    packFiles.append(file)
                }
            } catch {
                loaded.errors.append(error)
            }
        }
        for file in packFiles {
            if let pack = pack(file, lists, &loaded.errors) { loaded.packs.append(pack) }
        }
        weigh(&loaded)
        let rules = loaded.packs.flatMap(\.rules)
        checkIds(rules, &loaded.errors)
        let proofs = PatternProof.all(rules)
        for rule in rules { checkPatterns(rule, proofs, &loaded.errors) }
        if rules.isEmpty, loaded.errors.isEmpty {
            loaded.errors.append(
                RuleError(
                    file: directories.joined(separator: ", "), problem: "holds no rules",
                    advice: "name a directory with rule packs, such as `rules`"))
        }
        guard loaded.errors.isEmpty else {
            sort(&loaded.errors)
            return loaded
        }
        do {
            let newest = loaded.packs.map(\.version).max() ?? ""
            let set = try RuleSet(rules, version: "\(newest)+\(digest.hexadecimal)")
            checkPrefilter(set, rules, &loaded.errors)
            loaded.errors += exampleErrors(set, rules, proofs)
            if loaded.errors.isEmpty { loaded.rules = set }
        } catch {
            loaded.errors.append(error)
        }
        sort(&loaded.errors)
        return loaded
    }

    // MARK: Packs

    private static func pack(
        _ file: YAMLFile, _ lists: ConceptLists, _ errors: inout [RuleError]
    ) -> RulePack? {
        guard let root = file.root else {
            errors.append(
                RuleError(
                    file: file.name, problem: "is empty", advice: "write a pack (see docs/rules.md) or remove the file")
            )
            return nil
        }
        do {
            let keys = PackFile.CodingKeys.allCases.map(\.rawValue)
            let map = try root.map(keys: keys, required: keys)
            var pack = RulePack(
                name: try map["pack"]?.text() ?? "", version: try map["version"]?.text() ?? "",
                family: try map["family"]?.word(Family.self) ?? .recruitment, file: file.name, rules: [])
            let reader = RuleReader(family: pack.family, lists: lists)
            for node in try map["rules"]?.list() ?? [] {
                do { pack.rules.append(try reader.rule(node)) } catch { errors.append(error) }
            }
            return pack
        } catch {
            errors.append(error)
            return nil
        }
    }

    private static func weigh(_ loaded: inout Loaded) {
        for rule in loaded.packs.flatMap(\.rules) { loaded.authored[rule.facts.id] = rule.facts.weight }
        for pack in loaded.packs.indices {
            for rule in loaded.packs[pack].rules.indices {
                do {
                    loaded.packs[pack].rules[rule] = try loaded.fitted.weighed(loaded.packs[pack].rules[rule])
                } catch {
                    loaded.errors.append(error)
                }
            }
        }
    }

    private static func sort(_ errors: inout [RuleError]) {
        errors.sort { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    // MARK: Checks

    private static func checkIds(_ rules: [Rule], _ errors: inout [RuleError]) {
        var first: [String: Rule] = [:]
        for rule in rules {
            if let other = first[rule.id] {
                let place = other.node.error("").place
                errors.append(
                    rule.node.error(
                        "the id `\(rule.id)` exists already", advice: "rename one; the other is at \(place)"))
            } else {
                first[rule.id] = rule
            }
        }
    }

    private static func checkPatterns(
        _ rule: Rule, _ proofs: [PatternSource: PatternProof], _ errors: inout [RuleError]
    ) {
        var groups: [String: Set<String>] = [:]
        defer { checkGroups(rule, groups, &errors) }
        for pattern in rule.patterns {
            guard let proof = proofs[PatternSource(pattern, rule.layer)] else { continue }
            if let code = proof.code { groups[pattern.written] = Set(code.groups.keys) }
            switch proof.verdict {
            case .good: break
            case .refused(let error): errors.append(PatternCompiler.located(error, pattern))
            case .matchesEmpty:
                errors.append(
                    pattern.node.error(
                        "the pattern can match the empty text, so it would match everywhere",
                        advice: "leave at least one character that must be there"))
            case .getsLost:
                errors.append(
                    pattern.node.error(
                        "the pattern gets lost in long lines: it reaches the match limit",
                        advice: "bound its repeats (`.{0,20}`), and put no repeat within a repeat"))
            }
        }
    }

    /// Refuses comparisons of what nothing captures, and patterns beside others that capture what they do not.
    ///
    /// - Parameter groups: of each pattern as written, the names of its groups; none of those that are no patterns.
    private static func checkGroups(_ rule: Rule, _ groups: [String: Set<String>], _ errors: inout [RuleError]) {
        guard rule.sought.allSatisfy({ groups[$0.written] != nil }) else { return }
        for comparison in rule.comparisons {
            let group = comparison.comparison.group
            func captures(_ pattern: RulePattern) -> Bool { groups[pattern.written]?.contains(group) ?? false }
            guard rule.sought.contains(where: captures) else {
                errors.append(
                    comparison.node.error(
                        "no pattern of the rule captures `\(group)`",
                        advice: "put the number in a pattern into `(?<\(group)>…)`"))
                continue
            }
            // Patterns that stand for each other are compared alike, or one of them would be a way round.
            for list in [rule.any, rule.of] where list.contains(where: captures) {
                for pattern in list where !captures(pattern) {
                    errors.append(
                        pattern.node.error(
                            "the pattern captures no `\(group)`, which others beside it do",
                            advice: "put its number into `(?<\(group)>…)`, or move it to a rule of its own"))
                }
            }
        }
    }

    private static func checkPrefilter(_ set: RuleSet, _ rules: [Rule], _ errors: inout [RuleError]) {
        let sources = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
        for layer in set.compiled.layers {
            for number in layer.prefilter.always {
                let id = set.compiled.rules[layer.rules[number]].facts.id
                guard let rule = sources[id], !rule.mayBeSlow else { continue }
                errors.append(
                    rule.sought.first?.node.error(
                        "no prefilter can serve this rule, so it would run on every post",
                        advice: "let it need at least one word of two letters or more, or add `slow: allowed`")
                        ?? rule.node.error("no prefilter can serve this rule"))
            }
        }
    }

    /// What is wrong with the rules' examples, or with what rules score, in the order of the rules.
    private static func exampleErrors(
        _ set: RuleSet, _ rules: [Rule], _ proofs: [PatternSource: PatternProof]
    ) -> [RuleError] {
        let compiled = set.compiled.searchedEverywhere(proofs.compactMapValues(\.code))
        let terms = TermHits(RuleMatcher(compiled, usesPrefilter: true))
        return OnAllCores.map(rules, start: { FairnessCheck(RuleMatcher(compiled, usesPrefilter: true), terms) }) {
            (rule: Rule, fairness: FairnessCheck) -> [RuleError] in
            errors(of: rule, fairness.matcher) + (fairness.problem(of: rule).map { [$0] } ?? [])
        }.flatMap(\.self)
    }

    private static func errors(of rule: Rule, _ matcher: RuleMatcher) -> [RuleError] {
        var errors: [RuleError] = []
        for example in rule.match where hit(rule, example, matcher) == nil {
            errors.append(
                example.node.error(
                    "the rule does not match its example",
                    advice: "widen the patterns, or move the example to `ignore`",
                    note: "must hold here"))
        }
        for example in rule.ignore {
            guard let hit = hit(rule, example, matcher) else { continue }
            let quote = hit.spans.first?.text ?? ""
            errors.append(
                example.node.error(
                    "the rule matches an example that it must ignore",
                    advice: "make the patterns narrower, or move the example to `match`", note: "matched: \(quote)"))
        }
        return errors
    }

    private static func hit(_ rule: Rule, _ example: RuleExample, _ matcher: RuleMatcher) -> RuleHit? {
        matcher.result(for: Post(id: "", text: example.text)).hits.first { $0.rule.id == rule.id }
    }
}

/// Tells one state of the rule files from another (FNV-1a, 64 bits; for telling apart, not against forgery).
struct ContentDigest {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ file: YAMLFile) {
        for byte in file.text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// Eight digits.
    var hexadecimal: String {
        let digits = String((value ^ value >> 32) & 0xFFFF_FFFF, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
