import Model
import Testing

@testable import Extraction

@Suite("Known boards")
struct KnownBoardTests {

    @Test("every board's selectors can be read")
    func readable() throws {
        #expect(try KnownBoard.boards().count == KnownBoard.all.count)
        #expect(KnownBoard.all.count >= 20)
        #expect(KnownBoard.listings.count == 10)
    }

    /// One post of each software's default template; `#` is its number.
    private static let templates: [(name: String, post: String)] = [
        (
            "phpBB 3",
            """
            <div id="p10#" class="post bg1"><dl class="postprofile"><dt><a href="./memberlist.php?u=#" class="username">name#</a></dt>
            <dd>Posts: 12</dd></dl><div class="postbody"><h3><a href="#p10#">Re: Season</a></h3><p class="author">by
            <strong><a class="username">name#</a></strong> » <time datetime="2026-11-0#T10:20:00+00:00">then</time></p>
            <div class="content">@</div></div></div>
            """
        ),
        (
            "vBulletin 3",
            """
            <table id="post10#"><tr><td class="thead">0#.11.2026, 10:20</td></tr><tr><td><a class="bigusername">name#</a></td></tr>
            <tr><td><div id="post_message_10#">@</div></td></tr></table>
            """
        ),
        (
            "vBulletin 4",
            """
            <li class="postbit postbitim" id="post_10#"><span class="postdate"><span class="date">2026-11-0#, 10:20</span></span>
            <a class="username"><strong>name#</strong></a><blockquote class="postcontent restore">@</blockquote></li>
            """
        ),
        (
            "Discuz! X",
            """
            <div id="post_10#"><table id="pid10#"><tr><td><div class="authi"><a class="xw1">name#</a></div>
            <em id="authorposton10#">发表于 2026-11-# 10:20</em></td><td class="t_f" id="postmessage_10#">@</td></tr></table></div>
            """
        ),
        (
            "XenForo 2",
            """
            <article class="message message--post" data-author="name#" id="js-post-10#"><div class="message-attribution">
            <a href="/t/1/post-10#"><time datetime="2026-11-0#T10:20:00+0900">then</time></a></div>
            <div class="message-body"><div class="bbWrapper">@</div></div></article>
            """
        ),
        (
            "XenForo 1",
            """
            <li class="message" id="post-10#" data-author="name#"><blockquote class="messageText">@</blockquote>
            <span class="DateTime" title="Nov #, 2026 at 10:20 AM">Nov #</span></li>
            """
        ),
        (
            "Discourse",
            """
            <div id='post_10#' class='topic-body crawler-post'><span class='creator'>name#</span>
            <time datetime='2026-11-0#T10:20:00Z'>then</time><div class='post'>@</div></div>
            """
        ),
        (
            "SMF",
            """
            <div class="post_wrapper"><div class="poster"><h4><a>name#</a></h4></div><div class="keyinfo"><h5><a href="/t.0.html#msg10#">Re</a></h5>
            <div class="smalltext">« November 0#, 2026, 10:20:00 AM »</div></div><div class="post"><div class="inner">@</div></div></div>
            """
        ),
        (
            "MyBB",
            """
            <div class="post" id="post_10#"><div class="author_information"><strong><span class="largetext"><a>name#</a></span></strong></div>
            <span class="post_date">2026-11-0#, 10:20 AM</span><div class="post_body">@</div></div>
            """
        ),
        (
            "Gnuboard comments",
            """
            <section id="bo_vc"><article id="c_10#"><span class="member">name#</span><span class="bo_vc_hdinfo">2026-11-0# 10:20</span>
            <div class="cmt_contents">@</div></article></section>
            """
        ),
        (
            "Telegram preview",
            """
            <div class="tgme_widget_message" data-post="ch/10#"><a class="tgme_widget_message_owner_name">name#</a>
            <div class="tgme_widget_message_text">@</div><a class="tgme_widget_message_date" href="https://t.example.org/ch/10#">
            <time datetime="2026-11-0#T10:20:00+00:00">10:20</time></a></div>
            """
        ),
    ]

    @Test("each software's default template gives its posts", arguments: templates.map(\.name))
    func posts(_ name: String) throws {
        let template = try #require(KnownBoardTests.templates.first { $0.name == name }).post
        let rows = (1...3).map {
            template.replacing("#", with: "\($0)").replacing("@", with: "Message number \($0), short.")
        }
        let page = """
            <html><head><title>Season work</title></head><body><h1 class="p-title-value">Season work</h1><div id=page-body>
            <div id=postlist>\(rows.joined())</div></div><a href=/x>frame</a></body></html>
            """
        let posts = try extract(page, url: "https://forum.example.org/t/1").posts
        #expect(posts.map(\.text) == (1...3).map { "Message number \($0), short." })
        #expect(posts.map(\.author) == (1...3).map { "name\($0)" })
        for (index, post) in posts.enumerated() {
            #expect(post.posted?.hasPrefix("2026-11-0\(index + 1)") == true, "\(post.posted ?? "none")")
            #expect(post.title == "Season work")
        }
        #expect(Set(posts.map(\.id)).count == 3)
        // A thread with one post tonight has more tomorrow; the first keeps its id.
        let alone = page.replacing(rows[1], with: "").replacing(rows[2], with: "")
        #expect(try extract(alone, url: "https://forum.example.org/t/1").posts.map(\.id) == posts.prefix(1).map(\.id))
    }

    @Test(
        "a known board's list of threads is no post",
        arguments: [
            "<div id=threadlist><table><tbody id=normalthread_7><tr><th><a href=/t/7>A thread on work abroad</a></th></tr></tbody></table></div>",
            "<ul class='topiclist topics'><li class=row><a class=topictitle href=/t/7>A thread on work abroad</a> by someone</li></ul>",
            "<div class='structItem structItem--thread'><a href=/t/7>A thread on work abroad</a></div>",
        ])
    func listings(_ list: String) throws {
        let page = "<body><h1>Work</h1><p>\(sentences("the rules of this board", 2))</p>\(list)"
        #expect(try extract(page, url: "https://forum.example.org/f/1").posts.isEmpty)
    }

    @Test("a classifieds page is one post with the id of its address")
    func classifieds() throws {
        let url = "https://board.example.org/jobs/7001.html"
        let page = """
            <body class=posting><h2 class=postingtitle><span class=postingtitletext><span id=titletextonly>Farm hands</span>
            <small>(Naju)</small></span></h2><p id=display-date><time datetime="2026-11-03T10:20:00+0900">then</time></p>
            <section id=postingbody>Hands wanted for the harvest.<br>Call 555-0100.</section><ul><li>post id: 7001</ul></body>
            """
        let post = try #require(try extract(page, url: url).posts.first)
        #expect(post.text == "Hands wanted for the harvest.\nCall 555-0100.")
        #expect(post.title == "Farm hands")
        #expect(post.place == "(Naju)")
        #expect(post.posted == "2026-11-03T10:20:00+09:00")
        #expect(post.id == PostIdentity.id(ofPageAt: url))
    }
}
