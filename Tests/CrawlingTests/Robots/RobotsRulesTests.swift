import Crawling
import TestSupport
import Testing

@Suite("robots.txt")
struct RobotsRulesTests {
    private static func decision(_ file: String, _ path: String, _ agent: String = "vigil") -> RobotsDecision {
        RobotsRules(Array(file.utf8)).decision(for: path, agent: agent)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let path: String
        let agent: String
        let isAllowed: Bool

        init(_ name: String, _ file: String, _ path: String, _ isAllowed: Bool, agent: String = "vigil") {
            self.name = name
            self.file = file
            self.path = path
            self.agent = agent
            self.isAllowed = isAllowed
        }

        var testDescription: String { "\(name): \(path)" }
    }

    static let merged = """
        User-agent: vigil
        Disallow: /a

        User-agent: *
        Disallow: /for-all

        User-agent: VIGIL/2.0
        Disallow: /b
        """

    static let longest = """
        User-agent: *
        Disallow: /
        Allow: /shop/
        Disallow: /shop/cart
        Allow: /tie
        Disallow: /tie
        """

    static let wild = """
        User-agent: *
        Disallow: /*.gif$
        Disallow: /private*/x
        Disallow: *?print=
        Disallow: /exact$
        Disallow: /dollar$sign
        Disallow: /star/%2A/end
        Disallow: /a/**/b***/c
        """

    static let escaped = """
        User-agent: *
        Disallow: /caf%c3%a9
        Disallow: /招工
        Disallow: /%7Eme
        Disallow: /x%2Fy
        Disallow: /go?u=http://example.com/
        """

    static let rows: [Row] = [
        Row("groups of one agent are merged", merged, "/a", false),
        Row("groups of one agent are merged", merged, "/b", false),
        Row("a named group keeps the group for all out", merged, "/for-all", true),
        Row("others get the group for all", merged, "/for-all", false, agent: "other"),
        Row("others get the group for all", merged, "/a", true, agent: "other"),
        Row("a whole User-Agent names its product", merged, "/a", false, agent: "Vigil/0.1 (+watch@example.org)"),
        Row("a longer token is another crawler", merged, "/a", true, agent: "vigilante"),
        Row("a longer Allow beats a shorter Disallow", longest, "/shop/", true),
        Row("a longer Disallow beats a shorter Allow", longest, "/shop/cart/1", false),
        Row("without a longer rule the short one holds", longest, "/other", false),
        Row("Allow wins a tie", longest, "/tie", true),
        Row("robots.txt itself is always allowed", longest, "/robots.txt", true),
        Row("a star stands for any text", wild, "/img/a.gif", false),
        Row("a dollar stands for the end", wild, "/img/a.gif?x", true),
        Row("a star may stand for nothing", wild, "/private/x", false),
        Row("a star reaches over slashes", wild, "/private/a/b/x/y", false),
        Row("a rule may begin with a star", wild, "/thread?print=1", false),
        Row("an anchored rule is exact", wild, "/exact", false),
        Row("an anchored rule is exact", wild, "/exactly", true),
        Row("a dollar within is a dollar", wild, "/dollar$signs", false),
        Row("an escaped star is a star", wild, "/star/*/end", false),
        Row("an escaped star is no wildcard", wild, "/star/x/end", true),
        Row("stars in a row are one", wild, "/a/1/b2/c", false),
        Row("escapes compare with characters", escaped, "/café", false),
        Row("escapes compare with escapes, whatever their case", escaped, "/caf%C3%A9", false),
        Row("characters compare with escapes", escaped, "/%E6%8B%9B%E5%B7%A5/1", false),
        Row("unreserved characters compare with their escapes", escaped, "/~me", false),
        Row("an escaped slash is no slash", escaped, "/x/y", true),
        Row("an escaped slash is an escaped slash", escaped, "/x%2fy", false),
        Row("colons in a query compare with their escapes", escaped, "/go?u=http%3A//example.com/", false),
        Row("an empty Disallow allows all", "User-agent: *\nDisallow:\n", "/x", true),
        Row("an empty file allows all", "", "/x", true),
        Row("rules before any agent are nobody's", "Disallow: /\nUser-agent: other\nDisallow: /\n", "/x", true),
        Row("agents in a row share rules", "User-agent: other\nUser-agent: vigil\nDisallow: /\n", "/x", false),
        Row("a blank line ends no group", "User-agent: vigil\n\n\nDisallow: /\n", "/x", false),
        Row(
            "a Sitemap line ends no group", "User-agent: vigil\nSitemap: /s.xml\nUser-agent: b\nDisallow: /\n", "/x",
            false),
        Row(
            "a Crawl-delay line begins a group's rules",
            "User-agent: *\nCrawl-delay: 5\nUser-agent: other\nDisallow: /\n", "/x", true),
        Row("a rule ends the row of agents", "User-agent: a\nDisallow: /\nUser-agent: vigil\nAllow: /\n", "/x", true),
        Row("keys have no case", "uSER-aGENT: vigil\ndISALLOW: /\n", "/x", false),
        Row("paths have case", "User-agent: *\nDisallow: /X\n", "/x", true),
        Row("comments end a line", "User-agent: * # all\nDisallow: /x # this\n", "/x", false),
        Row("blanks around do not count", " \tUser-agent \t: \t*\n  Disallow :  /x  \n", "/x", false),
        Row("a forgotten colon is forgiven", "User-agent *\nDisallow /x\n", "/x", false),
        Row("usual misspellings are forgiven", "Useragent: *\nDissallow: /x\n", "/x", false),
        Row("lines may end in CR", "User-agent: *\rDisallow: /x\r", "/x", false),
        Row("lines may end in CR LF", "User-agent: *\r\nDisallow: /x\r\n", "/x", false),
        Row("a byte order mark does not count", "\u{feff}User-agent: *\nDisallow: /x\n", "/x", false),
        Row("zero bytes do not count", "User-\u{0}agent: *\nDis\u{0}allow: /x\n", "/x", false),
        Row(
            "what is no rule does not count",
            "<html>\n:::\n= 7\nUser-agent: *\nfoo: bar\n:/\nDisallow: /x\nHost: example.org\n", "/x", false),
        Row("a rule without slash matches no path", "User-agent: *\nDisallow: x\n", "/x", true),
        Row("an empty path is the root", "User-agent: *\nDisallow: /$\n", "", false),
    ]

    @Test("each rule decides as RFC 9309 says", arguments: rows)
    func decides(_ row: Row) {
        #expect(Self.decision(row.file, row.path, row.agent).isAllowed == row.isAllowed)
    }

    @Test("the decision names the rule and its line")
    func namesRule() throws {
        let file =
            "# note\r\nUser-agent: *\r\n  Disallow: /private/   # closed\r\nCrawl-delay: 2.5\r\nSitemap: /s.xml\r\n"
        let decision = Self.decision(file, "/private/x")
        #expect(!decision.isAllowed)
        let rule = try #require(decision.rule)
        #expect(rule.text == "Disallow: /private/")
        #expect(rule.line == 3)
        #expect(!rule.allows)
        #expect(decision.crawlDelay == 2.5)
        #expect(decision.sitemaps == ["/s.xml"])
        #expect(Self.decision(file, "/open").rule == nil)
    }

    @Test("a URL is judged by its path and query")
    func judgesURL() throws {
        let rules = RobotsRules(Array("User-agent: vigil\nDisallow: /*?sort=\n".utf8))
        let url = try #require(CanonicalURL("http://example.org/list?sort=price"))
        #expect(!rules.decision(for: url, agent: "vigil").isAllowed)
    }

    @Test("the largest Crawl-delay of merged groups holds; nonsense does not count")
    func crawlDelay() {
        let file = "User-agent: *\nCrawl-delay: 2\nCrawl-delay: soon\nCrawl-delay: -7\nCrawl-delay: nan\n"
        #expect(Self.decision(file, "/").crawlDelay == 2)
        #expect(Self.decision(file + "User-agent: *\nCrawl-delay: 9\n", "/").crawlDelay == 9)
        #expect(Self.decision(file, "/", "other").crawlDelay == 2)
        #expect(Self.decision("User-agent: other\nCrawl-delay: 9\n", "/").crawlDelay == nil)
    }

    @Test("half a megabyte is read, and what follows is not")
    func readsHalfAMegabyte() {
        let filler = String(repeating: "# " + String(repeating: "x", count: 97) + "\n", count: 5125)
        let early = "User-agent: *\n" + filler + "Disallow: /early\n"
        #expect(early.utf8.count > 500 * 1024)
        let file = early + filler + "Disallow: /late\n"
        #expect(!Self.decision(file, "/early").isAllowed)
        #expect(Self.decision(file, "/late").isAllowed)
    }

    @Test("a line that the limit cuts through is not read")
    func cutLine() {
        let head = "User-agent: *\nDisallow: /a\n"
        let cut = "Disallow: /" + String(repeating: "b", count: 100)
        let filler = "#" + String(repeating: "x", count: RobotsRules.readBytes - head.utf8.count - 20) + "\n"
        let rules = RobotsRules(Array((head + filler + cut).utf8))
        #expect(!rules.decision(for: "/a", agent: "x").isAllowed)
        #expect(rules.decision(for: "/bbbbbbbbbbbbbbbb", agent: "x").isAllowed)
    }

    @Test("patterns full of stars are decided at once")
    func hostilePatterns() {
        let stars = String(repeating: "*a", count: 3000) + "*b"
        let long = "*" + String(repeating: "a", count: 3000) + "b"
        let file = "User-agent: *\n" + String(repeating: "Disallow: /\(stars)\nDisallow: /\(long)\n", count: 20)
        let path = "/" + String(repeating: "a", count: 7000)
        #expect(Self.decision(file, path).isAllowed)
        #expect(!Self.decision(file, path + "b").isAllowed)
    }

    @Test("any bytes at all are read without harm")
    func randomBytes() {
        var random = Seeded(3)
        let words = ["User-agent: *", "Disallow: /", "Allow:", "\n", "\r", "*", "$", "%", "%2", "#", ":", "\u{0}"]
        for _ in 0..<500 {
            var bytes: [UInt8] = []
            for _ in 0..<40 {
                if random.next() % 3 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                } else {
                    bytes += Array(words[Int(random.next() % UInt64(words.count))].utf8)
                }
            }
            let rules = RobotsRules(bytes)
            let decision = rules.decision(for: "/a?b", agent: "vigil")
            #expect(decision.isAllowed || decision.rule != nil)
        }
    }
}
