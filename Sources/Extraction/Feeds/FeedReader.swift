import Model

/// Reads RSS 0.9x and 2.0, RDF (RSS 1.0) and Atom, whole or broken.
struct FeedReader {

    /// What a feed holds.
    struct Feed {
        var title: String?
        var language: String?
        var entries: [Entry] = []
        /// The next page of the feed (RFC 5005), as it stands.
        var next: String?
    }

    struct Entry {
        var title: String?
        var text = ""
        /// As it stands in the feed.
        var link: String?
        var identifier: String?
        /// Whether the identifier is a link too (RSS's `guid` without `isPermaLink="false"`).
        var isIdentifierLink = false
        var author: String?
        var posted: String?
        var language: String?
        /// How full the text is: a full content beats a summary.
        fileprivate var fullness = 0
    }

    static func read(_ utf8: [UInt8], limit: Int) -> Feed {
        utf8.withUnsafeBufferPointer { buffer in
            var reader = FeedReader(scanner: XMLScanner(buffer), limit: limit)
            return reader.run()
        }
    }

    private var scanner: XMLScanner
    private let limit: Int
    private var feed = Feed()
    private var entry: Entry?
    private var field: Field?
    /// How many elements are open within the entry, its fields' content aside.
    private var depth = 0

    /// A child of an entry, or of the channel, while it is read.
    private struct Field {
        var name: UInt64
        /// How many elements of the same name are open in it.
        var nesting = 0
        var text: [UInt8] = []
        /// Where its content begins, for content that is markup itself.
        var rawStart: Int
        var hasMarkup = false
        /// `type` of Atom's text constructs.
        var type: String?
        var isIdentifierLink = false
        /// Atom's `name` within `author`.
        var personName: [UInt8]?
        var isInName = false
    }

    private init(scanner: XMLScanner, limit: Int) {
        self.scanner = scanner
        self.limit = limit
    }

    private mutating func run() -> Feed {
        while feed.entries.count < limit, let event = scanner.next() {
            switch event.kind {
            case .start: start(event)
            case .end: end(event)
            case .text:
                if field != nil { append(XMLReferences.decoded(scanner.bytes[event.content])) }
            case .characterData:
                if field != nil { append(Array(scanner.bytes[event.content])) }
            }
        }
        // A feed that breaks off within an entry still has told what it has told.
        if let end = field.map({ _ in scanner.bytes.count }) { finishField(contentEnd: end) }
        finishEntry()
        return feed
    }

    private mutating func append(_ bytes: [UInt8]) {
        if field?.isInName == true { field?.personName?.append(contentsOf: bytes) }
        field?.text.append(contentsOf: bytes)
    }

    // MARK: - Events

    private mutating func start(_ event: XMLScanner.Event) {
        if event.name == Names.item || event.name == Names.entry, Names.isKnown(event.prefix) {
            if field != nil { finishField(contentEnd: event.start) }
            finishEntry()
            entry = Entry()
            entry?.language = scanner.attribute("xml:lang", of: event)
            entry?.identifier = scanner.attribute("rdf:about", of: event)
            depth = 0
            return
        }
        if field != nil {
            field?.hasMarkup = true
            if event.name == Names.name, field?.name == Names.author {
                field?.isInName = true
                field?.personName = []
            }
            if event.name == field?.name, !event.isEmpty { field?.nesting += 1 }
            return
        }
        if event.name == Names.feed || event.name == Names.rss {
            feed.language = feed.language ?? scanner.attribute("xml:lang", of: event)
        }
        if event.name == Names.link { link(event) }
        defer { if entry != nil, field == nil, !event.isEmpty { depth += 1 } }
        guard !event.isEmpty, Names.isKnown(event.prefix), depth == 0, isField(event.name) else { return }
        field = Field(
            name: event.name, rawStart: event.end, type: scanner.attribute("type", of: event),
            isIdentifierLink: scanner.attribute("isPermaLink", of: event)?.lowercased() != "false")
    }

    private mutating func end(_ event: XMLScanner.Event) {
        if event.name == Names.item || event.name == Names.entry, Names.isKnown(event.prefix) {
            if field != nil { finishField(contentEnd: event.start) }
            finishEntry()
            return
        }
        if let open = field {
            if event.name == Names.name { field?.isInName = false }
            guard event.name == open.name else { return }
            if open.nesting > 0 { field?.nesting -= 1 } else { finishField(contentEnd: event.start) }
            return
        }
        if entry != nil { depth = max(0, depth - 1) }
    }

    private func isField(_ name: UInt64) -> Bool {
        entry == nil ? Names.channelFields.contains(name) : Names.entryFields.contains(name)
    }

    /// Atom's links, which have their address in an attribute.
    private mutating func link(_ event: XMLScanner.Event) {
        guard let href = scanner.attribute("href", of: event)?.trimmedOrNil else { return }
        let relation = scanner.attribute("rel", of: event)?.lowercased() ?? "alternate"
        if entry != nil {
            if relation == "alternate", entry?.link == nil { entry?.link = href }
        } else if relation == "next" {
            feed.next = feed.next ?? href
        }
    }

    // MARK: - Fields

    private mutating func finishField(contentEnd: Int) {
        guard let field else { return }
        self.field = nil
        let plain = String(decoding: field.text, as: UTF8.self)
        guard var current = entry else {
            if field.name == Names.title, feed.title == nil { feed.title = MarkupText.line(of: plain) }
            if field.name == Names.language { feed.language = plain.trimmedOrNil }
            return
        }
        // Markup that stands in the feed unescaped, as Atom's xhtml does.
        let isInline = field.hasMarkup && contentEnd > field.rawStart
        let markup = isInline ? String(decoding: scanner.bytes[field.rawStart..<contentEnd], as: UTF8.self) : plain
        // Atom's plain text is not markup, whatever it looks like.
        let isPlain = field.type == "text" && !isInline
        switch field.name {
        case Names.title:
            current.title = current.title ?? (isPlain ? plain.trimmedOrNil : MarkupText.line(of: markup))
        case Names.link:
            if let link = plain.trimmedOrNil, current.link == nil { current.link = link }
        case Names.guid, Names.id:
            current.identifier = plain.trimmedOrNil
            current.isIdentifierLink = field.name == Names.guid && field.isIdentifierLink
        case Names.encoded, Names.fullText, Names.content, Names.description, Names.summary:
            let fullness = field.name == Names.description || field.name == Names.summary ? 1 : 2
            let text = isPlain ? plain.trimmedOrNil ?? "" : MarkupText.text(of: markup)
            if !text.isEmpty, fullness > current.fullness {
                current.text = text
                current.fullness = fullness
            }
        case Names.author, Names.creator:
            let name = field.personName.map { String(decoding: $0, as: UTF8.self) } ?? plain
            current.author = current.author ?? FeedReader.person(name)
        case Names.published, Names.pubDate:
            current.posted = plain.trimmedOrNil
        case Names.updated, Names.date, Names.modified, Names.issued:
            current.posted = current.posted ?? plain.trimmedOrNil
        case Names.language:
            current.language = current.language ?? plain.trimmedOrNil
        default: break
        }
        entry = current
    }

    private mutating func finishEntry() {
        defer { entry = nil }
        guard var entry else { return }
        if entry.link == nil, entry.isIdentifierLink || entry.identifier?.hasPrefix("http") == true {
            entry.link = entry.identifier.flatMap { $0.hasPrefix("http") ? $0 : nil }
        }
        guard !entry.text.isEmpty || entry.title != nil || entry.link != nil else { return }
        feed.entries.append(entry)
    }

    /// RSS writes `mail@example.org (Name)`.
    private static func person(_ text: String) -> String? {
        guard let line = MarkupText.line(of: text) else { return nil }
        if line.hasSuffix(")"), let open = line.firstIndex(of: "("), line[..<open].contains("@") {
            return String(line[line.index(after: open)...].dropLast()).trimmedOrNil
        }
        return line
    }

    private enum Names {
        static func key(_ name: String) -> UInt64 { MarkupScanner.key(of: name.utf8) }

        static let item = key("item")
        static let entry = key("entry")
        static let feed = key("feed")
        static let rss = key("rss")
        static let title = key("title")
        static let link = key("link")
        static let guid = key("guid")
        static let id = key("id")
        static let encoded = key("encoded")
        static let fullText = key("full-text")
        static let content = key("content")
        static let description = key("description")
        static let summary = key("summary")
        static let author = key("author")
        static let creator = key("creator")
        static let name = key("name")
        static let published = key("published")
        static let pubDate = key("pubdate")
        static let updated = key("updated")
        static let modified = key("modified")
        static let issued = key("issued")
        static let date = key("date")
        static let language = key("language")

        static let channelFields: Set<UInt64> = [title, language]
        static let entryFields: Set<UInt64> = [
            title, link, guid, id, encoded, fullText, content, description, summary, author, creator, published,
            pubDate,
            updated, modified, issued, date, language,
        ]

        /// The vocabularies whose names mean what they say; `media:title` is not the entry's title.
        static func isKnown(_ prefix: UInt64) -> Bool { prefix == 0 || prefixes.contains(prefix) }
        private static let prefixes = Set(
            ["atom", "atom10", "a10", "rss", "rdf", "dc", "dcterms", "content", "yandex"].map(key))
    }
}
