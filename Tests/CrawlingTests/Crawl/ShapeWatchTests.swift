import Testing

@testable import Crawling

@Suite("Shapes of addresses")
struct ShapeWatchTests {
    private func url(_ path: String) throws -> CanonicalURL { try #require(CanonicalURL("https://example.org" + path)) }

    @Test(
        "a shape is the host, the section, the number of parts, and the parameters' names",
        arguments: [
            ("/", "example.org"), ("/list", "example.org/*"), ("/ad/12", "example.org/ad/*"),
            ("/ad/red-bike", "example.org/ad/*"), ("/2026/11/3", "example.org/*/*/*"),
            ("/list?page=2&sort=a", "example.org/*?page&sort"),
            ("/list?sort=b&page=9&page=1", "example.org/*?page&sort"),
            ("/very-long-name-of-an-article/1", "example.org/*/*"),
        ])
    func shape(_ path: String, _ expected: String) throws { #expect(ShapeWatch.shape(of: try url(path)) == expected) }

    @Test("so many pages in a row that bring nothing close their shape, and no other")
    func closes() throws {
        var watch = ShapeWatch()
        for day in 1...ShapeWatch.patience {
            let closed = watch.read(
                try url("/cal/\(day)"), content: .none, links: ["https://example.org/cal/\(day + 1)"])
            #expect((closed != nil) == (day == ShapeWatch.patience))
        }
        #expect(watch.isClosed(try url("/cal/999")))
        #expect(!watch.isClosed(try url("/ad/999")))
    }

    @Test(
        "what brings something keeps its shape open",
        arguments: [PageReading.Content.new, .unchanged])
    func open(_ content: PageReading.Content) throws {
        var watch = ShapeWatch()
        for page in 1...500 {
            let held = page % ShapeWatch.patience == 0 ? content : .none
            #expect(watch.read(try url("/ad/\(page)"), content: held, links: []) == nil)
        }
    }

    @Test("a list that leads to ads that were not met stays open; one that leads to known ones does not")
    func lists() throws {
        var watch = ShapeWatch()
        for page in 1...200 {
            let links = ["https://example.org/ad/\(page)", "https://example.org/list/\(page + 1)"]
            #expect(watch.read(try url("/list/\(page)"), content: .none, links: links) == nil)
        }
        var sorted: [String] = []
        for page in 1...200 {
            let links = ["https://example.org/ad/\(page)", "https://example.org/list/1"]
            if let shape = watch.read(try url("/list/\(page)?sort=a"), content: .repeated, links: links) {
                sorted.append(shape)
            }
        }
        #expect(sorted == ["example.org/list/*?sort"])
    }

    @Test("an endless number of shapes takes no more than its share of memory")
    func bounded() throws {
        var watch = ShapeWatch()
        for page in 0..<60_000 {
            _ = watch.read(try url("/x/y?p\(page)"), content: .none, links: [])
        }
        #expect(watch.closed.isEmpty)
    }
}
