/// Measures of a page's elements that finding posts reads again and again, made in two passes.
struct PageStatistics {
    /// Visible bytes of text that aren't white space, within each node.
    private(set) var text: [Int32]
    /// The share of them within links to pages (not of `tel:`, `mailto:` and their like, which are what an ad says).
    private(set) var linked: [Int32]
    /// Elements that are a site's frame rather than its content: navigation, footers, cookie notices, sharing.
    private(set) var isFrame: [Bool]
    /// Elements that may tell an author, a time or a place, in document order.
    private(set) var hints: [Int] = []
    /// How many elements that speak of a date, of an author, and how many `h1`, stand before each node.
    private var datesBefore: [Int32]
    private var authorsBefore: [Int32]
    private var headingsBefore: [Int32]
    /// How many links within the site, and how many out of it, stand before each node.
    private var innerLinksBefore: [Int32]
    private var outerLinksBefore: [Int32]

    init(_ document: HTMLDocument, pageURL: String) {
        let count = document.nodes.count
        text = [Int32](repeating: 0, count: count)
        linked = text
        isFrame = [Bool](repeating: false, count: count)
        datesBefore = [Int32](repeating: 0, count: count + 1)
        authorsBefore = datesBefore
        headingsBefore = datesBefore
        innerLinksBefore = datesBefore
        outerLinksBefore = datesBefore
        var isWordFrame = isFrame
        measure(document, pageURL: pageURL, isWordFrame: &isWordFrame)
        markFrames(document, isWordFrame)
    }

    func dates(in range: Range<Int>) -> Int { Int(datesBefore[range.upperBound] - datesBefore[range.lowerBound]) }
    func authors(in range: Range<Int>) -> Int { Int(authorsBefore[range.upperBound] - authorsBefore[range.lowerBound]) }
    func headings(in range: Range<Int>) -> Int {
        Int(headingsBefore[range.upperBound] - headingsBefore[range.lowerBound])
    }

    /// Those of `hints` that stand below `node`.
    func hints(below node: Int, in document: HTMLDocument) -> ArraySlice<Int> {
        let start = hints.partitioningIndex { $0 > node }
        let end = hints.partitioningIndex { $0 >= Int(document.nodes[node].end) }
        return hints[start..<max(start, end)]
    }

    /// Whether the element holds links within the site and next to nothing else: a menu, whatever it is called. A link
    /// out of the site may be how an advertiser is reached.
    func isMenu(_ node: Int, in document: HTMLDocument) -> Bool {
        let end = Int(document.nodes[node].end)
        return innerLinksBefore[end] - innerLinksBefore[node] >= 2 && outerLinksBefore[end] == outerLinksBefore[node]
            && own(node) * 5 <= Int(linked[node]) && headings(in: node..<end) == 0
    }

    /// Text outside of links.
    func own(_ node: Int) -> Int { Int(text[node] - linked[node]) }

    // MARK: - Passes

    private mutating func measure(_ document: HTMLDocument, pageURL: String, isWordFrame: inout [Bool]) {
        let count = document.nodes.count
        var hiddenUntil = 0
        var linkUntil = 0
        var chromeUntil = 0
        for node in 0..<count {
            datesBefore[node + 1] = datesBefore[node]
            authorsBefore[node + 1] = authorsBefore[node]
            headingsBefore[node + 1] = headingsBefore[node]
            innerLinksBefore[node + 1] = innerLinksBefore[node]
            outerLinksBefore[node + 1] = outerLinksBefore[node]
            let here = document.nodes[node]
            let end = Int(here.end)
            if here.kind == .text {
                guard node >= hiddenUntil, node >= chromeUntil else { continue }
                let range = document.textRange(of: node)
                var bytes: Int32 = 0
                for byte in document.bytes[range] where !ASCII.isSpace(byte) { bytes += 1 }
                text[node] = bytes
                if node < linkUntil { linked[node] = bytes }
                if bytes >= 6, bytes <= 80, PageWords.hasDate(document.bytes[range]) { datesBefore[node + 1] += 1 }
                continue
            }
            guard here.kind == .element, node >= hiddenUntil else { continue }
            if here.tag.isNeverShown || document.isHidden(node) {
                hiddenUntil = end
                continue
            }
            let words = PageWords.roles(of: node, in: document)
            isWordFrame[node] = words.isFrame
            let isTold = words.isDate || words.isAuthor || words.isPlace || words.isProperty
            if isTold || here.tag == .time || here.tag == .address { hints.append(node) }
            if words.isDate || here.tag == .time { datesBefore[node + 1] += 1 }
            if words.isAuthor { authorsBefore[node + 1] += 1 }
            switch here.tag {
            case .h1: headingsBefore[node + 1] += 1
            case .a:
                guard let href = document.rawAttribute("href", of: node), PageWords.leadsToPage(href) else { break }
                linkUntil = max(linkUntil, end)
                if PageWords.staysOnSite(href, pageURL: pageURL) {
                    innerLinksBefore[node + 1] += 1
                } else {
                    outerLinksBefore[node + 1] += 1
                }
            // A form's words are not what the page says.
            case .button, .label, .legend, .textarea: chromeUntil = max(chromeUntil, end)
            default: break
            }
        }
        var node = count - 1
        while node > 0 {
            let parent = Int(document.nodes[node].parent)
            if parent >= 0 {
                text[parent] += text[node]
                linked[parent] += linked[node]
            }
            node -= 1
        }
    }

    /// Decides which elements are frame, and takes their text out of those around them.
    private mutating func markFrames(_ document: HTMLDocument, _ isWordFrame: [Bool]) {
        let total = Int(text[HTMLDocument.root])
        var outside = 0
        var removed: [(node: Int, text: Int32, linked: Int32)] = []
        for node in document.nodes.indices where document.isElement(node) && node >= outside {
            let here = document.nodes[node]
            let range = node..<Int(here.end)
            let isFrame: Bool
            switch here.tag {
            case .nav, .menu: isFrame = true
            case .html, .body, .main, .article, .h1: isFrame = false
            case .aside: isFrame = headings(in: range) == 0
            case .header, .footer:
                isFrame = headings(in: range) == 0 && !isWithinArticle(node, document)
            case .form: isFrame = hasPassword(range, document)
            default:
                // A class such as `with-sidebar` on what holds the whole page says nothing.
                isFrame = isWordFrame[node] && headings(in: range) == 0 && Int(text[node]) * 2 < total
            }
            guard isFrame else { continue }
            self.isFrame[node] = true
            removed.append((node, text[node], linked[node]))
            outside = Int(here.end)
        }
        for entry in removed {
            var current = document.parent(of: entry.node)
            while let ancestor = current {
                text[ancestor] -= entry.text
                linked[ancestor] -= entry.linked
                current = document.parent(of: ancestor)
            }
        }
    }

    private func isWithinArticle(_ node: Int, _ document: HTMLDocument) -> Bool {
        var current = document.parent(of: node)
        while let here = current {
            if document.nodes[here].tag == .article || document.nodes[here].tag == .main { return true }
            current = document.parent(of: here)
        }
        return false
    }

    private func hasPassword(_ range: Range<Int>, _ document: HTMLDocument) -> Bool {
        range.contains { node in
            document.nodes[node].tag == .input
                && document.rawAttribute("type", of: node).map { $0.equalsIgnoringCase("password") } == true
        }
    }
}
