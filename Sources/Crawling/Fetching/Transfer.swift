import CLibCurl
import Foundation
import Model

/// One response on its way in. Made by the caller, then touched by the fetcher's thread only, until it is done.
///
/// `@unchecked Sendable`: handed from the caller to the fetcher's thread through a lock, and never used by the caller
/// again; the continuation is resumed once, by `finish`.
final class Transfer: @unchecked Sendable {
    let request: FetchRequest
    let mayBePrivate: Bool
    private let continuation: CheckedContinuation<Page, any Error>
    private var isFinished = false

    /// Set by a callback that breaks the transfer off: the reason that counts, whatever libcurl reports.
    private(set) var refusal: FetchError?
    private(set) var address: String?
    private var body: [UInt8] = []
    private var requestHead: [UInt8] = []
    private var responseHead: [UInt8] = []
    private var headerBytes = 0
    private var isHeadComplete = false
    private let startedAt = Date().timeIntervalSince1970

    init(request: FetchRequest, mayBePrivate: Bool, continuation: CheckedContinuation<Page, any Error>) {
        self.request = request
        self.mayBePrivate = mayBePrivate
        self.continuation = continuation
    }

    func finish(_ result: Result<Page, FetchError>) {
        guard !isFinished else { return }
        isFinished = true
        continuation.resume(with: result.mapError { $0 as any Error })
    }

    /// The response as it came in.
    func page(status: Int) -> Page {
        Page(
            url: request.url.string, finalURL: request.url.string, status: status, headers: headers, body: body,
            fetchedAt: startedAt, address: address, requestHead: requestHead, responseHead: responseHead)
    }

    private var headers: [Page.Header] {
        responseHead.split(separator: 0x0A).dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            func text(_ bytes: ArraySlice<UInt8>) -> String {
                // Header values are octets; what is no UTF-8 is read as Latin 1 (RFC 9110, section 5.5).
                let text =
                    String(validating: bytes, as: UTF8.self)
                    ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
                return text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            return Page.Header(name: text(line[..<colon]), value: text(line[(colon + 1)...]))
        }
    }

    // MARK: What libcurl calls, on the fetcher's thread

    /// Takes a header line; false breaks the transfer off.
    func receive(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= request.limits.headers else {
            refusal = .headersTooLarge(limit: request.limits.headers)
            return false
        }
        // An interim response (100, 103) comes before the real one; a trailer comes after the body.
        if line.starts(with: Array("HTTP/".utf8)) {
            responseHead = []
            isHeadComplete = false
        }
        if isHeadComplete { return true }
        if line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) {
            isHeadComplete = true
            let type = headers.last { $0.name.lowercased() == "content-type" }?.value ?? ""
            if MediaTypes.isRefused(type) {
                refusal = .mediaRefused(contentType: String(type.prefix(80)))
                return false
            }
        }
        responseHead += line
        return true
    }

    /// Takes a part of the body, content coding undone; false breaks the transfer off.
    func receive(body part: UnsafeRawBufferPointer) -> Bool {
        guard body.count + part.count <= request.limits.body else {
            refusal = .bodyTooLarge(limit: request.limits.body)
            return false
        }
        body += part
        return true
    }

    func sent(head part: UnsafeRawBufferPointer) { requestHead += part }

    /// Whether a connection to the address may be opened: the one actually connected to is what counts, not the name.
    func mayConnect(to octets: [UInt8]) -> Bool {
        let text = PublicAddress.text(octets)
        guard mayBePrivate || PublicAddress.isPublic(octets) else {
            refusal = .forbiddenAddress(text)
            return false
        }
        return true
    }

    func connected(to address: String) { self.address = address }
}

/// Content types that are never fetched: vigil reads text.
enum MediaTypes {
    private static let kinds = ["image/", "video/", "audio/", "font/", "model/"]
    private static let types: Set<String> = [
        "application/zip", "application/x-zip-compressed", "application/x-tar", "application/x-7z-compressed",
        "application/x-rar-compressed", "application/vnd.rar", "application/x-bzip2", "application/x-xz",
        "application/java-archive", "application/pdf", "application/x-iso9660-image",
        "application/vnd.android.package-archive",
        "application/x-msdownload", "application/x-shockwave-flash", "application/ogg", "application/mp4",
        "application/vnd.apple.mpegurl", "application/dash+xml",
    ]

    static func isRefused(_ contentType: String) -> Bool {
        let type = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        return kinds.contains { type.hasPrefix($0) } || types.contains(type)
    }
}
