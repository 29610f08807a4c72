import Testing

@testable import Extraction

@Suite("Pages that say there is nothing here")
struct NotFoundPageTests {

    @Test(
        "a site's own page for what it does not have, with status 200",
        arguments: [
            "404", "404 Not Found", "Error 404", "Page not found | Board", "Sorry, this ad has expired",
            "This listing is no longer available", "页面不存在", "抱歉，您访问的页面不存在", "提示信息 - 指定的主题不存在或已被删除", "頁面不存在",
            "페이지를 찾을 수 없습니다", "삭제된 게시물입니다", "Página no encontrada", "Страница не найдена",
            "Объявление снято с публикации", "Không tìm thấy trang", "ไม่พบหน้าที่คุณต้องการ", "Hindi nahanap ang pahina",
        ])
    func notFound(_ heading: String) throws {
        let inTitle = try extract("<title>\(heading)</title><body><p>Go <a href=/>home</a>.</p>")
        #expect(inTitle.isNotFound && inTitle.posts.isEmpty)
        let inHeading = try extract("<title>Board</title><body><h1>\(heading)</h1><p>Go home.</p>")
        #expect(inHeading.isNotFound)
    }

    @Test(
        "an ad or a thread that has such words in it is a page",
        arguments: [
            ("Room 404 to let", "A room on the fourth floor."), ("Lost cat, not found yet", "It is black and white."),
            ("House 12", "Page not found is what the old site says; the house is to let."),
            ("Flat to let", "No longer available from May on; until then it is free."),
        ])
    func pages(_ title: String, _ text: String) throws {
        let page = try extract("<title>\(title)</title><body><article><h1>\(title)</h1><p>\(text)</p></article>")
        #expect(!page.isNotFound)
    }

    @Test("a page with much text has something to say, whatever its title")
    func long() throws {
        let html = "<title>Page not found: a film</title><body><article><p>\(sentences("film", 30))</p></article>"
        #expect(try !extract(html).isNotFound)
    }
}

@Suite("The address of a page")
struct CanonicalAddressTests {
    private func page(_ canonical: String, trusted: Bool = true, rule: Bool = true) throws -> Extracted {
        let html = """
            <title>Ad</title><link rel=canonical href="\(canonical)"><article><h1>Ad</h1><p>\(sentences("ad", 5))</p></article>
            """
        return try Extractor(mayBeCanonical: { _, _ in rule }).extract(
            Document(
                body: Array(html.utf8), url: "https://example.org/ad/1?ref=2", contentType: "text/html",
                trustsCanonical: trusted))
    }

    @Test("where it may, a page says what its address is, and its post has its id and address by that")
    func canonical() throws {
        let own = try page("/ad/1")
        #expect(own.ownAddress == "https://example.org/ad/1")
        #expect(own.posts.map(\.url) == ["https://example.org/ad/1"])
        #expect(try own.posts.map(\.id) != page("/ad/1", trusted: false).posts.map(\.id))
        #expect(try page("/ad/1", trusted: false).ownAddress == nil)
        #expect(try page("/ad/1", rule: false).posts.map(\.url) == ["https://example.org/ad/1?ref=2"])
        #expect(try page("/ad/1?ref=2").ownAddress == nil)
    }

    @Test("the digest tells pages apart by what their posts say, not by where they stand")
    func digest() throws {
        let one = try page("/ad/1").posts
        let two = try page("/ad/2").posts
        #expect(one != two && ContentDigest.of(one) == ContentDigest.of(two))
        var changed = one
        changed[0].place = "Riverton"
        #expect(ContentDigest.of(changed) != ContentDigest.of(one))
        #expect(ContentDigest.of([]) == nil)
        #expect(ContentDigest.of(one + one) != ContentDigest.of(one))
    }
}
