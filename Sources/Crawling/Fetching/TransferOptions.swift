/// What all transfers of a fetcher have in common.
struct TransferOptions: Sendable {
    var userAgent: String
    /// In lower case, IPv6 addresses without brackets.
    var allowedPrivateHosts: Set<String>

    /// A file of certificates in PEM that are trusted in place of the system's; nil for those.
    var certificateAuthorities: String?

    init(userAgent: String, allowedPrivateHosts: Set<String>, certificateAuthorities: String? = nil) {
        self.certificateAuthorities = certificateAuthorities
        self.userAgent = userAgent.filter { $0 >= " " && $0 != "\u{7f}" }
        self.allowedPrivateHosts = Set(allowedPrivateHosts.map(Self.bare))
    }

    func allowsPrivate(_ host: String) -> Bool { allowedPrivateHosts.contains(Self.bare(host)) }

    private static func bare(_ host: String) -> String {
        let lower = host.lowercased()
        return lower.hasPrefix("[") && lower.hasSuffix("]") ? String(lower.dropFirst().dropLast()) : lower
    }
}
