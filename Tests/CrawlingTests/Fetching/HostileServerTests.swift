import Crawling
import Foundation
import Model
import TestSupport
import Testing

@Suite("Hostile and broken servers")
struct HostileServerTests {
    private let client = LoopbackFetcher()

    private func failure(
        _ limits: FetchLimits = .quick, _ response: @escaping @Sendable () -> LoopbackServer.Response
    ) async throws -> FetchError.Reason? {
        let server = try LoopbackServer { _ in response() }
        defer { server.stop() }
        return try await client.failure(server.origin, limits: limits)?.reason
    }

    @Test("an endless body ends at the limit")
    func endlessBody() async throws {
        let chunk = [UInt8](repeating: 0x61, count: 65_536)
        let limits = FetchLimits.quick.with { $0.bodyBytes = 300_000 }
        let reason = try await failure(limits) { .chunked { _ in .init(chunk) } }
        #expect(reason == .bodyTooLarge(limit: 300_000))
    }

    @Test("a large body is cut where that is asked for")
    func cutBody() async throws {
        let chunk = [UInt8](repeating: 0x61, count: 65_536)
        let server = try LoopbackServer { _ in .chunked { _ in .init(chunk) } }
        defer { server.stop() }
        let limits = FetchLimits.quick.with {
            $0.bodyBytes = 100_000
            $0.largeBody = .isCut
        }
        #expect(try await client.page(server.origin, limits: limits).body.count == 100_000)
    }

    @Test("a bomb ends at the limit on what it unpacks to for its size", arguments: Bomb.all)
    func bomb(_ bomb: Bomb) async throws {
        #expect(bomb.body.count < 200_000)
        let limits = FetchLimits.quick.with { $0.bodyBytes = 100 << 20 }
        let reason = try await failure(limits) {
            .status(200, headers: ["Content-Type": "text/html", "Content-Encoding": bomb.coding], body: bomb.body)
        }
        #expect(reason == .bomb(ratio: 100))
    }

    @Test("what unpacks to much ends at the limit on its size", arguments: Bomb.all)
    func large(_ bomb: Bomb) async throws {
        let limits = FetchLimits.quick.with { $0.ratio = 10_000_000 }
        let reason = try await failure(limits) {
            .status(200, headers: ["Content-Type": "text/html", "Content-Encoding": bomb.coding], body: bomb.body)
        }
        #expect(reason == .bodyTooLarge(limit: 1 << 20))
    }

    @Test("text that repeats itself is no bomb")
    func repetitive() async throws {
        // Three times 60 kB that unpack to less than what is free.
        let body = GzipOfZeros.bytes(258 * 900 + 1)
        let server = try LoopbackServer { _ in
            .status(200, headers: ["Content-Type": "text/html", "Content-Encoding": "gzip"], body: body)
        }
        defer { server.stop() }
        #expect(try await client.page(server.origin).body.count == 258 * 900 + 1)
    }

    @Test(
        "pictures, films and archives that call themselves pages are refused by their first bytes",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), (Array("GIF89a".utf8), "image/gif"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
            ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
            (Array("RIFF\u{1}\u{1}\u{1}\u{1}WEBP".utf8), "image/webp"),
            ([0, 0, 0, 0x20] + Array("ftypisom".utf8), "video/mp4"),
            ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"), ([0x1F, 0x8B, 0x08, 0], "application/gzip"),
            (Array("%PDF-1.7".utf8), "application/pdf"), (Array("ID3\u{4}".utf8), "audio/mpeg"),
        ] as [([UInt8], String)])
    func disguised(_ start: [UInt8], _ type: String) async throws {
        let body = start + [UInt8](repeating: 0x20, count: 400_000)
        let reason = try await failure { .status(200, headers: ["Content-Type": "text/html"], body: body) }
        #expect(reason == .mediaRefused(contentType: "\(type), by its first bytes"))
    }

    @Test("cookies beyond measure end at the limit on headers, and fewer are not sent elsewhere")
    func cookies() async throws {
        let many = (0..<5000).map { "Set-Cookie: c\($0)=\(String(repeating: "x", count: 100))\r\n" }.joined()
        let reason = try await failure {
            .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\(many)Content-Length: 1\r\n\r\nx")])
        }
        #expect(reason == .headersTooLarge(limit: 128 << 10))
        let some = (0..<500).map { "Set-Cookie: c\($0)=\(String(repeating: "x", count: 100))\r\n" }.joined()
        let server = try LoopbackServer { _ in
            .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\(some)Content-Length: 1\r\n\r\nx")])
        }
        defer { server.stop() }
        for _ in 0..<2 { _ = try await client.page(server.origin) }
        #expect(server.requests.count == 2 && server.requests.allSatisfy { $0.header("Cookie") == nil })
    }

    @Test("a body that drips is too slow")
    func slowDrip() async throws {
        let limits = FetchLimits.quick.with {
            $0.slowSpeed = 1000
            $0.slowTime = 1
        }
        let reason = try await failure(limits) { .chunked { _ in .init("x", after: 0.1) } }
        #expect(reason == .tooSlow)
    }

    @Test("a host that hangs is given up")
    func hangs() async throws {
        let reason = try await failure(FetchLimits.quick.with { $0.totalTimeout = 0.3 }) { .silence }
        #expect(reason == .timedOut)
    }

    @Test("a body that drips fast enough still ends in time")
    func endlessDrip() async throws {
        let limits = FetchLimits.quick.with {
            $0.totalTimeout = 0.5
            $0.slowSpeed = 1
        }
        let reason = try await failure(limits) { .chunked { _ in .init("xxxxxxxxxx", after: 0.02) } }
        #expect(reason == .timedOut)
    }

    @Test("headers without end end at the limit")
    func headerFlood() async throws {
        let limits = FetchLimits.quick.with { $0.headerBytes = 20_000 }
        let reason = try await failure(limits) {
            .endless {
                $0 == 0 ? .init("HTTP/1.1 200 OK\r\n") : .init("X-\($0): \(String(repeating: "y", count: 500))\r\n")
            }
        }
        #expect(reason == .headersTooLarge(limit: 20_000))
    }

    @Test("interim responses without end end at the limit")
    func interimFlood() async throws {
        let limits = FetchLimits.quick.with { $0.headerBytes = 20_000 }
        let reason = try await failure(limits) { .endless { _ in .init("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n") } }
        #expect(reason == .headersTooLarge(limit: 20_000))
    }

    @Test("one header line without end is given up")
    func endlessHeaderLine() async throws {
        let filler = String(repeating: "y", count: 65_536)
        let reason = try await failure {
            .endless { $0 == 0 ? .init("HTTP/1.1 200 OK\r\nX: ") : $0 < 200 ? .init(filler) : nil }
        }
        #expect(reason != nil)
    }

    @Test("a redirect loop ends at the limit")
    func redirectLoop() async throws {
        let server = try LoopbackServer { request in .redirect(to: request.target == "/a" ? "/b" : "/a") }
        defer { server.stop() }
        let limits = FetchLimits.quick.with { $0.redirects = 4 }
        #expect(try await client.failure("\(server.origin)/a", limits: limits)?.reason == .tooManyRedirects(limit: 4))
        #expect(server.requests.count == 5)
    }

    @Test(
        "a redirect away from http is refused",
        arguments: [
            "file:///etc/hosts", "gopher://127.0.0.1:70/x", "data:text/html,x", "javascript:alert(1)",
            "ftp://127.0.0.1/",
            "http://", "http://[::1",
        ])
    func redirectToOtherScheme(_ target: String) async throws {
        let reason = try await failure { .redirect(to: target) }
        #expect(reason == .forbiddenScheme(target))
    }

    @Test(
        "a redirect to an address that is not of the public internet is refused",
        arguments: [
            ("http://10.0.0.1/", "10.0.0.1"), ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
            ("http://192.168.1.1/", "192.168.1.1"), ("http://100.64.0.1/", "100.64.0.1"),
            ("http://0x7f000002/", "127.0.0.2"), ("http://2130706434/", "127.0.0.2"),
            ("http://0177.0.0.2/", "127.0.0.2"), ("http://0.0.0.0/", "0.0.0.0"),
        ])
    func redirectToPrivateAddress(_ target: String, _ address: String) async throws {
        let reason = try await failure { .redirect(to: target) }
        #expect(reason == .forbiddenAddress(address))
    }

    @Test("a name that resolves to loopback is refused, unless it is allowed")
    func nameOfLoopback() async throws {
        let server = try LoopbackServer { _ in .page("x") }
        defer { server.stop() }
        let strict = LoopbackFetcher(allowed: [])
        let url = "http://localhost:\(server.port)/"
        guard case .forbiddenAddress? = try await strict.failure(url)?.reason else {
            Issue.record("loopback was connected to")
            return
        }
        #expect(try await strict.failure(server.origin)?.reason == .forbiddenAddress("127.0.0.1"))
        #expect(server.connections == 0)
        let open = LoopbackFetcher(allowed: ["LocalHost"])
        #expect(try await open.page(url).status == 200)
    }

    @Test("a kept connection to an address that one host may use lets no other name in")
    func keptConnection() async throws {
        let server = try LoopbackServer { _ in .page("x") }
        defer { server.stop() }
        let fetcher = LoopbackFetcher(allowed: ["127.0.0.1"])
        for _ in 0..<3 {
            #expect(try await fetcher.page(server.origin).status == 200)
            guard case .forbiddenAddress? = try await fetcher.failure("http://localhost:\(server.port)/")?.reason else {
                Issue.record("loopback was connected to")
                return
            }
        }
        #expect(server.requests.count == 3)
    }

    @Test("a body shorter than announced is incomplete")
    func shortBody() async throws {
        let reason = try await failure {
            .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\nshort")])
        }
        #expect(reason == .truncated)
    }

    @Test("a body longer than announced ends where it was announced to")
    func longBody() async throws {
        let server = try LoopbackServer { _ in
            .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nshort and more")])
        }
        defer { server.stop() }
        #expect(try await client.page(server.origin).body == Array("short".utf8))
    }

    @Test("chunks that end early are incomplete")
    func truncatedChunks() async throws {
        let reason = try await failure { .chunked(isTruncated: true) { $0 < 3 ? .init("part") : nil } }
        #expect(reason == .truncated)
    }

    @Test("a connection that closes without a word is incomplete")
    func closesAtOnce() async throws {
        #expect(try await failure { .raw([]) } == .truncated)
    }

    @Test("damaged gzip is told from a damaged connection")
    func damagedGzip() async throws {
        var body = GzipOfZeros.bytes(258 * 40 + 1)
        body[12] ^= 0xff
        let damaged = body
        let reason = try await failure {
            .status(200, headers: ["Content-Type": "text/html", "Content-Encoding": "gzip"], body: damaged)
        }
        #expect(reason == .undecodable)
    }

    @Test(
        "pictures, sound, films, fonts and archives are refused at the header",
        arguments: [
            "image/png", "IMAGE/JPEG; x=y", "image/svg+xml", "video/mp4", "audio/mpeg", "font/woff2", "application/zip",
            "application/x-7z-compressed", "application/gzip", "application/pdf",
        ])
    func mediaRefused(_ type: String) async throws {
        // A body that never ends shows that it was not waited for.
        let reason = try await failure {
            .raw([.init("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n"), .init("x", after: 30)])
        }
        #expect(reason == .mediaRefused(contentType: type))
    }

    @Test("gzip is taken where a sitemap is asked for")
    func gzipSitemap() async throws {
        let server = try LoopbackServer { _ in
            .status(200, headers: ["Content-Type": "application/x-gzip"], body: GzipOfZeros.bytes(259))
        }
        defer { server.stop() }
        #expect(try await client.page(server.origin, accepts: .textOrGzip).body == GzipOfZeros.bytes(259))
    }

    @Test("a host that takes no connection is told as such")
    func refused() async throws {
        let port = try LoopbackServer.unusedPort()
        #expect(try await client.failure("http://127.0.0.1:\(port)/")?.reason == .connectFailed)
    }

    @Test("a name without an address is told as such")
    func unknownName() async throws {
        // `.invalid` never resolves (RFC 6761), whatever the network.
        #expect(try await client.failure("http://nobody.invalid/")?.reason == .resolveFailed)
    }

    @Test("a server that speaks no TLS is not to be trusted")
    func noTLS() async throws {
        let server = try LoopbackServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n") { _ in .page("x") }
        defer { server.stop() }
        #expect(try await client.failure("https://127.0.0.1:\(server.port)/")?.reason == .tls)
    }

    @Test("what is not HTTP is told as such")
    func noHTTP() async throws {
        let reason = try await failure { .raw([.init("SSH-2.0-server\r\n\r\nhello")]) }
        #expect(reason == .noHTTP)
    }

    @Test("a server that misbehaves for one request harms no other")
    func othersGoOn() async throws {
        let chunk = [UInt8](repeating: 0x61, count: 65_536)
        let server = try LoopbackServer { request in
            switch request.target {
            case "/endless": .chunked { _ in .init(chunk) }
            case "/closes": .raw([])
            case "/image": .status(200, headers: ["Content-Type": "image/png"], body: chunk)
            default: .page(request.target)
            }
        }
        defer { server.stop() }
        let client = client
        let good = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    switch number % 4 {
                    case 0: return try await client.failure("\(server.origin)/endless") != nil
                    case 1: return try await client.failure("\(server.origin)/closes") != nil
                    case 2: return try await client.failure("\(server.origin)/image") != nil
                    default: return try await client.page("\(server.origin)/\(number)").body == Array("/\(number)".utf8)
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(good == 40)
    }
}
