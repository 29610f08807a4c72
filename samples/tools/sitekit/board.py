"""The classifieds board: categories, listings with pages, ads in five layouts, the flash notices."""
import json
from html import escape

from .markup import breaks, day, iso, lines, paragraphs, teaser

CATEGORIES = {
    "jobs": "Jobs", "services": "Services", "housing": "Housing", "for-sale": "For sale",
    "personals": "Personals & matrimonial", "community": "Community",
}
PER_PAGE = 8
NAME = "Anyplace Pinboard"

STYLE = """body{font:15px/1.5 sans-serif;margin:0;color:#222}.top,.foot{background:#274;color:#fff;padding:.6em 1em}
.top a,.foot a{color:#fff;margin-right:1em}.wrap{display:flex;max-width:70em;margin:auto}main{flex:3;padding:1em}
.side{flex:1;padding:1em;font-size:.85em}.box{border:1px solid #ccc;padding:.6em;margin-bottom:1em}
.cookie{background:#ffc;padding:.5em 1em}.row{border-bottom:1px solid #ddd;padding:.5em 0}.meta{color:#777}"""

PROMOTIONS = [
    ("Sponsored", "Winter tyres fitted while you wait. Three bays, no appointment. Tyre Barn, Dock Road."),
    ("Advertisement", "Learn to bake sourdough in one Saturday. Places left in December. The Crumb School."),
    ("Sponsored", "Moving house? Cardboard boxes from 1.20, bought back when you are done. Box & Back."),
    ("Advertisement", "Half price spectacles until the end of the month. Free eye test with every pair."),
    ("Sponsored", "Broadband without a phone line. Check your street. Lantern Telecom."),
]
SAFETY = ("Stay safe: meet in a public place, never pay to get a job, and do not hand your passport or bank card "
          "to anybody. If an offer sounds too good, ask us at safety@example.org.")


def head(title, lang="en", extra=""):
    attribute = f' lang="{lang}"' if lang else ""
    return f"""<!DOCTYPE html>
<html{attribute}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} | {NAME}</title>
<style>{STYLE}</style>
{extra}</head>
"""


def top():
    links = "".join(f'<a href="/list/{key}/">{escape(name)}</a>' for key, name in CATEGORIES.items())
    return f"""<div class="cookie" id="cookie-banner">We use cookies to remember your town and to count visits.
<button type="button">Accept all</button> <button type="button">Only necessary</button> <a href="/cookies.html">Read more</a></div>
<header class="top"><a href="/"><img src="/img/logo.png" alt="{NAME}" width="24" height="24"> {NAME}</a>
<nav>{links}<a href="/flash/">Flash</a><a href="/forum/">Forum</a><a href="/news/">News</a></nav>
<form action="/search" method="get"><input name="q" placeholder="Search ads"><button>Search</button></form></header>
"""


def foot():
    return """<footer class="foot"><a href="/about.html">About</a><a href="/help/posting.html">Posting an ad</a>
<a href="/help/safety.html">Safety</a><a href="/terms.html">Terms</a><a href="/contact.html">Contact</a>
<a href="/archive/2026/">Archive</a><a href="/feeds/latest.atom">Atom</a><a href="/feeds/flash.xml">RSS</a>
<p>&copy; 2026 Anyplace Pinboard. An invented site. All ads are made up.</p></footer>
</body>
</html>
"""


def aside(random, related, tip):
    boxes = [f'<div class="box promo"><small>{kind}</small><p>{text}</p></div>'
             for kind, text in random.sample(PROMOTIONS, 2)]
    if tip:
        boxes.insert(1, f'<div class="box tip"><p>{SAFETY}</p></div>')
    more = "".join(f'<li><a href="{url}">{escape(title)}</a></li>' for url, title in related)
    boxes.append(f'<div class="box"><h4>You may also like</h4><ul>{more}</ul></div>')
    return f'<aside class="side">{"".join(boxes)}</aside>'


def crumbs(ad):
    return (f'<div class="crumbs"><a href="/">Home</a> &rsaquo; <a href="/list/{ad.section}/">'
            f'{escape(CATEGORIES[ad.section])}</a> &rsaquo; {escape(ad.title)}</div>')


def price_of(ad):
    return ad.fields.get("pay") or ad.fields.get("price") or ""


def article_layout(ad, number, random, related):
    """The plain one: <article class="ad"> with h1, .body, time and .city."""
    price = f'<span class="price">{escape(price_of(ad))}</span>' if price_of(ad) else ""
    org = f'<p class="org">{escape(ad.fields["org"])}</p>' if "org" in ad.fields else ""
    return f"""{head(ad.title, ad.lang)}<body>
{top()}<div class="wrap"><main>
{crumbs(ad)}
<article class="ad" id="ad-{number}">
<h1>{escape(ad.title)}</h1>
<p class="meta"><span class="city">{escape(ad.place)}</span> · <time datetime="{iso(ad.posted)}">{day(ad.posted)}</time> · ad no. {number} {price}</p>
{org}<div class="body">
{paragraphs(ad)}
</div>
</article>
<p class="actions"><a href="#report">Report this ad</a> <a href="javascript:void(0)">Save</a> <a href="/private/inbox.html?re={number}" rel="nofollow">Reply</a></p>
</main>{aside(random, related, ad.section == "jobs")}</div>
{foot()}"""


def job_layout(ad, number, random, related):
    """A table with the facts, and schema.org JobPosting as JSON-LD."""
    posting = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": ad.title,
        "description": "".join(f"<p>{lines(part)}</p>" for part in ad.paragraphs),
        "datePosted": iso(ad.posted), "identifier": {"@type": "PropertyValue", "value": str(number)},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": ad.place}},
    }
    if "org" in ad.fields:
        posting["hiringOrganization"] = {"@type": "Organization", "name": ad.fields["org"]}
    data = json.dumps(posting, ensure_ascii=False, indent=1).replace("</", "<\\/")
    rows = [("Location", ad.place), ("Pay", price_of(ad)), ("Employer", ad.fields.get("org", "")),
            ("Posted", day(ad.posted)), ("Reference", str(number))]
    facts = "".join(f"<tr><th>{key}</th><td>{escape(value)}</td></tr>" for key, value in rows if value)
    return f"""{head(ad.title, ad.lang, f'<script type="application/ld+json">{data}</script>' + chr(10))}<body class="job">
{top()}<div class="wrap"><main>
{crumbs(ad)}
<h1 class="job-title">{escape(ad.title)}</h1>
<table class="facts">{facts}</table>
<div class="job-description">
{paragraphs(ad)}
</div>
<p><a class="button" href="/private/inbox.html?re={number}" rel="nofollow">Apply with your profile</a></p>
</main>{aside(random, related, True)}</div>
{foot()}"""


def microdata_layout(ad, number, random, related):
    """schema.org Offer as microdata."""
    price = f'<strong itemprop="price">{escape(price_of(ad))}</strong>' if price_of(ad) else ""
    return f"""{head(ad.title, ad.lang)}<body>
{top()}<div class="wrap"><main>
{crumbs(ad)}
<div class="listing" itemscope itemtype="https://schema.org/Offer">
<h1 itemprop="name">{escape(ad.title)}</h1>
<div class="facts">{price} <span itemprop="areaServed">{escape(ad.place)}</span>
<meta itemprop="availabilityStarts" content="{iso(ad.posted)}"><span class="when">{day(ad.posted)}</span></div>
<div class="text" itemprop="description">
{paragraphs(ad)}
</div>
<p class="no">No. <span itemprop="serialNumber">{number}</span></p>
</div>
</main>{aside(random, related, False)}</div>
{foot()}"""


def graph_layout(ad, number, random, related):
    """Open Graph in the head, div soup in the body, no language stated."""
    extra = (f'<meta property="og:type" content="article">\n<meta property="og:title" content="{escape(ad.title)}">\n'
             f'<meta property="og:description" content="{escape(" ".join(ad.body.split())[:120])}">\n'
             f'<meta property="article:published_time" content="{iso(ad.posted)}">\n')
    return f"""{head(ad.title, None, extra)}<body>
{top()}<div id="page"><div class="wrap"><main><div class="c1"><div class="c2">
{crumbs(ad)}
<div class="hd"><h2>{escape(ad.title)}</h2><div class="sub">{escape(ad.place)} &middot; posted {day(ad.posted)}, {ad.posted:%H:%M} &middot; {escape(price_of(ad))}</div></div>
<div class="txt">{breaks(ad)}</div>
<div class="tail">Ad {number}. <a href="mailto:report@example.org?subject=ad%20{number}">Something wrong with this ad?</a></div>
</div></div></main>{aside(random, related, False)}</div></div>
{foot()}"""


def broken_layout(ad, number, random, related):
    """What the board's first software wrote: no html or head, nothing closed, crossed formatting, stray signs."""
    more = "".join(f"<li><a href={url}>{escape(title)}" for url, title in related)
    variants = [
        f"""<title>{escape(ad.title)}</title>
<body bgcolor=white BGCOLOR="#eeeeee" text=black>
<center><font size=2><a href=/>{NAME}</a> | <a href="/list/{ad.section}/">{CATEGORIES[ad.section]}</a></center>
<table width=100% border=0><tr><td width=70% valign=top class=a class=b>
<h1>{escape(ad.title)}
<p class=meta>{escape(ad.place)} - {day(ad.posted)} - {escape(price_of(ad))}
<div class=adtext><p>{"<p>".join(lines(part) for part in ad.paragraphs)}
<td valign=top><ul>{more}</ul></tr>
<tr><td colspan=2><hr><i>Ad {number} <b>seen <3 times today</i></b> &copy 2026 & still free
""",
        f"""<!-- generated by pinboard 1.2 -- >-->
<HTML><BODY><TABLE><TR><TD><A HREF='/'>home</A><TD><A HREF='/list/{ad.section}/'>{ad.section}</A>
</TABLE><TABLE CELLPADDING=4><TBODY><TR><TD><B><FONT SIZE=+1>{escape(ad.title)}</B></FONT><BR>
<SMALL>{escape(ad.place)} / {ad.posted:%d.%m.%Y} / no {number}</SMALL></TR>
<TR><TD><DIV CLASS="body"><P>{"</DIV><P>".join(lines(part) for part in ad.paragraphs)}
</TD></TR><FORM ACTION="/search"><TR><TD>find: <INPUT NAME=q></FORM></TR>
<TR><TD>see also <UL>{more}</TABLE></TABLE>
</BODY></HTML></BODY></HTML>
""",
        f"""<html><head><title>{escape(ad.title)}</title><meta name=robots content="index" content="all"></head>
<p>&nbsp;<a href="/list/{ad.section}/"><b>{CATEGORIES[ad.section]}</a></b> &gt; a<b
<div><div><div class="content"><h2>{escape(ad.title)}</h3>
<span class="date">{day(ad.posted)}</span> <em><strong>{escape(ad.place)}</em></strong>
<blockquote><p>{"<br><p>".join(lines(part) for part in ad.paragraphs)}</div>
</p></p></p><li>{more}<script>document.write("<div class='x'>" + "</di" + "v>")</script>
</section></article><!-- end of ad {number}
""",
    ]
    return variants[number // 9 % 3]


LAYOUTS = {"article": article_layout, "job": job_layout, "microdata": microdata_layout,
           "graph": graph_layout, "broken": broken_layout}
BY_CATEGORY = {
    "jobs": ["job", "article"], "services": ["article", "microdata"], "housing": ["microdata", "article"],
    "for-sale": ["microdata", "graph"], "personals": ["graph", "article"], "community": ["article", "graph"],
}


def layout_of(ad, number):
    if "layout" in ad.fields:
        return ad.fields["layout"]
    if number % 9 == 4:
        return "broken"
    return BY_CATEGORY[ad.section][number % 2]


def list_url(category, page):
    return f"/list/{category}/" if page == 1 else f"/list/{category}/?page={page}"


def build(site, ads, random):
    """All ads and their listings; gives [(url, ad)] newest first."""
    ads = sorted(ads, key=lambda ad: ad.posted, reverse=True)
    numbers = {id(ad): site.identifier("ad", ad.lang + ad.title, 10100, 80000) for ad in ads}
    urls = {id(ad): f"/ad/{numbers[id(ad)]}.html" for ad in ads}
    for category, name in CATEGORIES.items():
        members = [ad for ad in ads if ad.section == category]
        plain = [ad for ad in members if not ad.lead]
        for ad in members:
            others = random.sample([other for other in plain if other is not ad], 3)
            related = [(urls[id(other)], other.title) for other in others]
            number = numbers[id(ad)]
            text = LAYOUTS[layout_of(ad, number)](ad, number, random, related)
            site.add(urls[id(ad)], text)
            site.note(ad, urls[id(ad)])
        pages = [members[start:start + PER_PAGE] for start in range(0, len(members), PER_PAGE)]
        for page, rows in enumerate(pages, 1):
            listing(site, category, name, page, len(pages), rows, urls, random)
    return [(urls[id(ad)], ad) for ad in ads]


def listing(site, category, name, page, count, rows, urls, random):
    items = []
    for ad in rows:
        extra = f'<p class="teaser">{teaser(ad, 60)}</p>' if category == "services" else ""
        items.append(f'<li class="row"><a href="{urls[id(ad)]}">{escape(ad.title)}</a> <span class="meta">'
                     f'{escape(ad.place)} · {day(ad.posted)} · {escape(price_of(ad))}</span>{extra}</li>')
    relations = ""
    turn = []
    if page > 1:
        relations += f'<link rel="prev" href="{list_url(category, page - 1)}">\n'
        turn.append(f'<a rel="prev" href="{list_url(category, page - 1)}">‹ newer</a>')
    turn += [f"<b>{n}</b>" if n == page else f'<a href="{list_url(category, n)}">{n}</a>' for n in range(1, count + 1)]
    if page < count:
        relations += f'<link rel="next" href="{list_url(category, page + 1)}">\n'
        turn.append(f'<a rel="next" href="{list_url(category, page + 1)}">older ›</a>')
    gone = '<li class="row sold"><s><a href="/ad/10001.html">Upright freezer, white (sold)</a></s></li>' \
        if category == "for-sale" and page == 1 else ""
    text = f"""{head(name, "en", relations)}<body class="list">
{top()}<div class="wrap"><main>
<div class="crumbs"><a href="/">Home</a> &rsaquo; {escape(name)}</div>
<h1>{escape(name)}</h1>
<p class="meta">Sort: <a href="/search?cat={category}&amp;sort=price">price</a> | newest first. Page {page} of {count}.</p>
<ul class="results">
{chr(10).join(items)}
{gone}</ul>
<p class="pager">{" ".join(turn)}</p>
</main>{aside(random, [], False)}</div>
{foot()}"""
    if page == 1:
        site.add(f"/list/{category}/index.html", text)
    else:
        site.add(f"/list/{category}/page-{page}.html", text, query_url=list_url(category, page))


def build_flash(site, notices, random):
    """Short notices: a page each; the feed is built from what this gives."""
    notices = sorted(notices, key=lambda notice: notice.posted, reverse=True)
    out = []
    for notice in notices:
        number = site.identifier("flash", notice.title, 300, 600)
        url = f"/flash/{number}.html"
        site.add(url, f"""{head(notice.title, notice.lang)}<body class="flash">
{top()}<div class="wrap"><main><p><a href="/flash/">All flash notices</a></p>
<article class="notice"><h1>{escape(notice.title)}</h1>
<p class="meta">{escape(notice.place)}, <time datetime="{iso(notice.posted)}">{day(notice.posted)}</time></p>
{paragraphs(notice)}
</article></main>{aside(random, [], False)}</div>
{foot()}""")
        site.note(notice, url)
        out.append((url, notice))
    rows = "".join(f'<li><a href="{url}">{escape(notice.title)}</a> <small>{escape(notice.place)}</small></li>\n'
                   for url, notice in out)
    site.add("/flash/index.html", f"""{head("Flash notices")}<body>
{top()}<div class="wrap"><main><h1>Flash notices</h1><p>Short notices, gone in a week. Also as <a href="/feeds/flash.xml">RSS</a>.</p>
<ul>{rows}</ul></main></div>
{foot()}""")
    return out
