import CLibCurl

/// A libcurl easy handle that is freed with its owner. Not to be shared between threads.
///
/// Options that libcurl refuses are remembered rather than thrown one by one; `firstProblem` tells before the
/// transfer starts.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private(set) var firstProblem: CURLcode = CURLE_OK
    private let errorText: UnsafeMutablePointer<CChar>

    /// nil where there is no memory.
    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        note(vigil_easy_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText))
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorText.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) { note(vigil_easy_set_long(pointer, option, value)) }

    func set(_ option: CURLoption, size value: Int) { note(vigil_easy_set_size(pointer, option, curl_off_t(value))) }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) { note(vigil_easy_set_string(pointer, option, value)) }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        note(vigil_easy_set_pointer(pointer, option, value))
    }

    /// The list must outlive the handle's use of it.
    func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
        note(vigil_easy_set_list(pointer, option, list))
    }

    func set(_ option: CURLoption, data callback: @escaping curl_write_callback) {
        note(vigil_easy_set_data_callback(pointer, option, callback))
    }

    func set(debug callback: @escaping curl_debug_callback) { note(vigil_easy_set_debug_callback(pointer, callback)) }

    func set(socket callback: @escaping curl_opensocket_callback) {
        note(vigil_easy_set_socket_callback(pointer, callback))
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard vigil_easy_get_string(pointer, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return vigil_easy_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func size(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return vigil_easy_get_size(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }

    func list(_ info: CURLINFO) -> [String] {
        var head: UnsafeMutablePointer<curl_slist>?
        guard vigil_easy_get_list(pointer, info, &head) == CURLE_OK else { return [] }
        defer { curl_slist_free_all(head) }
        var result: [String] = []
        var entry = head
        while let current = entry {
            if let data = current.pointee.data { result.append(String(cString: data)) }
            entry = current.pointee.next
        }
        return result
    }

    /// What libcurl says about the last failure; empty where it says nothing.
    var message: String { String(cString: errorText) }

    func forgetMessage() { errorText.pointee = 0 }

    private func note(_ code: CURLcode) { if code != CURLE_OK && firstProblem == CURLE_OK { firstProblem = code } }
}
