import Testing

@testable import Crawling

@Suite("Response heads")
struct ResponseHeadTests {
    private static func head(_ lines: [String]) -> ResponseHead {
        var head = ResponseHead()
        for line in lines { Array(line.utf8).withUnsafeBufferPointer { head.add($0) } }
        return head
    }

    @Test("names, values and order are kept; blanks around values are not")
    func headers() {
        let head = Self.head(["HTTP/1.1 200 OK\r\n", "A: 1 \r\n", "b:2\r\n", "a:  3\r\n", "\r\n"])
        #expect(head.status == 200)
        #expect(head.headers.map(\.name) == ["A", "b", "a"])
        #expect(head.headers.map(\.value) == ["1", "2", "3"])
        #expect(head.value("a") == "3")
        #expect(head.isComplete)
    }

    @Test("a folded line continues the one before")
    func folded() {
        let head = Self.head(["HTTP/1.0 200\r\n", "A: 1\r\n", "\t2\r\n", "\r\n"])
        #expect(head.headers.map(\.value) == ["1 2"])
    }

    @Test("lines without a colon, empty names and bytes that are no UTF-8 are survived")
    func nonsense() {
        var head = Self.head(["HTTP/2 200 \r\n", "nonsense\r\n", ": x\r\n"])
        [0x41, 0x3a, 0xff, 0xfe, 0x0d, 0x0a].withUnsafeBufferPointer { head.add($0) }
        #expect(head.status == 200)
        #expect(head.headers.map(\.name) == ["", "A"])
        #expect(head.bytes.suffix(6).elementsEqual([0x41, 0x3a, 0xff, 0xfe, 0x0d, 0x0a]))
    }

    @Test("only a redirect status with a Location is a redirect", arguments: [(301, true), (308, true), (304, false)])
    func redirects(_ status: Int, _ isRedirect: Bool) {
        #expect(Self.head(["HTTP/1.1 \(status) X\r\n", "Location: /x\r\n", "\r\n"]).isRedirect == isRedirect)
        #expect(!Self.head(["HTTP/1.1 \(status) X\r\n", "\r\n"]).isRedirect)
    }
}
