import Matching
import Model

/// The catalogue as one HTML page that needs nothing else: no script, no image, no font.
struct HTMLCatalogue {
    private let catalogue: RuleCatalogue

    init(_ catalogue: RuleCatalogue) { self.catalogue = catalogue }

    var lines: [String] {
        var result = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>vigil: the rules</title>", "<style>\(Self.style)</style>", "</head>", "<body>", "<h1>Rules</h1>",
            "<p>\(Self.escaped(catalogue.summary))</p>", "<nav><ul>",
        ]
        for (family, chapters) in catalogue.families {
            let links = chapters.map { "<a href=\"#\(anchor($0))\">\(RuleCatalogue.name($0.lang))</a>" }
            result.append(
                "<li><a href=\"#\(family.rawValue)\">\(family.rawValue)</a>: \(links.joined(separator: ", "))</li>")
        }
        result.append("</ul></nav>")
        for (family, chapters) in catalogue.families {
            result += [
                "<section id=\"\(family.rawValue)\">", "<h2>\(family.rawValue)</h2>",
                "<p>\(Self.escaped(RuleWords.holds(family)))</p>",
            ]
            for chapter in chapters {
                result.append(
                    "<h3 id=\"\(anchor(chapter))\">\(family.rawValue): \(Self.escaped(RuleCatalogue.name(chapter.lang)))</h3>"
                )
                for rule in chapter.rules { result += lines(rule) }
            }
            result.append("</section>")
        }
        return result + ["</body>", "</html>"]
    }

    private func anchor(_ chapter: RuleCatalogue.Chapter) -> String {
        Self.escaped("\(chapter.family.rawValue)-\(chapter.lang ?? "any")")
    }

    private func lines(_ rule: Rule) -> [String] {
        // Examples are in the rule's language, so that a browser chooses its letters and reads them aloud rightly.
        let lang = rule.facts.lang.map { " lang=\"\(Self.escaped($0))\"" } ?? ""
        var result = [
            "<article id=\"\(Self.escaped(rule.id))\">", "<h4>\(Self.escaped(rule.id))</h4>",
            "<p>\(Self.escaped(rule.facts.says))</p>",
            "<p class=\"facts\">\(Self.escaped(RuleCatalogue.facts(rule)))</p>",
        ]
        if !rule.undone.isEmpty {
            let ways = rule.undone.map(\.rawValue).joined(separator: ", ")
            result.append("<p>Where one of these was undone: \(ways)</p>")
        }
        if !rule.comparisons.isEmpty {
            let texts = rule.comparisons.map { "<code>\(Self.escaped($0.comparison.text))</code>" }
            result.append("<p>Of what it captures: \(texts.joined(separator: ", "))</p>")
        }
        if let when = rule.when { result.append("<p>Holds where: <code>\(Self.escaped(when.text))</code></p>") }
        if !rule.facts.mayBe.isEmpty {
            result.append("<p>May be innocent: \(Self.escaped(rule.facts.mayBe.joined(separator: "; ")))</p>")
        }
        result.append("<ul>")
        for example in rule.match {
            result.append("<li class=\"match\">holds on: <q\(lang) dir=\"auto\">\(Self.escaped(example.text))</q></li>")
        }
        for example in rule.ignore {
            result.append(
                "<li class=\"ignore\">leaves alone: <q\(lang) dir=\"auto\">\(Self.escaped(example.text))</q></li>")
        }
        return result + ["</ul>", "</article>"]
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;\
        background:#fff}h2{border-top:2px solid #888;padding-top:1rem;margin-top:3rem}h4{font-family:ui-monospace,\
        monospace;margin:1.5rem 0 0}article p,article ul{margin:.2rem 0}.facts{color:#555;font-size:.9rem}\
        .match::marker{content:"+ "}.ignore::marker{content:"\\2212  "}@media(prefers-color-scheme:dark){\
        body{color:#e6e6e6;background:#161616}.facts{color:#aaa}a{color:#8ab4f8}}
        """
}
