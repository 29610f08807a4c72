/// The program's name and version.
public enum Product {
    /// As archives name the program that wrote them.
    public static var software: String { "vigil/\(version)" }

    public static let version = "0.1.0"

    /// What servers are told: `vigil/VERSION (+contact)`; nothing else ever stands in the User-Agent.
    public static func userAgent(contact: String) -> String { "vigil/\(version) (+\(contact))" }

    /// The token that robots.txt groups are looked up by (RFC 9309, section 2.2.1).
    public static let robotsToken = "vigil"
}
