"""Articles, organisations' pages, the board's own pages, and what robots.txt keeps out."""
from html import escape

from . import board
from .markup import breaks, day, iso, paragraphs

PRIVATE = {
    "/private/inbox.html": ("Inbox", "Please sign in to read and answer messages."),
    "/private/reply.html": ("Post a reply", "You need to be a registered member to reply."),
    "/private/write.html": ("글쓰기", "회원만 글을 쓸 수 있습니다."),
    "/private/login.html": ("登录", "请输入用户名和密码。"),
    "/private/dobavit.html": ("Подать объявление", "Войдите, чтобы подать объявление."),
}

# Would be leads of the highest tier. They are linked, and nobody who obeys robots.txt ever reads them.
PRIVATE_OFFER = """<p>Girls for chat studio abroad, ticket paid, tourist visa, no interview. Passport and phone stay
with the manager, nobody goes out alone, whoever leaves early pays back 5,000. Tell no one at home. For every girl you
bring we pay 600 on arrival. Telegram @forbidden_example</p>"""
OLD_OFFER = """<p>工厂急招，包机票，走旅游签，护照公司统一保管，想走要赔五万。不要告诉家里。微信 archive_example</p>"""


def shell(title, body, lang="en"):
    return f"""{board.head(title, lang)}<body>
{board.top()}<div class="wrap"><main>
{body}
</main></div>
{board.foot()}"""


def news_page(article):
    return f"""<!DOCTYPE html>
<html lang="{article.lang}">
<head>
<meta charset="utf-8">
<title>{escape(article.title)} - The Daily Crossing</title>
<meta property="og:type" content="article">
<meta property="og:site_name" content="The Daily Crossing">
<meta property="og:title" content="{escape(article.title)}">
<meta property="article:published_time" content="{iso(article.posted)}">
</head>
<body>
<header><a href="/news/">The Daily Crossing</a> <nav><a href="/news/">News</a> <a href="/culture/">Culture</a> <a href="/">Classifieds</a></nav></header>
<div class="consent">This paper uses cookies. <button>Agree</button> <button>Settings</button></div>
<main>
<article class="story" itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">{escape(article.title)}</h1>
<p class="byline">By <span itemprop="author">{escape(article.author)}</span>, <time itemprop="datePublished" datetime="{iso(article.posted)}">{day(article.posted)}</time></p>
<div itemprop="articleBody">
{paragraphs(article)}
</div>
</article>
<div class="subscribe"><p>Read two months for the price of one. Cancel when you like.</p></div>
</main>
<footer>The Daily Crossing is an invented newspaper. <a href="/terms.html">Terms</a></footer>
</body>
</html>
"""


def org_page(article):
    return f"""<!DOCTYPE html>
<html lang="{article.lang}">
<head>
<meta charset="utf-8">
<title>{escape(article.title)}</title>
</head>
<body class="org">
<header><p>{escape(article.author)}</p><nav><a href="/orgs/">Directory</a> <a href="/">Pinboard</a></nav></header>
<main id="content">
<h1>{escape(article.title)}</h1>
{paragraphs(article)}
<p class="updated">Last updated {day(article.posted)}</p>
</main>
<footer><p>{escape(article.author)} is an invented organisation.</p></footer>
</body>
</html>
"""


def culture_page(article):
    return f"""<!DOCTYPE html>
<html lang="{article.lang}"><head><meta charset="utf-8"><title>{escape(article.title)} - Culture</title></head>
<body><div class="culture"><a href="/culture/">Culture</a>
<h1>{escape(article.title)}</h1><p><em>{escape(article.author)}</em>, {day(article.posted)}</p>
<section class="text">{breaks(article)}</section></div>
<p><a href="/news/">News</a></p></body></html>
"""


TEMPLATES = {"news": news_page, "org": org_page, "culture": culture_page}


def build_articles(site, articles):
    articles = sorted(articles, key=lambda article: article.posted, reverse=True)
    rows = {"news": "", "org": "", "culture": ""}
    for article in articles:
        template, path = article.fields["template"], article.fields["path"]
        site.add(path, TEMPLATES[template](article))
        url = path.removesuffix("index.html")
        site.note(article, url)
        rows[template] += f'<li><a href="{url}">{escape(article.title)}</a> <small>{day(article.posted)}</small></li>\n'
    site.add("/news/index.html", f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Daily Crossing</title></head>
<body><h1>The Daily Crossing</h1><nav><a href="/culture/">Culture</a> <a href="/orgs/">Directory of organisations</a> <a href="/">Classifieds</a></nav>
<ul class="headlines">
{rows["news"]}</ul></body></html>
""")
    site.add("/culture/index.html", f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Culture</title></head>
<body><h1>Culture</h1><ul>
{rows["culture"]}</ul><a href="/news/">News</a></body></html>
""")
    site.add("/orgs/index.html", shell("Directory", f"<h1>Organisations</h1><ul>\n{rows['org']}</ul>"))


def build_static(site, ads, random):
    latest = "".join(f'<li><a href="{url}">{escape(ad.title)}</a> <small>{escape(ad.place)}</small></li>\n'
                     for url, ad in ads[:12])
    sections = "".join(f'<li><a href="/list/{key}/">{escape(name)}</a></li>' for key, name in board.CATEGORIES.items())
    extra = ('<link rel="alternate" type="application/atom+xml" href="/feeds/latest.atom" title="Latest ads">\n'
             '<link rel="alternate" type="application/rss+xml" href="/feeds/flash.xml" title="Flash notices">\n')
    site.add("/index.html", f"""{board.head("Free ads for everybody", "en", extra)}<body class="home">
{board.top()}<div class="wrap"><main>
<h1>Free ads for everybody</h1>
<ul class="sections">{sections}</ul>
<h2>Latest</h2>
<ul>
{latest}</ul>
<h2>Around here</h2>
<p><a href="/forum/">Wayfarers Forum</a> · <a href="/discuz/">远行人论坛</a> · <a href="/kr/">온누리마당</a> · <a href="/ru/">Перекрёсток</a>
· <a href="/news/">The Daily Crossing</a> · <a href="/orgs/">Organisations</a> · <a href="/events/2026-11.html">Events</a> · <a href="/img/flyer.png">Our flyer</a></p>
</main>{board.aside(random, [], True)}</div>
{board.foot()}""")
    texts = {
        "/about.html": ("About", "Anyplace Pinboard started on a cork board in a launderette. It is free and always was. "
                        "Five people look after it in their evenings."),
        "/help/posting.html": ("Posting an ad", "Say what it is, where it is and what it costs. One ad a week for each thing. "
                               "Ads with a false employer or without a real contact are removed."),
        "/help/safety.html": ("Safety", "Meet where other people are. Do not pay before you have seen it. If an employer asks "
                              "to keep your passport, say no, and tell us. If somebody is in danger, call the police first."),
        "/terms.html": ("Terms", "You are responsible for what you post. We keep ads for ninety days. We do not sell your data."),
        "/cookies.html": ("Cookies", "We set one cookie for your town and one that counts visits. Neither knows your name."),
        "/contact.html": ("Contact", "Write to office@example.org. There is no telephone; there is a letter box at the launderette."),
    }
    for path, (title, text) in texts.items():
        site.add(path, shell(title, f"<h1>{title}</h1>\n<p>{text}</p>"))
    months = [("2026-11", "November 2026"), ("2026-12", "December 2026"), ("2027-01", "January 2027")]
    happenings = ["Choir in the park", "Repair cafe", "Flea market", "Chess evening", "Bread workshop", "Blood donation",
                  "Clothes swap", "Harbour swim", "Book circle"]
    for at, (key, name) in enumerate(months):
        rows = "".join(f"<tr><td>{date}</td><td>{text}</td></tr>"
                       for date, text in zip((5, 14, 23), random.sample(happenings, 3)))
        before = f'<a href="/events/{months[at - 1][0]}.html">before</a>' if at else ""
        after = months[at + 1][0] if at + 1 < len(months) else "2027-02"
        site.add(f"/events/{key}.html", shell(f"Events, {name}", f'<h1>{name}</h1><table>{rows}</table>'
                                              f'<p>{before} <a href="/events/{after}.html">after</a></p>'))
    site.dead += ["/ad/10001.html", "/events/2027-02.html"]


def build_kept_out(site, ads):
    """robots.txt and the pages that it keeps out, all of them linked from pages that may be fetched."""
    printed = [(url, ad) for url, ad in ads if not ad.lead][3:5]
    site.add("/robots.txt", """# Anyplace Pinboard. Crawlers are welcome, but not everywhere.
User-agent: *
Disallow: /private/
Disallow: /search
Disallow: /forum/memberlist
Disallow: /*-print.html$
Disallow: /archive/
Allow: /archive/2026/

User-agent: greedybot
Disallow: /

Sitemap: /sitemap-index.xml
""")
    for path, (title, text) in PRIVATE.items():
        site.add(path, shell(title, f"<h1>{title}</h1>\n<p>{text}</p>\n<p><a href=\"/private/offers.html\">Offers</a></p>"))
    site.add("/private/offers.html", shell("Members' offers", f"<h1>Members' offers</h1>\n{PRIVATE_OFFER}"))
    site.add("/search/index.html", shell("Search", "<h1>Search</h1>\n<p>No results.</p>"))
    for category in board.CATEGORIES:
        site.rewrites[f"/search?cat={category}&sort=price"] = "/search/index.html"
    site.rewrites["/search"] = "/search/index.html"
    site.add("/forum/memberlist.html", shell("Members", "<h1>Members</h1>\n<p>412 members, 3 online.</p>"))
    links = ""
    for url, ad in printed:
        path = url.replace(".html", "-print.html")
        site.add(path, f"<!DOCTYPE html><html lang=\"{ad.lang}\"><meta charset=utf-8><title>{escape(ad.title)}</title>"
                       f"<h1>{escape(ad.title)}</h1>{paragraphs(ad)}</html>\n")
        links += f'<li><a href="{path}">{escape(ad.title)} (print)</a></li>\n'
        site.forbidden.append(path)
    site.add("/archive/2026/index.html", shell("Archive 2026", f"""<h1>Archive 2026</h1>
<p>Ads that have run out, by month. Older years are kept for members.</p>
<ul><li><a href="/archive/2026/october.html">October</a></li><li><a href="/archive/2019/index.html">2019</a></li>
<li><a href="/private/offers.html">Members' offers</a></li>
{links}</ul>"""))
    site.add("/archive/2026/october.html", shell("October 2026", """<h1>October 2026</h1>
<p>214 ads ran out this month: 81 sofas, 40 bicycles, 12 pianos, one canoe.</p>"""))
    site.add("/archive/2019/index.html", shell("Archive 2019", '<h1>2019</h1><p><a href="/archive/2019/offer.html">offer</a></p>'))
    site.add("/archive/2019/offer.html", shell("招工", f"<h1>招工</h1>\n{OLD_OFFER}", "zh"))
    site.forbidden += [*PRIVATE, "/private/offers.html", "/search", "/search/index.html", "/forum/memberlist.html",
                       "/archive/2019/index.html", "/archive/2019/offer.html"]
    site.forbidden += [f"/search?cat={category}&sort=price" for category in board.CATEGORIES]
