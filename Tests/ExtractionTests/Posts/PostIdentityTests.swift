import Model
import Testing

@testable import Extraction

@Suite("Post ids")
struct PostIdentityTests {

    @Test("the hash is SipHash-2-4, by the vectors of its paper")
    func vectors() {
        let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)
        #expect(StableHash.value([], key: key) == 0x726F_DB47_DD0E_0E31)
        #expect(StableHash.value((0..<15).map { UInt8($0) }, key: key) == 0xA129_CA61_49BE_45E5)
        #expect(StableHash.value((0..<8).map { UInt8($0) }, key: key) == 0x93F5_F579_9A93_2462)
    }

    @Test("an id is 16 hexadecimal digits and never changes between versions")
    func format() {
        let id = PostIdentity.id(ofPageAt: "https://board.example.org/ad/1")
        #expect(id.count == 16)
        #expect(id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect(id == PostIdentityTests.golden)
        #expect(StableHash.hexadecimal((0..<64).map { UInt8($0) }).count == 16)
    }

    private static let golden = "a233ab1d225a5f78"

    private func ids(_ html: String, url: String = "https://forum.example.org/t/5") throws -> [String] {
        try extract(html, url: url).posts.map(\.id)
    }

    private func thread(_ names: [String], withIDs: Bool) -> String {
        let posts = names.map { name in
            "<div class=comment\(withIDs ? " id=c\(name.utf8.reduce(0) { $0 * 31 % 9973 + Int($1) })" : "")>"
                + "<span class=author>\(name)</span> <time datetime=2026-11-03>3 Nov</time>"
                + "<p class=text>\(sentences(name))</p></div>"
        }
        return "<html><body><h1>Thread</h1>\(posts.joined())</body></html>"
    }

    @Test("a post keeps its id when others come, go or change places", arguments: [true, false])
    func independence(_ withIDs: Bool) throws {
        let all = try ids(thread(["anna", "boris", "chen", "dao"], withIDs: withIDs))
        #expect(all.count == 4)
        #expect(Set(all).count == 4)
        let fewer = try ids(thread(["new", "dao", "boris"], withIDs: withIDs))
        #expect(fewer[1] == all[3])
        #expect(fewer[2] == all[1])
    }

    @Test("a post without an element id keeps its id on another page of the thread")
    func moved() throws {
        let first = try ids(thread(["anna", "boris"], withIDs: false))
        let second = try ids(thread(["boris", "chen"], withIDs: false), url: "https://forum.example.org/t/5?page=2")
        #expect(first[1] == second[0])
        let elsewhere = try ids(thread(["boris", "chen"], withIDs: false), url: "https://other.example.org/t/5")
        #expect(first[1] != elsewhere[0])
    }

    @Test("a post in a thread has its element in its address")
    func address() throws {
        let posts = try extract(thread(["anna", "boris"], withIDs: true), url: "https://forum.example.org/t/5").posts
        #expect(posts[0].url?.hasPrefix("https://forum.example.org/t/5#c") == true)
    }

    @Test("the same post twice on a page is one")
    func twice() throws {
        #expect(try ids(thread(["anna", "boris", "anna"], withIDs: false)).count == 2)
    }

    @Test("the one post of a page has the id of its address, whatever its text")
    func single() throws {
        let url = "https://board.example.org/ad/77"
        let one = try ids("<body><h1>Ad</h1><p>\(sentences("one"))</p>", url: url)
        let changed = try ids("<body><h1>Ad</h1><p>\(sentences("changed"))</p>", url: url)
        #expect(one == [PostIdentity.id(ofPageAt: url)])
        #expect(one == changed)
    }
}
