/// Percent-encoding in the one form that canonical URLs have.
enum PercentEncoding {

    /// Which bytes of a URL's component are percent-encoded: the sets of the WHATWG URL standard, section 1.3.
    enum Component {
        /// The path percent-encode set.
        case path
        /// The special-query percent-encode set.
        case query
    }

    /// Appends `bytes` to `output`: escapes of unreserved characters (RFC 3986, section 2.3) decoded, the others
    /// with capital digits, and what the component must not hold as it is, encoded.
    ///
    /// A `%` that begins no escape stays, as browsers leave it. An escape right after one stays too, since decoding
    /// it could complete an escape that was not there: `%%34%31` must not become `%41`.
    static func append(_ bytes: some Collection<UInt8>, as component: Component, to output: inout [UInt8]) {
        var index = bytes.startIndex
        var afterStrayPercent = 0
        while index != bytes.endIndex {
            let byte = bytes[index]
            bytes.formIndex(after: &index)
            guard byte == UInt8(ascii: "%") else {
                if needsEncoding(byte, component) {
                    appendEscape(byte, to: &output)
                    afterStrayPercent = 0
                } else {
                    output.append(byte)
                    afterStrayPercent = digit(byte) == nil ? 0 : max(0, afterStrayPercent - 1)
                }
                continue
            }
            guard let value = escape(in: bytes, at: index) else {
                output.append(byte)
                afterStrayPercent = 2
                continue
            }
            bytes.formIndex(&index, offsetBy: 2)
            if isUnreserved(value), afterStrayPercent == 0 {
                output.append(value)
            } else {
                appendEscape(value, to: &output)
                afterStrayPercent = 0
            }
        }
    }

    /// The value of the two hexadecimal digits at `index`; nil where there are none.
    static func escape<Bytes: Collection<UInt8>>(in bytes: Bytes, at index: Bytes.Index) -> UInt8? {
        guard index != bytes.endIndex, let high = digit(bytes[index]) else { return nil }
        let next = bytes.index(after: index)
        guard next != bytes.endIndex, let low = digit(bytes[next]) else { return nil }
        return high << 4 | low
    }

    static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "%"))
        output.append(hexadecimal(byte >> 4))
        output.append(hexadecimal(byte & 15))
    }

    /// Letters, digits, `-`, `.`, `_` and `~`.
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func needsEncoding(_ byte: UInt8, _ component: Component) -> Bool {
        switch byte {
        case ...0x20, 0x7f..., UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        case UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            component == .path
        case UInt8(ascii: "'"):
            component == .query
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
