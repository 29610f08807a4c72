/// Two packs of a rule each, which hold on `withheld` (coercion) and on `abroad` (recruitment), for tests of the score.
enum WordRules {
    static func tree(coercion: Double, recruitment: Double) throws -> RuleTree {
        try RuleTree([
            "a.yaml": pack("coercion", "withheld", coercion), "b.yaml": pack("recruitment", "abroad", recruitment),
        ])
    }

    private static func pack(_ family: String, _ word: String, _ weight: Double) -> String {
        let body = """
            any: ['\\b\(word)\\b']
            match: [\(word) one, \(word) two, a \(word)]
            ignore: [nothing, none of it, never]
            """
        return RuleTree.pack(name: family, family: family, weight: weight, [("\(family).word.en", body)])
    }
}
