import Model

/// The markup of forum, board and classifieds software that is met everywhere, as selectors.
///
/// From the default templates of each; a site that changed them much is found by repeated structure instead.
struct KnownBoard: Sendable {
    let name: String
    /// What stands in every page of it, among its names and attribute values.
    let marker: StaticString
    /// Whether each post of a page stands for itself; else the page is one ad.
    let isThread: Bool
    let selection: PostSelection

    init(
        _ name: String, marker: StaticString, isThread: Bool = true, _ selectors: PostSelectors
    ) throws(SelectorError) {
        self.name = name
        self.marker = marker
        self.isThread = isThread
        selection = try PostSelection(selectors)
    }

    /// The posts of `document` by the first board whose markup it has.
    static func posts(in document: HTMLDocument, resolve: @escaping (String) -> String?) -> SchemaPosts.Result? {
        let markup = document.markup
        for board in all where markup.contains(board.marker) {
            let drafts = SelectedPosts(
                document: document, selection: board.selection, resolve: resolve
            ).drafts()
            // Of an ad there is one to a page; several are a listing.
            guard drafts.contains(where: { !$0.text.isEmpty }), board.isThread || drafts.count == 1 else { continue }
            return SchemaPosts.Result(drafts: drafts, isThread: board.isThread)
        }
        return nil
    }

    /// Whether `document` is a known board's list of threads, which leads to posts and holds none.
    static func isListing(_ document: HTMLDocument) -> Bool {
        let markup = document.markup
        return listings.contains { listing in
            markup.contains(listing.marker)
                && !document.elements(matching: listing.selector, within: HTMLDocument.root, limit: 1).isEmpty
        }
    }

    static let listings: [(marker: StaticString, selector: Selector)] = {
        let table: [(StaticString, String)] = [
            ("threadlist", "#threadlist, #threads, form#moderate tbody[id^=normalthread_]"),
            ("normalthread_", "tbody[id^=normalthread_]"), ("topiclist", "ul.topiclist.topics"),
            ("threadbit", "li.threadbit"), ("structItem", ".structItem--thread"),
            ("discussionListItem", "li.discussionListItem"), ("topic-list", ".topic-list"), ("bo_list", "#bo_list"),
            ("ipsDataItem", "li.ipsDataItem[data-rowid]"), ("ItemDiscussion", "ul.DataList.Discussions"),
        ]
        return table.compactMap { marker, text in
            (try? SelectorParser.parse(text, field: "item")).map { (marker, $0) }
        }
    }()

    /// All of them; the tests see to it that each can be read.
    static let all: [KnownBoard] = (try? boards()) ?? []

    static func boards() throws(SelectorError) -> [KnownBoard] {
        try forums() + asianBoards() + others()
    }

    private static func forums() throws(SelectorError) -> [KnownBoard] {
        [
            try KnownBoard(
                "phpBB 3", marker: "postbody",
                PostSelectors(
                    item: "div.post[id^=p]", title: "h2.topic-title, h2.viewtopic-title, #page-body h2",
                    text: ".content",
                    posted: ".author time@datetime, p.author",
                    author: ".postprofile .username, .postprofile .username-coloured, .author .username, .postprofile a"
                )
            ),
            try KnownBoard(
                "vBulletin 3", marker: "post_message_",
                PostSelectors(
                    item: "table[id^=post]", title: ".navbar strong, td.navbar strong", text: "[id^=post_message_]",
                    posted: "td.thead", author: ".bigusername")),
            try KnownBoard(
                "vBulletin 4", marker: "postbit",
                PostSelectors(
                    item: "li.postbit, li.postbitlegacy, li.postcontainer", title: ".threadtitle, #pagetitle h1",
                    text: ".postcontent", posted: ".postdate .date, .postdate", author: ".username")),
            try KnownBoard(
                "vBulletin 5", marker: "js-post__content-text",
                PostSelectors(
                    item: "li.b-post", title: "h1", text: ".js-post__content-text", posted: "time@datetime",
                    author: ".author a, .author")),
            try KnownBoard(
                "XenForo 2", marker: "message-body",
                PostSelectors(
                    item: "article.message", title: "h1.p-title-value", text: ".message-body .bbWrapper, .message-body",
                    posted: "time@datetime", author: "@data-author", url: ".message-attribution a@href")),
            try KnownBoard(
                "XenForo 1", marker: "messageText",
                PostSelectors(
                    item: "li.message", title: ".titleBar h1", text: ".messageText",
                    posted: ".DateTime@title, .DateTime",
                    author: "@data-author")),
            try KnownBoard(
                "Discourse", marker: "crawler-post",
                PostSelectors(
                    item: ".crawler-post", title: "#topic-title h1, h1", text: ".post", posted: "time@datetime",
                    author: "[itemprop=author] [itemprop=name], .creator")),
            try KnownBoard(
                "SMF", marker: "post_wrapper",
                PostSelectors(
                    item: "div.post_wrapper", title: "#forumposts h3, .display_title, h1", text: ".post .inner",
                    posted: ".keyinfo .smalltext, .postinfo .smalltext", author: ".poster h4",
                    url: ".keyinfo h5 a@href, .keyinfo .subject_title a@href")),
            try KnownBoard(
                "MyBB", marker: "post_body",
                PostSelectors(
                    item: "div.post[id^=post_]", title: ".thead strong, h1", text: ".post_body", posted: ".post_date",
                    author: ".author_information .largetext, .author_information strong")),
            try KnownBoard(
                "Invision Community", marker: "ipsComment",
                PostSelectors(
                    item: "article.ipsComment", title: "h1", text: "[data-role=commentContent]",
                    posted: "time@datetime",
                    author: ".cAuthorPane_author, .ipsComment_author h3")),
            try KnownBoard(
                "Vanilla", marker: "ItemComment",
                PostSelectors(
                    item: ".ItemDiscussion, .ItemComment", title: "h1", text: ".Message", posted: "time@datetime",
                    author: ".Author .Username, .Author")),
            try KnownBoard(
                "NodeBB", marker: "post/content",
                PostSelectors(
                    item: "[component=post]", title: "[component=\"topic/title\"]",
                    text: "[component=\"post/content\"]",
                    posted: ".timeago@title, time@datetime", author: "@data-username")),
        ]
    }

    private static func asianBoards() throws(SelectorError) -> [KnownBoard] {
        [
            try KnownBoard(
                "Discuz! X", marker: "postmessage_",
                PostSelectors(
                    item: "table[id^=pid], div.plc[id^=pid]", title: "#thread_subject, h1",
                    text: "[id^=postmessage_]", posted: "[id^=authorposton] span@title, [id^=authorposton]",
                    author: ".authi a.xw1, .authi a, .author")),
            try KnownBoard(
                "phpwind", marker: "read_tpc",
                PostSelectors(
                    item: ".read_t, .readTable", title: "#subject_tpc, h1", text: "[id^=read_]",
                    posted: ".tipTop span@title", author: ".readName a")),
            try KnownBoard(
                "Gnuboard comments", marker: "cmt_contents",
                PostSelectors(
                    item: "#bo_v, #bo_vc article[id^=c_]", title: ".bo_v_tit, #bo_v_title",
                    text: "#bo_v_con, .cmt_contents",
                    posted: "time@datetime, .if_date, .bo_vc_hdinfo", author: ".sv_member, .if_name, .member")),
            try KnownBoard(
                "Gnuboard", marker: "bo_v_con", isThread: false,
                PostSelectors(
                    item: "#bo_v", title: ".bo_v_tit, #bo_v_title", text: "#bo_v_con",
                    posted: "time@datetime, .if_date",
                    author: ".sv_member, .if_name")),
            try KnownBoard(
                "XpressEngine", marker: "xe_content", isThread: false,
                PostSelectors(
                    item: ".board_read, .rd, .read_body, .boardRead", title: "h1, .np_18px", text: ".xe_content",
                    posted: ".date, .time", author: ".nick, .author, [class^=member_]")),
        ]
    }

    private static func others() throws(SelectorError) -> [KnownBoard] {
        [
            try KnownBoard(
                "Telegram preview", marker: "tgme_widget_message_text", TelegramPreview.selectors),
            try KnownBoard(
                "plain classifieds", marker: "postingbody", isThread: false,
                PostSelectors(
                    item: ".posting, section.body, body", title: "#titletextonly, .postingtitletext, h1",
                    text: "#postingbody", posted: "#display-date time@datetime, time@datetime",
                    place: ".mapaddress, .postingtitletext small")),
            try KnownBoard(
                "Osclass", marker: "item-content", isThread: false,
                PostSelectors(
                    item: "#item-content", title: "h1", text: "#description", posted: ".publish, .date",
                    author: "#contact .name, .user-name", place: "#item_location, .location, .item-location")),
        ]
    }
}
