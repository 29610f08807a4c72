/// Ids that stay the same from night to night: 128-bit FNV-1a (draft-eastlake-fnv) of a text, for telling apart and not
/// against forgery, in Crockford's base 32.
enum StableId {
    /// `count` characters, at most 25.
    static func text(of text: String, count: Int) -> String {
        var high: UInt64 = 0x6C62_272E_07BB_0142
        var low: UInt64 = 0x62B8_2175_6295_C58D
        for byte in text.utf8 {
            low ^= UInt64(byte)
            // The prime is 2^88 + 0x13B.
            let product = low.multipliedFullWidth(by: 0x13B)
            high = high &* 0x13B &+ product.high &+ low << 24
            low = product.low
        }
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        var result: [UInt8] = []
        for _ in 0..<min(count, 25) {
            result.append(letters[Int(high >> 59)])
            high = high << 5 | low >> 59
            low <<= 5
        }
        return String(decoding: result, as: UTF8.self)
    }
}
