/// Which bodies a request is ready to take, told by the `Content-Type` header before any of the body is read.
public enum AcceptedMedia: Sendable, Hashable {
    /// Text in any form; no pictures, sound, films, fonts, archives or office files.
    case text
    /// As `text`, and gzip too, in which sitemaps are often kept.
    case textOrGzip
    /// Whatever comes.
    case anything
}

/// The content types that are refused: the list, and how it is read.
enum MediaGuard {
    private static let refusedFamilies: Set<String> = ["image", "video", "audio", "font", "model"]

    private static let gzip: Set<String> = ["application/gzip", "application/x-gzip", "application/gunzip"]

    private static let refusedTypes: Set<String> = [
        // Archives and programs.
        "application/zip", "application/x-zip-compressed", "application/x-tar", "application/x-gtar",
        "application/x-bzip", "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/zstd",
        "application/x-7z-compressed", "application/x-rar", "application/x-rar-compressed", "application/vnd.rar",
        "application/x-compress", "application/x-compressed", "application/x-iso9660-image",
        "application/java-archive", "application/vnd.android.package-archive", "application/x-msdownload",
        "application/x-apple-diskimage", "application/vnd.debian.binary-package", "application/x-rpm",
        // Films and fonts under other names.
        "application/ogg", "application/mp4", "application/x-mpegurl", "application/vnd.apple.mpegurl",
        "application/dash+xml", "application/x-shockwave-flash", "application/vnd.ms-fontobject",
        "application/x-font-ttf", "application/font-woff", "application/font-woff2",
        // Documents that vigil does not read.
        "application/pdf", "application/postscript", "application/msword", "application/rtf",
        "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/epub+zip",
        // Parts of pages that hold no text.
        "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/wasm",
    ]

    private static let refusedPrefixes = [
        "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.",
    ]

    /// Whether a body of that type is refused. A missing or unreadable type is not: the body's limits hold anyway.
    static func refuses(_ contentType: String, _ accepted: AcceptedMedia) -> Bool {
        guard accepted != .anything else { return false }
        let type = contentType.prefix { $0 != ";" && $0 != "," }.lowercased().filter { !$0.isWhitespace }
        if gzip.contains(type) { return accepted != .textOrGzip }
        let family = String(type.prefix { $0 != "/" })
        return refusedFamilies.contains(family) || refusedTypes.contains(type)
            || refusedPrefixes.contains { type.hasPrefix($0) }
    }

    /// What the first bytes of a body tell it to be, where that is refused, whatever its `Content-Type` says. From the
    /// WHATWG MIME Sniffing standard, sections 6 and 7, and the formats' own descriptions.
    static func sniff(_ bytes: UnsafeBufferPointer<UInt8>, _ accepted: AcceptedMedia) -> String? {
        guard accepted != .anything, let first = bytes.first, signatureStarts.contains(first) else { return nil }
        for (type, signature) in signatures where bytes.starts(with: signature) {
            return type == "application/gzip" && accepted == .textOrGzip ? nil : type
        }
        guard bytes.count >= 12 else { return nil }
        let kind = bytes[8..<12]
        if bytes.starts(with: "RIFF".utf8) {
            return kind.elementsEqual("WEBP".utf8) ? "image/webp" : "audio or video in RIFF"
        }
        return bytes[4..<8].elementsEqual("ftyp".utf8) ? "video/mp4" : nil
    }

    private static let signatures: [(String, [UInt8])] = [
        ("image/jpeg", [0xFF, 0xD8, 0xFF]), ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("image/gif", Array("GIF87a".utf8)), ("image/gif", Array("GIF89a".utf8)),
        ("application/pdf", Array("%PDF-".utf8)), ("application/zip", [0x50, 0x4B, 0x03, 0x04]),
        ("application/gzip", [0x1F, 0x8B, 0x08]),
        ("application/x-7z-compressed", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        ("application/x-rar-compressed", Array("Rar!\u{1A}\u{07}".utf8)),
        ("application/x-xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), ("application/zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        ("application/ogg", Array("OggS\0".utf8)), ("video/webm", [0x1A, 0x45, 0xDF, 0xA3]),
        ("audio/mpeg", Array("ID3".utf8)), ("audio/flac", Array("fLaC".utf8)), ("video/x-flv", Array("FLV\u{01}".utf8)),
        ("application/x-executable", [0x7F, 0x45, 0x4C, 0x46]), ("application/wasm", [0x00, 0x61, 0x73, 0x6D]),
        ("font/woff", Array("wOFF".utf8)), ("font/woff2", Array("wOF2".utf8)),
    ]

    /// `R` of RIFF, and nothing of the length before `ftyp` but zero.
    private static let signatureStarts = Set(signatures.compactMap(\.1.first) + [UInt8(ascii: "R"), 0])
}
