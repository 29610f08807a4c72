/// UTF-8 as the WHATWG Encoding Standard decodes it: each maximal subpart that is not valid is one U+FFFD.
enum UTF8Reading {

    /// What the bytes hold beyond ASCII.
    struct Survey: Equatable {
        /// Valid sequences of two bytes and more.
        var sequences = 0
        /// Maximal subparts that are not valid.
        var invalid = 0
    }

    static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> Survey {
        var result = Survey()
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index = endOfASCII(bytes, from: index)
                continue
            }
            let (length, isValid) = sequence(bytes, at: index)
            if isValid { result.sequences += 1 } else { result.invalid += 1 }
            index += length
        }
        return result
    }

    /// The bytes with U+FFFD for everything that is not valid.
    static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = 0
        var copied = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index = endOfASCII(bytes, from: index)
                continue
            }
            let (length, isValid) = sequence(bytes, at: index)
            if !isValid {
                result.append(contentsOf: bytes[copied..<index])
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                copied = index + length
            }
            index += length
        }
        result.append(contentsOf: bytes[copied..<bytes.count])
        return result
    }

    @inline(__always)
    private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        if let base = bytes.baseAddress {
            let raw = UnsafeRawPointer(base)
            while index + 8 <= bytes.count,
                raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
            }
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// The length of the sequence, or of the maximal subpart, at `index`, where a byte of 0x80 or more stands.
    @inline(__always)
    private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (length: Int, isValid: Bool) {
        let lead = bytes[index]
        var lower: UInt8 = 0x80
        var upper: UInt8 = 0xBF
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { lower = 0xA0 }
            if lead == 0xED { upper = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { lower = 0x90 }
            if lead == 0xF4 { upper = 0x8F }
        default: return (1, false)
        }
        var have = 1
        while have < length {
            guard index + have < bytes.count else { return (have, false) }
            let next = bytes[index + have]
            guard next >= lower, next <= upper else { return (have, false) }
            lower = 0x80
            upper = 0xBF
            have += 1
        }
        return (length, true)
    }
}
