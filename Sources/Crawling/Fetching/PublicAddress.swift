import CLibCurl
import Foundation

/// Addresses that are of the public network, and those that are not (IANA's special-purpose registries, RFC 6890).
enum PublicAddress {

    /// Whether four octets are an address of the public network.
    static func isPublic(ipv4 octets: [UInt8]) -> Bool {
        guard octets.count == 4 else { return false }
        switch (octets[0], octets[1], octets[2]) {
        case (0, _, _), (10, _, _), (127, _, _): return false
        case (100, 64...127, _): return false
        case (169, 254, _), (192, 168, _), (172, 16...31, _): return false
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113): return false
        case (224..., _, _): return false
        default: return true
        }
    }

    /// Whether sixteen octets are an address of the public network; those that carry an IPv4 address are judged by it.
    static func isPublic(ipv6 octets: [UInt8]) -> Bool {
        guard octets.count == 16 else { return false }
        let isMapped = octets[..<10].allSatisfy { $0 == 0 } && octets[10] == 0xFF && octets[11] == 0xFF
        if isMapped { return isPublic(ipv4: Array(octets[12...])) }
        // NAT64 (RFC 6052), 6to4 (RFC 3056).
        if octets.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return isPublic(ipv4: Array(octets[12...]))
        }
        if octets.starts(with: [0x20, 0x02]) { return isPublic(ipv4: Array(octets[2..<6])) }
        // Global unicast is 2000::/3 (RFC 4291), less documentation (RFC 3849), Teredo and ORCHID.
        guard octets[0] & 0xE0 == 0x20 else { return false }
        if octets.starts(with: [0x20, 0x01, 0x0D, 0xB8]) { return false }
        if octets.starts(with: [0x20, 0x01]), octets[2] < 0x02 { return false }
        return true
    }

    /// The octets of an Internet address; nil for other families.
    static func octets(_ address: UnsafePointer<sockaddr>) -> [UInt8]? {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
            }
        default: nil
        }
    }

    static func isPublic(_ octets: [UInt8]) -> Bool {
        octets.count == 4 ? isPublic(ipv4: octets) : isPublic(ipv6: octets)
    }

    /// As it is written.
    static func text(_ octets: [UInt8]) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let family = octets.count == 4 ? AF_INET : AF_INET6
        _ = octets.withUnsafeBytes { inet_ntop(family, $0.baseAddress, &buffer, socklen_t(buffer.count)) }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
