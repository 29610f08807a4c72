/// The words of a text that are of a language: links, mail addresses and numbers are of none.
enum PlainWords {
    /// The words as UTF-8, a blank between two; those behind the first `limit` bytes may be missing.
    static func of(_ text: String, atLeast limit: Int = .max) -> [UInt8] {
        var text = text
        return text.withUTF8 { bytes in
            [UInt8](unsafeUninitializedCapacity: bytes.count + 1) { result, count in
                var place = 0
                var length = 0
                while place < bytes.count, length <= limit {
                    let start = length
                    if !copyWord(bytes, &place, to: result, &length) { length = start }
                    if length > start {
                        result[length] = 0x20
                        length += 1
                    }
                }
                count = max(0, length - 1)
            }
        }
    }

    /// Copies the word at `place` and moves `place` behind the blank that ends it; says whether the word is of a
    /// language.
    @inline(__always)
    private static func copyWord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, to result: UnsafeMutableBufferPointer<UInt8>,
        _ count: inout Int
    ) -> Bool {
        let start = place
        var isPlain = true
        while place < bytes.count {
            let byte = bytes[place]
            if (0x41..<0x80).contains(byte) {
                result[count] = byte
                count += 1
                place += 1
            } else if byte < 0x80 {
                place += 1
                if isBlank(UInt32(byte)) { return isPlain }
                switch byte {
                case 0x40, 0x30...0x39: isPlain = false
                case 0x2F where place >= start + 3 && bytes[place - 2] == 0x2F && bytes[place - 3] == 0x3A:
                    isPlain = false
                default: break
                }
                result[count] = byte
                count += 1
            } else {
                let first = place
                let value = bytes.scalar(at: &place)
                if isBlank(value) { return isPlain }
                if isNumeric(value) { isPlain = false }
                for index in first..<place {
                    result[count] = bytes[index]
                    count += 1
                }
            }
        }
        return isPlain
    }

    /// As `Character.isWhitespace`.
    @inline(__always)
    static func isBlank(_ value: UInt32) -> Bool {
        if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
        switch value {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
        default: return false
        }
    }

    /// As `Character.isNumber`, without a look into the standard library's tables where a block has no numbers.
    @inline(__always)
    static func isNumeric(_ value: UInt32) -> Bool {
        switch value {
        case 0x30...0x39: true
        case 0...0x7F, 0xBF...0x65F, 0x66A...0x6EF, 0x900...0x965, 0xE00...0xE4F, 0x1E00...0x206F, 0x3040...0x318F,
            0xAC00...0xD7A3, 0x1F200...0x1FAFF:
            false
        default: Unicode.Scalar(value)?.properties.numericType != nil
        }
    }
}
