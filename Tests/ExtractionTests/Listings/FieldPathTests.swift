import Foundation
import Testing

@testable import Extraction

@Suite("Field paths")
struct FieldPathTests {
    private static let json = """
        {"data": {"after": "t3_b", "children": [{"data": {"title": "one"}}, {"data": {"title": "two"}}], "none": null},
         "n": 12345678901, "half": 1.5, "yes": true, "odd.name": "dotted", "empty": "  ", "list": ["a", "b"]}
        """

    private func root() throws -> Any { try #require(JSONText.parse(Array(Self.json.utf8))) }

    @Test(
        "the first text that a path leads to",
        arguments: [
            ("data.after", "t3_b"), ("$.data.after", "t3_b"), ("data.children[].data.title", "one"),
            ("data.children[*].data.title", "one"), ("data.children[1].data.title", "two"), ("list[1]", "b"),
            ("[\"odd.name\"]", "dotted"), ("['odd.name']", "dotted"), ("missing, data.after", "t3_b"),
            ("empty, list[0]", "a"), ("n", "12345678901"), ("half", "1.5"), ("data.none", nil), ("yes", nil),
            ("..title", "one"), ("$..after", "t3_b"), ("data..title", "one"), ("list..title", nil),
            ("data.children[2].data.title", nil), ("data.after.more", nil), ("list.a", nil), ("$", nil),
        ])
    func text(_ path: String, _ expected: String?) throws {
        #expect(try FieldPath(path, field: "title").text(in: root()) == expected)
    }

    @Test("all values of the first alternative that has any")
    func values() throws {
        let path = try FieldPath("children[], data.children[].data.title, list[]", field: "item")
        #expect(path.values(in: try root()).compactMap { $0 as? String } == ["one", "two"])
        #expect(
            try FieldPath("..title", field: "item").values(in: root()).compactMap { $0 as? String } == ["one", "two"])
        let nested = #"{"b": {"x": 3, "c": [{"x": 4}]}, "a": {"x": {"x": 2}}, "x": 1}"#
        let numbers = try FieldPath("..x", field: "item").values(
            in: try #require(JSONText.parse(Array(nested.utf8)))
        ).compactMap { ($0 as? NSNumber)?.intValue }
        #expect(numbers == [1, 2, 3, 4])
        #expect(try FieldPath("$", field: "item").values(in: root()).count == 1)
    }

    @Test(
        "a path that cannot be read is an error with its column",
        arguments: [
            ("", 1), ("a...b", 4), ("a..", 4), ("a..[]", 4), ("a.", 3), ("a[", 3), ("a[x]", 4), ("a[-1]", 5),
            ("a[\"x", 5), ("a b", 3),
            ("a,,b", 3),
            (",a", 1), ("a]", 2),
        ])
    func errors(_ path: String, _ column: Int) {
        do throws(SelectorError) {
            _ = try FieldPath(path, field: "title")
            Issue.record("\(path) was taken")
        } catch {
            #expect(error.column == column, "\(error.problem)")
            #expect(error.selector == path)
        }
    }

    @Test(
        "addresses are made of values",
        arguments: [
            ("/t/{slug}/{id}.json", "/t/a%20b%2Fc/7.json"), ("link", "https://example.org/x?y=1"),
            ("{missing}", nil), ("/x/{missing}/y", nil), ("missing", nil),
            ("&after={slug}", "https://api.example.org/l?limit=5&after=a%20b%2Fc"), ("?p={id}", "?p=7"),
        ])
    func addresses(_ template: String, _ expected: String?) throws {
        let value = try #require(
            JSONText.parse(Array(#"{"slug": "a b/c", "id": 7, "link": "https://example.org/x?y=1"}"#.utf8)))
        let made = try AddressTemplate(template, field: "url")
            .address(for: value, on: "https://api.example.org/l?after=old&limit=5#top")
        #expect(made == expected)
    }

    @Test("halves of surrogate pairs are replaced, whole pairs kept")
    func surrogates() throws {
        let source = #"["a\ud83d", "\ud83d\ude00", "\\ud83d", "\ude00b"]"#
        let list = try #require(JSONText.parse(Array(source.utf8)) as? [String])
        #expect(list == ["a\u{FFFD}", "😀", "\\ud83d", "\u{FFFD}b"])
        #expect(JSONText.parse(Array("{\"a\": ".utf8)) == nil)
        #expect(JSONText.parse(Array((String(repeating: "[", count: 100_000)).utf8)) == nil)
    }
}
