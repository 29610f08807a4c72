import Foundation
import Testing

@testable import Scanning

@Suite("Work on several threads, delivered in order")
struct OrderedPipelineTests {
    @Test("results come in the order of submission, whatever the number of threads", arguments: [1, 2, 7])
    func order(threads: Int) {
        var results: [Int] = []
        let pipeline = OrderedPipeline<Int, Int>(
            threads: threads,
            makeWorker: {
                { input in
                    if input % 5 == 0 { usleep(500) }
                    return input * 2
                }
            }, deliver: { results.append($0) })
        for number in 0..<500 { pipeline.submit(number) }
        pipeline.finish()
        #expect(results == (0..<500).map { $0 * 2 })
    }

    @Test("nothing submitted is nothing delivered")
    func empty() {
        var count = 0
        let pipeline = OrderedPipeline<Int, Int>(threads: 2, makeWorker: { { $0 } }, deliver: { _ in count += 1 })
        pipeline.finish()
        #expect(count == 0)
    }
}

@Suite("Lines from a descriptor")
struct LineReaderTests {
    private func lines(_ bytes: [UInt8], limit: Int = 1000) throws -> [String] {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let writer = ends[1]
        let thread = Thread {
            bytes.withUnsafeBytes { buffer in
                var place = 0
                while place < buffer.count {
                    let count = write(writer, buffer.baseAddress! + place, min(7919, buffer.count - place))
                    if count <= 0 { break }
                    place += count
                }
            }
            close(writer)
        }
        thread.start()
        defer { close(ends[0]) }
        let reader = LineReader(descriptor: ends[0], limit: limit)
        var result: [String] = []
        while let line = try reader.next() {
            switch line {
            case .bytes(let bytes): result.append(String(decoding: bytes, as: UTF8.self))
            case .tooLong(let length): result.append("too long: \(length)")
            }
        }
        return result
    }

    @Test("line feeds end lines, carriage returns before them go, a last line needs no end")
    func ends() throws {
        #expect(try lines(Array("a\r\n\nb\nc".utf8)) == ["a", "", "b", "c"])
        #expect(try lines([]) == [])
        #expect(try lines(Array("\n".utf8)) == [""])
    }

    @Test("a line beyond the limit is passed over and counted, and the next is read")
    func long() throws {
        let text = String(repeating: "x", count: 300_000) + "\nnext\n"
        #expect(try lines(Array(text.utf8)) == ["too long: 300000", "next"])
    }

    @Test("lines longer than the buffer come whole")
    func wide() throws {
        let line = String(repeating: "招", count: 200_000)
        #expect(try lines(Array((line + "\n" + line).utf8), limit: 1 << 21) == [line, line])
    }
}

@Suite("vigil.yaml")
struct ConfigReaderTests {
    private func read(_ text: String) throws -> WorkspaceConfig {
        let path = NSTemporaryDirectory() + "vigil-config-" + UUID().uuidString + ".yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ConfigReader.read(path)
    }

    @Test("the example of the design is read as it says")
    func example() throws {
        let config = try read(
            """
            contact: watch@example.org
            rules: [rules]
            budget: 25
            retention: 90d
            allow_private_hosts: [127.0.0.1]
            sources:
              - name: sample-classifieds
                start: ["http://127.0.0.1:8080/"]
                kind: site
                include: ["/ad/", "/list/"]
                depth: 4
                pages: 5000
                delay: 1s
                post: {item: "article.ad", title: "h1", text: ".body", posted: "time@datetime", place: ".city"}
            """)
        #expect(config.contact == "watch@example.org")
        #expect(config.retentionDays == 90)
        let source = try #require(config.sources.first)
        #expect(source.delay == 1)
        #expect(source.depth == 4)
        #expect(source.include == ["/ad/", "/list/"])
        #expect(source.post?.posted == "time@datetime")
    }

    @Test(
        "what is wrong is named with line and column",
        arguments: [
            ("contact: a\nsource: []", ":2:1: unknown key `source`"), ("contact: a", ":1:1: `sources` is missing"),
            (
                "contact: a\nsources:\n  - name: x\n    start: [ftp://example.org]",
                ":4:13: `ftp://example.org` is no absolute"
            ),
            (
                "contact: a\nsources:\n  - name: x\n    start: [http://example.org]\n    delay: 1",
                ":5:12: a length of time"
            ),
            (
                "contact: a\nsources:\n  - name: x\n    start: [http://example.org]\n    include: ['(a']",
                ":5:18: no pattern"
            ),
            (
                "contact: a\nsources:\n  - name: x\n    start: [http://example.org]\n    post: {item: 'a['}",
                ":5:21: no selector: an attribute's name is missing"
            ),
            (
                "contact: a\nsources:\n  - name: x\n    start: [http://example.org]\n    kind: sight",
                "there is no `sight` here (known here: site, feed, sitemap, telegram-preview, json)"
            ),
            ("contact: a\nbudget: 0\nsources: []", ":2:9: a number from 1 on"), ("contact: [", ":"), ("", ": is empty"),
            ("contact: \"a\\nb\"\nsources: []", ":1:10: the contact goes into the User-Agent"),
            (
                "contact: a\nsources:\n  - {name: x, start: [http://example.org]}\n  - {name: x, start: [http://example.org]}",
                ":4:5: there are two"
            ),
        ])
    func errors(text: String, part: String) throws {
        do {
            _ = try read(text)
            Issue.record("no error")
        } catch {
            #expect("\(error)".contains(part), "\(error)")
        }
    }

    @Test(
        "lengths of time have a unit",
        arguments: [("1s", 1.0), ("500ms", 0.5), ("1.5m", 90), ("24h", 86_400), ("90d", 7_776_000), ("2w", 1_209_600)])
    func periods(text: String, seconds: Double) { #expect(Period.seconds(text) == seconds) }

    @Test("what is no length of time is none", arguments: ["1", "", "s", "-1s", "1 year", "nans"])
    func noPeriods(text: String) { #expect(Period.seconds(text) == nil) }
}
