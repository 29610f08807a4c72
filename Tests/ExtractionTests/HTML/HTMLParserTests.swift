import TestSupport
import Testing

@testable import Extraction

@Suite("HTML tree")
struct HTMLParserTests {

    @Test("nodes know their parents, ends and positions")
    func structure() {
        let document = parse("<ul><li>a<li class=x>b</ul><p>c")
        let list = document.first(.ul)!
        let items = document.elementChildren(of: list)
        #expect(items.count == 2)
        #expect(items.allSatisfy { document.parent(of: $0) == list })
        #expect(document.nodes[items[1]].position == 2)
        #expect(document.attribute("class", of: items[1]) == "x")
        #expect(document.previousElement(of: items[1]) == items[0])
        #expect(document.previousElement(of: items[0]) == nil)
        #expect(document.visibleText(of: HTMLDocument.root) == "a\nb\nc")
        for node in document.nodes.indices.dropFirst() {
            let parent = document.parent(of: node)!
            #expect(parent < node && document.isWithin(node, parent))
        }
    }

    @Test(
        "broken markup gives the standard's tree",
        arguments: [
            ("<p>one<p>two", "one\ntwo"), ("<b>bold<i>both</b>italic</i>", "boldbothitalic"),
            ("<table><tr><td>a<td>b<tr><td>c", "a b\nc"), ("text</div></p></table>more", "text\n\nmore"),
            ("<a href=x>one<a href=y>two</a>", "onetwo"), ("<div>never closed", "never closed"),
            ("<table>before<tr><td>cell", "before\ncell"),
            ("a &amp; b &lt; c &copy; &#x4e2d; &#0;", "a & b < c © 中 \u{FFFD}"),
            ("<!-- comment --!>seen", "seen"), ("<p title='unclosed>lost</p>", ""),
            ("a < b and c > d", "a < b and c > d"),
            ("<script>if (a < b) { '</p>' }</script>x", "x"), ("&notanentity; &amp", "¬anentity; &"),
        ])
    func broken(_ html: String, _ text: String) {
        let shown = parse(html).visibleText(of: HTMLDocument.root)
        #expect(shown.replacing("\n\n", with: "\n") == text.replacing("\n\n", with: "\n"))
    }

    @Test("NUL is dropped from text and replaced in attributes, and ends nothing")
    func nul() {
        let document = parse("<p id='a\0b'>one\0two</p><p>three")
        #expect(document.visibleText(of: HTMLDocument.root) == "onetwo\nthree")
        #expect(document.attribute("id", of: document.first(.p)!) == "a\u{FFFD}b")
    }

    @Test("an element that HTML does not know keeps its name")
    func custom() {
        let document = parse("<post-body data-x=1>hello</post-body>")
        let node = document.otherNames.first { $0.value == "post-body" }
        #expect(node != nil)
        #expect(document.visibleText(of: HTMLDocument.root) == "hello")
    }

    @Test(
        "deep nesting is survived and its text kept",
        arguments: [
            ("<div>", 10_000), ("<div>", 100_000), ("<b>", 100_000), ("<font color=red>", 50_000), ("<ul><li>", 50_000),
            ("<table><tr><td>", 30_000), ("<blockquote><p>", 50_000), ("<svg><g>", 50_000), ("<x-y>", 100_000),
            ("<span><p>", 50_000), ("<optgroup>", 100_000), ("<ruby><rt>", 50_000),
        ])
    func nesting(_ tag: String, _ levels: Int) {
        let document = parse("<p>start</p>" + String(repeating: tag, count: levels) + "deepest")
        #expect(document.visibleText(of: HTMLDocument.root).hasPrefix("start"))
        let raw = String(decoding: document.rawText(of: HTMLDocument.root), as: UTF8.self)
        #expect(raw.hasSuffix("deepest"))
        var depth: [Int32] = [0]
        for node in document.nodes.indices.dropFirst() { depth.append(depth[Int(document.nodes[node].parent)] + 1) }
        #expect(depth.max()! <= 2_100)
    }

    @Test("nested tags that are closed again survive too")
    func closedNesting() {
        let html =
            String(repeating: "<div>", count: 20_000) + "in" + String(repeating: "</div>", count: 20_000) + "<p>out"
        #expect(parse(html).visibleText(of: HTMLDocument.root) == "in\nout")
    }

    @Test("unclosed formatting is not multiplied without bound")
    func formatting() {
        let html = (0..<5_000).map { "<font size=\($0)>" }.joined() + String(repeating: "<p>x", count: 5_000)
        let document = parse(html)
        #expect(document.nodes.count < 2_000_000)
        #expect(document.rawText(of: HTMLDocument.root).count == 5_000)
    }

    @Test("100,000 attributes on one tag, and a megabyte in one, are survived")
    func attributes() {
        let many = "<p " + (0..<100_000).map { "x\($0)=y" }.joined(separator: " ") + ">text"
        let document = parse(many)
        #expect(document.visibleText(of: HTMLDocument.root) == "text")
        #expect(document.nodes[document.first(.p)!].count == UInt32(MarkupGuard.attributes))
        let long = "<p title='" + String(repeating: "v", count: 1 << 20) + "'>text"
        #expect(parse(long).visibleText(of: HTMLDocument.root) == "text")
    }

    @Test("an ordinary page passes the guard byte for byte, however many unclosed tags it has")
    func untouched() {
        let rows = (0..<2_000).map { "<tr><td><span class=price>\($0)<td><a href=/\($0)>x</a>" }.joined()
        let page = Array("<table>\(rows)</table><ul>\(String(repeating: "<li>item", count: 3_000))</ul>".utf8)
        #expect(MarkupGuard.bounded(page) == page)
        let paragraphs = Array(String(repeating: "<p>text <em>more</em><br>", count: 3_000).utf8)
        #expect(MarkupGuard.bounded(paragraphs) == paragraphs)
    }

    @Test("what makes gumbo's assertions fail is parsed with less of its markup")
    func assertions() {
        let html =
            "<ruby><b><table><math></area></s><frameset>&#0;<mo>x</noembed><noframes><meta><ruby a=b hidden><th>"
            + "<frame a=b hidden><th></frame><br><ruby type=hidden>"
        #expect(!parse(html + "<p>after").nodes.isEmpty)
        var generator = Seeded(99)
        let tags = [
            "a", "b", "p", "table", "tr", "td", "select", "option", "template", "svg", "math", "mi", "frameset",
            "frame",
            "noframes", "ruby", "rt", "isindex", "button", "form", "li", "dd", "title", "textarea", "body", "html",
            "head",
        ]
        for _ in 0..<3_000 {
            var page = ""
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                let tag = tags.randomElement(using: &generator)!
                page += ["<\(tag)>", "</\(tag)>", "x", "<\(tag) a=b", "<!--", "\0", "&#0;"].randomElement(
                    using: &generator)!
            }
            let document = parse(page)
            #expect(document.nodes.first?.end == Int32(document.nodes.count))
        }
    }

    @Test("random bytes are survived")
    func noise() {
        var generator = Seeded(3)
        for _ in 0..<300 {
            let bytes = (0..<400).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = CharsetReader.read(bytes)
            #expect(!HTMLParser.parse(text.utf8).nodes.isEmpty)
        }
    }

    @Test("an empty page is a tree with nothing to read")
    func empty() {
        #expect(parse("").visibleText(of: HTMLDocument.root).isEmpty)
    }

    @Test("the nearest lang attribute holds")
    func language() {
        let document = parse("<html lang=en><body><div lang=ko><p>x</p></div><p id=b>y")
        let paragraphs = document.nodes.indices.filter { document.nodes[$0].tag == .p }
        #expect(document.language(of: paragraphs[0]) == "ko")
        #expect(document.language(of: paragraphs[1]) == "en")
    }
}
