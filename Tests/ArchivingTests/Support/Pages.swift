import Model
import TestSupport

/// Pages to archive.
enum Pages {
    /// 2026-11-24T00:00:00Z.
    static let evening = 1_795_478_400.0

    static func page(
        _ name: String = "1", body: [UInt8] = Array("<p>A room to let.</p>".utf8),
        head: String = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    ) -> Page {
        page(name, body: body, headBytes: Array(head.utf8))
    }

    static func page(_ name: String, body: [UInt8], headBytes: [UInt8]) -> Page {
        Page(
            url: "https://example.org/ad/\(name)", finalURL: "https://example.org/ad/\(name)", status: 200,
            headers: [Page.Header(name: "Content-Type", value: "text/html; charset=utf-8")], body: body,
            fetchedAt: evening + 0.123, address: "127.0.0.1",
            requestHead: Array("GET /ad/\(name) HTTP/1.1\r\nHost: example.org\r\n\r\n".utf8), responseHead: headBytes)
    }

    /// A page of any bytes: what servers send, and what they should not.
    static func random(_ number: Int, using random: inout Seeded) -> Page {
        let length = [0, 1, 300, 70_000].randomElement(using: &random)!
        let isText = Bool.random(using: &random)
        let body = (0..<length).map { _ in
            isText ? UInt8.random(in: 0x61...0x66, using: &random) : UInt8.random(in: 0...255, using: &random)
        }
        let names = [
            "Content-Encoding", "X Odd Name", "x-\u{e9}", "", ":", "transfer-encoding", "CONTENT-LENGTH", "Set-Cookie",
        ]
        let fillers: [[UInt8]] = [
            Array("gzip".utf8), Array(String(repeating: "long ", count: 20_000).utf8), [0xFF, 0xFE, 0x00, 0x85], [],
            [0x0D], Array("\r\n folded".utf8), Array("\r\n \t\r\n".utf8), Array("17".utf8),
        ]
        var head = Array("HTTP/1.1 200 OK\r\n".utf8)
        for _ in 0..<Int.random(in: 0..<8, using: &random) {
            head += Array(names.randomElement(using: &random)!.utf8) + [0x3A, 0x20]
            head += fillers.randomElement(using: &random)! + [0x0D, 0x0A]
        }
        return page("\(number)", body: body, headBytes: head + [0x0D, 0x0A])
    }
}
