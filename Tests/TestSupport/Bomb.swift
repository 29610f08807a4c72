import Foundation

/// A body that unpacks to some 20 MB of zeros.
public struct Bomb: Sendable, CustomStringConvertible {
    public var coding: String
    public var body: [UInt8]

    public var description: String { coding }

    public static let all = [
        Bomb(coding: "gzip", body: GzipOfZeros.bytes(258 * 100_000 + 1)), Bomb(coding: "br", body: brotli),
        Bomb(coding: "zstd", body: zstandard),
    ]

    /// 20 MiB of zeros as the `brotli` program packs them.
    private static let brotli = [UInt8](Data(base64Encoded: "z///f/gnAOKxQCD3/j///3/wTwDEYQGA7v0P") ?? Data())

    /// A frame (RFC 8878) of 160 blocks that each say "131,072 times zero".
    private static let zstandard: [UInt8] =
        [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38] + (0..<159).flatMap { _ in [0x02, 0x00, 0x10, 0x00] as [UInt8] }
        + [0x03, 0x00, 0x10, 0x00]
}
