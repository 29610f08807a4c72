/// Finds the one post that a page is about by where its text is: the element that holds most of the words that are
/// neither links, nor a frame, nor teasers of other pages.
///
/// Unlike a reader's view, it would rather keep a line too much than lose the line with the telephone number: it
/// descends only while one element holds nearly everything.
struct MainText {
    let document: HTMLDocument
    let statistics: PageStatistics
    let repeated: RepeatedStructure
    /// Whether the page has a title elsewhere; if not, it stands in the text.
    let isTitled: Bool
    /// Whether the page says that it is one of several.
    let isPaged: Bool

    /// The least text of a post, in bytes without white space.
    static let leastText = 40
    /// How much of the text an element must hold for its surroundings to be left out.
    private var share: Double { isTitled ? 0.75 : 0.97 }

    /// The element and its text; nil where the page has none, or is a listing.
    func find() -> (node: Int, text: String)? {
        let excluded = Set(repeated.teasers)
        var own = [Int32](repeating: 0, count: document.nodes.count)
        var teaserText = 0
        var largest = 0
        var skipUntil = 0
        var linkUntil = 0
        for node in document.nodes.indices {
            guard node >= skipUntil else { continue }
            let here = document.nodes[node]
            if excluded.contains(node) || statistics.isFrame[node] {
                if excluded.contains(node) { teaserText += Int(statistics.text[node]) }
                skipUntil = Int(here.end)
                continue
            }
            if here.tag == .a, here.kind == .element, PageWords.leadsToPage(document.rawAttribute("href", of: node)) {
                linkUntil = max(linkUntil, Int(here.end))
            }
            if here.kind == .text, node >= linkUntil {
                own[node] = statistics.text[node]
                largest = max(largest, Int(own[node]))
            }
        }
        for node in document.nodes.indices.dropFirst().reversed() {
            let parent = Int(document.nodes[node].parent)
            if parent >= 0 { own[parent] += own[node] }
        }
        let total = Int(own[HTMLDocument.root])
        guard total >= MainText.leastText, !isListing(teasers: teaserText, total: total, largest: largest) else {
            return nil
        }
        let node = container(own)
        let text = document.visibleText(of: node) { inner in
            excluded.contains(inner) || statistics.isFrame[inner] || isMenu(inner)
        }
        return text.isEmpty ? nil : (node, text)
    }

    private func isMenu(_ node: Int) -> Bool {
        MainText.menus.contains(document.nodes[node].tag) && statistics.isMenu(node, in: document)
    }

    /// What a menu may be made of; a paragraph of links is text.
    private static let menus: Set<HTMLTag> = [.center, .div, .ol, .section, .table, .td, .tr, .ul]

    /// Whether the page mainly leads to others.
    private func isListing(teasers: Int, total: Int, largest: Int) -> Bool {
        let count = repeated.teasers.count
        // No passage that could be what a post says.
        if largest < 60 {
            return isPaged || count >= 3 || (count == 2 && teasers * 2 >= total)
        }
        return count >= 3 && (teasers > 3 * total || (count >= 8 && teasers > total))
    }

    private func container(_ own: [Int32]) -> Int {
        var current = document.first(.body) ?? HTMLDocument.root
        let wanted = Int32(Double(own[current]) * share)
        while true {
            let next = document.elementChildren(of: current).first { own[$0] >= wanted && own[$0] > 0 }
            guard let next, MainText.holders.contains(document.nodes[next].tag) else { return current }
            current = next
        }
    }

    /// What may hold a post; a paragraph is part of one.
    private static let holders: Set<HTMLTag> = [
        .article, .blockquote, .center, .dd, .div, .dl, .form, .main, .section, .table, .tbody, .td, .tr, .ul, .li,
        .pre,
        .font, .span, .other, .fieldset,
    ]
}
