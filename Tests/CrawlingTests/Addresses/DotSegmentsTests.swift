import TestSupport
import Testing

@testable import Crawling

@Suite("Dot segments")
struct DotSegmentsTests {
    private func removed(_ path: String) -> String {
        var bytes = Array(path.utf8)
        DotSegments.remove(from: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "are removed as the URL standard does",
        arguments: [
            ("/", "/"), ("/.", "/"), ("/..", "/"), ("/a/b/../c", "/a/c"), ("/a/./b", "/a/b"), ("/a/b/..", "/a/"),
            ("/a/b/.", "/a/b/"), ("/../../a", "/a"), ("/a/../..", "/"), ("/a//../b", "/a/b"), ("/a/..//b", "//b"),
            ("/a/.../b", "/a/.../b"), ("/.a/b./..c", "/.a/b./..c"), ("/a/b/../../../c/./d/", "/c/d/"),
        ])
    func table(_ path: String, _ expected: String) {
        #expect(removed(path) == expected)
    }

    @Test("are removed as libcurl does, whatever the path")
    func oracle() throws {
        var random = Seeded(3)
        let segments = ["a", "b.c", ".", "..", "...", "x;y", "%2F"]
        for _ in 0..<5_000 {
            var path = ""
            for _ in 0..<(1 + random.next() % 7) {
                path += "/" + segments[Int(random.next() % UInt64(segments.count))]
            }
            if random.next() % 3 == 0 { path += "/" }
            let parts = try #require(URLParts(Array("http://example.org\(path)".utf8)))
            #expect(removed(path) == String(decoding: parts.path, as: UTF8.self), "\(path)")
        }
    }
}
