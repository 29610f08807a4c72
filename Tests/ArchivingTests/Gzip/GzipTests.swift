import TestSupport
import Testing

@testable import Archiving
@testable import Gzip

@Suite("gzip")
struct GzipTests {
    @Test("members are read by the letter of the standard, at every level", arguments: [1, 6, 9] as [Int32])
    func members(level: Int32) throws {
        var random = Seeded(UInt64(level))
        let deflater = try Deflater(level: level)
        var file: [UInt8] = []
        var contents: [[UInt8]] = []
        for length in [0, 1, 257, 5000, 200_000] {
            for highest in [0, 3, 255] as [UInt8] {
                let content = (0..<length).map { _ in UInt8.random(in: 0...highest, using: &random) }
                let place = length / 3
                file += deflater.member(of: [Array(content[..<place]), [], Array(content[place...])])
                contents.append(content)
            }
        }
        #expect(try ReferenceGzip.members(of: file).map(\.content) == contents)
        #expect(throws: ReferenceGzip.Fault.self) { try ReferenceGzip.members(of: file.dropLast()) }
    }

    @Test("what is cut or changed is not taken for gzip")
    func damage() throws {
        let content = Array("a quiet room near the station".utf8)
        let member = try Deflater(level: 6).member(of: [content])
        let scratch = try Scratch()
        var padding = 0
        for place in member.indices {
            let cut = try ArchiveFile(try scratch.write(member[..<place], to: "cut"))
            #expect(try GzipMembers.end(ofMemberAt: 0, in: cut, mustBeRecord: false) == nil)
            // Time, flags for the compressor and operating system say nothing about the content.
            if (4..<10).contains(place) { continue }
            var changed = member
            changed[place] ^= 0x40
            let file = try ArchiveFile(try scratch.write(changed, to: "changed"))
            if try GzipMembers.end(ofMemberAt: 0, in: file, mustBeRecord: false) != nil {
                // A bit that pads a stored block or the last code, which means nothing either.
                #expect(try ReferenceGzip.members(of: changed).map(\.content) == [content])
                padding += 1
            }
        }
        #expect(padding <= 1)
        let whole = try ArchiveFile(try scratch.write(member + [0], to: "whole"))
        #expect(try GzipMembers.end(ofMemberAt: 0, in: whole, mustBeRecord: false) == Int64(member.count))
        #expect(try GzipMembers.end(ofMemberAt: 0, in: whole, mustBeRecord: true) == nil)
    }
}
