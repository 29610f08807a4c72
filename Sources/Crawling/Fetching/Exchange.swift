import Model

/// One request and its response, before redirects are looked at.
struct Exchange: Sendable {

    /// What is asked of the transfer thread.
    struct Request: Sendable {
        var address: WebAddress
        var limits: FetchLimits
        var accepts: AcceptedMedia
        /// Cookies of earlier hops of the same redirect chain, as libcurl lists them.
        var cookies: [String]
        var validators: PageValidators?
    }

    var status: Int
    var headers: [Page.Header]
    var body: [UInt8]
    var requestHead: [UInt8]
    var responseHead: [UInt8]
    /// Seconds since 1970, UTC.
    var sentAt: Double
    /// From the beginning to the last byte, in seconds.
    var seconds: Double
    /// The address that was connected to.
    var connectedTo: String?
    var cookies: [String]
}

/// A response's status line and headers, as they come in line by line.
struct ResponseHead {
    /// Of the last response: what an interim one (1xx) brought is gone.
    private(set) var bytes: [UInt8] = []
    private(set) var status = 0
    private(set) var headers: [Page.Header] = []
    /// Whether the empty line after the headers has come.
    private(set) var isComplete = false
    /// Of all lines that came, trailers and interim responses included.
    private(set) var totalBytes = 0

    /// - Parameter line: with its line end.
    mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
        totalBytes += line.count
        if line.starts(with: "HTTP/".utf8) {
            bytes = []
            headers = []
            isComplete = false
            status = Self.status(line)
            bytes += line
            return
        }
        // A trailer belongs to no head.
        guard !isComplete else { return }
        bytes += line
        let text = Self.trimmed(line[...])
        if text.isEmpty {
            isComplete = true
        } else if let first = line.first, first == 0x20 || first == 0x09, !headers.isEmpty {
            // A folded line (RFC 9112, section 5.2) continues the one before.
            headers[headers.count - 1].value += " " + String(decoding: text, as: UTF8.self)
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            headers.append(
                Page.Header(
                    name: String(decoding: Self.trimmed(text[..<colon]), as: UTF8.self),
                    value: String(decoding: Self.trimmed(text[(colon + 1)...]), as: UTF8.self)))
        }
    }

    /// The last header of that name; `name` in lower case.
    func value(_ name: String) -> String? { headers.last { $0.name.lowercased() == name }?.value }

    /// Whether the response sends the client elsewhere with another GET.
    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && value("location") != nil }

    private static func status(_ line: UnsafeBufferPointer<UInt8>) -> Int {
        let words = line.split(separator: 0x20, maxSplits: 2)
        return words.count > 1 ? Int(String(decoding: trimmed(words[1]), as: UTF8.self)) ?? 0 : 0
    }

    private static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ text: Bytes) -> Bytes.SubSequence {
        guard let first = text.firstIndex(where: { $0 > 0x20 }), let last = text.lastIndex(where: { $0 > 0x20 }) else {
            return text.suffix(0)
        }
        return text[first...last]
    }
}
