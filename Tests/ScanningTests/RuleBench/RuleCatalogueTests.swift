import Foundation
import Testing

@testable import Scanning

@Suite("The catalogue of rules")
struct RuleCatalogueTests {
    private let catalogue: RuleCatalogue

    init() throws {
        let sign = """
            any: ['a <b> & c_d']
            may_be: ["<i>errands</i>"]
            match: ["a <b> & c_d"]
            ignore: ["it's \\"quiet\\""]
            """
        let tree = try RuleTree([
            "a.yaml": RuleTree.pack([("coercion.papers.en", RuleTree.passport), ("coercion.sign.en", sign)]),
            "b.yaml": RuleTree.pack(
                family: "recruitment", lang: "ko",
                [("recruitment.visa.ko", "any: [비자 없이]\nmatch: [비자 없이 일자리]\nignore: [비자 신청]")]),
        ])
        catalogue = try RuleCatalogue([tree.directory])
    }

    @Test("goes by family, then language, and shows of each rule what a reader needs")
    func markdown() throws {
        let lines = catalogue.document(.md)
        let headings = lines.filter { $0.hasPrefix("#") }
        #expect(
            headings == [
                "# Rules", "## recruitment", "### recruitment: ko", "#### recruitment.visa.ko", "## coercion",
                "### coercion: en", "#### coercion.papers.en", "#### coercion.sign.en",
            ])
        for part in [
            "- S2 (medium), weight +1.20; evidence E (experts' lists): ILO09; reviewed 2026-11-01 by no native reader",
            "- may be innocent: consular errands", "- holds on: the company keeps your passport",
            "- leaves alone: keep your ticket", #"- holds on: a \<b\> \& c\_d"#,
        ] { #expect(lines.contains(part), "\(part)") }
    }

    @Test("is one page of HTML that is well formed, loads nothing and runs nothing")
    func html() throws {
        let page = catalogue.document(.html).joined(separator: "\n")
        #expect(page.contains("<q lang=\"ko\" dir=\"auto\">비자 없이 일자리</q>"))
        #expect(page.contains("a &lt;b&gt; &amp; c_d"))
        #expect(page.contains("it&#39;s &quot;quiet&quot;"))
        #expect(!page.contains("<i>"))
        for foreign in ["<script", "src=", "http:", "https:", "@import", "url("] { #expect(!page.contains(foreign)) }
        for name in ["html", "head", "body", "nav", "ul", "li", "section", "article", "h2", "h3", "h4", "p", "q"] {
            let opened =
                page.components(separatedBy: "<\(name)>").count + page.components(separatedBy: "<\(name) ").count
            #expect(opened - 1 == page.components(separatedBy: "</\(name)>").count, "\(name)")
        }
        for id in ["coercion", "coercion-en", "coercion.papers.en", "recruitment-ko"] {
            #expect(page.components(separatedBy: "id=\"\(id)\"").count == 2)
        }
        for link in page.components(separatedBy: "href=\"#").dropFirst() {
            let target = link.prefix { $0 != "\"" }
            #expect(page.contains("id=\"\(target)\""), "\(target)")
        }
    }
}
