import CPSL

/// What can be told from a host as it stands in a canonical URL.
enum HostName {

    /// Whether a host can be looked up or connected to: DNS's lengths hold (RFC 1035, section 2.3.4), no label is
    /// empty, no sign is one that no name holds (WHATWG URL, "forbidden domain code point"), and one that ends in a
    /// number is a whole IPv4 address (WHATWG URL, "ends in a number checker").
    static func isUsable(_ host: String) -> Bool {
        if host.hasPrefix("[") { return true }
        guard host.utf8.count <= 253 else { return false }
        var label = 0
        for byte in host.utf8 {
            if forbidden.contains(byte) || byte <= 0x20 || byte == 0x7F { return false }
            if byte == UInt8(ascii: ".") {
                guard (1...63).contains(label) else { return false }
                label = 0
            } else {
                label += 1
            }
        }
        guard (1...63).contains(label) else { return false }
        return !endsInNumber(host) || isIPv4(host)
    }

    private static let forbidden = Array("#/:<>?@[\\]^|%".utf8)

    /// Whether the last label is a decimal or hexadecimal number, so that the host can only be an IPv4 address.
    static func endsInNumber(_ host: String) -> Bool {
        guard let last = host.utf8.split(separator: UInt8(ascii: ".")).last else { return false }
        if last.allSatisfy(isDigit) { return true }
        let isHexadecimal = last.starts(with: "0x".utf8) || last.starts(with: "0X".utf8)
        return isHexadecimal
            && last.dropFirst(2).allSatisfy {
                isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20)
            }
    }

    /// Whether the host is an IPv4 address in the dotted decimal form without leading zeros.
    static func isIPv4(_ host: String) -> Bool {
        let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(isDigit)
                    && (part.count == 1 || part.first != UInt8(ascii: "0"))
                    && part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
            }
    }

    static func isAddress(_ host: String) -> Bool { host.hasPrefix("[") || isIPv4(host) }

    /// The registrable domain by the Public Suffix List that is built into libpsl, private suffixes included, so
    /// that each customer of a hosting service is a site of their own; the host itself for addresses and for names
    /// that are themselves a suffix.
    static func site(of host: String) -> String {
        guard !isAddress(host), let list = psl_builtin() else { return host }
        return host.withCString { name in
            // The result points into `name`.
            guard let domain = psl_registrable_domain(list, name) else { return host }
            return String(cString: domain)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
