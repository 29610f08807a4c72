import CLibCurl

/// The functions that libcurl calls, on the transfer thread, in the midst of `curl_multi_perform`. Each turns the
/// pointers into values at once; none keeps one.
enum TransferCallbacks {

    static func install(on easy: EasyHandle) {
        easy.set(CURLOPT_WRITEFUNCTION, data: body)
        easy.set(CURLOPT_HEADERFUNCTION, data: header)
        easy.set(debug: debug)
        easy.set(socket: openSocket)
        // Debug output is how libcurl shows the request as it was sent.
        easy.set(CURLOPT_VERBOSE, 1)
    }

    private static func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    private static func withBytes<Result>(
        _ start: UnsafeMutablePointer<CChar>, _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        start.withMemoryRebound(to: UInt8.self, capacity: count) { body(UnsafeBufferPointer(start: $0, count: count)) }
    }

    private static let body: curl_write_callback = { start, size, count, context in
        guard let start, let context else { return 0 }
        let goesOn = withBytes(start, size * count) { transfer(context).received(body: $0) }
        return goesOn ? size * count : 0
    }

    private static let header: curl_write_callback = { start, size, count, context in
        guard let start, let context else { return 0 }
        let goesOn = withBytes(start, size * count) { transfer(context).received(headerLine: $0) }
        return goesOn ? size * count : 0
    }

    private static let debug: curl_debug_callback = { _, kind, start, count, context in
        guard kind == CURLINFO_HEADER_OUT, let start, let context else { return 0 }
        withBytes(start, count) { transfer(context).sent(requestHead: $0) }
        return 0
    }

    private static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = vigil_socket_address(address, &bytes)
        guard count > 0, transfer(context).mayConnect(to: Array(bytes.prefix(Int(count)))) else {
            return CURL_SOCKET_BAD
        }
        return vigil_open_socket(address)
    }
}
