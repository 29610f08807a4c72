/// Bounds what a page can demand of an HTML parser, before one sees it.
///
/// The standard's tree construction looks through the stack of open elements at every tag and compares every attribute
/// with those before it; a page of 100,000 nested elements or of 100,000 attributes on one takes gumbo half a minute,
/// and unclosed formatting elements are repeated in each paragraph, which is memory without end. Browsers stop nesting
/// at 512. Here, tags that would nest deeper, and attributes beyond a bound, are taken out; all text stays.
///
/// The nesting is estimated with a stack as the parser's, on which `li`, `p`, `td` and their like close one another.
struct MarkupGuard {

    /// How much of the markup is kept.
    enum Level: CaseIterable {
        /// Everything within the bounds.
        case full
        /// Nothing that changes how a parser works: no formatting, foreign content, frames or templates.
        case plainer
        /// Only what gives text its lines, its links and its headings.
        case plain
    }

    /// How deep elements may nest, formatting and other inline ones apart.
    static let blockDepth = 512
    static let inlineDepth = 256
    /// How many formatting elements may be open: each is made anew in every paragraph that begins.
    static let formattingDepth = 64
    /// The most attributes on one tag.
    static let attributes = 512

    /// `html` itself where it is within the bounds, else a copy that is; in either, scripts and styles without their text.
    static func bounded(_ html: [UInt8], level: Level = .full) -> [UInt8] {
        if level == .full {
            let census = html.withUnsafeBufferPointer { MarkupCensus($0) }
            let html = census.unread.isEmpty ? html : html.withUnsafeBufferPointer { census.read($0) }
            // Formatting elements multiply by the paragraphs that repeat them, which takes many tags.
            let isWithin = census.tags <= 256 && census.attributes <= attributes
            return isWithin ? html : guarded(html, level)
        }
        return guarded(html, level)
    }

    private static func guarded(_ html: [UInt8], _ level: Level) -> [UInt8] {
        html.withUnsafeBufferPointer { bytes in
            var guardian = MarkupGuard(level: level, capacity: bytes.count)
            guardian.run(bytes)
            return guardian.output
        }
    }

    private let level: Level
    private var output: [UInt8] = []
    private var open: [Entry] = []
    private var blocks = 0
    private var inlines = 0
    private var formatting = 0
    /// End tags to leave out because their start tags were, by name.
    private var dropped: [UInt64: Int] = [:]

    private struct Entry {
        var name: UInt64
        var kind: Kind
    }

    private enum Kind {
        case block, inline, formatting
        /// Closed by the next of its group; never counted, since they can't nest without a block between.
        case lists, definitions, cells, rows, paragraph, option
        /// Never nests: void, or closed by the parser when it comes again.
        case loose
    }

    private init(level: Level, capacity: Int) {
        self.level = level
        output.reserveCapacity(capacity)
    }

    private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = MarkupScanner(bytes: bytes)
        var copied = 0
        while let token = scanner.next() {
            let isKept = token.isEndTag ? close(token) : admit(token)
            if !isKept {
                output.append(contentsOf: bytes[copied..<token.start])
                copied = token.end
            } else if let cut = token.attributeCut {
                output.append(contentsOf: bytes[copied..<cut])
                output.append(ASCII.greater)
                copied = token.end
            }
        }
        output.append(contentsOf: bytes[copied..<bytes.count])
    }

    // MARK: - The stack

    /// Whether the start tag may stay.
    private mutating func admit(_ token: MarkupScanner.Token) -> Bool {
        let kind = MarkupGuard.kind(of: token.name)
        guard isAllowed(token.name) else { return false }
        switch kind {
        case .loose:
            return true
        case .block:
            guard blocks < MarkupGuard.blockDepth else { return drop(token) }
            blocks += 1
        case .inline:
            guard inlines < MarkupGuard.inlineDepth else { return drop(token) }
            inlines += 1
        case .formatting:
            guard formatting < MarkupGuard.formattingDepth else { return drop(token) }
            formatting += 1
        case .lists, .definitions, .cells, .rows, .paragraph, .option:
            closeLast(of: kind)
        }
        open.append(Entry(name: token.name, kind: kind))
        return true
    }

    private mutating func drop(_ token: MarkupScanner.Token) -> Bool {
        dropped[token.name, default: 0] += 1
        return false
    }

    /// Whether the end tag may stay.
    private mutating func close(_ token: MarkupScanner.Token) -> Bool {
        guard isAllowed(token.name) else { return false }
        if let count = dropped[token.name], count > 0 {
            dropped[token.name] = count - 1
            return false
        }
        if let index = open.lastIndex(where: { $0.name == token.name }) { pop(to: index) }
        return true
    }

    /// Closes an open element of the group, if no block stands between.
    private mutating func closeLast(of kind: Kind) {
        var index = open.count - 1
        while index >= 0 {
            let entry = open[index].kind
            if entry == kind || (kind == .rows && entry == .cells) {
                pop(to: index)
                if kind != .rows { return }
            } else if entry == .block {
                return
            }
            index -= 1
        }
    }

    private mutating func pop(to index: Int) {
        while open.count > index, let entry = open.popLast() {
            switch entry.kind {
            case .block: blocks -= 1
            case .inline: inlines -= 1
            case .formatting: formatting -= 1
            default: break
            }
        }
    }

    // MARK: - Kinds

    private func isAllowed(_ name: UInt64) -> Bool {
        switch level {
        case .full: true
        case .plainer: !MarkupGuard.unusual.contains(name)
        case .plain: MarkupGuard.essential.contains(name)
        }
    }

    private static func kind(of name: UInt64) -> Kind { kinds[name] ?? .block }

    private static func names(_ list: String) -> [UInt64] {
        list.split(separator: " ").map { MarkupScanner.key(of: $0.utf8) }
    }

    private static let kinds: [UInt64: Kind] = {
        var result: [UInt64: Kind] = [:]
        let table: [(Kind, String)] = [
            (.formatting, "b big code em font i s small strike strong tt u"),
            (
                .inline,
                "span abbr acronym cite q sub sup kbd samp var ins del label bdi bdo ruby rb rt rp rtc mark dfn time data"
            ),
            (.lists, "li"), (.definitions, "dt dd"), (.cells, "td th"), (.rows, "tr tbody thead tfoot"),
            (.paragraph, "p"), (.option, "option"),
            (
                .loose,
                """
                area base basefont bgsound br col embed frame hr image img input keygen link meta param source track \
                wbr html head body a button nobr form script style title textarea xmp iframe noembed noframes plaintext
                """
            ),
        ]
        for (kind, list) in table { for name in names(list) { result[name] = kind } }
        return result
    }()

    private static let unusual = Set(
        names(
            """
            b big code em font i s small strike strong tt u nobr svg math frameset frame isindex template object applet \
            marquee select option optgroup image ruby rb rt rp rtc caption colgroup col menuitem keygen
            """))

    private static let essential = Set(
        names("html head body title base meta link a p br div h1 h2 h3 h4 h5 h6 ul ol li article time script style"))
}
