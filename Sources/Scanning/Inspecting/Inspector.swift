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

    /// The posts, as JSON Lines, and links of a page, feed or sitemap.
    public static func page(file: String, url: String, contentType: String?) throws -> (
        posts: [String], links: [String]
    ) {
        guard let address = CanonicalURL(url) else {
            throw WorkspaceError(
                place: url, problem: "is no absolute http or https URL", advice: "give the page's full address to --url"
            )
        }
        let extractor = try Extractor(selectors: nil, resolver: { BaseURL.resolver($0) })
        let extracted = extractor.extract(
            Document(
                body: try InputFile.bytes(file), url: address.string, contentType: contentType, robotsHeader: [],
                source: nil, kind: .page))
        return (extracted.posts.map { JSONLines.text($0) }, extracted.links.map(\.url))
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
