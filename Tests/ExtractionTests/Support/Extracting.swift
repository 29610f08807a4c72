import Model

@testable import Extraction

/// The page of an imagined site, extracted.
func extract(
    _ body: String, url: String = "https://board.example.org/ad/1", contentType: String? = "text/html; charset=utf-8",
    selectors: PostSelectors? = nil, robotsHeader: [String] = [], options: Extractor.Options = .init()
) throws -> Extracted {
    try Extractor(selectors: selectors, options: options).extract(
        Document(
            body: Array(body.utf8), url: url, contentType: contentType, robotsHeader: robotsHeader, source: "board"))
}

func parse(_ html: String) -> HTMLDocument { HTMLParser.parse(Array(html.utf8)) }

/// Text that is long enough to be a post: `count` sentences that differ by `name`.
func sentences(_ name: String, _ count: Int = 3) -> String {
    (1...count).map { "This is sentence \($0) of \(name), which says something plain about harvest work and pay." }
        .joined(separator: " ")
}
