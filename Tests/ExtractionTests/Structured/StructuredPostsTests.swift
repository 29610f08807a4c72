import Model
import Testing

@testable import Extraction

@Suite("Structured data")
struct StructuredPostsTests {

    private func linked(_ json: String, body: String = "") -> String {
        "<html><head><script type='application/ld+json'>\(json)</script></head><body>\(body)</body></html>"
    }

    @Test("a JobPosting in JSON-LD is the page's post")
    func jobPosting() throws {
        let page = linked(
            """
            {"@context":"https://schema.org","@type":"JobPosting","title":"Greenhouse helper &amp; packer",
             "description":"<p>Work in a greenhouse.</p><p>Pay by the month.</p>","datePosted":"2026-11-03",
             "hiringOrganization":{"@type":"Organization","name":"Example Farms"},"inLanguage":"en",
             "jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":"Naju",
             "addressCountry":"KR"}}}
            """)
        let post = try #require(try extract(page).posts.first)
        #expect(post.title == "Greenhouse helper & packer")
        #expect(post.text == "Work in a greenhouse.\nPay by the month.")
        #expect(post.author == "Example Farms")
        #expect(post.place == "Naju, KR")
        #expect(post.posted == "2026-11-03")
        #expect(post.lang == "en")
        #expect(post.id == PostIdentity.id(ofPageAt: "https://board.example.org/ad/1"))
    }

    @Test("the page's own text takes the place of a shortened one")
    func fuller() throws {
        let full = sentences("the greenhouse", 6)
        let page = linked(
            "{\"@type\":\"JobPosting\",\"title\":\"T\",\"description\":\"\(full.prefix(120))\"}",
            body: "<nav><a href=/>Home</a></nav><main><h1>T</h1><div><p>\(full)</p><p>Call +1-555-0100</p></div></main>"
        )
        let post = try #require(try extract(page).posts.first)
        #expect(post.text.contains(full))
        #expect(post.text.contains("+1-555-0100"))
        #expect(!post.text.contains("Home"))
    }

    @Test(
        "a graph, an array, a Product with its offer and broken JSON are read",
        arguments: [
            "{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"x\"},{\"@type\":\"Product\",\"name\":\"Tractor\",\"description\":\"A tractor in good order, used for two seasons.\",\"offers\":{\"@type\":\"Offer\",\"seller\":{\"@type\":\"Person\",\"name\":\"farm_seller\"}}}]}",
            "[{\"@type\":[\"Product\",\"Vehicle\"],\"name\":\"Tractor\",\"description\":\"A tractor in good order, used for two seasons.\",\"seller\":\"farm_seller\"}]",
            "<!--\n{\"@type\":\"http://schema.org/Product\",\"name\":\"Tractor\",\"description\":\"A tractor in good\n order, used for two seasons.\",\"seller\":{\"name\":\"farm_seller\",\"@type\":\"Person\",},}\n-->",
            "//<![CDATA[\n{\"@type\":\"Product\",\"name\":\"Tractor\",\"description\":\"A tractor in good order, used for two seasons.\",\"seller\":\"farm_seller\"}\n//]]>",
        ])
    func shapes(_ json: String) throws {
        let post = try #require(try extract(linked(json)).posts.first)
        #expect(post.title == "Tractor")
        #expect(
            post.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").hasPrefix("A tractor in good order"))
        #expect(post.author == "farm_seller")
    }

    @Test("a discussion is its posting and each comment")
    func discussion() throws {
        let page = linked(
            """
            {"@type":"DiscussionForumPosting","headline":"Work abroad","text":"Has anyone worked there?",
             "author":{"@type":"Person","name":"asker"},"datePublished":"2026-11-01T10:00:00Z","url":"/t/9#p1",
             "comment":[{"@type":"Comment","text":"Yes, two seasons.","author":{"name":"answerer"},"url":"/t/9#p2"},
                        {"@type":"Comment","text":"No, never.","author":{"name":"third"},"url":"/t/9#p3"}]}
            """)
        let posts = try extract(page, url: "https://forum.example.org/t/9").posts
        #expect(posts.map(\.author) == ["asker", "answerer", "third"])
        #expect(posts.map(\.title) == ["Work abroad", "Work abroad", "Work abroad"])
        #expect(posts.map(\.url) == (1...3).map { "https://forum.example.org/t/9#p\($0)" })
        #expect(Set(posts.map(\.id)).count == 3)
    }

    @Test("a question and its answers are posts")
    func question() throws {
        let page = linked(
            """
            {"@type":"QAPage","mainEntity":{"@type":"Question","name":"Visa?","text":"Which visa is right for harvest work?",
             "acceptedAnswer":{"@type":"Answer","text":"The seasonal one."},
             "suggestedAnswer":[{"@type":"Answer","text":"Ask the consulate."}]}}
            """)
        #expect(
            try extract(page).posts.map(\.text) == [
                "Which visa is right for harvest work?", "The seasonal one.", "Ask the consulate.",
            ])
    }

    @Test("a listing of several products is no post, unless one of them is this page")
    func listing() throws {
        let products = (1...4).map {
            "{\"@type\":\"Product\",\"name\":\"Item \($0)\",\"description\":\"Description of item number \($0).\",\"url\":\"/ad/\($0)\"}"
        }
        let page = linked("[\(products.joined(separator: ","))]")
        #expect(try extract(page, url: "https://board.example.org/list").posts.isEmpty)
        #expect(try extract(page, url: "https://board.example.org/ad/3").posts.map(\.title) == ["Item 3"])
    }

    @Test("a person alone is no post")
    func person() throws {
        #expect(
            try extract(
                linked(
                    "{\"@type\":\"Person\",\"name\":\"Somebody\",\"description\":\"A long description of a person here.\"}"
                )
            ).posts.isEmpty)
    }

    @Test("nesting without end in JSON-LD is survived")
    func nesting() throws {
        let deep = String(repeating: "{\"@type\":\"Product\",\"x\":", count: 50_000)
        #expect(try extract(linked(deep)).posts.isEmpty)
    }

    @Test("microdata say the same as JSON-LD")
    func microdata() throws {
        let page = """
            <body><div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop=title>Orchard hand</h1>
            <div itemprop=description><p>Pick apples from September.</p><p>Beds in the house.</p></div>
            <meta itemprop=datePosted content="2026-09-01">
            <span itemprop=hiringOrganization itemscope itemtype="https://schema.org/Organization">
            <b itemprop=name>Example Orchards</b></span>
            <span itemprop=jobLocation itemscope itemtype="https://schema.org/Place"><span itemprop=address itemscope
            itemtype="https://schema.org/PostalAddress"><i itemprop=addressLocality>Jeonju</i></span></span></div>
            """
        let post = try #require(try extract(page).posts.first)
        #expect(post.title == "Orchard hand")
        #expect(post.text.contains("Pick apples from September.\nBeds in the house."))
        #expect(post.author == "Example Orchards")
        #expect(post.place == "Jeonju")
        #expect(post.posted == "2026-09-01")
    }

    @Test("microdata of a forum give each post")
    func microdataThread() throws {
        let page = """
            <body itemscope itemtype="http://schema.org/DiscussionForumPosting"><h1 itemprop=headline>Season work</h1>
            <div itemprop=text>Who knows a fair employer?</div>
            <div itemprop=comment itemscope itemtype="http://schema.org/Comment" id=c12><span itemprop=author itemscope
            itemtype="http://schema.org/Person"><b itemprop=name>boris_example</b></span>
            <p itemprop=text>The one by the river is fair.</p></div></body>
            """
        let posts = try extract(page, url: "https://forum.example.org/t/3").posts
        #expect(posts.map(\.text) == ["Who knows a fair employer?", "The one by the river is fair."])
        #expect(posts[1].author == "boris_example")
        #expect(posts[1].url == "https://forum.example.org/t/3#c12")
    }

    @Test(
        "an h-entry is a post, its classic relative too",
        arguments: [
            ("h-entry", "p-name", "e-content", "dt-published", "p-author"),
            ("hentry", "entry-title", "entry-content", "published", "author"),
        ])
    func microformats(_ root: String, _ name: String, _ content: String, _ time: String, _ author: String) throws {
        let page = """
            <body><article class="post \(root)"><h2 class=\(name)>A season on the farm</h2>
            <time class=\(time) datetime="2026-10-01T09:00:00+09:00">1 Oct</time> by <span class=\(author)>writer_example</span>
            <div class=\(content)><p>\(sentences("the farm"))</p></div></article></body>
            """
        let post = try #require(try extract(page).posts.first)
        #expect(post.title == "A season on the farm")
        #expect(post.text == sentences("the farm"))
        #expect(post.posted == "2026-10-01T09:00:00+09:00")
        #expect(post.author == "writer_example")
    }

    @Test("entries with their own pages have the ids of those pages")
    func entryIDs() throws {
        let entries = (1...2).map {
            "<article class=h-entry><a class='p-name u-url' href=/post/\($0)>Post \($0)</a><div class=e-content>\(sentences("post \($0)"))</div></article>"
        }
        let posts = try extract("<body>\(entries.joined())", url: "https://blog.example.org/").posts
        #expect(posts.map(\.id) == (1...2).map { PostIdentity.id(ofPageAt: "https://blog.example.org/post/\($0)") })
    }

    @Test(
        "600 entries, nested and unclosed, are survived",
        arguments: [
            "<div class=h-entry><b class=e-content>x \n</b></div>", "<div class=h-entry><b class=x>x</b>",
            "<div itemscope itemtype=http://schema.org/Comment itemprop=comment><b itemprop=text>x</b>",
        ])
    func many(_ part: String) throws {
        #expect(try extract("<body>" + String(repeating: part, count: 600)).posts.count <= 600)
    }
}
