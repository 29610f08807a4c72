/// What a page asks of crawlers: `meta name=robots` and the X-Robots-Tag header.
struct RobotsDirectives: Sendable, Hashable {
    var noindex = false
    var nofollow = false

    /// The name that vigil's User-Agent begins with; directives for it hold, those for another crawler don't.
    static let agent = "vigil"

    /// Reads one X-Robots-Tag value: directives with commas between, possibly behind `agent:`.
    mutating func read(header value: String) {
        var applies = true
        for part in value.split(separator: ",") {
            var directive = part.lowercased()[...]
            if let colon = directive.firstIndex(of: ":") {
                let name = String(directive[..<colon]).trimmedOrNil ?? ""
                // Directives that have a value of their own.
                if ["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"].contains(name) {
                    continue
                }
                applies = name == RobotsDirectives.agent || name == "*" || name == "robots"
                directive = directive[directive.index(after: colon)...]
            }
            if applies { read(directive: String(directive)) }
        }
    }

    /// Reads the content of a `meta` element.
    mutating func read(meta content: String) {
        for part in content.lowercased().split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace }) {
            read(directive: String(part))
        }
    }

    private mutating func read(directive: String) {
        switch directive.trimmedOrNil {
        case "noindex": noindex = true
        case "nofollow": nofollow = true
        case "none":
            noindex = true
            nofollow = true
        default: break
        }
    }
}
