import Crawling
import Exporting
import Extraction
import Foundation
import Matching
import Model
import Ranking

/// `vigil inspect`: what one stage makes of one input.
public enum Inspector {

    /// The canonical URL of each link on `base`, or `invalid`.
    ///
    /// - Throws: `WorkspaceError` where `base` itself is no URL.
    public static func urls(_ hrefs: [String], base: String) throws -> [String] {
        guard let base = CanonicalURL(base) else {
            throw WorkspaceError(
                place: base, problem: "is no absolute http or https URL",
                advice: "give the page's full address to --base")
        }
        return hrefs.map { CanonicalURL($0, base: base)?.string ?? "invalid" }
    }

    /// `allow` or `deny` for each URL or path, with the deciding rule.
    public static func robots(file: String, agent: String, urls: [String]) throws -> [String] {
        let rules = RobotsRules(try InputFile.bytes(file))
        return urls.map { url in
            let path = CanonicalURL(url)?.pathAndQuery ?? url
            let decision = rules.decision(for: path, agent: agent)
            let verdict = decision.isAllowed ? "allow" : "deny"
            guard let rule = decision.rule else { return "\(verdict)\t\(url)\tno rule matches" }
            return "\(verdict)\t\(url)\tline \(rule.line): \(rule.text)"
        }
    }

    /// The posts, as JSON Lines, and links of a page, feed, sitemap or listing.
    ///
    /// - Parameter source: whose kind and selectors are used.
    /// - Throws: `WorkspaceError` where `url` is none, `SelectorError` for the source's selectors, `InputError`.
    public static func page(file: String, url: String, contentType: String?, source: Source) throws -> (
        posts: [String], links: [String]
    ) {
        guard let address = CanonicalURL(url) else {
            throw WorkspaceError(
                place: url, problem: "is no absolute http or https URL", advice: "give the page's full address to --url"
            )
        }
        let extractor = try NightScan.extractor(source)
        let extracted = extractor.extract(
            Document(
                body: try InputFile.bytes(file), url: address.string, contentType: contentType, robotsHeader: [],
                source: source.name.isEmpty ? nil : source.name, kind: source.kind.startKind))
        return (extracted.posts.map { JSONLines.text($0) }, extracted.links.map(\.url))
    }

    /// The source of that name in a workspace's configuration.
    ///
    /// - Throws: `WorkspaceError` where there is none, `SourceError` for the configuration.
    public static func source(_ name: String, workspace: String) throws -> Source {
        let layout = WorkspaceLayout(directory: workspace)
        let sources = try ConfigReader.read(layout.config).sources
        guard let source = sources.first(where: { $0.name == name }) else {
            throw WorkspaceError(
                place: layout.config, problem: "there is no source `\(name)`",
                advice: "there are: \(sources.map(\.name).joined(separator: ", "))")
        }
        return source
    }

    /// A source of a kind, as vigil.yaml writes it, with nothing said of where its posts stand.
    ///
    /// - Throws: `WorkspaceError` for what is no kind.
    public static func source(kind: String) throws -> Source {
        guard let kind = Source.Kind(rawValue: kind) else {
            throw WorkspaceError(
                place: "--kind", problem: "`\(kind)` is no kind of source",
                advice: "write one of: \(Source.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return Source(name: "", start: [], kind: kind)
    }

    /// Each text layer and each entity of a text.
    public static func text(file: String) throws -> TextInspection {
        TextInspection(String(decoding: try InputFile.bytes(file), as: UTF8.self))
    }
}

/// A whole input in memory.
enum InputFile {
    /// - Throws: `InputError`.
    static func bytes(_ file: String) throws(InputError) -> [UInt8] {
        let name = file == "-" ? "standard input" : file
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(place: name, code: errno) }
        defer { if file != "-" { close(descriptor) } }
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return result }
            if count > 0 {
                result.append(contentsOf: chunk[..<count])
            } else if errno != EINTR {
                throw InputError(place: name, code: errno)
            }
        }
    }
}
