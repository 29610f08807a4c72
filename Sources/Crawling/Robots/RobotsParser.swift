/// Reads the lines of a robots.txt file (RFC 9309, section 2.2).
struct RobotsParser {
    private(set) var groups: [RobotsGroup] = []
    private(set) var sitemaps: [String] = []
    /// Whether the last group still takes `User-agent` lines: no rule has followed them yet.
    private var isOpen = false

    /// Lines that mean a key though they miswrite it, in lower case and without blanks; as Google's parser, the
    /// reference implementation, forgives them.
    private static let keys: [String: Key] = [
        "user-agent": .agent, "useragent": .agent, "user_agent": .agent,
        "allow": .allow,
        "disallow": .disallow, "dissallow": .disallow, "dissalow": .disallow, "disalow": .disallow,
        "diasllow": .disallow, "disallaw": .disallow,
        "crawl-delay": .delay, "crawldelay": .delay, "crawl_delay": .delay,
        "sitemap": .sitemap, "site-map": .sitemap,
    ]

    private enum Key { case agent, allow, disallow, delay, sitemap }

    mutating func read(_ bytes: [UInt8]) {
        var text = bytes[...]
        if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
        if text.count > RobotsRules.readBytes {
            text = text.prefix(RobotsRules.readBytes)
            text = text[..<(text.lastIndex(where: Self.isLineEnd) ?? text.startIndex)]
        }
        var number = 0
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(where: Self.isLineEnd) ?? text.endIndex
            number += 1
            read(line: text[start..<end], number)
            start = end
            if start < text.endIndex {
                let isPair = text[start] == 0x0d && start + 1 < text.endIndex && text[start + 1] == 0x0a
                start += isPair ? 2 : 1
            }
        }
    }

    private mutating func read(line: ArraySlice<UInt8>, _ number: Int) {
        var line = line[...]
        if let comment = line.firstIndex(of: UInt8(ascii: "#")) { line = line[..<comment] }
        if line.contains(0) { line = line.filter { $0 != 0 }[...] }
        line = Self.trimmed(line)
        guard let (key, value) = Self.split(line) else { return }
        switch key {
        case .agent: addAgent(value)
        case .allow, .disallow: addRule(key == .allow, value, line, number)
        case .delay: addDelay(value)
        case .sitemap:
            if !value.isEmpty { sitemaps.append(String(decoding: value, as: UTF8.self)) }
        }
    }

    private mutating func addAgent(_ value: ArraySlice<UInt8>) {
        if !isOpen { groups.append(RobotsGroup()) }
        isOpen = true
        if value.first == UInt8(ascii: "*") {
            groups[groups.count - 1].isForAll = true
        } else {
            let token = Self.productToken(value)
            if !token.isEmpty { groups[groups.count - 1].agents.append(token) }
        }
    }

    private mutating func addRule(
        _ allows: Bool, _ value: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>, _ number: Int
    ) {
        guard !groups.isEmpty else { return }
        isOpen = false
        // An empty path matches nothing.
        guard !value.isEmpty else { return }
        groups[groups.count - 1].rules.append(
            RobotsRule(
                allows: allows, text: String(decoding: line, as: UTF8.self), line: number,
                pattern: RobotsPattern(value)))
    }

    /// `Crawl-delay` ends a group's `User-agent` lines as a rule does. The standard does not know it, and a reader
    /// that passes over it would merge the group with the next one, and so take that one's rules for its own.
    private mutating func addDelay(_ value: ArraySlice<UInt8>) {
        guard !groups.isEmpty else { return }
        isOpen = false
        guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds.isFinite, seconds >= 0 else {
            return
        }
        groups[groups.count - 1].crawlDelay = max(groups[groups.count - 1].crawlDelay ?? 0, seconds)
    }

    /// The name that a `User-agent` line or header begins with, in lower case: letters, digits, `-` and `_`.
    static func productToken(_ value: ArraySlice<UInt8>) -> String {
        let token = trimmed(value).prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return String(decoding: token, as: UTF8.self).lowercased()
    }

    /// Key and value of a line; a blank may stand for a forgotten colon where a key and one word are all there is.
    private static func split(_ line: ArraySlice<UInt8>) -> (Key, ArraySlice<UInt8>)? {
        if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let name = trimmed(line[..<colon]).map { isBlank($0) ? UInt8(ascii: "-") : $0 }
            if let key = keys[String(decoding: name, as: UTF8.self).lowercased()] {
                return (key, trimmed(line[(colon + 1)...]))
            }
        }
        let words = line.split(whereSeparator: isBlank)
        guard words.count == 2, let key = keys[String(decoding: words[0], as: UTF8.self).lowercased()] else {
            return nil
        }
        return (key, words[1])
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = text.firstIndex(where: { !isBlank($0) }),
            let last = text.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return text[first...last]
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0b || byte == 0x0c }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
}
