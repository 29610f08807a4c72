import TestSupport
import Testing

@testable import Extraction

@Suite("A look at the markup before it is parsed")
struct MarkupCensusTests {
    private static func cut(_ html: String) -> String {
        Array(html.utf8).withUnsafeBufferPointer { bytes in
            String(decoding: MarkupCensus(bytes).read(bytes), as: UTF8.self)
        }
    }

    private static let code = String(repeating: "if (a < b) { x('</p><p>') } ", count: 4)

    @Test(
        "the text of scripts and styles is left out, and nothing else",
        arguments: [
            ("<script>\(code)</script><p>x", "<script></script><p>x"),
            ("<SCRIPT type=module>\(code)</Script ><p>x", "<SCRIPT type=module></Script ><p>x"),
            ("<style media=print>\(code)</style>x", "<style media=print></style>x"),
            ("<script>short</script>", "<script>short</script>"),
            (
                "<script type='application/LD+Json'>\(code)</script>",
                "<script type='application/LD+Json'>\(code)</script>"
            ),
            ("<script>\(code)<!-- <script> </script>\(code) --></script>", nil),
            ("<!-- <script>\(code)</script> -->", nil), ("<textarea><style>\(code)</style></textarea>", nil),
            ("<p title='<script>\(code)</script>'>", nil), ("<svg><style>\(code)</style></svg>", nil),
            ("<script>\(code)", nil), ("<script>\(code)</scripts>\(code)", nil), ("<title>\(code)</title>", nil),
        ] as [(String, String?)])
    func cuts(_ html: String, _ expected: String?) {
        #expect(Self.cut(html) == expected ?? html)
    }

    @Test("but for that text, the tree is the same")
    func sameTree() throws {
        var random = Seeded(5)
        let pieces = [
            "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "<p>", "</p>", "<!--", "-->",
            "<textarea>", "</textarea>", "<title>", "</title>", "<table>", "<td>", "<select>", "<noscript>",
            "</noscript>", "<template>", "</template>", "<b>", "</b>", "text ", "<script type=json>", "<script/>",
            "</style x>", "</select>", "<frameset>", "</SCRIPT", ">", "<style", " a='", "'", "<xmp>", "</xmp>",
            "<iframe>", "</iframe>",
            Self.code, "<a href=/x>", "</a>",
        ]
        let common = ["<p>", "<script>", "<style>", Self.code, "</script>", "</style>", "</select>", "text "]
        var cuts = 0
        for _ in 0..<8_000 {
            let html = Array(
                (0..<Int.random(in: 1...24, using: &random)).map { _ in
                    (Bool.random(using: &random) ? pieces : common).randomElement(using: &random)!
                }.joined()
                    .utf8)
            let census = html.withUnsafeBufferPointer { MarkupCensus($0) }
            guard !census.unread.isEmpty, let whole = HTMLParser.attempt(html) else { continue }
            let read = try #require(HTMLParser.attempt(html.withUnsafeBufferPointer { census.read($0) }))
            #expect(outline(read) == outline(whole), "\(String(decoding: html, as: UTF8.self))")
            cuts += 1
        }
        #expect(cuts > 500)
    }

    /// The nodes but for texts of scripts and styles.
    private func outline(_ document: HTMLDocument) -> [String] {
        document.nodes.indices.compactMap { node in
            let here = document.nodes[node]
            guard here.kind == .text else { return "\(here.tag) \(here.position) \(here.elementChildren)" }
            let parent = document.parent(of: node).map { document.nodes[$0].tag }
            if parent == .script || parent == .style { return nil }
            return String(decoding: document.bytes[document.textRange(of: node)], as: UTF8.self)
        }
    }
}
