"""RSS 2.0, Atom, sitemaps and the two images."""
import struct
import zlib
from html import escape

from .markup import iso, lines, rfc822


def rss(notices):
    items = []
    for url, notice in notices:
        body = "".join(f"<p>{lines(part)}</p>" for part in notice.paragraphs).replace("]]>", "]]]]><![CDATA[>")
        items.append(f"""<item>
<title>{escape(notice.title)}</title>
<link>{url}</link>
<guid isPermaLink="false">flash-{url.split("/")[-1].removesuffix(".html")}</guid>
<pubDate>{rfc822(notice.posted)}</pubDate>
<category>{escape(notice.place)}</category>
<description><![CDATA[{body}]]></description>
</item>""")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Anyplace Pinboard: flash notices</title>
<link>/flash/</link>
<atom:link href="/feeds/flash.xml" rel="self" type="application/rss+xml"/>
<description>Short notices, gone in a week</description>
<language>en</language>
<lastBuildDate>{rfc822(notices[0][1].posted)}</lastBuildDate>
{chr(10).join(items)}
</channel>
</rss>
"""


def atom(ads):
    entries = []
    for url, ad in ads[:20]:
        short = " ".join(ad.body.split())[:150]
        entries.append(f"""<entry xml:lang="{ad.lang}">
<title>{escape(ad.title)}</title>
<link rel="alternate" type="text/html" href="{url}"/>
<id>tag:example.org,2026:{url}</id>
<published>{iso(ad.posted)}</published>
<updated>{iso(ad.posted)}</updated>
<summary>{escape(short)}…</summary>
</entry>""")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Anyplace Pinboard: latest ads</title>
<id>tag:example.org,2026:latest</id>
<link rel="self" href="/feeds/latest.atom"/>
<link rel="alternate" href="/"/>
<updated>{iso(ads[0][1].posted)}</updated>
<author><name>Anyplace Pinboard</name></author>
{chr(10).join(entries)}
</feed>
"""


def urlset(entries):
    rows = "".join(f"<url><loc>{escape(url)}</loc>{f'<lastmod>{iso(when)[:10]}</lastmod>' if when else ''}</url>\n"
                   for url, when in entries)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{rows}</urlset>\n")


def png(width, height, pixel):
    """A true-colour PNG; `pixel(x, y)` gives (red, green, blue)."""
    rows = b"".join(b"\0" + bytes(value for x in range(width) for value in pixel(x, y)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def build(site, ads, notices):
    site.add("/feeds/flash.xml", rss(notices), content_type="application/rss+xml; charset=utf-8")
    site.add("/feeds/latest.atom", atom(ads), content_type="application/atom+xml; charset=utf-8")
    site.add("/sitemap-ads.xml", urlset((url, ad.posted) for url, ad in ads))
    main = ["/", "/list/jobs/", "/list/services/", "/list/housing/", "/list/for-sale/", "/list/personals/",
            "/list/community/", "/flash/", "/forum/", "/discuz/", "/kr/", "/ru/", "/news/", "/culture/", "/orgs/",
            "/private/offers.html"]
    site.add("/sitemap.xml", urlset((url, None) for url in main))
    site.add("/sitemap-index.xml", """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/sitemap.xml</loc></sitemap>
<sitemap><loc>/sitemap-ads.xml</loc></sitemap>
</sitemapindex>
""")
    site.add("/img/logo.png", png(24, 24, lambda x, y: (34, 119, 68) if (x - 12) ** 2 + (y - 12) ** 2 < 100 else (255,) * 3))
    site.add("/img/flyer.png", png(60, 80, lambda x, y: (240, 230, 180) if (x // 6 + y // 8) % 2 else (200, 120, 60)))
    site.refused += ["/img/logo.png", "/img/flyer.png"]
