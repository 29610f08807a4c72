"""Two forums: phpBB-like (utf-8) and Discuz-like (gb18030)."""
from html import escape

from .markup import DAYS, MONTHS, breaks

PHPBB = {"2": "Working abroad", "3": "Films, games & writing", "5": "Languages other than English"}
DISCUZ = {"36": "打工生活", "44": "天南地北", "52": "交易与游戏", "60": "影视文学"}


def moment(when):
    hour = when.hour % 12 or 12
    half = "am" if when.hour < 12 else "pm"
    return f"{DAYS[when.weekday()]} {MONTHS[when.month - 1]} {when.day:02d}, {when.year} {hour}:{when:%M} {half}"


def phpbb_page(title, lang, body):
    return f"""<!DOCTYPE html>
<html dir="ltr" lang="{lang}">
<head>
<meta charset="utf-8" />
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>{escape(title)} - Wayfarers Forum</title>
</head>
<body id="phpbb" class="nojs notouch section-viewtopic {"ltr"}">
<div id="wrap" class="wrap">
<div id="page-header"><div class="headerbar" role="banner"><h1>Wayfarers Forum</h1><p>For people who work, travel and write</p></div>
<div class="navbar"><ul id="nav-main" class="nav-main linklist"><li><a href="/forum/">Board index</a></li>
<li><a href="/forum/memberlist.html">Members</a></li><li><a href="/forum/faq.html">FAQ</a></li><li><a href="/">Pinboard</a></li></ul></div></div>
<div id="page-body" class="page-body" role="main">
{body}
</div>
<div id="page-footer" class="page-footer"><div class="copyright">Powered by a forum software &bull; All times are UTC
<a href="/terms.html">Terms</a></div><div id="darkenwrapper"></div></div>
</div>
</body>
</html>
"""


def build_phpbb(site, threads):
    by_forum = {}
    for thread in sorted(threads, key=lambda thread: thread.posted, reverse=True):
        number = site.identifier("topic", thread.title, 20, 900)
        forum = thread.fields["forum"]
        url = f"/forum/viewtopic.php?f={forum}&t={number}"
        by_forum.setdefault(forum, []).append((url, thread))
        posts = []
        for place, post in enumerate([thread] + thread.replies):
            post.fields.setdefault("thread", thread.title)
            pid = site.identifier("post", post.body, 1000, 90000)
            heading = thread.title if place == 0 else "Re: " + thread.title
            posts.append(f"""<div id="p{pid}" class="post has-profile bg{place % 2 + 1}">
<div class="inner">
<dl class="postprofile" id="profile{pid}"><dt class="no-profile-rank no-avatar"><a href="#p{pid}" class="username">{escape(post.author)}</a></dt>
<dd class="profile-posts"><strong>Posts:</strong> {pid % 700 + 1}</dd><dd class="profile-joined"><strong>Joined:</strong> {MONTHS[pid % 12]} {2015 + pid % 11}</dd></dl>
<div class="postbody"><div id="post_content{pid}">
<h3 {'class="first"' if place == 0 else ""}><a href="#p{pid}">{escape(heading)}</a></h3>
<p class="author"><span class="responsive-hide">by <strong><a href="#p{pid}" class="username">{escape(post.author)}</a></strong> &raquo; </span><time datetime="{post.posted:%Y-%m-%dT%H:%M:00+00:00}">{moment(post.posted)}</time></p>
<div class="content">{breaks(post)}</div>
</div></div>
<div class="back2top"><a href="#top" class="top" title="Top">Top</a></div>
</div>
</div>
<hr class="divider" />""")
            site.note(post, url, f"p{pid}")
        body = f"""<h2 class="topic-title"><a href="{escape(url)}">{escape(thread.title)}</a></h2>
<p><a href="/forum/viewforum.php?f={forum}">{escape(PHPBB[forum])}</a></p>
<div class="action-bar bar-top"><a href="/private/reply.html?t={number}" class="button">Post Reply</a>
<div class="pagination">{len(posts)} posts &bull; Page <strong>1</strong> of <strong>1</strong></div></div>
{chr(10).join(posts)}
<div class="jumpbox"><a href="/forum/">Return to board index</a></div>"""
        site.add(f"/forum/topic-{number}.html", phpbb_page(thread.title, thread.lang, body), query_url=url)
    for forum, name in PHPBB.items():
        rows = "".join(f'<li class="row bg1"><dl><dt><a href="{escape(url)}" class="topictitle">{escape(thread.title)}</a> by '
                       f'{escape(thread.author)}</dt><dd class="posts">{len(thread.replies)}</dd></dl></li>\n'
                       for url, thread in by_forum[forum])
        site.add(f"/forum/forum-{forum}.html", phpbb_page(
            name, "en", f'<h2 class="forum-title">{escape(name)}</h2><ul class="topiclist topics">{rows}</ul>'),
            query_url=f"/forum/viewforum.php?f={forum}")
    rows = "".join(f'<li><a href="/forum/viewforum.php?f={forum}" class="forumtitle">{escape(name)}</a></li>'
                   for forum, name in PHPBB.items())
    site.add("/forum/index.html", phpbb_page(
        "Board index", "en", f'<ul class="topiclist forums">{rows}</ul><p><a href="/discuz/">中文论坛</a></p>'))
    site.add("/forum/faq.html", phpbb_page("FAQ", "en", """<h2>Frequently asked</h2>
<p>How do I quote? Select the words, then press the quote button.</p><p>Why was my post removed? Usually because it
was an ad. Ads belong on the pinboard.</p>"""))


def discuz_page(title, body, meta):
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
{meta}<title>{escape(title)} - 远行人论坛</title>
<meta name="keywords" content="{escape(title)}" />
</head>
<body id="nv_forum" class="pg_viewthread">
<div id="toptb" class="cl"><div class="wp"><a href="/discuz/">设为首页</a> <a href="javascript:;">收藏本站</a> <a href="/private/login.html">登录</a></div></div>
<div id="hd"><div class="wp"><h2><a href="/discuz/" title="远行人论坛">远行人论坛</a></h2>
<div id="nv"><ul><li><a href="/discuz/">论坛</a></li><li><a href="/news/">资讯</a></li><li><a href="/">分类信息</a></li></ul></div></div></div>
<div id="wp" class="wp">
{body}
</div>
<div id="ft" class="wp cl"><p>Powered by 某论坛程序 X3.4 | 小黑屋 | 手机版 | GMT+8</p></div>
</body>
</html>
"""


def discuz_label(position):
    """Where this page tells its charset: (meta tag, Content-Type)."""
    meta = '<meta http-equiv="Content-Type" content="text/html; charset={}" />\n'
    return [
        (meta.format("gb18030"), "text/html"),
        ("", "text/html; charset=gb18030"),
        (meta.format("gbk"), "text/html"),
        (meta.format("gb2312"), "text/html; charset=gbk"),
    ][position % 4]


def build_discuz(site, threads):
    by_forum = {}
    for position, thread in enumerate(sorted(threads, key=lambda thread: thread.posted, reverse=True)):
        tid = site.identifier("tid", thread.title, 1000, 8000)
        forum = thread.fields["forum"]
        url = f"/discuz/thread-{tid}-1-1.html"
        by_forum.setdefault(forum, []).append((url, thread))
        posts = []
        for place, post in enumerate([thread] + thread.replies):
            post.fields.setdefault("thread", thread.title)
            pid = site.identifier("pid", post.body, 5000, 90000)
            floor = "楼主" if place == 0 else ["沙发", "板凳", "地板"][place - 1] if place < 4 else f"{place + 1}楼"
            posts.append(f"""<div id="post_{pid}"><table id="pid{pid}" class="plhin" summary="pid{pid}" cellspacing="0" cellpadding="0">
<tr><td class="pls" rowspan="2"><div class="pls favatar"><div class="pi"><div class="authi"><a href="#pid{pid}" class="xw1">{escape(post.author)}</a></div></div>
<p><em>新手上路</em></p><dl class="pil cl"><dt>积分</dt><dd>{pid % 900}</dd></dl></div></td>
<td class="plc"><div class="pi"><strong><a href="#pid{pid}" id="postnum{pid}">{floor}</a></strong>
<div class="pti"><div class="authi"><em id="authorposton{pid}">发表于 {post.posted.year}-{post.posted.month}-{post.posted.day} {post.posted:%H:%M:%S}</em> <span class="pipe">|</span><a href="#">只看该作者</a></div></div></div>
<div class="pct"><div class="pcb"><div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr><td class="t_f" id="postmessage_{pid}">
{breaks(post)}</td></tr></table></div></div></div></td></tr>
<tr><td class="plc plm"><div class="sign">{["天道酬勤", "慢慢来", "本人已委托自己不发言"][pid % 3]}</div></td></tr>
</table></div>""")
            site.note(post, url, f"pid{pid}")
        meta, label = discuz_label(position)
        body = f"""<div id="pt" class="bm cl"><div class="z"><a href="/discuz/">论坛</a><em>&rsaquo;</em><a href="/discuz/forum-{forum}-1.html">{DISCUZ[forum]}</a></div></div>
<div id="ct" class="wp cl"><div id="postlist" class="pl bm"><table cellspacing="0" cellpadding="0"><tr><td class="pls ptn pbn">查看: {tid % 999} | 回复: {len(thread.replies)}</td>
<td class="plc ptm pbn vwthd"><h1 class="ts"><span id="thread_subject">{escape(thread.title)}</span></h1></td></tr></table>
{chr(10).join(posts)}
</div>
<div id="f_pst" class="bm">您需要登录后才可以回帖</div></div>"""
        site.add(url, discuz_page(thread.title, body, meta), "gb18030", label)
    for forum, name in DISCUZ.items():
        rows = "".join(f'<tbody><tr><th class="new"><a href="{url}" class="s xst">{escape(thread.title)}</a></th>'
                       f'<td class="by"><cite>{escape(thread.author)}</cite></td><td class="num">{len(thread.replies)}</td></tr></tbody>\n'
                       for url, thread in by_forum[forum])
        meta, label = discuz_label(int(forum))
        site.add(f"/discuz/forum-{forum}-1.html", discuz_page(
            name, f'<div id="threadlist" class="tl bm"><table summary="forum_{forum}">{rows}</table></div>', meta),
            "gb18030", label)
    rows = "".join(f'<dt><a href="/discuz/forum-{forum}-1.html">{name}</a></dt>' for forum, name in DISCUZ.items())
    meta, label = discuz_label(0)
    site.add("/discuz/index.html", discuz_page("论坛", f'<div class="fl bm"><dl>{rows}</dl></div>', meta), "gb18030", label)
