import CLibCurl
import Foundation
import Model

/// The settings of one request, and the reading of its result.
enum EasyHandle {

    /// Makes `handle` ready for `transfer`, which must live until the transfer is done.
    static func prepare(_ handle: UnsafeMutableRawPointer, for transfer: Transfer, userAgent: String) {
        let limits = transfer.request.limits
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        // Connections and their TLS sessions outlive a reset; cookies do not exist.
        curl_easy_reset(handle)
        vigil_easy_set_string(handle, CURLOPT_URL, transfer.request.url.string)
        vigil_easy_set_string(handle, CURLOPT_USERAGENT, userAgent)
        vigil_easy_set_string(handle, CURLOPT_ACCEPT_ENCODING, "")
        vigil_easy_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        vigil_easy_set_string(handle, CURLOPT_PROXY, "")
        vigil_easy_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        vigil_easy_set_long(handle, CURLOPT_NOSIGNAL, 1)
        vigil_easy_set_long(handle, CURLOPT_HTTP_VERSION, vigil_http_2_over_tls())
        vigil_easy_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect * 1000))
        vigil_easy_set_long(handle, CURLOPT_TIMEOUT_MS, Int(limits.total * 1000))
        vigil_easy_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, limits.slowest)
        vigil_easy_set_long(handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.slowness)))
        vigil_easy_set_pointer(handle, CURLOPT_WRITEDATA, context)
        vigil_easy_set_pointer(handle, CURLOPT_HEADERDATA, context)
        vigil_easy_set_pointer(handle, CURLOPT_DEBUGDATA, context)
        vigil_easy_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        vigil_easy_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let transfer = EasyHandle.transfer(context) else { return 0 }
            let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return transfer.receive(body: part) ? part.count : 0
        }
        vigil_easy_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let transfer = EasyHandle.transfer(context) else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return transfer.receive(header: line) ? line.count : 0
        }
        // The request as it was sent is only told to the debug callback.
        vigil_easy_set_long(handle, CURLOPT_VERBOSE, 1)
        vigil_easy_set_debug_callback(handle) { _, kind, bytes, size, context in
            if kind == CURLINFO_HEADER_OUT, let transfer = EasyHandle.transfer(context) {
                transfer.sent(head: UnsafeRawBufferPointer(start: bytes, count: size))
            }
            return 0
        }
        vigil_easy_set_socket_callback(handle) { context, _, address in
            guard let address, let transfer = EasyHandle.transfer(context), let target = vigil_address(address),
                let octets = PublicAddress.octets(target), transfer.mayConnect(to: octets)
            else { return -1 }
            let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
            return socket(address.pointee.family, kind, address.pointee.protocol)
        }
    }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// What came of the transfer.
    static func result(
        _ handle: UnsafeMutableRawPointer, _ code: CURLcode, _ transfer: Transfer
    ) -> Result<Page, FetchError> {
        if let refusal = transfer.refusal { return .failure(refusal) }
        guard code == CURLE_OK else { return .failure(error(code, transfer)) }
        var status = 0
        vigil_easy_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        var address: UnsafePointer<CChar>?
        if vigil_easy_get_string(handle, CURLINFO_PRIMARY_IP, &address) == CURLE_OK, let address {
            transfer.connected(to: String(cString: address))
        }
        return .success(transfer.page(status: status))
    }

    private static func error(_ code: CURLcode, _ transfer: Transfer) -> FetchError {
        let words = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return .resolveFailed(host: transfer.request.url.host)
        case CURLE_COULDNT_CONNECT: return .connectFailed(words)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING:
            return .truncated
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            return .tls(words)
        default: return .other(words)
        }
    }
}
