import Foundation

/// Reads JSON Feed, versions 1 and 1.1 (jsonfeed.org); attachments are passed over.
enum JSONFeed {

    /// nil where `root` is no JSON Feed.
    static func read(_ root: Any, limit: Int) -> FeedReader.Feed? {
        guard let object = root as? [String: Any], let version = object["version"] as? String,
            version.contains("jsonfeed.org/version/")
        else { return nil }
        var feed = FeedReader.Feed()
        feed.title = line(object["title"])
        feed.language = text(object["language"])
        feed.next = text(object["next_url"])
        feed.entries = (object["items"] as? [Any] ?? []).lazy.compactMap { $0 as? [String: Any] }.prefix(limit).map {
            entry($0, feed: object)
        }
        return feed
    }

    private static func entry(_ item: [String: Any], feed: [String: Any]) -> FeedReader.Entry {
        var entry = FeedReader.Entry()
        entry.title = line(item["title"])
        let markup = text(item["content_html"]).map { MarkupText.text(of: $0) }
        let plain = text(item["content_text"]) ?? text(item["summary"])
        entry.text = markup.flatMap(\.trimmedOrNil) ?? plain ?? ""
        entry.identifier = text(item["id"]) ?? (item["id"] as? NSNumber)?.stringValue
        entry.link = text(item["url"]) ?? text(item["external_url"])
        entry.author = author(item) ?? author(feed)
        entry.posted = text(item["date_published"]) ?? text(item["date_modified"])
        entry.language = text(item["language"])
        return entry
    }

    /// Version 1.1 has a list, version 1 one person.
    private static func author(_ object: [String: Any]) -> String? {
        let people = object["authors"] as? [Any] ?? [object["author"] as Any]
        return people.lazy.compactMap { line(($0 as? [String: Any])?["name"]) }.first
    }

    private static func text(_ value: Any?) -> String? { (value as? String)?.trimmedOrNil }

    private static func line(_ value: Any?) -> String? { text(value).flatMap { MarkupText.line(of: $0) } }
}
