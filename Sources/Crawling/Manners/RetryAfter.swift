import CLibCurl

/// The `Retry-After` header (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// Seconds from `now`, 0 or more; nil where the value is neither a number of seconds nor an HTTP date.
    ///
    /// - Parameter now: seconds since 1970, UTC.
    static func seconds(_ value: String, now: Double) -> Double? {
        let text = value.filter { $0 != " " && $0 != "\t" }
        if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return text.isEmpty ? nil : Double(text)
        }
        // Reads the three forms of HTTP dates (section 5.6.7).
        let date = curl_getdate(value, nil)
        return date < 0 ? nil : max(0, Double(date) - now)
    }
}
