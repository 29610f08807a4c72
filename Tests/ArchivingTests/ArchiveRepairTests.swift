import Model
import TestSupport
import Testing

@testable import Archiving
@testable import Gzip

@Suite("Mending archives")
struct ArchiveRepairTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A small file of three pages; its bytes, and where each of its members ends.
    private func archive() throws -> (bytes: [UInt8], ends: [Int]) {
        let source = try Scratch()
        let writer = try WARCWriter(directory: source.path, prefix: "vigil", software: "vigil")
        for number in 1...3 { _ = try writer.write(Pages.page("\(number)")) }
        try writer.close()
        let bytes = try source.bytes(try source.names()[0])
        return (bytes, try ReferenceGzip.members(of: bytes).map(\.range.upperBound))
    }

    private func count(_ path: String) throws -> Int {
        let reader = try WARCReader(path: path)
        var count = 0
        while try reader.next() != nil { count += 1 }
        return count
    }

    @Test("a tail that is torn at any byte is cut back to the last whole record")
    func everywhere() throws {
        let (bytes, ends) = try archive()
        #expect(ends.count == 7)
        // The last page's two records, and everything before them too.
        for length in 0...bytes.count {
            let path = try scratch.write(bytes[..<length], to: "torn.warc.gz")
            let whole = ends.last { $0 <= length } ?? 0
            #expect(try ArchiveRepair.cutTornTail(path) == Int64(length - whole))
            #expect(try scratch.bytes("torn.warc.gz") == Array(bytes[..<whole]))
            #expect(try count(path) == ends.filter { $0 <= length }.count)
            #expect(try ArchiveRepair.cutTornTail(path) == 0)
        }
    }

    @Test(
        "what a power cut leaves after the last record is cut",
        arguments: [
            [UInt8](repeating: 0, count: 10_000), [0x1F], [0x1F, 0x8B, 0x08], Array("WARC/1.1\r\n".utf8),
            [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 0x1F, count: 70_000),
        ])
    func garbage(tail: [UInt8]) throws {
        let (bytes, _) = try archive()
        let path = try scratch.write(bytes + tail, to: "torn.warc.gz")
        #expect(try ArchiveRepair.cutTornTail(path) == Int64(tail.count))
        #expect(try scratch.bytes("torn.warc.gz") == bytes)
    }

    @Test("gzip within a torn record is not taken for a record")
    func nested() throws {
        let (bytes, ends) = try archive()
        let inner = try Deflater(level: 9).member(of: [Array("a quiet room".utf8)])
        // As zlib does with what it cannot make smaller, the body is stored as it is.
        var random = Seeded(5)
        let noise = (0..<3000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let record = RecordBytes(type: "resource", id: RecordBytes.newId(), fields: [], block: [noise + inner + noise])
        let member = try Deflater(level: 0).member(of: record.parts)
        #expect(member.firstRange(of: inner) != nil)
        let path = try scratch.write(bytes + member.dropLast(1500), to: "torn.warc.gz")
        #expect(try ArchiveRepair.cutTornTail(path) == Int64(member.count - 1500))
        #expect(try count(path) == ends.count)
    }

    @Test("a damaged place with whole records after it costs none of them")
    func middle() throws {
        let (bytes, ends) = try archive()
        for member in 1..<6 {
            var broken = bytes
            for place in (ends[member - 1] + 12)..<(ends[member] - 12) { broken[place] = 0 }
            broken += Array("torn".utf8)
            let name = "vigil-\(member).warc.gz"
            try scratch.write(broken, to: name + ".open")
            let notes = try ArchiveRepair.cutTornTails(in: scratch.path)
            #expect(notes.map(\.reason) == [.damaged, .torn])
            #expect(notes[0].place == "\(scratch.file(name)), byte \(ends[member - 1])")
            #expect(notes[0].problem.hasPrefix("\(ends[member] - ends[member - 1]) bytes are damaged"))
            #expect(try scratch.bytes(name) == broken.dropLast(4))
        }
    }

    @Test("a known good part is not read again")
    func offset() throws {
        let (bytes, ends) = try archive()
        let path = try scratch.write(bytes[..<(ends[4] + 20)], to: "torn.warc.gz")
        #expect(try ArchiveRepair.cutTornTail(path, from: Int64(ends[3])) == 20)
        #expect(try ArchiveRepair.cutTornTail(path, from: Int64(ends[4])) == 0)
        #expect(try ArchiveRepair.cutTornTail(path, from: 1 << 40) == 0)
        #expect(try count(path) == 5)
    }

    @Test("files that a writer left open are ended, others are left alone")
    func directory() throws {
        let (bytes, ends) = try archive()
        try scratch.write(bytes, to: "whole.warc.gz.open")
        try scratch.write(bytes.dropLast(3), to: "torn.warc.gz.open")
        try scratch.write([], to: "empty.warc.gz.open")
        try scratch.write(bytes[..<50], to: "first.warc.gz.open")
        try scratch.write(bytes.dropLast(5), to: "closed.warc.gz")
        try scratch.write([1], to: "other.open")
        let notes = try ArchiveRepair.cutTornTails(in: scratch.path)
        let cut = bytes.count - 3 - ends[5]
        #expect(
            notes.map(\.sentence) == [
                "\(scratch.file("first.warc.gz.open")): held no whole record and was removed "
                    + "(an interrupted night left it; its page is fetched again)",
                "\(scratch.file("torn.warc.gz")): a torn record of \(cut) bytes was cut off "
                    + "(an interrupted night left it; its page is fetched again)",
            ])
        #expect(try scratch.names() == ["closed.warc.gz", "other.open", "torn.warc.gz", "whole.warc.gz"])
        #expect(try scratch.bytes("whole.warc.gz") == bytes)
        #expect(try scratch.bytes("closed.warc.gz") == Array(bytes.dropLast(5)))
        #expect(try count(scratch.file("torn.warc.gz")) == 6)
        #expect(try ArchiveRepair.cutTornTails(in: scratch.path).isEmpty)
    }

    @Test("an ended file of the same name is not replaced")
    func clash() throws {
        let (bytes, _) = try archive()
        try scratch.write(bytes, to: "a.warc.gz.open")
        try scratch.write([1], to: "a.warc.gz")
        let error = try #require(throws: ArchiveError.self) { try ArchiveRepair.cutTornTails(in: scratch.path) }
        #expect(error.advice == "move one of the two out of the archive")
        #expect(try scratch.bytes("a.warc.gz") == [1])
        #expect(try scratch.bytes("a.warc.gz.open") == bytes)
    }

    @Test("a directory or a file that is not there is named")
    func missing() throws {
        #expect(throws: ArchiveError.self) { try ArchiveRepair.cutTornTails(in: scratch.file("none")) }
        #expect(throws: ArchiveError.self) { try ArchiveRepair.cutTornTail(scratch.file("none")) }
    }
}
