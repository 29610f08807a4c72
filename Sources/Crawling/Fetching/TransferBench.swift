import CLibCurl

/// The transfers under way and the handles that wait for more. Belongs to the transfer thread.
final class TransferBench {
    private let multi: UnsafeMutableRawPointer
    private let options: TransferOptions
    /// By the address of the easy handle.
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    private var idle: [EasyHandle] = []
    private let requestHeaders: UnsafeMutablePointer<curl_slist>?

    private static let idleHandles = 64
    private static let keptConnections = 256
    /// The longest that libcurl waits without a look at the inbox, in milliseconds; a wake-up ends it sooner.
    private static let longestWait: Int32 = 10_000

    private static let accept =
        "Accept: text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
        + "application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.8,*/*;q=0.5"

    init(multi: UnsafeMutableRawPointer, options: TransferOptions) {
        self.multi = multi
        self.options = options
        requestHeaders = curl_slist_append(nil, Self.accept)
        vigil_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.keptConnections)
        vigil_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    }

    func start(_ id: UInt64, _ request: Exchange.Request, _ completion: @escaping Transfer.Completion) {
        guard let easy = idle.popLast() ?? makeHandle() else {
            completion(.failure(FetchError(.other, place: request.address.string, detail: "no memory for a transfer")))
            return
        }
        let transfer = Transfer(
            id: id, easy: easy, request: request, isAllowedPrivate: options.allowsPrivate(request.address.host),
            completion: completion)
        transfer.prepare(headers: requestHeaders)
        guard easy.firstProblem == CURLE_OK else {
            transfer.fail(.other, detail: String(cString: curl_easy_strerror(easy.firstProblem)))
            return
        }
        running[easy.pointer] = transfer
        let code = curl_multi_add_handle(multi, easy.pointer)
        guard code == CURLM_OK else {
            running[easy.pointer] = nil
            transfer.fail(.other, detail: String(cString: curl_multi_strerror(code)))
            return
        }
    }

    func cancel(_ id: UInt64) {
        guard let transfer = running.values.first(where: { $0.id == id }) else { return }
        leave(transfer)
        transfer.fail(.cancelled)
    }

    func cancelAll() {
        for transfer in Array(running.values) {
            leave(transfer)
            transfer.fail(.cancelled, detail: "the fetcher has been shut down")
        }
    }

    func perform() {
        var count: Int32 = 0
        curl_multi_perform(multi, &count)
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = running[easy]
            else { continue }
            let code = message.pointee.data.result
            transfer.finish(code)
            leave(transfer)
        }
    }

    func wait() { curl_multi_poll(multi, nil, 0, Self.longestWait, nil) }

    /// Frees the multi handle and every easy handle; nothing may be asked of this object afterwards.
    func close() {
        idle = []
        curl_multi_cleanup(multi)
        curl_slist_free_all(requestHeaders)
    }

    private func leave(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.easy.pointer)
        running[transfer.easy.pointer] = nil
        if idle.count < Self.idleHandles { idle.append(transfer.easy) }
    }

    /// A handle with what never changes from one transfer to the next.
    private func makeHandle() -> EasyHandle? {
        guard let easy = EasyHandle() else { return nil }
        TransferCallbacks.install(on: easy)
        easy.set(CURLOPT_NOSIGNAL, 1)
        easy.set(CURLOPT_QUICK_EXIT, 1)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_FOLLOWLOCATION, 0)
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        easy.set(CURLOPT_HTTP09_ALLOWED, 0)
        easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = options.certificateAuthorities { easy.set(CURLOPT_CAINFO, file) }
        easy.set(CURLOPT_ACCEPT_ENCODING, "")
        easy.set(CURLOPT_USERAGENT, options.userAgent)
        easy.set(CURLOPT_HTTPHEADER, list: requestHeaders)
        // An empty proxy also overrules http_proxy and its kin in the environment.
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        // Starts the cookie engine without a file; each transfer clears it, see `Transfer.prepare`.
        easy.set(CURLOPT_COOKIEFILE, "")
        return easy
    }
}
