import Testing

@testable import StrictYAML

@Suite("YAML with places")
struct YAMLNodeTests {
    private func root(_ text: String) throws -> YAMLNode { try #require(try YAMLFile(text: text, name: "x.yaml").root) }

    @Test("values know their line and column")
    func places() throws {
        let map = try root("a: 1\nlist:\n  - one\n  - 'two'\n").map(keys: ["a", "list"])
        let items = try #require(try map["list"]?.list())
        #expect(items.map(\.line) == [3, 4])
        #expect(items.map(\.column) == [5, 5])
        #expect(try map["a"]?.integer() == 1)
        #expect(try items.map { try $0.text() } == ["one", "two"])
    }

    @Test(
        "a wrong kind of value is an error at its place",
        arguments: [
            ("a: [1]", "x.yaml:1:4: a text is expected here"), ("a: ", "x.yaml:1:3: a text is expected here"),
            ("b: 1", "x.yaml:1:1: unknown key `b`"), ("a: 1\na: 2", "x.yaml:1:1: the key `a` stands here twice"),
            ("- a", "x.yaml:1:1: keys with values are expected here"), ("a: 'x", "x.yaml:"), ("a: *nowhere", "x.yaml:"),
        ])
    func errors(text: String, sentence: String) throws {
        do {
            _ = try root(text).map(keys: ["a"])["a"]?.text()
            Issue.record("no error")
        } catch let error as SourceError {
            #expect(error.sentence.hasPrefix(sentence), "\(error.sentence)")
            #expect(error.isUsage)
        }
    }

    @Test(
        "an offset in a text is found in the file, whatever its quotes",
        arguments: [
            ("a: plain text", 6, 10), ("a: 'it''s (x'", 5, 11), (#"a: "t\tab \u4e2d (x""#, 7, 18), ("a: '中文(x'", 2, 7),
        ])
    func offsets(text: String, offset: Int, column: Int) throws {
        let node = try #require(try root(text).map(keys: ["a"])["a"])
        #expect(node.error(at: offset, "here").column == column)
    }

    @Test("numbers and words keep to their kind")
    func kinds() throws {
        let map = try root("n: 1.5\nt: true\nq: '2'\nz: ~\nd: 2026-11-24").map(keys: ["n", "t", "q", "z", "d"])
        #expect(try map["n"]?.number() == 1.5)
        #expect(try map["t"]?.boolean() == true)
        #expect(try map["z"]?.optionalText() == nil)
        #expect(try map["d"]?.text() == "2026-11-24")
        #expect(throws: SourceError.self) { try map["q"]?.integer() }
        #expect(throws: SourceError.self) { try map["n"]?.integer() }
    }

    @Test("the report shows the line, a caret under the place in wide letters too, and what to do")
    func report() throws {
        let node = try #require(try root("名前: 値(x").map(keys: ["名前"])["名前"])
        #expect(
            node.error(at: 1, "bad bracket", advice: "close it", note: "here").report
                == "x.yaml:1:6: error: bad bracket\n    1 | 名前: 値(x\n      |         ^ here\n   help: close it")
    }

    @Test("a nearby key is suggested, a far one is not")
    func suggestions() {
        #expect(YAMLNode.suggestion("anny", ["any", "all"]) == "did you mean `any`?")
        #expect(YAMLNode.suggestion("zzzzzz", ["any", "all"]) == "known here: any, all")
    }
}
