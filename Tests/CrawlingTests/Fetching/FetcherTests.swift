import Crawling
import Foundation
import Model
import Synchronization
import TestSupport
import Testing

@Suite("Fetching")
struct FetcherTests {
    private let client = LoopbackFetcher()

    @Test("a page comes with its heads, address and time")
    func wholePage() async throws {
        let server = try LoopbackServer { _ in .page("<p>hello</p>", headers: ["X-Note": "one"]) }
        defer { server.stop() }
        let page = try await client.page("\(server.origin)/a?b=1")
        #expect(page.url == "\(server.origin)/a?b=1")
        #expect(page.finalURL == page.url)
        #expect(page.status == 200)
        #expect(page.body == Array("<p>hello</p>".utf8))
        #expect(page.address == "127.0.0.1")
        #expect(page.header("x-note") == "one")
        #expect(page.fetchedAt > 1_700_000_000)
        let request = String(decoding: page.requestHead, as: UTF8.self)
        #expect(request.hasPrefix("GET /a?b=1 HTTP/1.1\r\n"))
        #expect(request.hasSuffix("\r\n\r\n"))
        #expect(request.contains("\r\nUser-Agent: vigil/test (+watch@example.org)\r\n"))
        #expect(request.contains("\r\nHost: 127.0.0.1:\(server.port)\r\n"))
        let response = String(decoding: page.responseHead, as: UTF8.self)
        #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(response.contains("\r\nX-Note: one\r\n"))
        #expect(response.hasSuffix("\r\n\r\n"))
    }

    @Test("the request head is what the server got")
    func requestHeadIsTrue() async throws {
        let server = try LoopbackServer { _ in .page("x") }
        defer { server.stop() }
        let page = try await client.page("\(server.origin)/a")
        let sent = String(decoding: page.requestHead, as: UTF8.self)
        let got = try #require(server.requests.first)
        for header in got.headers { #expect(sent.contains("\r\n\(header.name): \(header.value)\r\n")) }
        #expect(got.headers.count == sent.split(separator: "\r\n").count - 1)
        #expect(got.header("Accept-Encoding")?.contains("gzip") == true)
        #expect(got.header("Cookie") == nil)
        #expect(got.header("Referer") == nil)
    }

    @Test("an error status is a page too", arguments: [404, 410, 500, 503])
    func errorStatus(_ status: Int) async throws {
        let server = try LoopbackServer { _ in .status(status, body: Array("no".utf8)) }
        defer { server.stop() }
        let page = try await client.page(server.origin)
        #expect(page.status == status)
        #expect(page.body == Array("no".utf8))
    }

    @Test("interim responses and trailers are no part of the head")
    func interimResponses() async throws {
        let server = try LoopbackServer { _ in
            .raw([
                .init("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"),
                .init("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: late\r\n\r\n"),
            ])
        }
        defer { server.stop() }
        let page = try await client.page(server.origin)
        #expect(page.status == 200)
        #expect(page.body == Array("ok".utf8))
        #expect(page.header("Link") == nil)
        #expect(page.header("X-Trailer") == nil)
        #expect(String(decoding: page.responseHead, as: UTF8.self).hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test("gzip is undone")
    func gzip() async throws {
        let body = GzipOfZeros.bytes(258 * 40 + 1)
        let server = try LoopbackServer { _ in
            .status(200, headers: ["Content-Type": "text/html", "Content-Encoding": "gzip"], body: body)
        }
        defer { server.stop() }
        let page = try await client.page(server.origin)
        #expect(page.body == [UInt8](repeating: 0, count: 258 * 40 + 1))
    }

    @Test("connections are kept and used again")
    func keepsConnections() async throws {
        let server = try LoopbackServer { _ in .page("x") }
        defer { server.stop() }
        for number in 0..<20 { _ = try await client.page("\(server.origin)/\(number)") }
        #expect(server.requests.count == 20)
        // One, but for a machine that stands still for so long that the server gives an idle connection up.
        #expect(server.connections <= 3)
    }

    @Test("many requests run at once")
    func runsAtOnce() async throws {
        // No answer is given before all requests are there, or a few seconds have passed.
        let meeting = Meeting(of: 30)
        let server = try LoopbackServer { _ in
            meeting.join()
            return .page("ok")
        }
        defer { server.stop() }
        let client = client
        let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for number in 0..<30 { group.addTask { try await client.page("\(server.origin)/\(number)").body } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(bodies.count == 30 && bodies.allSatisfy { $0 == Array("ok".utf8) })
        #expect(meeting.isComplete)
    }

    @Test("redirects are followed to the letter, and the last page is the page")
    func followsRedirects() async throws {
        let server = try LoopbackServer { request in
            switch request.target {
            case "/1": .redirect(to: "2?utm_source=x&b=1&a=2", status: 301)
            case "/2?utm_source=x&b=1&a=2": .redirect(to: "/3#top", status: 307)
            default: .page(request.target)
            }
        }
        defer { server.stop() }
        let page = try await client.page("\(server.origin)/1")
        #expect(page.url == "\(server.origin)/1")
        #expect(page.finalURL == "\(server.origin)/3")
        #expect(page.body == Array("/3".utf8))
        #expect(String(decoding: page.requestHead, as: UTF8.self).hasPrefix("GET /3 "))
        #expect(server.requests.map(\.target) == ["/1", "/2?utm_source=x&b=1&a=2", "/3"])
    }

    @Test("a cookie lives for one redirect chain and no longer")
    func cookiesLiveForAChain() async throws {
        let server = try LoopbackServer { request in
            request.header("Cookie") == "seen=1"
                ? .page("in") : .redirect(to: "/door", headers: ["Set-Cookie": "seen=1; Path=/"])
        }
        defer { server.stop() }
        let page = try await client.page("\(server.origin)/door")
        #expect(page.body == Array("in".utf8))
        _ = try await client.page("\(server.origin)/door")
        #expect(server.requests.map { $0.header("Cookie") } == [nil, "seen=1", nil, "seen=1"])
    }

    @Test("the gate sees each redirect and can refuse it")
    func gateRefuses() async throws {
        let server = try LoopbackServer { request in
            request.target == "/1" ? .redirect(to: "/2?b=1&a=1") : .page("x")
        }
        defer { server.stop() }
        let origin = server.origin
        await #expect(throws: FetchError(.redirectRefused(.robots, to: "there"), place: "here")) {
            _ = try await client.page("\(origin)/1") { redirect throws(FetchError) in
                #expect(redirect.from.string == "\(origin)/1")
                #expect(redirect.to.string == "\(origin)/2?a=1&b=1")
                #expect(redirect.pathAndQuery == "/2?b=1&a=1")
                throw FetchError(.redirectRefused(.robots, to: "there"), place: "here")
            }
        }
        #expect(server.counts == ["/1": 1])
    }

    @Test("credentials in a URL are not sent")
    func noCredentials() async throws {
        let server = try LoopbackServer { _ in .page("x") }
        defer { server.stop() }
        _ = try await client.page("http://user:secret@127.0.0.1:\(server.port)/")
        #expect(server.requests.first?.header("Authorization") == nil)
    }

    @Test("cancelling the task cancels the transfer")
    func cancellation() async throws {
        let server = try LoopbackServer { _ in .silence }
        defer { server.stop() }
        let client = client
        let task = Task { try await client.failure(server.origin) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        #expect(try await task.value?.reason == .cancelled)
    }

    @Test("a task that is cancelled before it asks gets no page")
    func cancelledBefore() async throws {
        let server = try LoopbackServer { _ in .silence }
        defer { server.stop() }
        let client = client
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await client.failure(server.origin)
        }
        task.cancel()
        #expect(try await task.value?.reason == .cancelled)
    }

    @Test("shutting down fails what is under way and what comes later")
    func shutdown() async throws {
        let server = try LoopbackServer { _ in .silence }
        defer { server.stop() }
        let client = LoopbackFetcher()
        async let failure = client.failure(server.origin)
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        client.fetcher.shutdown()
        #expect(try await failure?.reason == .cancelled)
        #expect(try await client.failure(server.origin)?.reason == .cancelled)
        client.fetcher.shutdown()
    }

    @Test("every error is a sentence that names the URL")
    func sentences() {
        let reasons: [FetchError.Reason] = [
            .resolveFailed, .connectFailed, .timedOut, .tooSlow, .bodyTooLarge(limit: 9), .headersTooLarge(limit: 9),
            .tooManyRedirects(limit: 9), .forbiddenAddress("10.0.0.1"), .forbiddenScheme("file:///x"),
            .mediaRefused(contentType: "image/png"), .tls, .truncated, .undecodable, .noHTTP,
            .redirectRefused(.outOfScope, to: "x"), .redirectRefused(.robots, to: "x"),
            .redirectRefused(.hostLeftAlone, to: "x"), .redirectRefused(.alreadyFetched, to: "x"), .cancelled, .other,
        ]
        let summaries = reasons.map { FetchError($0, place: "http://example.org/").summary }
        #expect(Set(summaries).count == reasons.count)
        for reason in reasons {
            let error = FetchError(reason, place: "http://example.org/", detail: "why")
            #expect(error.sentence.hasPrefix("http://example.org/: \(error.summary)"))
        }
    }
}

/// Lets threads go on when all have come, or when it has waited long enough.
private final class Meeting: Sendable {
    private let arrived = Atomic<Int>(0)
    private let count: Int

    init(of count: Int) { self.count = count }

    var isComplete: Bool { arrived.load(ordering: .relaxed) == count }

    func join() {
        arrived.add(1, ordering: .relaxed)
        for _ in 0..<400 where !isComplete { usleep(10_000) }
    }
}
