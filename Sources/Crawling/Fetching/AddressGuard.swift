/// Which IP addresses the crawler connects to: those that the public internet routes to.
///
/// What is refused follows IANA's special-purpose registries (RFC 6890 and its updates). IPv6 addresses that carry
/// an IPv4 address are judged by that one.
enum AddressGuard {

    /// Whether an address in network order, 4 or 16 bytes long, is a public one.
    static func isPublic(_ bytes: [UInt8]) -> Bool {
        switch bytes.count {
        case 4: isPublicIPv4(bytes)
        case 16: isPublicIPv6(bytes)
        default: false
        }
    }

    /// The address as people write it.
    static func text(_ bytes: [UInt8]) -> String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: bytes.count - 1, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private struct Block {
        let prefix: [UInt8]
        let bits: Int

        init(_ prefix: [UInt8], _ bits: Int) {
            self.prefix = prefix
            self.bits = bits
        }

        func contains(_ address: [UInt8]) -> Bool {
            for bit in 0..<bits {
                let mask = UInt8(0x80) >> UInt8(bit % 8)
                let wanted = bit / 8 < prefix.count ? prefix[bit / 8] & mask : 0
                if address[bit / 8] & mask != wanted { return false }
            }
            return true
        }
    }

    private static let specialIPv4: [Block] = [
        Block([0], 8),  // this network
        Block([10], 8),  // private
        Block([100, 64], 10),  // carrier-grade NAT; some clouds keep their metadata here
        Block([127], 8),  // loopback
        Block([168, 63, 129, 16], 32),  // a cloud's platform address
        Block([169, 254], 16),  // link-local, with the metadata service of most clouds
        Block([172, 16], 12),  // private
        Block([192, 0, 0], 24),  // protocol assignments; some clouds keep their metadata here
        Block([192, 0, 2], 24),  // documentation
        Block([192, 88, 99], 24),  // 6to4 relays
        Block([192, 168], 16),  // private
        Block([198, 18], 15),  // benchmarks
        Block([198, 51, 100], 24),  // documentation
        Block([203, 0, 113], 24),  // documentation
        Block([224], 3),  // multicast, reserved, broadcast
    ]

    private static let specialIPv6: [Block] = [
        Block([0x20, 0x01, 0x00], 23),  // protocol assignments, with Teredo
        Block([0x20, 0x01, 0x0d, 0xb8], 32),  // documentation
        Block([0x3f, 0xff], 20),  // documentation
    ]

    private static let mappedIPv4 = Block([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96)
    private static let nat64 = Block([0x00, 0x64, 0xff, 0x9b], 96)
    private static let sixToFour = Block([0x20, 0x02], 16)
    private static let globalUnicast = Block([0x20], 3)

    private static func isPublicIPv4(_ address: [UInt8]) -> Bool { !specialIPv4.contains { $0.contains(address) } }

    private static func isPublicIPv6(_ address: [UInt8]) -> Bool {
        if mappedIPv4.contains(address) || nat64.contains(address) { return isPublicIPv4(Array(address[12...])) }
        if sixToFour.contains(address) { return isPublicIPv4(Array(address[2..<6])) }
        return globalUnicast.contains(address) && !specialIPv6.contains { $0.contains(address) }
    }
}
