import Foundation
import Model
import Storage
import TestSupport
import Testing

@testable import Scanning

/// What a night makes of pages that it, or an earlier night, has met before.
@Suite("Nights that come back")
struct RevisitNightTests {

    @Test("posts that stand there unchanged are neither new nor judged again, and are seen again")
    func unchanged() async throws {
        let watch = try Watch([
            "/": Watch.list(["/ad/1", "/ad/2"]), "/ad/1": Watch.ad("one"), "/ad/2": Watch.ad("two"),
        ])
        let first = try await watch.night()
        #expect(first.fetched == 3 && first.unchanged == 0 && first.newPosts == 2)
        let before = try watch.store().posts(containing: "called one", limit: 5)
        try await Task.sleep(for: .milliseconds(20))
        // Another frame around the same ad, and another ad in place of the second.
        watch.set("/ad/1", Watch.ad("one", links: ["/", "/ad/2"]))
        watch.set("/ad/2", Watch.ad("three"))
        let second = try await watch.night()
        #expect(second.fetched == 3 && second.unchanged == 1 && second.posts == 2)
        let after = try watch.store().posts(containing: "called one", limit: 5)
        #expect(after.count == 1 && after[0].post == before[0].post)
        #expect(after[0].lastSeen > before[0].lastSeen && after[0].firstSeen == before[0].firstSeen)
        #expect(try watch.store().posts(containing: "called three", limit: 5).count == 1)
    }

    @Test("an ad that is gone, or whose page says so with status 200, has vanished")
    func vanished() async throws {
        let watch = try Watch([
            "/": Watch.list(["/ad/1", "/ad/2", "/ad/3"]), "/ad/1": Watch.ad("one"), "/ad/2": Watch.ad("two"),
            "/ad/3": Watch.ad("three"),
        ])
        #expect(try await watch.night().vanished == 0)
        watch.set("/ad/1", nil)
        watch.set("/ad/2", .page("<title>Board</title><h1>This ad has expired</h1><p>Look at others.</p>"))
        let second = try await watch.night()
        #expect(second.vanished == 2)
        #expect(second.failures == ["status 404": 1, "not found, though the status is 200": 1])
        #expect(second.fetched == 2)
        watch.set("/ad/1", Watch.ad("one"))
        #expect(try await watch.night().vanished == 0)
    }

    @Test("an ad under several addresses is one post: by the query, and by rel=canonical")
    func twins() async throws {
        let head = "<link rel=canonical href=\"/ad/2\">"
        let watch = try Watch([
            "/": Watch.list(["/ad/1?from=list", "/ad/1?from=top", "/print/2", "/ad/3"]),
            "/ad/1?from=list": Watch.ad("one"), "/ad/1?from=top": Watch.ad("one"),
            "/print/2": Watch.ad("two", head: head), "/ad/2": Watch.ad("two", head: head), "/ad/3": Watch.ad("three"),
        ])
        let report = try await watch.night()
        let store = try watch.store()
        #expect(report.newPosts == 3)
        #expect(try store.posts(containing: "called one", limit: 5).count == 1)
        let two = try store.posts(containing: "called two", limit: 5)
        #expect(two.map(\.post.url) == [watch.url("/ad/2")])
    }

    @Test("a site that calls one address that of all its pages loses no ad")
    func wrongCanonical() async throws {
        let head = "<link rel=canonical href=\"/ad\">"
        let ads = (1...4).map { ("/ad/\($0)", Watch.ad("number \($0)", head: head)) }
        let watch = try Watch(
            Dictionary(uniqueKeysWithValues: ads + [("/", Watch.list(ads.map(\.0)))]), source: ["depth: 2"])
        #expect(try await watch.night().newPosts == 4)
        let posts = try watch.store().posts(containing: "called number", limit: 9)
        #expect(Set(posts.map(\.post.id)).count == 4)
    }

    @Test("the same text under addresses of their own stays two posts")
    func repost() async throws {
        let watch = try Watch([
            "/": Watch.list(["/ad/1", "/ad/2"]), "/ad/1": Watch.ad("one"), "/ad/2": Watch.ad("one"),
        ])
        #expect(try await watch.night().newPosts == 2)
    }

    @Test("a listing in JSON is read on only as far as there is something new")
    func listing() async throws {
        func part(_ numbers: ClosedRange<Int>, next: Int?) -> Watch.Page {
            let items = numbers.reversed().map {
                "{\"id\": \($0), \"text\": \"Message \($0) says that a room is to let in the town.\"}"
            }
            let cursor = next.map { ", \"next\": \($0)" } ?? ""
            return .text("{\"items\": [\(items.joined(separator: ","))]\(cursor)}", type: "application/json")
        }
        let watch = try Watch(
            [
                "/api": part(21...30, next: 21), "/api?before=21": part(11...20, next: 11),
                "/api?before=11": part(1...10, next: nil),
            ], start: "/api",
            source: ["kind: json", "post: {item: \"items[]\", text: text, url: \"/m/{id}\", next: \"&before={next}\"}"])
        let first = try await watch.night()
        #expect(first.fetched == 3 && first.newPosts == 30, "\(first)")
        _ = watch.fetches()
        watch.set("/api", part(24...33, next: 24))
        watch.set("/api?before=24", part(14...23, next: 14))
        watch.set("/api?before=14", part(4...13, next: 4))
        let second = try await watch.night()
        #expect(second.newPosts == 3)
        // The part that held nothing new was the last one.
        #expect(watch.fetches() == ["/api": 1, "/api?before=24": 1])
    }
}

@Suite("Traps")
struct TrapNightTests {

    @Test("a calendar without posts is left, and the ads beside it are all read")
    func calendar() async throws {
        // Ten years of days, each leading to the next two and to the front page.
        var pages: [String: Watch.Page] = [:]
        for day in 0..<3650 {
            let links = ["/cal/view?n=\(day + 1)", "/cal/view?n=\(day + 2)", "/"]
            pages["/cal/view?n=\(day)"] = Watch.list(links)
        }
        for ad in 1...120 { pages["/ad/\(ad)"] = Watch.ad("number \(ad)") }
        for list in 0..<12 {
            pages["/list/\(list)"] = Watch.list((1...10).map { "/ad/\(list * 10 + $0)" } + ["/list/\(list + 1)"])
        }
        pages["/"] = Watch.list(["/cal/view?n=0", "/list/0"])
        let watch = try Watch(pages, source: ["depth: 1000", "pages: 3000"])
        let report = try await watch.night()
        #expect(report.newPosts == 120)
        #expect(report.fetched < 250, "\(report.fetched)")
        #expect(report.refusals["pages like it bring nothing new"] ?? 0 > 0)
        #expect(report.problems.contains { $0.contains("/cal/*?n") }, "\(report.problems)")
    }
}
