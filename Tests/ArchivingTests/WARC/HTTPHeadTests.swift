import Model
import Testing

@testable import Archiving

@Suite("HTTP heads in the archive")
struct HTTPHeadTests {
    private static let body = Array("12345".utf8)

    @Test(
        "headers that no longer hold are kept under another name, and the length is right",
        arguments: [
            // Nothing was undone: as it was received.
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nServer: x\r\n\r\n",
                ["HTTP/1.1 200 OK", "Content-Length: 5", "Server: x"]
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\n",
                [
                    "HTTP/1.1 200 OK", "X-Archive-Orig-Content-Encoding: br", "X-Archive-Orig-Content-Length: 3",
                    "Content-Length: 5",
                ]
            ),
            (
                "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\nA: b\r\n\r\n",
                ["HTTP/1.1 404 Not Found", "X-Archive-Orig-transfer-encoding: chunked", "A: b", "Content-Length: 5"]
            ),
            (
                "HTTP/1.0 200 OK\nCONTENT-length : 5\nContent-Length: 5\nContent-Length: x\n",
                [
                    "HTTP/1.0 200 OK", "CONTENT-length : 5", "X-Archive-Orig-Content-Length: 5",
                    "X-Archive-Orig-Content-Length: x",
                ]
            ),
            // Interim responses and redirects are not this response; trailers are its headers.
            (
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nTrailer-One: c\r\n",
                ["HTTP/1.1 200 OK", "A: b", "Trailer-One: c", "Content-Length: 5"]
            ),
            // Lines that a reader would take for the head's end.
            (
                "HTTP/1.1 200 OK\r\n \t\r\nA: b\r\r\n\r\r\n\u{b}\r\nC: d\r\n",
                ["HTTP/1.1 200 OK", "A: b", "C: d", "Content-Length: 5"]
            ),
            (
                "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\nno colon\r\n",
                ["HTTP/1.1 200 OK", "A: b", " folded", "no colon", "Content-Length: 5"]
            ),
            // Without a head, what is known of it.
            ("", ["HTTP/1.1 200 ", "Content-Type: text/html; charset=utf-8", "Content-Length: 5"]),
            ("garbage\r\n\r\n", ["HTTP/1.1 200 ", "Content-Type: text/html; charset=utf-8", "Content-Length: 5"]),
        ])
    func response(head: String, expected: [String]) {
        let head = HTTPHead(response: Pages.page(body: Self.body, head: head), length: 5)
        #expect(String(decoding: head.bytes, as: UTF8.self) == expected.joined(separator: "\r\n") + "\r\n\r\n")
        #expect(head.protocolName == nil)
    }

    @Test(
        "a protocol that is not textual is written as HTTP/1.1 and named",
        arguments: [("HTTP/2", "h2"), ("HTTP/2.0", "h2"), ("HTTP/3", "h3")])
    func protocols(version: String, name: String) throws {
        var page = Pages.page(body: Self.body, head: "\(version) 200 \r\ncontent-length: 5\r\n\r\n")
        page.requestHead = Array("GET /a HTTP/1.0\r\n\r\nGET /b \(version)\r\nHost: example.org\r\n\r\n".utf8)
        let response = HTTPHead(response: page, length: 5)
        #expect(String(decoding: response.bytes, as: UTF8.self) == "HTTP/1.1 200 \r\ncontent-length: 5\r\n\r\n")
        #expect(response.protocolName == name)
        let request = try #require(HTTPHead(request: page))
        #expect(String(decoding: request.bytes, as: UTF8.self) == "GET /b HTTP/1.1\r\nHost: example.org\r\n\r\n")
        #expect(request.protocolName == name)
    }

    @Test("a request whose head is not known is none", arguments: ["", "\r\n\r\n", " \r\n"])
    func request(head: String) {
        var page = Pages.page()
        page.requestHead = Array(head.utf8)
        #expect(HTTPHead(request: page) == nil)
    }
}
