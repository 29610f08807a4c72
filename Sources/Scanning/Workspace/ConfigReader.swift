import Crawling
import Extraction
import Matching
import Model
import StrictYAML

/// Reads `vigil.yaml`; every error names line and column.
enum ConfigReader {

    /// - Throws: `SourceError` at the first thing that is wrong.
    static func read(_ path: String) throws(SourceError) -> WorkspaceConfig {
        let file = try YAMLFile(path: path)
        guard let root = file.root else {
            throw SourceError(file: path, problem: "is empty", advice: "`vigil init DIR` writes one to start from")
        }
        let map = try root.map(keys: ConfigFile.CodingKeys.allCases.map(\.rawValue), required: ["contact", "sources"])
        var config = WorkspaceConfig(contact: try contact(map["contact"]), sources: [])
        if let node = map["rules"] { config.rules = try node.texts() }
        if let node = map["budget"] { config.budget = try positive(node) }
        if let node = map["retention"] { config.retentionDays = Int((try period(node) / 86_400).rounded(.up)) }
        if let node = map["night"] {
            let night = try node.map(keys: ConfigNight.CodingKeys.allCases.map(\.rawValue))
            config.nightPages = try night["pages"].map { node throws(SourceError) in try positive(node) }
            config.nightBytes = try night["bytes"].map { node throws(SourceError) in try size(node) }
            config.nightTime = try night["time"].map { node throws(SourceError) in try period(node) }
        }
        if let node = map["allow_private_hosts"] { config.allowPrivateHosts = try node.texts() }
        for node in try map["sources"]?.list() ?? [] {
            let source = try source(node)
            if config.sources.contains(where: { $0.name == source.name }) {
                throw node.error("there are two sources called `\(source.name)`", advice: "rename one")
            }
            config.sources.append(source)
        }
        return config
    }

    /// Empty is allowed here, so that a new workspace can be read; no scan starts with it.
    private static func contact(_ node: YAMLNode?) throws(SourceError) -> String {
        guard let node, !node.isNull else { return "" }
        let contact = try node.text()
        guard contact.allSatisfy({ $0.isASCII && $0 != "(" && $0 != ")" && !$0.isNewline }) else {
            throw node.error(
                "the contact goes into the User-Agent and takes ASCII without brackets",
                advice: "write a mail address or a URL")
        }
        return contact
    }

    private static func source(_ node: YAMLNode) throws(SourceError) -> Source {
        let map = try node.map(
            keys: ConfigSource.CodingKeys.allCases.map(\.rawValue), required: ["name", "start"])
        var source = Source(name: try map["name"]?.text() ?? "", start: [])
        for item in try map["start"]?.list() ?? [] {
            let start = try item.text()
            guard CanonicalURL(start) != nil else {
                throw item.error("`\(start)` is no absolute http or https URL", advice: "write the page's full address")
            }
            source.start.append(start)
        }
        guard !source.start.isEmpty else {
            throw (map["start"] ?? node).error("the list is empty", advice: "name at least one page to start from")
        }
        if let node = map["kind"] { source.kind = try node.word(Source.Kind.self) }
        source.include = try patterns(map["include"])
        source.exclude = try patterns(map["exclude"])
        if let node = map["depth"] { source.depth = try natural(node) }
        if let node = map["pages"] { source.pages = try positive(node) }
        if let node = map["bytes"] { source.bytes = try size(node) }
        if let node = map["time"] { source.time = try period(node) }
        if let node = map["delay"] { source.delay = try period(node) }
        if let node = map["nofollow"] { source.followsNofollow = try node.word(ConfigSource.Nofollow.self) == .ignore }
        if let node = map["post"] { source.post = try selectors(node, kind: source.kind) }
        if source.kind == .telegramPreview { try checkPreviews(map) }
        return source
    }

    private static func patterns(_ node: YAMLNode?) throws(SourceError) -> [String] {
        var result: [String] = []
        for item in try node?.list() ?? [] {
            let pattern = try item.text()
            do {
                _ = try PCRE2Pattern(pattern)
            } catch {
                throw item.error(
                    at: error.offset, "no pattern: \(error.message)", advice: "patterns are PCRE2 on path and query")
            }
            result.append(pattern)
        }
        return result
    }

    private static func checkPreviews(_ map: [String: YAMLNode]) throws(SourceError) {
        for item in try map["start"]?.list() ?? [] {
            let start = try item.text()
            guard CanonicalURL(start)?.pathAndQuery.hasPrefix("/s/") == true else {
                throw item.error(
                    "`\(start)` is no preview page of a channel", advice: "write it as `https://t.me/s/NAME`")
            }
        }
        if let node = map["post"] {
            throw node.error("previews have a markup of their own", advice: "leave `post` out")
        }
    }

    private static func selectors(_ node: YAMLNode, kind: Source.Kind) throws(SourceError) -> PostSelectors {
        let keys = ["item", "title", "text", "posted", "author", "place", "url", "follow", "next"]
        let map = try node.map(keys: keys, required: ["item"])
        let result = PostSelectors(
            item: try map["item"]?.text() ?? "", title: try map["title"]?.text(), text: try map["text"]?.text(),
            posted: try map["posted"]?.text(), author: try map["author"]?.text(), place: try map["place"]?.text(),
            url: try map["url"]?.text(), follow: try map["follow"]?.text(), next: try map["next"]?.text())
        do {
            _ = try Extractor(kind: kind, selectors: result)
        } catch {
            throw (map[error.field] ?? node).error(
                at: error.column - 1, "\(kind == .json ? "no field path" : "no selector"): \(error.problem)",
                advice: error.advice)
        }
        return result
    }

    private static func period(_ node: YAMLNode) throws(SourceError) -> Double {
        guard let seconds = Period.seconds(try node.text()) else {
            throw node.error(
                "a length of time is expected here", advice: "write a number and ms, s, m, h, d or w: `1s`")
        }
        return seconds
    }

    private static func size(_ node: YAMLNode) throws(SourceError) -> Int {
        guard let bytes = Size.bytes(try node.text()) else {
            throw node.error("a size is expected here", advice: "write a number and B, kB, MB or GB: `200MB`")
        }
        return bytes
    }

    private static func natural(_ node: YAMLNode) throws(SourceError) -> Int {
        let value = try node.integer()
        guard value >= 0 else { throw node.error("a number from 0 on is expected here", advice: "") }
        return value
    }

    private static func positive(_ node: YAMLNode) throws(SourceError) -> Int {
        let value = try node.integer()
        guard value > 0 else { throw node.error("a number from 1 on is expected here", advice: "") }
        return value
    }
}
