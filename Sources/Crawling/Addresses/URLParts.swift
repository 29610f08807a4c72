import CLibCurl

/// What libcurl's URL parser makes of an absolute URL. The C handle lives within `init` only.
///
/// libcurl turns the decimal, octal and hexadecimal spellings of IPv4 addresses into the usual one, decodes
/// escapes in host names, puts international names into punycode (UTS 46, non-transitional), refuses hosts that no
/// name can be, and removes dot segments from the path.
struct URLParts {
    /// In lower case.
    var host: String
    /// nil where none is given.
    var port: Int?
    /// Begins with `/`.
    var path: [UInt8]

    /// - Parameter absolute: scheme, authority and path; no zero byte.
    init?(_ absolute: [UInt8]) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        let code = (absolute + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { curl_url_set(handle, CURLUPART_URL, $0.baseAddress, 0) }
        }
        guard code == CURLUE_OK else { return nil }

        var hostText: UnsafeMutablePointer<CChar>?
        guard vigil_url_host(handle, &hostText) == CURLUE_OK, let hostText else { return nil }
        defer { curl_free(hostText) }
        host = String(cString: hostText).lowercased()

        var zoneText: UnsafeMutablePointer<CChar>?
        if curl_url_get(handle, CURLUPART_ZONEID, &zoneText, 0) == CURLUE_OK {
            curl_free(zoneText)
            return nil
        }

        var portText: UnsafeMutablePointer<CChar>?
        if curl_url_get(handle, CURLUPART_PORT, &portText, 0) == CURLUE_OK, let portText {
            defer { curl_free(portText) }
            guard let number = Int(String(cString: portText)) else { return nil }
            port = number
        }

        var pathText: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, CURLUPART_PATH, &pathText, 0) == CURLUE_OK, let pathText else { return nil }
        defer { curl_free(pathText) }
        path = UnsafeBufferPointer(start: pathText, count: pathText.length).map { UInt8(bitPattern: $0) }
    }
}

extension UnsafePointer<CChar> {
    /// Bytes before the terminating zero.
    var length: Int {
        var end = self
        while end.pointee != 0 { end += 1 }
        return end - self
    }
}

extension UnsafeMutablePointer<CChar> {
    fileprivate var length: Int { UnsafePointer(self).length }
}
