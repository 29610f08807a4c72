import Crypto

/// Digests as archives and the store write them.
enum Digest {
    /// `sha1:` and base32 (RFC 4648) of the parts one after another: the form that WARC tools look up payloads by.
    static func sha1(_ parts: [[UInt8]]) -> String {
        var hash = Insecure.SHA1()
        for part in parts { hash.update(data: part) }
        return "sha1:" + base32(Array(hash.finalize()))
    }

    /// `sha256:` and hexadecimal of the parts one after another.
    static func sha256(_ parts: [[UInt8]]) -> String {
        var hash = SHA256()
        for part in parts { hash.update(data: part) }
        return "sha256:" + hexadecimal(Array(hash.finalize()))
    }

    /// Whether `bytes` have the digest that `text` states; nil where its algorithm or form is not known.
    static func agrees(_ text: String, with bytes: ArraySlice<UInt8>) -> Bool? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let hash: [UInt8]
        switch text[..<colon].lowercased() {
        case "sha1", "sha-1": hash = Array(Insecure.SHA1.hash(data: bytes))
        case "sha256", "sha-256": hash = Array(SHA256.hash(data: bytes))
        default: return nil
        }
        let stated = text[text.index(after: colon)...].prefix { $0 != "=" }
        if stated.count == hash.count * 2 { return stated.lowercased() == hexadecimal(hash) }
        return stated.uppercased() == base32(hash).prefix { $0 != "=" }
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// RFC 4648, section 6; padded.
    static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            // Five bits at a time; what is left, four at most, stays for the next byte.
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(letters[Int(buffer >> bits & 31)])
            }
        }
        if bits > 0 { result.append(letters[Int(buffer << (5 - bits) & 31)]) }
        while result.count % 8 != 0 { result.append(UInt8(ascii: "=")) }
        return String(decoding: result, as: UTF8.self)
    }
}
