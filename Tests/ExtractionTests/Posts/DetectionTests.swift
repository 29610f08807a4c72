import Model
import Testing

@testable import Extraction

@Suite("Detection")
struct DetectionTests {

    // MARK: - Main text

    private let frame = (
        head: """
        <html lang=en><head><title>Harvest help wanted - Example Board</title><meta property="og:title" content="Harvest help"></head>
        <body><header><a href=/>Example Board</a><nav><ul><li><a href=/list/jobs>Jobs</a><li><a href=/list/homes>Homes</a></ul></nav></header>
        <div class=breadcrumb><a href=/>Home</a> › <a href=/list/jobs>Jobs</a></div>
        """,
        foot: """
        <aside><h3>Latest</h3><ul><li><a href=/ad/1>First other advertisement</a><li><a href=/ad/2>Second other advertisement</a></ul></aside>
        <div id=cookie-banner>We use cookies to make this board work. <button>Accept</button></div>
        <footer>© 2026 Example Board. <a href=/terms>Terms</a> <a href=/privacy>Privacy</a></footer></body></html>
        """
    )

    @Test("an ad's page is one post with its text and without the frame")
    func ad() throws {
        let page =
            frame.head + """
                <main><h1>Harvest help wanted</h1><div class=meta><span class=location>Naju</span> <span class=posted>2026-11-03 10:20</span>
                <span class=seller>orchard_office</span></div><div class=text><p>\(sentences("the ad"))</p><p>Call <a href="tel:+15550100">+1-555-0100</a>.</p></div></main>
                """ + frame.foot
        let post = try #require(try extract(page).posts.first)
        #expect(post.title == "Harvest help wanted")
        #expect(post.text.contains(sentences("the ad")))
        #expect(post.text.contains("+1-555-0100"))
        for noise in ["cookies", "Terms", "Homes", "advertisement", "©"] { #expect(!post.text.contains(noise)) }
        #expect(post.place == "Naju")
        #expect(post.author == "orchard_office")
        #expect(post.posted == "2026-11-03T10:20:00")
        #expect(post.lang == "en")
    }

    @Test(
        "a short ad in any script is a post",
        arguments: [
            "招聘农场工人，包吃住，月薪八千，联系电话 555-0100。", "농장에서 일할 분을 찾습니다. 숙식 제공, 전화 555-0100.",
            "รับสมัครคนงานฟาร์ม มีที่พัก โทร 555-0100", "Farm hands wanted, room and board, call 555-0100 today.",
        ])
    func short(_ text: String) throws {
        let page = frame.head + "<h1>Ad</h1><div class=ad><p>\(text)</p></div>" + frame.foot
        #expect(try extract(page).posts.map { $0.text.contains(text) } == [true])
    }

    @Test("an ad in old markup without any class is a post")
    func old() throws {
        let page = """
            <html><body bgcolor=white><table width=100%><tr><td><a href=index.html>Home</a> <a href=list.html>List</a></td></tr>
            <tr><td><font size=4>Kitchen help wanted</font><p>\(sentences("the kitchen"))<p>Tel 555-0100</td></tr></table>
            """
        let posts = try extract(page).posts
        #expect(posts.count == 1)
        #expect(posts[0].text.contains("Kitchen help wanted") && posts[0].text.contains("555-0100"))
        #expect(!posts[0].text.contains("List"))
    }

    @Test("similar ads beside a post do not hide it")
    func similar() throws {
        let others = (1...6).map {
            "<div class=card><h4><a href=/ad/\($0)>Another advertisement \($0)</a></h4><p>Short words on it.</p></div>"
        }
        let page =
            frame.head
            + "<h1>Wanted</h1><div class=text>\(sentences("the ad", 4))</div><div class=more>\(others.joined())</div>"
            + frame.foot
        let posts = try extract(page).posts
        #expect(posts.count == 1)
        #expect(posts.first?.text.contains("sentence 4") == true)
        #expect(posts.first?.text.contains("Another advertisement") == false)
    }

    @Test(
        "a page with nothing gives no post",
        arguments: [
            "", "<html><body></body></html>", "<body><nav><a href=/a>A</a><a href=/b>B</a></nav><p>Hello</p>",
            "<body><form><input type=password><label>Log in to read this board and everything on it</label></form>",
            "<body><script>var text = 'a long text that nobody sees on the page, whatever it says';</script>",
        ])
    func nothing(_ page: String) throws {
        #expect(try extract(page).posts.isEmpty)
    }

    @Test("the title of a page without any stands in its first line")
    func firstLine() throws {
        let page = """
            <TABLE><TR><TD><A HREF=/>home</A><TD><A HREF=/list>services</A></TABLE>
            <TABLE><TR><TD><B><FONT SIZE=+1>Roof repairs, own ladder</B></FONT><BR><SMALL>Quito / 09.11.2026</SMALL></TR>
            <TR><TD><DIV><P>\(sentences("roofs", 4))</DIV></TR></TABLE>
            """
        let post = try #require(try extract(page).posts.first)
        #expect(post.title == "Roof repairs, own ladder")
        #expect(post.text.contains("Quito"))
        #expect(!post.text.contains("services"))
    }

    @Test("a heading that is never closed is its first line")
    func unclosedHeading() throws {
        let page = "<title>t</title><h1>Hosts wanted<p class=meta>Orlando<div><p>\(sentences("hosts", 4))</div>"
        #expect(try extract(page).posts.map(\.title) == ["Hosts wanted"])
    }

    @Test("links out of the site are how an advertiser is reached, and stay")
    func contactLinks() throws {
        let page = """
            <h1>Hosts wanted</h1><div><p>\(sentences("hosts"))</p><ul><li><a href="https://chat.example.com/a">Chat a_example</a>
            <li><a href="https://line.example.com/b">Line b_example</a></ul></div>
            """
        let text = try #require(try extract(page).posts.first).text
        #expect(text.contains("a_example") && text.contains("b_example"))
    }

    // MARK: - Listings

    @Test(
        "a listing leads to posts and is none",
        arguments: [
            "<ul>{<li><a href=/ad/#>Farm help wanted in place number #</a> <span class=date>2026-11-0#</span></li>}</ul>",
            "<table>{<tr><td>2026-11-0#</td><td><a href=/ad/#>Farm help wanted in place #</a></td><td>Naju</td></tr>}</table>",
            "{<div class=item><h3><a href=/ad/#>Farm help wanted #</a></h3><p>A short teaser of what the advertisement says, cut …</p><span class=author>user#</span></div>}",
            "{<article class=card><a href=/ad/#><img src=x><b>Farm help wanted #</b><p>A short teaser of what the advertisement says.</p></a></article>}",
            "{<div class=row-ad><a class=title href=/ad/#>Farm help wanted in place #</a><div class=desc>A teaser with some words of the text in it.</div><time datetime=2026-11-0#>x</time></div>}",
        ])
    func listing(_ template: String) throws {
        let open = template.firstIndex(of: "{")!
        let close = template.firstIndex(of: "}")!
        let row = template[template.index(after: open)..<close]
        let rows = (1...9).map { row.replacing("#", with: "\($0)") }.joined()
        let page =
            frame.head + "<h1>Jobs</h1>" + template[..<open] + rows + template[template.index(after: close)...]
            + "<div class=pagination><a href='?page=2'>Next</a></div>" + frame.foot
        let found = try extract(page, url: "https://board.example.org/list/jobs")
        #expect(found.posts.isEmpty)
        #expect(found.links.contains(Link(url: "https://board.example.org/ad/9")))
    }

    @Test("the last page of a listing, with one row, is a listing")
    func lastPage() throws {
        let page =
            frame.head + """
                <h1>For sale</h1><p>Sort: <a href=/search?sort=price>price</a> | newest first. Page 3 of 3.</p><ul class=results>
                <li class=row><a href=/ad/9>A samovar, five litres</a> <span>Berlin · 16 Oct 2026 · 140</span></li></ul>
                <p><a rel=prev href="?page=2">newer</a></p>
                """ + frame.foot
        #expect(try extract(page, url: "https://board.example.org/list/3").posts.isEmpty)
    }

    // MARK: - Repeated structure

    @Test(
        "a thread of unknown software gives each post with author and time",
        arguments: [
            "<div class='entry'><div class=user><a href=/user/#>name#</a></div><span class=date>2026-11-0# 10:20</span><div class=words>@</div></div>",
            "<li class='reply odd'><b class=nick>name#</b> <time datetime='2026-11-0#T10:20:00'>then</time><p>@</p></li>",
            "<table class=message><tr><td class=poster>name#</td><td><small>2026-11-0# 10:20</small><br>@</td></tr></table>",
        ])
    func thread(_ template: String) throws {
        let rows = (1...4).map {
            template.replacing("#", with: "\($0)").replacing("@", with: sentences("post \($0)", $0))
        }
        let page = frame.head + "<h1>Is this farm fair?</h1><div class=thread>\(rows.joined())</div>" + frame.foot
        let posts = try extract(page, url: "https://forum.example.org/t/1").posts
        #expect(posts.count == 4)
        for (index, post) in posts.enumerated() {
            #expect(post.text.contains(sentences("post \(index + 1)", index + 1)))
            #expect(post.author == "name\(index + 1)")
            #expect(post.posted == "2026-11-0\(index + 1)T10:20:00")
            #expect(post.title == "Is this farm fair?")
        }
    }

    @Test("replies nested in replies are posts of their own")
    func nested() throws {
        func comment(_ name: String, _ inner: String = "") -> String {
            "<div class=comment><span class=author>\(name)</span> <i class=date>2026-11-03</i><p>\(sentences(name, 2))</p>\(inner)</div>"
        }
        let page = "<body><h1>Q</h1>" + comment("anna", comment("boris", comment("chen"))) + comment("dao")
        let posts = try extract(page).posts
        #expect(posts.map(\.author) == ["anna", "boris", "chen", "dao"])
        #expect(posts[0].text.contains("of anna") && !posts[0].text.contains("of boris"))
    }

    @Test("an article with comments is a post, and so is each comment")
    func comments() throws {
        let comments = ["anna", "boris"].map {
            "<li class=comment><cite class=author>\($0)</cite> <time datetime=2026-11-03>x</time><p>\(sentences($0, 1))</p></li>"
        }
        let page =
            "<body><article><h1>News of the farm</h1><p>\(sentences("the article", 5))</p></article><ol>\(comments.joined())</ol>"
        let url = "https://news.example.org/a"
        let posts = try extract(page, url: url).posts
        #expect(posts.count == 3)
        #expect(posts[0].id == PostIdentity.id(ofPageAt: url))
        #expect(posts[0].text.contains("of the article") && !posts[0].text.contains("of anna"))
        #expect(posts[2].author == "boris")
    }

    @Test("sections and paragraphs of one ad are one post")
    func sections() throws {
        let parts = ["Work", "Pay", "House"].map {
            "<section class=part><h2>\($0)</h2><p>\(sentences($0))</p></section>"
        }
        let page = frame.head + "<main><h1>Wanted</h1>\(parts.joined())</main>" + frame.foot
        let posts = try extract(page).posts
        #expect(posts.count == 1)
        #expect(posts[0].text.contains("of Work") && posts[0].text.contains("of House"))
    }

    @Test("two columns are not two posts")
    func columns() throws {
        let page = """
            <body><div class="half a"><h1>Wanted</h1><span class=date>2026-11-03</span><p>\(sentences("left", 4))</p></div>
            <div class="half b"><span class=date>2026-11-03</span><ul><li><a href=/1>One</a><li><a href=/2>Two</a></ul></div></body>
            """
        #expect(try extract(page).posts.count == 1)
    }

    @Test("head says title, time and author where the text does not")
    func openGraph() throws {
        let page = """
            <html><head><meta property=og:title content="Season work"><meta property=article:published_time content="2026-11-03T08:00:00Z">
            <meta name=author content=writer_example><meta property=og:locale content=ko_KR></head><body><div><p>\(sentences("it"))</p></div></body>
            """
        let post = try #require(try extract(page).posts.first)
        #expect(post.title == "Season work")
        #expect(post.posted == "2026-11-03T08:00:00Z")
        #expect(post.author == "writer_example")
        #expect(post.lang == "ko-KR")
    }

    @Test("a page of tens of thousands of elements is measured in one pass")
    func large() throws {
        let rows = (0..<10_000).map { "<div class=r\($0 % 7)><span>word \($0)</span></div>" }
        _ = try extract("<body>\(rows.joined())")
        let items = (0..<6_000).map { "<li><a href=/ad/\($0)>Advertisement number \($0)</a> text</li>" }
        #expect(try extract("<body><ul>\(items.joined())</ul>", url: "https://board.example.org/list").posts.isEmpty)
    }
}
