import Foundation
import Model
import TestSupport
import Testing

@testable import Archiving

@Suite("Writing WARC files")
struct WARCWriterTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func writer(largestFile: Int64 = 1_000_000_000) throws -> WARCWriter {
        try WARCWriter(
            directory: scratch.path, prefix: "vigil", software: "vigil/0.1.0", largestFile: largestFile)
    }

    private func records(_ name: String) throws -> [WARCRecord] {
        let reader = try WARCReader(path: scratch.file(name))
        var records: [WARCRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test("a page that the server said to be as it was is a revisit of the earlier capture, without a body")
    func revisit() throws {
        var page = Pages.page(body: [], head: "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n")
        page.status = 304
        page.comparedWith = PageValidators(etag: "\"v1\"", lastModified: nil, fetchedAt: Pages.evening - 86_400)
        let writer = try writer()
        let archived = try writer.write(page)
        try writer.close()
        let records = try records(archived.file)
        #expect(records.map(\.type) == ["warcinfo", "revisit", "request"])
        let revisit = records[1]
        #expect(
            revisit.field("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
        #expect(revisit.field("WARC-Refers-To-Target-URI") == page.finalURL)
        #expect(revisit.field("WARC-Refers-To-Date") == "2026-11-23T00:00:00.000Z")
        #expect(revisit.blockDigest == .agrees)
        #expect(revisit.payload.isEmpty)
    }

    @Test(
        "whatever a page holds comes back byte by byte, with digests that agree",
        arguments: 1...6 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = Seeded(seed)
        let pages = (0..<12).map { Pages.random($0, using: &random) }
        let writer = try writer()
        let archived = try pages.map { try writer.write($0) }
        try writer.close()
        let name = try #require(archived.first?.file)
        let records = try records(name)
        #expect(records.map(\.type) == ["warcinfo"] + pages.flatMap { _ in ["response", "request"] })
        let reader = try WARCReader(path: scratch.file(name))
        for (page, record) in zip(pages, archived) {
            let response = try reader.record(at: record.offset)
            #expect(response.type == "response")
            #expect(Array(response.payload) == page.body)
            #expect(Digest.sha256([page.body]) == record.payloadDigest)
            #expect(response.blockDigest == .agrees)
            #expect(response.payloadDigest == .agrees)
            #expect(response.targetURI == page.finalURL)
            #expect(response.field("warc-date") == "2026-11-24T00:00:00.123Z")
            #expect(response.field("WARC-IP-Address") == "127.0.0.1")
            let request = try #require(try reader.next())
            #expect(request.field("WARC-Concurrent-To") == response.field("WARC-Record-ID"))
            #expect(response.field("WARC-Concurrent-To") == request.field("WARC-Record-ID"))
            #expect(Array(request.httpHead) == page.requestHead)
            #expect(request.blockDigest == .agrees && request.payloadDigest == .absent)
        }
        #expect(Set(records.map { $0.field("WARC-Record-ID") }).count == records.count)
    }

    @Test("a file is one gzip member a record, laid out as ISO 28500 has it")
    func members() throws {
        var random = Seeded(9)
        let writer = try writer()
        let archived = try (0..<5).map { try writer.write(Pages.random($0, using: &random)) }
        try writer.close()
        let members = try ReferenceGzip.members(of: scratch.bytes(archived[0].file))
        #expect(members.count == 11)
        #expect(archived.map { Int($0.offset) } == stride(from: 1, to: 11, by: 2).map { members[$0].range.lowerBound })
        for member in members {
            #expect(member.content.starts(with: Array("WARC/1.1\r\nWARC-Type: ".utf8)))
            let headEnd = try #require(member.content.firstRange(of: Array("\r\n\r\n".utf8)))
            #expect(Array(member.content.suffix(4)) == Array("\r\n\r\n".utf8))
            let lines = String(decoding: member.content[..<headEnd.lowerBound], as: UTF8.self)
                .components(separatedBy: "\r\n").dropFirst()
            let fields = Dictionary(
                uniqueKeysWithValues: lines.map { line in
                    let colon = line.range(of: ": ")!
                    return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
                })
            let block = Array(member.content[headEnd.upperBound...].dropLast(4))
            #expect(fields["Content-Length"] == "\(block.count)")
            #expect(fields["WARC-Block-Digest"] == Digest.sha256([block]))
            if fields["WARC-Type"] == "response" {
                let payload = try #require(block.firstRange(of: Array("\r\n\r\n".utf8)))
                #expect(fields["WARC-Payload-Digest"] == Digest.sha1([Array(block[payload.upperBound...])]))
            }
            for name in ["WARC-Record-ID", "WARC-Date", "Content-Type"] { #expect(fields[name] != nil) }
        }
        let info = String(decoding: members[0].content, as: UTF8.self)
        #expect(info.contains("\r\nWARC-Filename: \(archived[0].file)\r\n"))
        #expect(info.contains("\r\nsoftware: vigil/0.1.0\r\n"))
    }

    @Test("a value cannot begin a field of its own")
    func injection() throws {
        var page = Pages.page()
        page.finalURL = "https://example.org/\r\nWARC-Type: metadata\r\n\r\nWARC/1.1\n\u{0}\u{7F}x"
        page.address = "127.0.0.1\nX: y"
        let writer = try writer()
        let archived = try writer.write(page)
        try writer.close()
        let record = try WARCReader(path: scratch.file(archived.file)).record(at: archived.offset)
        #expect(record.type == "response")
        #expect(record.targetURI == "https://example.org/%0D%0AWARC-Type:%20metadata%0D%0A%0D%0AWARC/1.1%0A%00%7Fx")
        #expect(record.field("X") == nil)
        #expect(Array(record.payload) == page.body)
    }

    @Test("a page whose request is not known has a response only")
    func noRequest() throws {
        var page = Pages.page()
        page.requestHead = []
        page.address = nil
        let writer = try writer()
        let archived = try writer.write(page)
        try writer.close()
        let records = try records(archived.file)
        #expect(records.map(\.type) == ["warcinfo", "response"])
        #expect(records[1].field("WARC-Concurrent-To") == nil && records[1].field("WARC-IP-Address") == nil)
    }

    // MARK: Files

    @Test("a file is the owner's alone, and named as open until it is closed")
    func naming() throws {
        let writer = try writer()
        #expect(try scratch.names().isEmpty)
        let first = try writer.write(Pages.page("1"))
        #expect(first.file == "vigil-20261124000000-00001.warc.gz")
        #expect(try scratch.names() == [first.file + ".open"])
        #expect(try scratch.mode(first.file + ".open") == 0o600)
        #expect(ArchiveNames.path(of: first.file, in: scratch.path) == scratch.file(first.file + ".open"))
        try writer.sync()
        try writer.close()
        try writer.close()
        #expect(try scratch.names() == [first.file])
        #expect(ArchiveNames.path(of: first.file, in: scratch.path) == scratch.file(first.file))
        #expect(ArchiveNames.path(of: "none.warc.gz", in: scratch.path) == nil)
        let second = try writer.write(Pages.page("2"))
        #expect(second.file == "vigil-20261124000000-00002.warc.gz")
    }

    @Test("the last reference ends the file")
    func released() throws {
        var writer: WARCWriter? = try writer()
        let archived = try writer?.write(Pages.page())
        writer = nil
        #expect(try scratch.names() == [archived?.file])
    }

    @Test("a file that is large enough is followed by the next, which begins as the first did")
    func rolling() throws {
        let writer = try writer(largestFile: 1)
        let archived = try (1...3).map { try writer.write(Pages.page("\($0)")) }
        try writer.close()
        #expect(archived.map(\.file) == (1...3).map { "vigil-20261124000000-0000\($0).warc.gz" })
        #expect(try scratch.names() == archived.map(\.file))
        for record in archived {
            #expect(try records(record.file).map(\.type) == ["warcinfo", "response", "request"])
        }
    }

    @Test("files that are there already are never written to", arguments: ["", ".open"])
    func existing(suffix: String) throws {
        let taken = "vigil-20261124000000-00001.warc.gz" + suffix
        try scratch.write([1, 2, 3], to: taken)
        let archived = try writer().write(Pages.page())
        #expect(archived.file == "vigil-20261124000000-00002.warc.gz")
        #expect(try scratch.bytes(taken) == [1, 2, 3])
    }

    @Test("writers on several threads do not mix their records")
    func threads() async throws {
        let writer = try writer(largestFile: 20_000)
        let archived = try await withThrowingTaskGroup(of: (Page, ArchivedRecord).self) { group in
            for number in 0..<40 {
                group.addTask {
                    var random = Seeded(UInt64(number))
                    let page = Pages.page(
                        "\(number)", body: (0..<2000).map { _ in .random(in: 0...255, using: &random) })
                    return (page, try writer.write(page))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try writer.close()
        #expect(Set(archived.map(\.1.file)).count > 1)
        for (page, record) in archived {
            let found = try WARCReader(path: scratch.file(record.file)).record(at: record.offset)
            #expect(found.targetURI == page.url && Array(found.payload) == page.body)
        }
    }

    // MARK: Trouble

    @Test("a directory that is not there, and a name that cannot be one, are refused")
    func places() throws {
        let missing = try #require(throws: ArchiveError.self) {
            try WARCWriter(directory: scratch.file("none"), prefix: "vigil", software: "vigil")
        }
        #expect(missing.problem == "there is no such directory")
        #expect(throws: ArchiveError.self) { try WARCWriter(directory: scratch.path, prefix: "a/b", software: "vigil") }
        let file = try scratch.write([], to: "file")
        #expect(throws: ArchiveError.self) { try WARCWriter(directory: file, prefix: "vigil", software: "vigil") }
    }

    @Test("a directory that goes away in the night ends in an error")
    func removed() throws {
        let writer = try writer(largestFile: 1)
        _ = try writer.write(Pages.page())
        try FileManager.default.removeItem(atPath: scratch.path)
        let error = try #require(throws: ArchiveError.self) { try writer.write(Pages.page()) }
        #expect(error.reason == .unwritable)
        #expect(error.problem.hasPrefix("cannot be written: No such file or directory"))
    }

    @Test("a disk that takes no more bytes leaves whole records only, and the file goes on when it takes more")
    func full() async throws {
        await #expect(processExitsWith: .success) { [path = scratch.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            func limit(_ bytes: UInt) {
                var limit = rlimit()
                guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(2) }
                limit.rlim_cur = bytes
                guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(2) }
            }
            func isRefused(_ body: () throws -> Void) -> Bool {
                do {
                    try body()
                    return false
                } catch let error as ArchiveError {
                    return error.reason == .diskFull && error.problem.hasSuffix("the records before are intact")
                } catch {
                    return false
                }
            }
            let writer = try WARCWriter(directory: path, prefix: "vigil", software: "vigil")
            var random = Seeded(1)
            let noise = (0..<30_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            // Not even the first record of a file: no file is left.
            limit(100)
            guard isRefused({ _ = try writer.write(Pages.page("0")) }) else { exit(3) }
            guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else { exit(4) }
            limit(50_000)
            let first = try writer.write(Pages.page("1", body: noise))
            guard isRefused({ _ = try writer.write(Pages.page("2", body: noise)) }) else { exit(5) }
            // A smaller one still has room.
            let third = try writer.write(Pages.page("3"))
            guard isRefused({ _ = try writer.write(Pages.page("4", body: noise)) }) else { exit(6) }
            limit(200_000)
            let last = try writer.write(Pages.page("5", body: noise))
            guard first.file == third.file, third.file == last.file else { exit(7) }
            try writer.close()
        }
        let name = try #require(try scratch.names().first)
        #expect(try scratch.names() == [name])
        #expect(try ReferenceGzip.members(of: scratch.bytes(name)).count == 7)
        let responses = try records(name).filter { $0.type == "response" }
        #expect(responses.map(\.targetURI) == ["1", "3", "5"].map { "https://example.org/ad/\($0)" })
        #expect(responses.allSatisfy { $0.blockDigest == .agrees && $0.payloadDigest == .agrees })
    }

    @Test("what was written survives the end of the process, however it comes")
    func killed() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = scratch.path as String] in
            let writer = try WARCWriter(directory: path, prefix: "vigil", software: "vigil")
            for number in 0..<20 { _ = try writer.write(Pages.page("\(number)")) }
            withExtendedLifetime(writer) { _ = kill(getpid(), SIGKILL) }
        }
        let name = try #require(try scratch.names().first)
        #expect(name.hasSuffix(".warc.gz.open"))
        #expect(try ArchiveRepair.cutTornTails(in: scratch.path).isEmpty)
        #expect(try records(String(name.dropLast(5))).count == 41)
    }
}
