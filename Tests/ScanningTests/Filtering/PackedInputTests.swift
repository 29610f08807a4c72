import CZstd
import Foundation
import Gzip
import Testing

@testable import Scanning

@Suite("Input that may be packed")
struct PackedInputTests {
    /// What is read of a file that holds `bytes`, in steps of `room` bytes at most.
    private func read(_ bytes: [UInt8], room: Int) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "vigil-packed-" + UUID().uuidString
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        let input = PackedInput(descriptor: descriptor)
        var buffer = [UInt8](repeating: 0, count: room)
        var result: [UInt8] = []
        while true {
            let count = try input.read(into: &buffer)
            if count == 0 { return result }
            result += buffer[..<count]
        }
    }

    private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { target, count in
            count = ZSTD_compress(target.baseAddress, target.count, bytes, bytes.count, 3)
        }
    }

    /// Compressible and not, small and beyond every buffer.
    private static let texts: [[UInt8]] = [
        [], Array("one line\n".utf8), [UInt8](repeating: 0x61, count: 3_000_000),
        (0..<700_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
    ]

    @Test("gzip, Zstandard and plain bytes give the same, one part or several", arguments: [7_919, 1 << 18])
    func forms(room: Int) throws {
        let deflater = try Deflater(level: 1)
        for text in Self.texts {
            #expect(try read(text, room: room) == text)
            let gzip = deflater.member(of: [text])
            #expect(try read(gzip, room: room) == text)
            #expect(try read(gzip + gzip, room: room) == text + text)
            let zstd = Self.zstd(text)
            #expect(try read(zstd, room: room) == text)
            #expect(try read(zstd + zstd, room: room) == text + text)
        }
    }

    @Test("what lacks its end or is damaged is told")
    func faults() throws {
        let text = Self.texts[3]
        for packed in [try Deflater(level: 6).member(of: [text]), Self.zstd(text)] {
            for length in [packed.count - 1, packed.count / 2, 12] {
                #expect(throws: ReadFailure.endsTooSoon) { try read(Array(packed[..<length]), room: 1000) }
            }
            var damaged = packed
            for place in 6..<60 { damaged[place] ^= 0x55 }
            #expect(throws: ReadFailure.damaged) { try read(damaged, room: 1 << 16) }
        }
        #expect(throws: ReadFailure.system(EISDIR)) {
            let descriptor = open("/", O_RDONLY)
            defer { close(descriptor) }
            var buffer = [UInt8](repeating: 0, count: 10)
            _ = try PackedInput(descriptor: descriptor).read(into: &buffer)
        }
    }
}
