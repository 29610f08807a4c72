import Model
import Testing

@testable import Extraction

/// A listing API's answer, extracted.
private func listing(
    _ body: String, url: String = "https://api.example.org/list?limit=5", selectors: PostSelectors? = nil,
    link: [String] = [], kind: Source.Kind = .json, type: String = "application/json"
) throws -> Extracted {
    try Extractor(kind: kind, selectors: selectors).extract(
        Document(body: Array(body.utf8), url: url, contentType: type, linkHeader: link, source: "api"))
}

@Suite("Listings in JSON")
struct ListingTests {

    @Test("every known listing's paths can be read")
    func readable() throws {
        #expect(try KnownListing.listings().count == KnownListing.all.count)
        #expect(KnownListing.all.count == 4)
    }

    @Test("a listing by the source's own paths: posts, their addresses, where it goes on")
    func own() throws {
        let selectors = PostSelectors(
            item: "result.ads[]", title: "head", text: "body.html, body.text", posted: "at", author: "by.name",
            place: "city", url: "/ad/{id}", follow: "/api/ad/{id}", next: "&cursor={result.cursor}")
        let body = """
            {"result": {"cursor": "c 2", "ads": [
              {"id": 7, "head": "Kitchen &amp; hall", "body": {"html": "<p>Two <b>posts</b>.</p><p>Call.</p>"},
               "at": 1793613600, "by": {"name": "ann"}, "city": "Riverton"},
              {"id": 8, "head": null, "body": {"text": "Plain\\nlines"}, "at": "2026-11-03T10:00:00Z"},
              {"id": 9, "body": {}}, "no object", null]}}
            """
        let page = try listing(body, selectors: selectors)
        #expect(page.kind == .json)
        #expect(page.posts.map(\.text) == ["Two posts.\nCall.", "Plain\nlines"])
        #expect(page.posts.map(\.title) == ["Kitchen & hall", nil])
        #expect(page.posts.map(\.url) == ["https://api.example.org/ad/7", "https://api.example.org/ad/8"])
        #expect(page.posts.map(\.posted) == ["2026-11-02T10:00:00Z", "2026-11-03T10:00:00Z"])
        #expect(page.posts[0].author == "ann" && page.posts[0].place == "Riverton" && page.posts[0].source == "api")
        #expect(
            page.links == [
                Link(url: "https://api.example.org/api/ad/7"), Link(url: "https://api.example.org/api/ad/8"),
                Link(url: "https://api.example.org/api/ad/9"),
                Link(url: "https://api.example.org/list?limit=5&cursor=c%202", kind: .listing),
            ])
    }

    @Test("a post has the id of the page that it is at, however it was found")
    func identity() throws {
        let selectors = PostSelectors(item: "[]", text: "text", url: "url")
        let json = try listing(#"[{"text": "Season work", "url": "https://example.org/ad/1"}]"#, selectors: selectors)
        let html = try extract(
            "<title>Ad</title><article><h1>Ad</h1><p>\(sentences("ad", 5))</p></article>",
            url: "https://example.org/ad/1")
        #expect(json.posts.first?.id == html.posts.first?.id)
        #expect(json.posts.count == 1)
    }

    @Test("Mastodon's statuses, with the next page from the Link header")
    func mastodon() throws {
        let body = """
            [{"id": "11", "created_at": "2026-11-03T10:00:00.000Z", "language": "en", "spoiler_text": "work",
              "uri": "https://social.example.org/users/a/statuses/11", "url": "https://social.example.org/@a/11",
              "content": "<p>Helpers wanted<br />on a farm</p>", "account": {"acct": "a", "display_name": "A"},
              "reblog": null, "media_attachments": [{"url": "https://files.example.org/x.png"}]},
             {"id": "12", "created_at": "2026-11-04T10:00:00.000Z", "content": "", "spoiler_text": "",
              "account": {"acct": "b"}, "url": "https://social.example.org/@b/12",
              "reblog": {"content": "<p>Shared</p>", "url": "https://other.example.org/@c/5",
                         "created_at": "2026-11-01T00:00:00.000Z", "account": {"acct": "c@other.example.org"}}}]
            """
        let link = [
            #"<https://social.example.org/api/v1/timelines/tag/work?max_id=11>; rel="next", <https://social.example.org/api/v1/timelines/tag/work?min_id=12>; rel="prev""#
        ]
        let page = try listing(body, url: "https://social.example.org/api/v1/timelines/tag/work", link: link)
        #expect(page.posts.map(\.text) == ["Helpers wanted\non a farm", "Shared"])
        #expect(page.posts.map(\.author) == ["a", "c@other.example.org"])
        #expect(page.posts.map(\.url) == ["https://social.example.org/@a/11", "https://other.example.org/@c/5"])
        #expect(page.posts[0].title == "work" && page.posts[0].lang == "en")
        #expect(
            page.links == [Link(url: "https://social.example.org/api/v1/timelines/tag/work?max_id=11", kind: .listing)])
    }

    @Test("Discourse's list leads to topics and goes on, its topics give posts page by page")
    func discourse() throws {
        let list = """
            {"topic_list": {"more_topics_url": "/latest?no_definitions=true&page=1",
             "topics": [{"id": 5, "slug": "season-work", "title": "Season work", "created_at": "2026-11-03T10:00:00Z"}]}}
            """
        let found = try listing(list, url: "https://forum.example.org/latest.json")
        #expect(found.posts.isEmpty)
        #expect(
            found.links == [
                Link(url: "https://forum.example.org/t/season-work/5.json"),
                Link(url: "https://forum.example.org/latest.json?no_definitions=true&page=1", kind: .listing),
            ])
        let stream = (1...25).map(String.init).joined(separator: ",")
        let topic = """
            {"title": "Season work", "post_stream": {"stream": [\(stream)], "posts": [
              {"id": 1, "post_number": 1, "username": "ann", "cooked": "<p>Who knows the farm?</p>",
               "created_at": "2026-11-03T10:00:00Z", "topic_id": 5, "topic_slug": "season-work"}]}}
            """
        let page = try listing(topic, url: "https://forum.example.org/t/season-work/5.json")
        #expect(page.posts.map(\.text) == ["Who knows the farm?"])
        #expect(page.posts.first?.title == "Season work")
        #expect(page.posts.first?.url == "https://forum.example.org/t/season-work/5/1")
        #expect(page.links == [Link(url: "https://forum.example.org/t/season-work/5.json?page=2")])
        let last = try listing(topic, url: "https://forum.example.org/t/season-work/5.json?page=2")
        #expect(last.links.isEmpty)
    }

    @Test("Reddit's listings, of posts and of a post with its comments")
    func reddit() throws {
        let body = """
            {"kind": "Listing", "data": {"after": "t3_z", "children": [
              {"kind": "t3", "data": {"title": "Farm work", "selftext": "Is this real?", "created_utc": 1793613600.0,
               "author": "ann", "permalink": "/r/work/comments/a/farm/"}},
              {"kind": "t3", "data": {"title": "Gone", "selftext": "[removed]", "permalink": "/r/work/comments/b/gone/"}},
              {"kind": "t3", "data": {"title": "Only a title", "selftext": "", "permalink": "/r/work/comments/c/t/"}}]}}
            """
        let page = try listing(body, url: "https://forum.example.org/r/work/new.json?limit=100&after=t3_a")
        #expect(page.posts.map(\.title) == ["Farm work", "Only a title"])
        #expect(page.posts.first?.url == "https://forum.example.org/r/work/comments/a/farm/")
        #expect(page.posts.first?.posted == "2026-11-02T10:00:00Z")
        #expect(
            page.links == [
                Link(url: "https://forum.example.org/r/work/new.json?limit=100&after=t3_z", kind: .listing)
            ])
        let thread = """
            [{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {"title": "T", "selftext": "Text",
               "permalink": "/r/w/comments/a/t/"}}]}},
             {"kind": "Listing", "data": {"children": [
              {"kind": "t1", "data": {"body": "A comment", "permalink": "/r/w/comments/a/t/k1/", "replies":
               {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"body": "An answer",
                "permalink": "/r/w/comments/a/t/k3/", "replies": ""}},
                {"kind": "more", "data": {"children": ["k4", "k5"]}}]}}}},
              {"kind": "t1", "data": {"body": "Another", "permalink": "/r/w/comments/a/t/k2/", "replies": ""}}]}}]
            """
        let comments = try listing(thread, url: "https://forum.example.org/r/w/comments/a/t.json")
        #expect(comments.posts.map(\.text) == ["Text", "A comment", "Another", "An answer"])
        #expect(comments.links.isEmpty)
    }

    @Test("JSON Feed is a feed; attachments are no posts")
    func jsonFeed() throws {
        let body = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Board", "language": "ko",
             "next_url": "https://example.org/feed.json?page=2", "items": [
              {"id": "1", "url": "https://example.org/ad/1", "title": "One", "content_html": "<p>Text <b>one</b></p>",
               "date_published": "2026-11-03T10:00:00+09:00", "authors": [{"name": "ann"}],
               "attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg"}]},
              {"id": 2, "content_text": "5 < 6 & 7"}]}
            """
        for type in ["application/feed+json", "application/json"] {
            let page = try listing(body, url: "https://example.org/feed.json", kind: .feed, type: type)
            #expect(page.kind == .feed)
            #expect(page.posts.map(\.text) == ["Text one", "5 < 6 & 7"])
            #expect(page.posts[0].author == "ann" && page.posts[0].lang == "ko" && page.posts[0].title == "One")
            #expect(
                page.links == [
                    Link(url: "https://example.org/ad/1"),
                    Link(url: "https://example.org/feed.json?page=2", kind: .feed),
                ])
        }
    }

    @Test(
        "what is no listing gives nothing and breaks nothing",
        arguments: [
            "{}", "[]", "null", "7", "{\"items\": 3}", "{\"data\": {\"children\": {}}, \"kind\": 1}", "{\"a\":",
            "[[[[1]]]]",
        ])
    func others(_ body: String) throws {
        let page = try listing(body)
        #expect(page.posts.isEmpty && page.links.isEmpty)
    }

    @Test(
        "the Link header",
        arguments: [
            (#"<https://e.org/a,b>; rel="next""#, ["https://e.org/a,b"]), (#"</x>; rel=next"#, ["/x"]),
            (#"<a>; rel="prev next"; title="x, y", <b>; rel=next"#, ["a", "b"]), (#"<a>; rel=prev; rel=next"#, []),
            (#"<a>; title="rel=next""#, []), ("<a", []), ("", []), (";;;,,,", []),
        ])
    func linkHeader(_ value: String, _ expected: [String]) {
        #expect(LinkHeader.targets([value], relation: "next") == expected)
    }
}

@Suite("Previews of Telegram channels")
struct TelegramPreviewTests {
    private static func message(_ number: Int, _ text: String) -> String {
        """
        <div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="farmwork_example/\(number)">
        <div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name"><span>Farm work</span></a></div>
        \(text.isEmpty ? "" : "<div class=\"tgme_widget_message_text js-message_text\">\(text)</div>")
        <a class="tgme_widget_message_date" href="https://t.example.org/farmwork_example/\(number)">
        <time datetime="2026-11-03T10:20:00+00:00">10:20</time></a>
        <a href="https://t.example.org/other_channel">other</a></div></div>
        """
    }

    private static func page(_ numbers: ClosedRange<Int>, hasMore: Bool = true) -> String {
        let more = hasMore ? "<a href=\"/s/x?before=1\" data-before=\"1\" class=\"tme_messages_more\"></a>" : ""
        let messages = numbers.map { message($0, $0.isMultiple(of: 5) ? "" : "Message \($0)<br/>second line") }
        return "<html><head><title>Farm work – Telegram</title></head><body>\(more)\(messages.joined())</body></html>"
    }

    private func extract(_ html: String, _ url: String) throws -> Extracted {
        try Extractor(kind: .telegramPreview).extract(
            Document(body: Array(html.utf8), url: url, contentType: "text/html", source: "channel"))
    }

    @Test("messages with a text are posts of their own, without the channel's name as a title")
    func posts() throws {
        let page = try extract(Self.page(103...107), "https://t.example.org/s/farmwork_example")
        #expect(page.posts.map(\.text) == [103, 104, 106, 107].map { "Message \($0)\nsecond line" })
        #expect(page.posts.allSatisfy { $0.title == nil && $0.author == "Farm work" })
        #expect(page.posts.first?.url == "https://t.example.org/farmwork_example/103")
        #expect(page.posts.first?.posted == "2026-11-03T10:20:00+00:00")
        #expect(Set(page.posts.map(\.id)).count == 4)
    }

    @Test("the one link leads to the messages before, until the channel's beginning")
    func paging() throws {
        let first = try extract(Self.page(103...107), "https://t.example.org/s/farmwork_example")
        let older = "https://t.example.org/s/farmwork_example?before=103"
        #expect(first.links == [Link(url: older, kind: .listing)])
        let second = try extract(Self.page(83...102), older)
        #expect(second.links == [Link(url: "https://t.example.org/s/farmwork_example?before=83", kind: .listing)])
        #expect(try extract(Self.page(1...20), older).links.isEmpty)
        #expect(try extract(Self.page(3...20, hasMore: false), older).links.isEmpty)
        #expect(try extract("<p>No preview</p>", older).links.isEmpty)
    }

    @Test("a message has the same id on whatever page it stands")
    func identity() throws {
        let one = try extract(Self.page(103...107), "https://t.example.org/s/farmwork_example")
        let two = try extract(Self.page(104...108), "https://t.example.org/s/farmwork_example?before=109")
        #expect(one.posts.dropFirst().map(\.id) == two.posts.dropLast().map(\.id))
    }
}
