import Model
import TestSupport
import Testing

@testable import Archiving
@testable import Gzip

@Suite("Reading WARC files")
struct WARCReaderTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Everything that reading gives, errors too; more than `most` would mean that it never ends.
    private func read(_ path: String, largestRecord: Int = 1 << 20, most: Int = 5000) throws
        -> [Result<WARCRecord, ArchiveError>]
    {
        let reader = try WARCReader(path: path, largestRecord: largestRecord)
        var results: [Result<WARCRecord, ArchiveError>] = []
        while results.count < most {
            do {
                guard let record = try reader.next() else {
                    #expect(try reader.next() == nil)
                    return results
                }
                results.append(.success(record))
            } catch {
                results.append(.failure(error))
            }
        }
        Issue.record("reading does not end")
        return results
    }

    private static func record(_ name: String, _ block: String = "text", lineEnd: String = "\r\n") -> String {
        [
            "WARC/1.0", "WARC-Type: resource", "WARC-Target-URI: <https://example.org/\(name)>",
            "Content-Type: text/plain", "Content-Length: \(block.utf8.count)", "", block, "", "",
        ].joined(separator: lineEnd)
    }

    private func gzip(_ parts: [String]) throws -> [UInt8] {
        let deflater = try Deflater(level: 6)
        return parts.flatMap { deflater.member(of: [Array($0.utf8)]) }
    }

    // MARK: Forms

    @Test("plain, one member a record, one for all and members cut anywhere give the same records")
    func forms() throws {
        let texts = (0..<50).map { Self.record("\($0)", String(repeating: "text \($0) ", count: $0 * 97)) }
        let all = texts.joined()
        let bytes = Array(all.utf8)
        let pieces = stride(from: 0, to: bytes.count, by: 1000).map { Array(bytes[$0..<min($0 + 1000, bytes.count)]) }
        let deflater = try Deflater(level: 6)
        let forms = [
            ("plain", bytes), ("each", try gzip(texts)), ("one", try gzip([all])),
            ("pieces", pieces.flatMap { deflater.member(of: [$0]) }),
        ]
        for (name, bytes) in forms {
            let records = try read(try scratch.write(bytes, to: name)).map { try $0.get() }
            #expect(records.map(\.targetURI) == (0..<50).map { "https://example.org/\($0)" }, "\(name)")
            #expect(
                records.map { String(decoding: $0.payload, as: UTF8.self) }
                    == (0..<50).map { String(repeating: "text \($0) ", count: $0 * 97) }, "\(name)")
            guard name == "plain" || name == "each" else { continue }
            // In these, every record can be gone to.
            let reader = try WARCReader(path: scratch.file(name))
            for record in records.shuffled() { #expect(try reader.record(at: record.offset) == record) }
            let second = try WARCReader(path: scratch.file(name), offset: records[30].offset)
            #expect(try second.next() == records[30])
            #expect(try second.next() == records[31])
        }
    }

    @Test("what other tools write is taken as it is")
    func tolerance() throws {
        let text =
            "\r\n\n" + Self.record("lf", lineEnd: "\n")
            + "WARC/0.18\r\nwarc-type:response\r\nCONTENT-TYPE: application/http;\r\n\tmsgtype=response\r\n"
            + "Content-Length:\t 22 \r\nX-Empty:\r\n\r\nHTTP/1.0 200 OK\n\n\n\nbod" + "\n\n\n\n\n"
            + Self.record("last").dropLast(2)
        for bytes in [Array(text.utf8), try gzip([text])] {
            let records = try read(try scratch.write(bytes, to: "file")).map { try $0.get() }
            try #require(records.count == 3)
            #expect(records[1].type == "response")
            #expect(records[1].field("content-type") == "application/http; msgtype=response")
            #expect(records[1].field("X-Empty") == "")
            #expect(Array(records[1].payload) == Array("\n\nbod".utf8))
            #expect(String(decoding: records[2].block, as: UTF8.self) == "text")
        }
    }

    @Test("an empty file has no records", arguments: ["", "\r\n\r\n"])
    func empty(text: String) throws {
        #expect(try read(try scratch.write(text.utf8, to: "file")).isEmpty)
    }

    @Test("digests that other tools state are checked")
    func digests() throws {
        func record(_ fields: [(String, String)], _ block: String) -> WARCRecord {
            WARCRecord(
                offset: 0, fields: fields.map { WARCRecord.Field(name: $0.0, value: $0.1) }, block: Array(block.utf8))
        }
        let sha1 = "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"
        let http = ("Content-Type", "application/http; msgtype=response")
        #expect(record([("WARC-Block-Digest", sha1)], "abc").blockDigest == .agrees)
        #expect(record([("WARC-Block-Digest", sha1)], "abd").blockDigest == .differs)
        #expect(record([], "abc").blockDigest == .absent)
        #expect(record([("WARC-Block-Digest", "crc:1")], "abc").blockDigest == .unknown)
        #expect(record([http, ("WARC-Payload-Digest", sha1)], "HTTP/1.1 200 OK\r\n\r\nabc").payloadDigest == .agrees)
        #expect(record([http, ("WARC-Payload-Digest", sha1)], "HTTP/1.1 200 OK\r\n").payloadDigest == .differs)
        #expect(record([("WARC-Payload-Digest", sha1)], "abc").payloadDigest == .agrees)
        let revisit = [http, ("WARC-Type", "revisit"), ("WARC-Payload-Digest", sha1)]
        #expect(record(revisit, "HTTP/1.1 304 Not Modified\r\n\r\n").payloadDigest == .unknown)
    }

    // MARK: Damage

    @Test("a record beyond measure is named, and the next one read", arguments: [true, false])
    func large(isGzip: Bool) throws {
        let texts = [Self.record("1"), Self.record("2", String(repeating: "x", count: 200_000)), Self.record("3")]
        let path = try scratch.write(isGzip ? try gzip(texts) : Array(texts.joined().utf8), to: "file")
        let results = try read(path, largestRecord: 100_000)
        try #require(results.count == 3)
        #expect(try results[0].get().targetURI == "https://example.org/1")
        let error = try #require(throws: ArchiveError.self) { try results[1].get() }
        #expect(error.reason == .tooLarge)
        #expect(error.problem == "a record has 200000 bytes, more than the 100000 that are read")
        #expect(try results[2].get().targetURI == "https://example.org/3")
    }

    @Test("a damaged place is named with its offset, and the records after it are read", arguments: [true, false])
    func damaged(isGzip: Bool) throws {
        let texts = [Self.record("1"), Self.record("2"), Self.record("3")]
        let parts = try texts.map { isGzip ? try gzip([$0]) : Array($0.utf8) }
        var broken = parts[1]
        for place in broken.indices.dropFirst(4).dropLast(4) { broken[place] ^= 0x55 }
        let results = try read(try scratch.write(parts[0] + broken + parts[2], to: "file"))
        try #require(results.count == 3)
        #expect(try results[0].get().targetURI == "https://example.org/1")
        let error = try #require(throws: ArchiveError.self) { try results[1].get() }
        #expect(error.reason == .damaged)
        #expect(error.place == "\(scratch.file("file")), byte \(parts[0].count)")
        #expect(try results[2].get().targetURI == "https://example.org/3")
    }

    @Test(
        "what is no WARC file says so",
        arguments: [
            "contact: watch@example.org", "WARC", "WARC/1.1", "WARC/1.1\r\nContent-Length: 5\r\n\r\nabc",
            "WARC/1.1\r\nno colon\r\n\r\n", "WARC/1.1\r\nA: b\r\n\r\n", "WARC/1.1\r\nContent-Length: -1\r\n\r\n",
            "WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "\u{1F}\u{8B}",
            "WARX/1.1\r\nContent-Length: 0\r\n\r\n",
        ])
    func none(text: String) throws {
        let results = try read(try scratch.write(text.unicodeScalars.map { UInt8($0.value) }, to: "file"))
        try #require(results.count == 1)
        let error = try #require(throws: ArchiveError.self) { try results[0].get() }
        #expect([.torn, .damaged].contains(error.reason))
        #expect(error.place.hasSuffix("file, byte 0"))
    }

    @Test("a header without an end is given up before it fills the memory", arguments: [true, false])
    func endless(isGzip: Bool) throws {
        let text = "WARC/1.1\r\nX: " + String(repeating: "y", count: 3 << 20)
        let path = try scratch.write(isGzip ? try gzip([text]) : Array(text.utf8), to: "file")
        let error = try #require(throws: ArchiveError.self) { try read(path)[0].get() }
        #expect(error.problem == "a record's header has no end")
    }

    @Test("a place made of false starts is given up")
    func falseStarts() throws {
        let starts = (0..<100_000).flatMap { _ in GzipMembers.magic }
        let path = try scratch.write(try gzip([Self.record("1")]) + starts, to: "file")
        let results = try read(path)
        try #require(results.count == 2)
        #expect(try results[0].get().targetURI == "https://example.org/1")
        #expect(throws: ArchiveError.self) { try results[1].get() }
    }

    @Test("a place where no record starts is refused")
    func offsets() throws {
        let path = try scratch.write(try gzip([Self.record("1"), Self.record("2")]), to: "file")
        let reader = try WARCReader(path: path)
        for offset in [1, 5, 1 << 40] as [Int64] {
            #expect(throws: ArchiveError.self) { try reader.record(at: offset) }
        }
        #expect(try reader.record(at: 0).targetURI == "https://example.org/1")
        let missing = try #require(throws: ArchiveError.self) { try WARCReader(path: scratch.file("none")) }
        #expect(
            missing.sentence == "\(scratch.file("none")): cannot be read: No such file or directory (check the path)")
        #expect(throws: ArchiveError.self) { try WARCReader(path: scratch.path).next() }
    }

    @Test(
        "changed, cut and repeated bytes never stop it from ending, nor give half a record", arguments: [true, false])
    func hostile(isGzip: Bool) throws {
        var random = Seeded(isGzip ? 21 : 22)
        let texts = (0..<6).map { Self.record("\($0)", String(repeating: "text\r\n", count: $0 * 40)) }
        let good = isGzip ? try gzip(texts) : Array(texts.joined().utf8)
        for _ in 0..<300 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
                guard place < bytes.count else { continue }
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<end)
                case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
                case 3: bytes.removeSubrange(end...)
                default: for index in place..<end { bytes[index] = 0 }
                }
            }
            for result in try read(try scratch.write(bytes, to: "file")) {
                guard case .success(let record) = result else { continue }
                #expect(record.field("Content-Length").flatMap { Int($0) } == record.block.count)
            }
        }
    }
}
