/// Looks for author, time and place of a post where pages commonly put them.
struct PostHints {
    let document: HTMLDocument
    let statistics: PageStatistics
    let scope: Int
    /// Elements that belong to something else.
    var isSkipped: (Int) -> Bool = { _ in false }

    struct Hint {
        var text: String
        var node: Int
    }

    func author() -> Hint? { short(Lists.author, most: 80) }

    func place() -> Hint? { short(Lists.place, most: 120) }

    /// A time that a machine can read, else one that looks like a time, as it stands.
    func posted() -> Hint? {
        for node in nodes(matching: Lists.time) {
            if let value = document.attribute("datetime", of: node)?.trimmedOrNil {
                return Hint(text: value, node: node)
            }
        }
        for node in nodes(matching: Lists.posted) {
            for attribute in ["title", "content", "data-time", "data-timestamp"] as [StaticString] {
                if let value = document.attribute(attribute, of: node), PostedDate.iso8601(value) != nil {
                    return Hint(text: value, node: node)
                }
            }
            if let line = document.line(of: node), line.utf8.count <= 160, PostedDate.iso8601(line) != nil {
                return Hint(text: line, node: node)
            }
        }
        return datedText()
    }

    /// A short text of its own that is a date.
    private func datedText() -> Hint? {
        var node = scope
        while node < Int(document.nodes[scope].end) {
            if node != scope, isSkipped(node) {
                node = Int(document.nodes[node].end)
                continue
            }
            let here = document.nodes[node]
            if here.kind == .text, here.count >= 6, here.count <= 80 {
                let bytes = document.bytes[document.textRange(of: node)]
                if PageWords.hasDate(bytes) {
                    let text = String(decoding: bytes, as: UTF8.self)
                    if PostedDate.iso8601(text) != nil { return Hint(text: text, node: node) }
                }
            }
            node += 1
        }
        return nil
    }

    private func short(_ list: [Selector], most: Int) -> Hint? {
        for selector in list {
            for node in nodes(matching: selector) {
                if document.nodes[node].tag == .meta,
                    let content = document.attribute("content", of: node)?.trimmedOrNil
                {
                    return Hint(text: content, node: node)
                }
                if let line = document.line(of: node), line.utf8.count <= most { return Hint(text: line, node: node) }
            }
        }
        return nil
    }

    private func nodes(matching selector: Selector) -> [Int] {
        var result: [Int] = []
        var skippedUntil = 0
        for node in statistics.hints(below: scope, in: document) where node >= skippedUntil {
            if isBelowSkipped(node, &skippedUntil) { continue }
            if document.matches(selector, node) {
                result.append(node)
                if result.count == 4 { break }
            }
        }
        return result
    }

    /// Whether `node`, or an element around it within the scope, is skipped; if so, where that one ends.
    private func isBelowSkipped(_ node: Int, _ end: inout Int) -> Bool {
        var current: Int? = node
        while let here = current, here > scope {
            if isSkipped(here) {
                end = Int(document.nodes[here].end)
                return true
            }
            current = document.parent(of: here)
        }
        return false
    }

    private enum Lists {
        /// In order of how sure they are; the tests see to it that each can be read.
        static let author = selectors([
            "[itemprop=author] [itemprop=name], [itemprop=author], [rel=author]",
            ".author, .post-author, .username, .user-name, .nickname, .nick, .poster, .writer, .byline",
            ".seller, .seller-name, .contact-name, .owner, .member, .user",
        ])
        static let place = selectors([
            "[itemprop=addressLocality], .p-locality, .p-location",
            ".location, .place, .city, .region, .ad-location, .item-location, .post-location, .district",
            "address, [itemprop=address], .address, .area",
        ])
        static let time = selector("time[datetime]")
        static let posted = selector(
            """
            [itemprop=datePublished], [itemprop=dateCreated], [itemprop=datePosted], time, .date, .time, .posted, \
            .post-date, .postdate, .published, .dateline, .datetime, .regdate, .timestamp, .created, .post-time, \
            .posted-on, .meta-date
            """)

        private static func selector(_ text: String) -> Selector {
            (try? SelectorParser.parse(text, field: "hint")) ?? Selector(alternatives: [])
        }

        private static func selectors(_ texts: [String]) -> [Selector] { texts.map(selector) }
    }
}
