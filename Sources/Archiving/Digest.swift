import Crypto

/// Digests as archives and the store write them.
enum Digest {
    /// `sha1:` and base32 (RFC 4648), as WARC tools expect.
    static func sha1(_ bytes: [UInt8]) -> String { "sha1:" + base32(Array(Insecure.SHA1.hash(data: bytes))) }

    /// `sha256:` and hexadecimal.
    static func sha256(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("sha256:".utf8)
        for byte in SHA256.hash(data: bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// RFC 4648, section 6; padded.
    static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(letters[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { result.append(letters[Int(buffer << UInt32(5 - bits) & 31)]) }
        while result.count % 8 != 0 { result.append(UInt8(ascii: "=")) }
        return String(decoding: result, as: UTF8.self)
    }
}
