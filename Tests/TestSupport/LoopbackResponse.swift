import Foundation

extension LoopbackServer {

    /// Bytes to send, after a pause.
    public struct Part: Sendable {
        public var bytes: [UInt8]
        /// Seconds before they are sent.
        public var delay: Double

        public init(_ bytes: [UInt8], after delay: Double = 0) {
            self.bytes = bytes
            self.delay = delay
        }

        public init(_ text: String, after delay: Double = 0) { self.init(Array(text.utf8), after: delay) }
    }

    /// What the server sends for one request.
    public struct Response: Sendable {
        var head: [UInt8]
        var keepsConnection: Bool
        /// The n-th part of the body; nil after the last.
        var part: @Sendable (Int) -> Part?

        /// A whole answer with `Content-Length`.
        public static func status(
            _ status: Int, headers: [String: String] = [:], body: [UInt8] = []
        ) -> Response {
            var all = headers
            all["Content-Length"] = all["Content-Length"] ?? String(body.count)
            return Response(head: head(status, all), keepsConnection: true) { $0 == 0 ? Part(body) : nil }
        }

        /// A page of HTML in UTF-8.
        public static func page(_ html: String, headers: [String: String] = [:]) -> Response {
            text(html, type: "text/html; charset=utf-8", headers: headers)
        }

        public static func text(
            _ text: String, type: String = "text/plain; charset=utf-8", headers: [String: String] = [:]
        ) -> Response {
            var all = headers
            all["Content-Type"] = type
            return status(200, headers: all, body: Array(text.utf8))
        }

        public static func redirect(to location: String, status: Int = 302, headers: [String: String] = [:])
            -> Response
        {
            var all = headers
            all["Location"] = location
            return .status(status, headers: all)
        }

        /// Part after part, in chunks, until `part` gives nil; the final chunk is left out where `isTruncated`.
        public static func chunked(
            headers: [String: String] = ["Content-Type": "text/html"], isTruncated: Bool = false,
            _ part: @escaping @Sendable (Int) -> Part?
        ) -> Response {
            var all = headers
            all["Transfer-Encoding"] = "chunked"
            // The index at which `part` ends is told by its first nil.
            return Response(head: head(200, all), keepsConnection: !isTruncated) { index in
                if let next = part(index) {
                    let size = String(next.bytes.count, radix: 16)
                    return Part(Array("\(size)\r\n".utf8) + next.bytes + Array("\r\n".utf8), after: next.delay)
                }
                let isFirstAfter = index == 0 || part(index - 1) != nil
                return isFirstAfter && !isTruncated ? Part("0\r\n\r\n") : nil
            }
        }

        /// Exactly these bytes, status line and all, then the connection is closed.
        public static func raw(_ parts: [Part]) -> Response {
            Response(head: [], keepsConnection: false) { $0 < parts.count ? parts[$0] : nil }
        }

        /// Exactly what `part` gives, until it gives nil or the client goes away; then the connection is closed.
        public static func endless(_ part: @escaping @Sendable (Int) -> Part?) -> Response {
            Response(head: [], keepsConnection: false, part: part)
        }

        /// Nothing at all, for as long as the client waits, a minute at most.
        public static var silence: Response { raw([Part([], after: 60)]) }

        private static func head(_ status: Int, _ headers: [String: String]) -> [UInt8] {
            let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
            return Array("HTTP/1.1 \(status) \(reason(status))\r\n\(lines)\r\n".utf8)
        }

        private static func reason(_ status: Int) -> String {
            [
                200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 429: "Too Many Requests",
                500: "Internal Server Error", 503: "Service Unavailable",
            ][status] ?? "Status"
        }
    }
}
