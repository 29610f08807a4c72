/// gzip (RFC 1952) and deflate (RFC 1951) read by the letter of their standards, without zlib: slow, and independent of
/// what is tested.
struct ReferenceGzip {
    struct Member {
        var range: Range<Int>
        var content: [UInt8]
    }

    struct Fault: Error {
        var what: String
        var place: Int
    }

    private let bytes: [UInt8]
    private var place = 0
    private var bitBuffer: UInt32 = 0
    private var bitCount: UInt32 = 0
    private var output: [UInt8] = []

    /// The members of a file, each checked by its checksum and length.
    static func members(of bytes: [UInt8]) throws -> [Member] {
        var reader = ReferenceGzip(bytes: bytes)
        var members: [Member] = []
        while reader.place < bytes.count {
            let start = reader.place
            members.append(Member(range: start..<start, content: try reader.member()))
            members[members.count - 1].range = start..<reader.place
        }
        return members
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func member() throws -> [UInt8] {
        guard try [byte(), byte(), byte()] == [0x1F, 0x8B, 8] else { throw fault("no gzip header") }
        guard try byte() == 0 else { throw fault("a header with optional fields") }
        place += 6
        output = []
        bitBuffer = 0
        bitCount = 0
        while true {
            let isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1: try compressed(Code(Self.fixedLengths), Code([Int](repeating: 5, count: 30)))
            case 2: try dynamic()
            default: throw fault("no kind of block")
            }
            if isLast { break }
        }
        bitBuffer = 0
        bitCount = 0
        guard try number() == Self.checksum(output) else { throw fault("another checksum") }
        guard try number() == UInt32(truncatingIfNeeded: output.count) else { throw fault("another length") }
        return output
    }

    // MARK: Blocks

    private mutating func stored() throws {
        bitBuffer = 0
        bitCount = 0
        let length = try Int(byte()) | Int(byte()) << 8
        guard try Int(byte()) | Int(byte()) << 8 == ~length & 0xFFFF else { throw fault("a stored length in doubt") }
        for _ in 0..<length { output.append(try byte()) }
    }

    private mutating func dynamic() throws {
        let literals = try Int(bits(5)) + 257
        let distances = try Int(bits(5)) + 1
        let count = try Int(bits(4)) + 4
        var lengths = [Int](repeating: 0, count: 19)
        for index in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
            lengths[index] = try Int(bits(3))
        }
        let code = Code(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            switch try symbol(code) {
            case 16: all += [Int](repeating: all.last ?? 0, count: try Int(bits(2)) + 3)
            case 17: all += [Int](repeating: 0, count: try Int(bits(3)) + 3)
            case 18: all += [Int](repeating: 0, count: try Int(bits(7)) + 11)
            case let length: all.append(length)
            }
        }
        try compressed(Code(Array(all[..<literals])), Code(Array(all[literals...])))
    }

    private mutating func compressed(_ literals: Code, _ distances: Code) throws {
        let lengthBases = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
            227,
            258,
        ]
        let distanceBases = [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
            6145, 8193, 12289, 16385, 24577,
        ]
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                output.append(UInt8(symbol))
            } else if symbol == 256 {
                return
            } else {
                let index = symbol - 257
                let lengthBits = index < 8 || index == 28 ? 0 : (index - 4) / 4
                let length = try lengthBases[index] + Int(bits(UInt32(lengthBits)))
                let far = try self.symbol(distances)
                let distance = try distanceBases[far] + Int(bits(UInt32(far < 4 ? 0 : (far - 2) / 2)))
                guard distance <= output.count else { throw fault("a distance before the start") }
                for _ in 0..<length { output.append(output[output.count - distance]) }
            }
        }
    }

    private static let fixedLengths =
        [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
        + [Int](repeating: 8, count: 8)

    /// A canonical Huffman code: for each length the number of codes, and the symbols in order of their codes.
    private struct Code {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in lengths where length > 0 { counts[length] += 1 }
            symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        }
    }

    private mutating func symbol(_ code: Code) throws -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try Int(bits(1))
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw fault("no code")
    }

    // MARK: Bits

    private mutating func byte() throws -> UInt8 {
        guard place < bytes.count else { throw fault("the end") }
        defer { place += 1 }
        return bytes[place]
    }

    private mutating func bits(_ count: UInt32) throws -> UInt32 {
        while bitCount < count {
            bitBuffer |= UInt32(try byte()) << bitCount
            bitCount += 8
        }
        defer {
            bitBuffer >>= count
            bitCount -= count
        }
        return bitBuffer & ((1 << count) - 1)
    }

    private mutating func number() throws -> UInt32 {
        try UInt32(byte()) | UInt32(byte()) << 8 | UInt32(byte()) << 16 | UInt32(byte()) << 24
    }

    private func fault(_ what: String) -> Fault { Fault(what: what, place: place) }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { $0 >> 8 ^ table[Int($0 & 0xFF ^ UInt32($1))] }
    }
}
