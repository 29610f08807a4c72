import Model

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

    /// What the first bytes of a body tell it to be, where that is refused, whatever its `Content-Type` says.
    static func sniff(_ bytes: UnsafeBufferPointer<UInt8>, _ accepted: AcceptedMedia) -> String? {
        guard accepted != .anything, let type = FileSignature.mediaType(of: bytes) else { return nil }
        return type == "application/gzip" && accepted == .textOrGzip ? nil : type
    }
}
