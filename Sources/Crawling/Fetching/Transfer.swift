import CLibCurl
import Model

/// One exchange under way. Lives on the transfer thread and nowhere else; libcurl's callbacks reach it through an
/// unretained pointer, which holds because the thread's table keeps it until its easy handle has left libcurl.
final class Transfer {
    typealias Completion = @Sendable (Result<Exchange, FetchError>) -> Void

    let id: UInt64
    let easy: EasyHandle
    let request: Exchange.Request
    private let isAllowedPrivate: Bool
    private let completion: Completion
    private var head = ResponseHead()
    private var body: [UInt8] = []
    private var requestHead: [UInt8] = []
    private var sentAt: Double = 0
    /// Why a callback stopped the transfer.
    private var verdict: FetchError.Reason?
    /// Whether enough has come although libcurl was told to stop.
    private var isSatisfied = false
    private var refusedAddress: String?
    /// The headers of this transfer alone; freed with it, which is after its easy handle has left libcurl.
    private var ownHeaders: UnsafeMutablePointer<curl_slist>?

    /// Bytes of a redirect's body that are read for the sake of the connection before it is dropped instead.
    private static let redirectBodyBytes = 64 << 10

    init(
        id: UInt64, easy: EasyHandle, request: Exchange.Request, isAllowedPrivate: Bool,
        completion: @escaping Completion
    ) {
        self.id = id
        self.easy = easy
        self.request = request
        self.isAllowedPrivate = isAllowedPrivate
        self.completion = completion
    }

    deinit { curl_slist_free_all(ownHeaders) }

    /// Sets what differs from one transfer to the next.
    ///
    /// - Parameter headers: those of every request.
    func prepare(headers: UnsafeMutablePointer<curl_slist>?) {
        easy.set(CURLOPT_HTTPHEADER, list: request.validators.map { conditional($0, headers) } ?? headers)
        let this = Unmanaged.passUnretained(self).toOpaque()
        easy.set(CURLOPT_WRITEDATA, this)
        easy.set(CURLOPT_HEADERDATA, this)
        easy.set(CURLOPT_DEBUGDATA, this)
        easy.set(CURLOPT_OPENSOCKETDATA, this)
        easy.set(CURLOPT_URL, request.address.string)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(request.limits.connectTimeout))
        easy.set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.limits.totalTimeout))
        easy.set(CURLOPT_LOW_SPEED_LIMIT, request.limits.slowSpeed)
        easy.set(CURLOPT_LOW_SPEED_TIME, max(1, Int(request.limits.slowTime.rounded(.up))))
        easy.set(CURLOPT_COOKIELIST, "ALL")
        for cookie in request.cookies { easy.set(CURLOPT_COOKIELIST, cookie) }
        easy.forgetMessage()
    }

    private func conditional(
        _ validators: PageValidators, _ headers: UnsafeMutablePointer<curl_slist>?
    ) -> UnsafeMutablePointer<curl_slist>? {
        var entry = headers
        while let current = entry {
            ownHeaders = curl_slist_append(ownHeaders, current.pointee.data)
            entry = current.pointee.next
        }
        if let etag = validators.etag { ownHeaders = curl_slist_append(ownHeaders, "If-None-Match: \(etag)") }
        if let date = validators.lastModified {
            ownHeaders = curl_slist_append(ownHeaders, "If-Modified-Since: \(date)")
        }
        return ownHeaders
    }

    /// Ends the transfer with what libcurl says of it.
    func finish(_ code: CURLcode) {
        if let verdict {
            fail(verdict)
        } else if code != CURLE_OK && !isSatisfied {
            fail(reason(code), detail: easy.message.isEmpty ? String(cString: curl_easy_strerror(code)) : easy.message)
        } else {
            completion(
                .success(
                    Exchange(
                        status: head.status, headers: head.headers, body: body, requestHead: requestHead,
                        responseHead: head.bytes, sentAt: sentAt,
                        seconds: Double(easy.size(CURLINFO_TOTAL_TIME_T)) / 1e6,
                        connectedTo: easy.string(CURLINFO_PRIMARY_IP),
                        cookies: easy.list(CURLINFO_COOKIELIST))))
        }
    }

    func fail(_ reason: FetchError.Reason, detail: String = "") {
        completion(.failure(FetchError(reason, place: request.address.string, detail: detail)))
    }

    // MARK: - What libcurl's callbacks tell

    /// - Returns: whether to go on.
    func received(body chunk: UnsafeBufferPointer<UInt8>) -> Bool {
        if body.isEmpty, !head.isRedirect, let type = MediaGuard.sniff(chunk, request.accepts) {
            verdict = .mediaRefused(contentType: "\(type), by its first bytes")
            return false
        }
        if isBomb(body.count + chunk.count) {
            verdict = .bomb(ratio: request.limits.ratio)
            body = []
            return false
        }
        let limit = head.isRedirect ? min(Self.redirectBodyBytes, request.limits.bodyBytes) : request.limits.bodyBytes
        if body.count + chunk.count <= limit {
            if body.isEmpty, let announced = head.value("content-length").flatMap({ Int($0) }) {
                body.reserveCapacity(min(max(announced, chunk.count), min(limit, 1 << 20)))
            }
            body += chunk
            return true
        }
        if head.isRedirect || request.limits.largeBody == .isCut {
            body += chunk.prefix(limit - body.count)
            isSatisfied = true
        } else {
            verdict = .bodyTooLarge(limit: limit)
            body = []
        }
        return false
    }

    /// Whether so much has been unpacked from what has been received that no text would be.
    private func isBomb(_ unpacked: Int) -> Bool {
        guard unpacked > request.limits.freeBytes, head.value("content-encoding") != nil else { return false }
        return unpacked / max(1, request.limits.ratio) > easy.size(CURLINFO_SIZE_DOWNLOAD_T)
    }

    /// - Returns: whether to go on.
    func received(headerLine line: UnsafeBufferPointer<UInt8>) -> Bool {
        head.add(line)
        if head.totalBytes > request.limits.headerBytes {
            verdict = .headersTooLarge(limit: request.limits.headerBytes)
            return false
        }
        if head.isComplete, !head.isRedirect, head.status >= 200, let type = head.value("content-type"),
            MediaGuard.refuses(type, request.accepts)
        {
            verdict = .mediaRefused(contentType: type)
            return false
        }
        return true
    }

    /// libcurl may send a request twice, where a kept connection turns out to be dead: the last one counts.
    func sent(requestHead bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.starts(with: "GET ".utf8) {
            requestHead = Array(bytes)
            sentAt = SystemClock.wall()
        } else {
            requestHead += bytes
        }
    }

    func mayConnect(to address: [UInt8]) -> Bool {
        if isAllowedPrivate || AddressGuard.isPublic(address) { return true }
        refusedAddress = AddressGuard.text(address)
        return false
    }

    // MARK: -

    private func reason(_ code: CURLcode) -> FetchError.Reason {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .resolveFailed
        case CURLE_COULDNT_CONNECT:
            if let refusedAddress { return .forbiddenAddress(refusedAddress) }
            return .connectFailed
        case CURLE_OPERATION_TIMEDOUT:
            return easy.message.hasPrefix("Operation too slow") ? .tooSlow : .timedOut
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
            return .tls
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM: return .truncated
        case CURLE_GOT_NOTHING: return .truncated
        case CURLE_BAD_CONTENT_ENCODING: return .undecodable
        case CURLE_UNSUPPORTED_PROTOCOL:
            return head.totalBytes == 0 && sentAt == 0 ? .forbiddenScheme(request.address.scheme.rawValue) : .noHTTP
        case CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2: return .noHTTP
        default: return .other
        }
    }

    private static func milliseconds(_ seconds: Double) -> Int { max(1, Int((min(seconds, 86_400) * 1000).rounded())) }
}
