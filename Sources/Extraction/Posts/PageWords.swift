/// What the words in an element's class and id, and the look of its text, say about its part on a page.
enum PageWords {

    struct Roles {
        var isFrame = false
        var isDate = false
        var isAuthor = false
        var isPlace = false
        /// Whether the element is a property of microdata, whatever its name.
        var isProperty = false
    }

    /// What the words of `class`, `id`, `rel` and `itemprop` say.
    static func roles(of node: Int, in document: HTMLDocument) -> Roles {
        var roles = Roles()
        for index in document.attributeRange(of: node) {
            let attribute = document.attributes[index]
            let name = document.bytes[attribute.name]
            let isLink = name.elementsEqual("href".utf8)
            guard
                isLink || name.elementsEqual("class".utf8) || name.elementsEqual("id".utf8)
                    || name.elementsEqual("rel".utf8) || name.elementsEqual("itemprop".utf8)
                    || name.elementsEqual("role".utf8) || name.elementsEqual("data-author".utf8)
            else { continue }
            if name.elementsEqual("data-author".utf8) { roles.isAuthor = true }
            if name.elementsEqual("itemprop".utf8) { roles.isProperty = true }
            eachWord(of: document.bytes[attribute.value]) { word in
                if isLink {
                    if profileWords.contains(word) { roles.isAuthor = true }
                    return
                }
                if frameWords.contains(word) { roles.isFrame = true }
                if dateWords.contains(word) { roles.isDate = true }
                if authorWords.contains(word) { roles.isAuthor = true }
                if placeWords.contains(word) { roles.isPlace = true }
            }
        }
        return roles
    }

    /// Calls `body` with the key of each word: letters between other signs, `siteFooter` being two words.
    static func eachWord(of value: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
        var hash: UInt64 = 0
        var wasLower = false
        for byte in value {
            let isUpper = byte &- 0x41 < 26
            if !ASCII.isLetter(byte) || (isUpper && wasLower) {
                if hash != 0 { body(hash) }
                hash = 0
            }
            if ASCII.isLetter(byte) {
                if hash == 0 { hash = 0xCBF2_9CE4_8422_2325 }
                hash = (hash ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3
            }
            wasLower = ASCII.isLetter(byte) && !isUpper
        }
        if hash != 0 { body(hash) }
    }

    /// Whether `href` leads to a page, rather than to a telephone, a mailbox or a script.
    static func leadsToPage(_ href: ArraySlice<UInt8>?) -> Bool {
        guard let href = href?.trimmed(), !href.isEmpty else { return false }
        for scheme in ["tel", "mailto", "sms", "javascript", "tg", "viber", "whatsapp", "line", "weixin", "kakaoopen"] {
            if href.count > scheme.utf8.count, href.first.map(ASCII.lowercased) == scheme.utf8.first,
                href[href.startIndex + scheme.utf8.count] == UInt8(ascii: ":"),
                href.prefix(scheme.utf8.count).lazy.map(ASCII.lowercased).elementsEqual(scheme.utf8)
            {
                return false
            }
        }
        return true
    }

    /// Whether `href` stays on the site, as far as can be told without resolving it.
    static func staysOnSite(_ href: ArraySlice<UInt8>, pageURL: String) -> Bool {
        let address = href.trimmed()
        guard
            address.startsIgnoringCase("http:") || address.startsIgnoringCase("https:")
                || address.starts(with: "//".utf8)
        else { return true }
        let host = { (url: ArraySlice<UInt8>) -> ArraySlice<UInt8> in
            guard let start = url.firstRange(of: "//", from: url.startIndex) else { return [] }
            return url[(start + 2)...].prefix { $0 != ASCII.slash && $0 != ASCII.question }
        }
        return host(address).lazy.map(ASCII.lowercased).elementsEqual(host(Array(pageURL.utf8)[...]))
    }

    /// Whether a short text holds a date or a time of day: 2026-11-3, 3.11.2026, 2026年, 10:20.
    static func hasDate(_ text: ArraySlice<UInt8>) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            guard ASCII.isDigit(text[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < text.endIndex, ASCII.isDigit(text[index]) { index += 1 }
            let digits = index - start
            guard index < text.endIndex else { return false }
            let sign = text[index]
            if digits == 4, text[index...].starts(with: "年".utf8) || text[index...].starts(with: "년".utf8) {
                return true
            }
            let isSeparator = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "/") || sign == UInt8(ascii: ".")
            guard isSeparator || sign == UInt8(ascii: ":") else { continue }
            var next = index + 1
            if isSeparator, next < text.endIndex, text[next] == ASCII.space { next += 1 }
            let second = next
            while next < text.endIndex, ASCII.isDigit(text[next]) { next += 1 }
            let width = next - second
            if sign == UInt8(ascii: ":") {
                if digits <= 2, width == 2 { return true }
            } else if width == 1 || width == 2, next < text.endIndex, text[next] == sign, digits == 4 || digits <= 2 {
                let third = next + 1
                if third < text.endIndex, ASCII.isDigit(text[third]) || text[third] == ASCII.space { return true }
            }
        }
        return false
    }

    private static func keys(_ words: String) -> Set<UInt64> {
        Set(words.split { $0 == " " || $0 == "\n" }.map { MarkupScanner.key(of: $0.utf8) })
    }

    /// Words of what frames a page. `ad` and `ads` are not among them: on a classifieds board they are the content.
    private static let frameWords = keys(
        """
        nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs sidebar footer foot copyright cookie cookies consent \
        gdpr banner share sharing social related similar recommend recommended recommendations pagination pager paging \
        pages toolbar topbar masthead colophon toptb ft login signin signup register newsletter subscribe popup modal overlay promo sponsor \
        sponsored skip legal disclaimer search searchbox rating widget widgets
        """)

    private static let dateWords = keys(
        """
        date time datetime dateline posted postdate published created timestamp ago regdate updated posttime lastmod \
        pubdate datepublished dateposted datecreated
        """)

    private static let authorWords = keys(
        """
        author authors user username userinfo userid uname poster nick nickname nickname member byline writer avatar \
        profile postprofile postauthor creator owner sender commenter seller contact
        """)

    private static let placeWords = keys("location place city region district locality address area")

    private static let profileWords = keys(
        "user users member members profile profiles author uid userid u people space")

    /// Words of layout, which say nothing about what an element holds.
    static let layoutWords = keys(
        """
        col cols column columns container containers wrapper wrap page main content contents grid left right layout \
        inner outer center body clearfix section panel row block box sm md lg xs xl
        """)

    /// Words that tell apart what is alike: every other row, the first, the last.
    static let variantWords = keys("odd even first last alt active new current bg")
}
