import Model

/// A response as the archive keeps it.
///
/// libcurl has undone the content and transfer codings, so that the headers which describe them no longer hold: they
/// are kept under `X-Archive-Orig-`, as other archiving tools do, and Content-Length states the body that is there.
enum HTTPBlock {
    private static let outdated: Set<String> = ["content-encoding", "transfer-encoding", "content-length"]

    /// The status line and headers for a body of `length` bytes.
    static func responseHead(_ head: [UInt8], length: Int) -> [UInt8] {
        var result: [UInt8] = []
        for (index, line) in lines(head).enumerated() {
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            let isOutdated = index > 0 && outdated.contains(String(decoding: name, as: UTF8.self).lowercased())
            if isOutdated { result += Array("X-Archive-Orig-".utf8) }
            result += line
            result += [0x0D, 0x0A]
        }
        if result.isEmpty { result += Array("HTTP/1.1 200 OK\r\n".utf8) }
        result += Array("Content-Length: \(length)\r\n\r\n".utf8)
        return result
    }

    /// A request's head, with the empty line that ends it.
    static func requestHead(_ head: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for line in lines(head) {
            result += line
            result += [0x0D, 0x0A]
        }
        return result + [0x0D, 0x0A]
    }

    private static func lines(_ head: [UInt8]) -> [[UInt8]] {
        head.split(separator: 0x0A).map { line in
            line.last == 0x0D ? Array(line.dropLast()) : Array(line)
        }.filter { !$0.isEmpty }
    }
}
