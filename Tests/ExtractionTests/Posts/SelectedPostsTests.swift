import Model
import Testing

@testable import Extraction

@Suite("Posts by selectors")
struct SelectedPostsTests {

    private let selectors = PostSelectors(
        item: "article.ad", title: "h2", text: ".body", posted: "time@datetime", author: ".who", place: ".city")

    @Test("each item is a post with its own fields")
    func items() throws {
        let page = """
            <html lang=en><body><article class=ad id=ad-7><h2>Harvest help</h2><time datetime="2026-11-03T08:00Z">x</time>
            <div class=body>Apples and pears.<br>Start Monday.</div><span class=who>orchard_office</span>
            <span class=city>Naju</span></article>
            <article class=ad lang=ko id=ad-8><h2>둘째</h2><div class=body>배 농장</div></article></body></html>
            """
        let posts = try extract(page, selectors: selectors).posts
        #expect(posts.count == 2)
        #expect(posts[0].title == "Harvest help")
        #expect(posts[0].text == "Apples and pears.\nStart Monday.")
        #expect(posts[0].posted == "2026-11-03T08:00:00Z")
        #expect(posts[0].author == "orchard_office")
        #expect(posts[0].place == "Naju")
        #expect(posts[0].lang == "en")
        #expect(posts[0].source == "board")
        #expect(posts[0].url == "https://board.example.org/ad/1#ad-7")
        #expect(posts[1].lang == "ko")
        #expect(posts[1].author == nil, "another item's author is not this one's")
    }

    @Test("what an item lacks is looked up on the page, outside of other items")
    func page() throws {
        let page = """
            <body><h1 class=who>site_owner</h1><span class=city>Busan</span>
            <article class=ad><h2>One</h2><p class=body>first text</p><i class=who>first_writer</i></article>
            <article class=ad><h2>Two</h2><p class=body>second text</p></article>
            """
        let posts = try extract(page, selectors: selectors).posts
        #expect(posts.map(\.author) == ["first_writer", "site_owner"])
        #expect(posts.map(\.place) == ["Busan", "Busan"])
    }

    @Test("without a text selector the text is the item's, and several matches are joined")
    func text() throws {
        let page = "<article><h2>T</h2><p>one</p><p>two</p></article>"
        #expect(try extract(page, selectors: PostSelectors(item: "article")).posts.first?.text == "T\none\ntwo")
        #expect(try extract(page, selectors: PostSelectors(item: "article", text: "p")).posts.first?.text == "one\ntwo")
    }

    @Test("an attribute of the item itself can be picked")
    func own() throws {
        let page = "<article data-author=anna_example>hello there</article>"
        let posts = try extract(page, selectors: PostSelectors(item: "article", author: "@data-author")).posts
        #expect(posts.first?.author == "anna_example")
    }

    @Test("a page without items gives no posts, whatever else it holds")
    func none() throws {
        #expect(try extract("<p>\(sentences("nothing"))", selectors: selectors).posts.isEmpty)
    }

    @Test("a date that cannot be read stays as it stood")
    func posted() throws {
        let page = "<article class=ad><div class=body>text here</div><time datetime='2 hours ago'></time></article>"
        #expect(try extract(page, selectors: selectors).posts.first?.posted == "2 hours ago")
    }
}
