/// What the first bytes of a file tell it to be, where that is something that holds no text: a picture, sound, a film, a
/// font, an archive or a program. From the WHATWG MIME Sniffing standard, sections 6 and 7, and the formats' own
/// descriptions.
public enum FileSignature {
    /// The media type, or a few words; nil for everything else.
    public static func mediaType(of bytes: some Collection<UInt8>) -> String? {
        guard let first = bytes.first else { return nil }
        if bytes.dropFirst(4).starts(with: "ftyp".utf8) { return "video/mp4" }
        guard starts.contains(first) else { return nil }
        if bytes.starts(with: "RIFF".utf8) {
            return bytes.dropFirst(8).starts(with: "WEBP".utf8) ? "image/webp" : "audio or video in RIFF"
        }
        return signatures.first { bytes.starts(with: $0.start) }?.type
    }

    private static let signatures: [(type: String, start: [UInt8])] = [
        ("image/jpeg", [0xFF, 0xD8, 0xFF]), ("image/png", [0x89, 0x50, 0x4E, 0x47]), ("image/gif", Array("GIF8".utf8)),
        ("application/pdf", Array("%PDF-".utf8)), ("application/zip", [0x50, 0x4B, 0x03, 0x04]),
        ("application/gzip", [0x1F, 0x8B]), ("application/x-7z-compressed", [0x37, 0x7A, 0xBC, 0xAF]),
        ("application/x-rar-compressed", Array("Rar!".utf8)), ("application/x-bzip2", Array("BZh".utf8)),
        ("application/x-xz", [0xFD, 0x37, 0x7A, 0x58]), ("application/zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        ("application/ogg", Array("OggS".utf8)), ("video/webm", [0x1A, 0x45, 0xDF, 0xA3]),
        ("audio/mpeg", Array("ID3".utf8)), ("audio/flac", Array("fLaC".utf8)), ("video/x-flv", Array("FLV\u{01}".utf8)),
        ("application/x-executable", [0x7F, 0x45, 0x4C, 0x46]), ("application/wasm", [0x00, 0x61, 0x73, 0x6D]),
        ("font/woff", Array("wOFF".utf8)), ("font/woff2", Array("wOF".utf8)),
    ]

    /// Most bodies are passed over by their first byte.
    private static let starts = Set(signatures.compactMap(\.start.first) + [UInt8(ascii: "R")])
}
