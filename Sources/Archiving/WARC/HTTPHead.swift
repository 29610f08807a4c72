import Model

/// The head of a request or a response as the archive keeps it, so that it agrees with the body beside it.
///
/// libcurl has undone the content and transfer codings before a body is archived. Headers that describe what is no
/// longer there are kept under `X-Archive-Orig-`, as other archiving tools do, and Content-Length states the body that
/// is there; a Content-Length that is right stays untouched. HTTP/2 and later have no textual head: what libcurl gives
/// for it is written as HTTP/1.1, which `application/http` means, and the protocol is named beside it.
struct HTTPHead {
    /// The lines, each ended by CRLF, and the empty line.
    var bytes: [UInt8]
    /// The protocol as ALPN names it, such as `h2`, where the head was written as HTTP/1.1 in its stead.
    var protocolName: String?

    private static let prefix = Array("X-Archive-Orig-".utf8)

    /// The head of a response with a body of `length` bytes.
    init(response page: Page, length: Int) {
        var lines = Self.responseLines(page.responseHead)
        if lines.isEmpty {
            // An interim tool's page without a head: what is known of it.
            lines = [Array("HTTP/1.1 \(page.status) ".utf8)]
            lines += page.headers.map { Self.oneLine(Array("\($0.name): \($0.value)".utf8)) }
        }
        bytes = []
        protocolName = Self.makeTextual(&lines[0], versionIsFirst: true)
        bytes += lines[0] + Self.lineEnd
        var statesLength = false
        for line in lines.dropFirst() {
            switch Self.header(line) {
            case ("content-length", let value) where value == String(length) && !statesLength:
                statesLength = true
            case ("content-length", _), ("content-encoding", _), ("transfer-encoding", _):
                bytes += Self.prefix
            default: break
            }
            bytes += line + Self.lineEnd
        }
        if !statesLength { bytes += Array("Content-Length: \(length)\r\n".utf8) }
        bytes += Self.lineEnd
    }

    /// The head of a request; nil where it is not known.
    init?(request page: Page) {
        var lines = Self.blocks(page.requestHead).last ?? []
        guard !lines.isEmpty else { return nil }
        protocolName = Self.makeTextual(&lines[0], versionIsFirst: false)
        bytes = lines.flatMap { $0 + Self.lineEnd } + Self.lineEnd
    }

    // MARK: Lines

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    /// The last response's lines: interim responses and redirects before it are not its own, and what follows the
    /// body's end (trailers, RFC 9110, section 6.5) counts as headers.
    private static func responseLines(_ head: [UInt8]) -> [[UInt8]] {
        let blocks = blocks(head)
        guard let first = blocks.lastIndex(where: { $0[0].starts(with: Array("HTTP/".utf8)) }) else { return [] }
        return blocks[first...].flatMap { $0 }
    }

    /// The lines between empty ones, without their ends.
    private static func blocks(_ head: [UInt8]) -> [[[UInt8]]] {
        head.split(separator: 0x0A, omittingEmptySubsequences: false)
            .split { line in line.allSatisfy(isBlank) }
            .map { block in
                block.map { line in Array(line.prefix(line.count - line.reversed().prefix { $0 == 0x0D }.count)) }
            }
    }

    /// Whether readers may take the byte for a blank: a line of nothing else would end the head for them.
    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x85 || byte == 0xA0 }

    private static func oneLine(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 != 0x0D && $0 != 0x0A } }

    /// A header's name in lower case, and its value.
    private static func header(_ line: [UInt8]) -> (name: String, value: String) {
        let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return ("", "") }
        return (trimmed(parts[0]).lowercased(), trimmed(parts[1]))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let start = bytes.drop { isBlank($0) }
        return String(
            decoding: start.prefix(start.count - start.reversed().prefix { isBlank($0) }.count), as: UTF8.self)
    }

    /// Writes HTTP/1.1 for a protocol that is not textual, and gives its name.
    private static func makeTextual(_ line: inout [UInt8], versionIsFirst: Bool) -> String? {
        var words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Array($0) }
        let place = versionIsFirst ? 0 : words.count - 1
        let version = String(decoding: words[place], as: UTF8.self)
        let names = ["HTTP/2": "h2", "HTTP/2.0": "h2", "HTTP/3": "h3", "HTTP/3.0": "h3"]
        guard let name = names[version] else { return nil }
        words[place] = Array("HTTP/1.1".utf8)
        line = Array(words.joined(separator: [UInt8(ascii: " ")]))
        return name
    }
}
