import Model
import Testing

@testable import Extraction

@Suite("Selectors")
struct SelectorTests {

    private static let page = """
        <body><div id=main class="page wide"><article class="ad first" data-id="a-1" lang="zh-CN"><h1>One</h1>
        <p class=body>text <a href="/x/1.html" title="Go There">link</a></p><p>second</p></article>
        <article class=ad id=two><h1>Two</h1><div><p>deep</p></div><x-tag>own</x-tag></article>
        <ul><li>1<li>2<li>3<li>4<li>5</ul><p>last</p></div></body>
        """

    private func texts(_ selector: String) throws -> [String] {
        let document = parse(SelectorTests.page)
        let parsed = try SelectorParser.parse(selector, field: "item")
        return document.elements(matching: parsed, within: HTMLDocument.root).map { document.line(of: $0) ?? "" }
    }

    @Test(
        "a selector finds what it says",
        arguments: [
            ("h1", ["One", "Two"]), ("H1", ["One", "Two"]), ("article.ad > h1", ["One", "Two"]),
            (".ad.first h1", ["One"]),
            ("#two h1", ["Two"]), ("div p", ["text link", "second", "deep", "last"]),
            ("article > p", ["text link", "second"]),
            ("h1 + p", ["text link"]), ("h1 ~ p", ["text link", "second"]),
            ("p, h1", ["One", "text link", "second", "Two", "deep", "last"]),
            ("[data-id]", ["One text link second"]), ("[data-id=a-1] h1", ["One"]), ("[data-id='a-1'] h1", ["One"]),
            ("[class~=first] h1", ["One"]), ("[lang|=zh] h1", ["One"]), ("[lang|=z] h1", []),
            ("a[href^='/x']", ["link"]),
            ("a[href$=\".html\"]", ["link"]), ("a[href*=\"/1\"]", ["link"]), ("a[title='go there' i]", ["link"]),
            ("a[title='go there']", []), ("li:first-child", ["1"]), ("li:last-child", ["5"]),
            ("li:nth-child(2)", ["2"]),
            ("li:nth-child(odd)", ["1", "3", "5"]), ("li:nth-child(even)", ["2", "4"]),
            ("li:nth-child( 2n + 1 )", ["1", "3", "5"]),
            ("li:nth-child(-n+2)", ["1", "2"]), ("li:nth-child(n+4)", ["4", "5"]), ("li:nth-last-child(2)", ["4"]),
            ("li:not(:first-child):not(:last-child)", ["2", "3", "4"]), ("article:not(.first) h1", ["Two"]),
            ("p:not(.body, :last-child)", []), ("p:only-child", ["deep"]), ("x-tag", ["own"]),
            ("*[id=two] > h1", ["Two"]),
            ("div > article ~ article h1", ["Two"]), ("ul li ~ li ~ li", ["3", "4", "5"]),
            (".\\61 d h1", ["One", "Two"]),
            ("a[href^='']", []), ("article.ad.first > p.body a[title]", ["link"]), ("section", []),
        ])
    func finds(_ selector: String, _ expected: [String]) throws {
        #expect(try texts(selector) == expected)
    }

    @Test(
        "an attribute at the end is what is read",
        arguments: [
            ("a@href", "/x/1.html"), ("article @data-id", "a-1"), ("a @ TITLE", "Go There"), ("@data-id", "a-1"),
        ])
    func attribute(_ selector: String, _ value: String) throws {
        let document = parse(SelectorTests.page)
        let parsed = try SelectorParser.parse(selector.replacing("@ ", with: "@"), field: "title")
        let item = document.first(.article)!
        let scope = selector.hasPrefix("article") ? HTMLDocument.root : item
        #expect(document.value(of: parsed, in: scope, line: true) == value)
    }

    @Test(
        "a selector that cannot be read names the column",
        arguments: [
            ("", 1), ("div..x", 5), ("div >", 6), ("> p", 1), ("div[", 5), ("div[a=", 7), ("div[a='x]", 7),
            ("p:hover", 2),
            ("p:nth-child(x)", 13), ("p:not(a b)", 9), ("a@", 3), ("a@href b", 8), ("#1a,", 5), ("p::before", 3),
            ("a!b", 2),
            ("div, ", 6), ("//div", 1), ("p:nth-child 2", 12), ("li:nth-of-type(2)", 3), ("[a ^ b]", 5), ("a\\", 3),
        ])
    func errors(_ selector: String, _ column: Int) {
        #expect {
            try SelectorParser.parse(selector, field: "text")
        } throws: { error in
            let error = error as? SelectorError
            return error?.column == column && error?.field == "text" && error?.advice.isEmpty == false
                && error?.isUsage == true
        }
    }

    @Test("the error is one sentence that says what to do")
    func sentence() {
        let error = #expect(throws: SelectorError.self) {
            try Extractor(selectors: PostSelectors(item: "article", title: "h1:hover"))
        }
        #expect(
            error?.sentence == "post.title, column 3 of `h1:hover`: `:hover` is not supported (use :first-child, "
                + ":last-child, :only-child, :nth-child(), :nth-last-child() or :not())")
    }

    @Test("an item is an element, not an attribute", arguments: ["@id", "div@id"])
    func itemAttribute(_ item: String) {
        #expect(throws: SelectorError.self) { try Extractor(selectors: PostSelectors(item: item)) }
    }

    @Test("a long selector on a deep page takes no time beyond measure")
    func deepMatching() throws {
        let page = String(repeating: "<div>", count: 500) + String(repeating: "<p>x</p>", count: 300)
        let document = parse(page)
        let selector = try SelectorParser.parse(
            "section " + String(repeating: "div ", count: 30) + "p ~ p ~ p", field: "item")
        #expect(document.elements(matching: selector, within: HTMLDocument.root).isEmpty)
    }
}
