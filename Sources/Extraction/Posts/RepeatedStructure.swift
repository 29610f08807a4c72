/// Finds what repeats on a page: the posts of a thread, and the teasers of a listing.
///
/// Elements of the same shape (name and first telling word of the class; without one, siblings of the same name) are
/// looked at together. They are posts where each has text of its own and says who wrote it or when; they are teasers
/// where each is mainly a link to another page, with a few words about it. The difference matters: a listing's teasers
/// are not posts, the pages that they lead to are.
struct RepeatedStructure {
    /// The posts of the page; empty where nothing repeats that is one.
    private(set) var posts: [PostDraft] = []
    /// Elements that are teasers, in document order.
    private(set) var teasers: [Int] = []

    private let document: HTMLDocument
    private let statistics: PageStatistics
    private let pageURL: String

    /// The least text of a post, in bytes without white space: some ten Chinese characters.
    private static let leastText = 30

    init(_ document: HTMLDocument, _ statistics: PageStatistics, pageURL: String) {
        self.document = document
        self.statistics = statistics
        self.pageURL = pageURL
        let shapes = shapes()
        var candidates: [Group] = []
        for members in shapes {
            if let group = group(members) { candidates.append(group) }
            let found = teasers(among: members)
            if found.count >= 3 { teasers.append(contentsOf: found) }
        }
        teasers.sort()
        if let best = best(of: candidates) {
            let members = Set(best.members)
            posts = best.members.prefix(SelectedPosts.most).map { draft($0, members: members) }
        }
    }

    private struct Group {
        var members: [Int]
        /// Text of all members, in bytes.
        var text: Int
    }

    // MARK: - Shapes

    private struct Shape: Hashable {
        var tag: HTMLTag
        var word: UInt64
        /// The parent, where there is no class to tell the shape by.
        var parent: Int32
    }

    private func shapes() -> [[Int]] {
        var order: [Shape] = []
        var members: [Shape: [Int]] = [:]
        var frameEnd = 0
        for node in document.nodes.indices where document.isElement(node) && node >= frameEnd {
            if statistics.isFrame[node] {
                frameEnd = Int(document.nodes[node].end)
                continue
            }
            guard RepeatedStructure.tags.contains(document.nodes[node].tag), statistics.text[node] >= 8 else {
                continue
            }
            guard let shape = shape(of: node) else { continue }
            if members[shape] == nil { order.append(shape) }
            members[shape, default: []].append(node)
        }
        return order.compactMap { shape in
            guard let list = members[shape], list.count >= 2 else { return nil }
            return list
        }
    }

    private static let tags: Set<HTMLTag> = [
        .article, .div, .li, .section, .tr, .table, .tbody, .dl, .dd, .blockquote, .td,
    ]

    /// Nil for what only lays a page out.
    private func shape(of node: Int) -> Shape? {
        var telling: UInt64?
        var hasClass = false
        if let value = document.rawAttribute("class", of: node) {
            PageWords.eachWord(of: value) { word in
                hasClass = true
                guard telling == nil, !PageWords.layoutWords.contains(word), !PageWords.variantWords.contains(word)
                else { return }
                telling = word
            }
        }
        let tag = document.nodes[node].tag
        if let telling { return Shape(tag: tag, word: telling, parent: -1) }
        if hasClass, tag == .div || tag == .section { return nil }
        return Shape(tag: tag, word: 0, parent: document.nodes[node].parent)
    }

    // MARK: - Posts

    /// The members that are posts; nil where fewer than two are.
    private func group(_ members: [Int]) -> Group? {
        let set = Set(members)
        var posts: [Int] = []
        var total = 0
        for member in members {
            let range = member..<Int(document.nodes[member].end)
            let text = ownText(member, set)
            guard text.own >= RepeatedStructure.leastText, text.linked * 2 <= text.own,
                statistics.dates(in: range) + statistics.authors(in: range) > 0, !isTeaser(member, ownText: text.own)
            else { continue }
            posts.append(member)
            total += text.own + text.linked
        }
        // A single odd one among teasers is not a thread.
        guard posts.count >= 2, posts.count * 2 >= members.count else { return nil }
        return Group(members: posts, text: total)
    }

    /// The text of a member without that of members nested in it, as replies are.
    private func ownText(_ member: Int, _ members: Set<Int>) -> (own: Int, linked: Int) {
        var text = Int(statistics.text[member])
        var linked = Int(statistics.linked[member])
        var node = member + 1
        let end = Int(document.nodes[member].end)
        // Only shapes that nest pay for this walk, and each of their nodes once for each level.
        while node < end {
            if members.contains(node) || statistics.isFrame[node] {
                if members.contains(node) {
                    text -= Int(statistics.text[node])
                    linked -= Int(statistics.linked[node])
                }
                node = Int(document.nodes[node].end)
            } else {
                node += 1
            }
        }
        return (max(0, text - linked), max(0, linked))
    }

    /// The group with most text, unless what it holds repeats in turn: two columns are not two posts.
    private func best(of groups: [Group]) -> Group? {
        let ranked = groups.enumerated().sorted { one, other in
            one.element.text == other.element.text
                ? one.offset > other.offset : one.element.text > other.element.text
        }.prefix(16).map(\.element)
        return ranked.first { group in
            !ranked.contains { other in
                other.members != group.members && other.text * 2 >= group.text
                    && group.members.contains { holdsTwo($0, of: other.members) }
            }
        }
    }

    /// Whether two and more of `members`, which stand in document order, stand below `node`.
    private func holdsTwo(_ node: Int, of members: [Int]) -> Bool {
        let low = members.partitioningIndex { $0 > node }
        return low + 1 < members.count && members[low + 1] < Int(document.nodes[node].end)
    }

    // MARK: - Teasers

    private func teasers(among members: [Int]) -> [Int] {
        var seen: Set<[UInt8]> = []
        return members.filter { member in
            guard isTeaser(member, ownText: statistics.own(member)), let href = mainLink(of: member)?.href else {
                return false
            }
            return seen.insert(href).inserted
        }
    }

    private func isTeaser(_ member: Int, ownText: Int) -> Bool {
        guard let link = mainLink(of: member) else { return false }
        let linked = Int(statistics.linked[member])
        if link.isHeading { return ownText < 600 }
        if linked * 2 >= ownText, !link.isProfile { return true }
        return link.isFirst && !link.isProfile && link.text >= 12 && ownText < 400
    }

    private struct MainLink {
        var href: [UInt8]
        /// Bytes of its text.
        var text: Int
        /// Whether it is, or stands in, a heading.
        var isHeading: Bool
        /// Whether nothing stands before it in its element.
        var isFirst: Bool
        var isProfile: Bool
    }

    /// The first link of the element that leads to another page: that in a heading, else the first.
    private func mainLink(of member: Int) -> MainLink? {
        var first: MainLink?
        var textBefore = 0
        let end = Int(document.nodes[member].end)
        for node in member..<end {
            let here = document.nodes[node]
            if here.kind == .text {
                textBefore += Int(statistics.text[node])
                continue
            }
            guard here.tag == .a, statistics.text[node] >= 4,
                let href = document.rawAttribute("href", of: node), leadsElsewhere(href)
            else { continue }
            let link = MainLink(
                href: Array(href), text: Int(statistics.text[node]), isHeading: isInHeading(node, member),
                isFirst: textBefore < 12, isProfile: PageWords.roles(of: node, in: document).isAuthor)
            if link.isHeading { return link }
            if first == nil { first = link }
        }
        return first
    }

    private func isInHeading(_ node: Int, _ member: Int) -> Bool {
        for child in document.descendants(of: node) where document.nodes[child].tag.isHeading { return true }
        var current = document.parent(of: node)
        while let here = current, here > member {
            if document.nodes[here].tag.isHeading { return true }
            current = document.parent(of: here)
        }
        return false
    }

    /// Whether a link leads to another page. One with a fragment is a post's link to itself.
    private func leadsElsewhere(_ href: ArraySlice<UInt8>) -> Bool {
        guard PageWords.leadsToPage(href), !href.contains(UInt8(ascii: "#")) else { return false }
        let address = pageURL.utf8.prefix { $0 != UInt8(ascii: "#") }
        return !(address.count >= href.count && address.suffix(href.count).elementsEqual(href))
    }

    // MARK: - Drafts

    private func draft(_ member: Int, members: Set<Int>) -> PostDraft {
        let hints = PostHints(document: document, statistics: statistics, scope: member) { node in
            members.contains(node)
        }
        let body = bodyElement(of: member, members)
        let author = hints.author()
        let posted = hints.posted()
        let text = document.visibleText(of: body ?? member) { node in
            members.contains(node) || statistics.isFrame[node]
                || (body == nil && (node == author?.node || node == posted?.node))
        }
        let id = document.attribute("id", of: member)?.trimmedOrNil
        return PostDraft(
            text: text, posted: posted?.text, author: author?.text, place: nil, lang: document.language(of: member),
            elementID: id.flatMap { $0.contains(where: \.isNumber) ? $0 : nil }, node: member)
    }

    /// The element that holds the words of a post: the deepest with seven tenths of its text.
    private func bodyElement(of member: Int, _ members: Set<Int>) -> Int? {
        let wanted = ownText(member, members).own * 7 / 10
        var body: Int?
        var current = member
        while true {
            let next = document.elementChildren(of: current).first { child in
                !members.contains(child) && !statistics.isFrame[child] && statistics.own(child) >= wanted
            }
            guard let next, document.nodes[next].tag.isBlock || document.nodes[next].tag == .td else { return body }
            body = next
            current = next
        }
    }
}
