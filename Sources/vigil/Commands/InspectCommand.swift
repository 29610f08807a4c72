import ArgumentParser
import Foundation
import Scanning

/// `vigil inspect`
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Shows what one stage makes of one input: why was this not crawled, not read, not matched?",
        discussion: """
            EXAMPLE
              vigil inspect url --base https://example.org/a/ ../b?utm_source=x
              vigil inspect robots robots.txt --agent vigil https://example.org/private/1
              vigil inspect page ad.html --url https://example.org/ad/1
              echo "V信 farmjob_example" | vigil inspect text
            """,
        subcommands: [URL.self, Robots.self, Page.self, Text.self])

    /// `vigil inspect url`
    struct URL: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One absolute, canonical URL a line, or `invalid`.",
            discussion: """
                EXAMPLE
                  vigil inspect url --base https://example.org/list/ "../ad/7?b=2&a=1#top"
                """)

        @Option(name: .long, help: "The page that the links stand on.")
        var base: String

        @Argument(help: "Links as they stand in the page.")
        var href: [String]

        func run() throws { try Screen.out(Inspector.urls(href, base: base)) }
    }

    /// `vigil inspect robots`
    struct Robots: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One `allow` or `deny` a line, with the deciding rule.",
            discussion: """
                EXAMPLE
                  vigil inspect robots robots.txt --agent vigil https://example.org/private/1
                """)

        @Argument(help: "A robots.txt; `-` is standard input.")
        var file: String

        @Option(name: .long, help: "The crawler's product token.")
        var agent = "vigil"

        @Argument(help: "URLs, or paths with query.")
        var url: [String]

        func run() throws { try Screen.out(Inspector.robots(file: file, agent: agent, urls: url)) }
    }

    /// `vigil inspect page`
    struct Page: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The posts of a page, feed, sitemap or listing as JSON Lines.",
            discussion: """
                With --source, the page is read as that source's pages are, by its kind and its `post`.

                EXAMPLE
                  vigil inspect page ad.html --url https://example.org/ad/7 --content-type "text/html; charset=gbk"
                  vigil inspect page list.json --url https://example.org/api --source board --workspace watch
                """)

        @Argument(help: "The page's bytes; `-` is standard input.")
        var file: String

        @Option(name: .long, help: "Where the page was found.")
        var url: String

        @Option(name: .long, help: "The Content-Type header that came with it.")
        var contentType: String?

        @Option(name: .long, help: "A source of the workspace that the page is of.")
        var source: String?

        @Option(name: .long, help: "Without --source: site, feed, sitemap, telegram-preview or json.")
        var kind = "site"

        @OptionGroup var place: WorkspaceOptions

        @Flag(name: .long, help: "Print the links, one absolute URL a line, in place of the posts.")
        var links = false

        func run() throws {
            let source =
                try source.map { try Inspector.source($0, workspace: place.workspace) } ?? Inspector.source(kind: kind)
            let page = try Inspector.page(file: file, url: url, contentType: contentType, source: source)
            try Screen.out(links ? page.links : page.posts)
        }
    }

    /// `vigil inspect text`
    struct Text: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Each text layer and each entity of the text on standard input, with offsets.",
            discussion: """
                EXAMPLE
                  echo "Ｖ信 farmjob_example" | vigil inspect text --json
                """)

        @Flag(name: .long, help: "Print one JSON object.")
        var json = false

        func run() throws {
            let text = try Inspector.text(file: "-")
            try Screen.out(json ? [text.json] : text.lines)
        }
    }
}
