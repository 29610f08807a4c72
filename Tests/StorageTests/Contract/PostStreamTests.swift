import Model
import Storage
import Testing

@Suite("Reading all stored posts")
struct PostStreamTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test("gives each post once, page by page, in the order in which they came", arguments: StoreEngine.all)
    func pages(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
        let posts = (0..<23).map { Samples.judged("\($0)", "text \($0)", at: Double(1000 + $0)) }
        for start in stride(from: 0, to: posts.count, by: 5) {
            _ = try store.write(NightBatch(night: night, posts: Array(posts[start..<min(start + 5, posts.count)])))
        }
        for limit in [1, 4, 23, 100] {
            var read: [StoredPost] = []
            var place: Int64 = 0
            while let page = try Optional(store.posts(firstSeenSince: 0, after: place, limit: limit)), !page.isEmpty {
                #expect(page.count <= limit)
                #expect(page.map(\.number) == page.map(\.number).sorted())
                #expect((page.first?.number ?? 0) > place)
                place = page.last?.number ?? place
                read += page.map(\.post)
            }
            #expect(read.map(\.post) == posts.map(\.post))
            #expect(read.map(\.firstSeen) == (0..<23).map { Double(1000 + $0) })
        }
    }

    @Test("leaves out what came in earlier, also where it was seen again", arguments: StoreEngine.all)
    func since(engine: StoreEngine) throws {
        let store = try engine.open(scratch.path)
        let night = try store.beginNight(startedAt: 1, rulesVersion: "1").id
        for (id, time) in [("old", 100.0), ("edge", 200), ("new", 300), ("old", 400)] {
            _ = try store.write(NightBatch(night: night, posts: [Samples.judged(id, "nul \u{0} \(id)", at: time)]))
        }
        let read = try store.posts(firstSeenSince: 200, after: 0, limit: 9)
        #expect(read.map(\.post.post.id) == ["edge", "new"])
        #expect(read.map(\.post.post.text) == ["nul \u{0} edge", "nul \u{0} new"])
        #expect(try store.posts(firstSeenSince: 301, after: 0, limit: 9).isEmpty)
        #expect(try store.posts(firstSeenSince: 0, after: 0, limit: -1).isEmpty)
    }
}
