#!/usr/bin/env python3
"""Writes samples/site and samples/site.manifest.json from the texts in tools/content.

    python3 samples/tools/make_site.py            # writes beside this folder
    python3 samples/tools/make_site.py --to DIR   # writes DIR/site and DIR/site.manifest.json

Python 3 standard library only. The same texts give the same bytes on every run: what varies comes from a seeded
generator, and an ad's number from a checksum of its title, so that one more text does not move the others.
"""
import argparse
import random
import sys
import zlib
from datetime import datetime, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
from sitekit import board, boards, feeds, forums, pages, records  # noqa: E402
from sitekit.site import Site  # noqa: E402

TOOLS = Path(__file__).resolve().parent
NOW = datetime(2026, 11, 22, 18, 0)
SEED = 20261122


def date_posts(posts):
    """Gives every post without a date one of the last 40 days, the same on each run; replies follow."""
    for post in posts:
        draw = random.Random(f"{SEED}:{post.lang}:{post.title}")
        if post.posted is None:
            back = timedelta(days=draw.randint(1, 40), minutes=draw.randint(0, 1439))
            post.posted = (NOW - back).replace(second=0)
        moment = post.posted
        for reply in post.replies:
            if reply.posted is None:
                reply.posted = min(moment + timedelta(minutes=draw.randint(9, 900)), NOW)
            moment = max(moment, reply.posted)
        # A reply may carry a date of its own; the thread then began before it.
        for reply in post.replies:
            if "posted" in reply.fields and post.posted > reply.posted:
                post.posted = reply.posted - timedelta(hours=5)


def spoil(site, ads):
    """Gives a few innocent pages a charset label that is wrong, unknown or beaten by a byte order mark."""
    plain = [url for url, ad in ads if not ad.lead and not ad.hard and ad.lang in ("es", "vi")]
    wrong, unknown, marked = plain[0], plain[1], plain[2]
    site.types[wrong] = "text/html; charset=iso-8859-1"
    site.wrong_charset.append(wrong)
    site.types[unknown] = "text/html; charset=utf8mb4"
    site.types[marked] = "text/html; charset=windows-1252"
    site.files[marked] = b"\xef\xbb\xbf" + site.files[marked]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", default=TOOLS.parent, help="directory to write to")
    target = Path(parser.parse_args().to)

    content = {}
    for file in sorted((TOOLS / "content").glob("*.txt")):
        for record in records.read(file):
            content.setdefault(record.section, []).append(record)
    everything = [record for section in content.values() for record in section]
    date_posts(everything)

    site = Site()
    draw = random.Random(SEED)
    ads = board.build(site, [ad for section in board.CATEGORIES for ad in content[section]], draw)
    notices = board.build_flash(site, content["flash"], draw)
    forums.build_phpbb(site, [thread for thread in content["thread"] if thread.fields["forum"] in forums.PHPBB])
    forums.build_discuz(site, [thread for thread in content["thread"] if thread.fields["forum"] in forums.DISCUZ])
    boards.build_korean(site, content["kr"])
    boards.build_russian(site, content["ru"])
    pages.build_articles(site, content["article"])
    pages.build_static(site, ads, draw)
    pages.build_kept_out(site, ads)
    feeds.build(site, ads, notices)
    spoil(site, ads)
    site.write(target / "site", target / "site.manifest.json")
    languages = {}
    for record in everything:
        for post in [record] + record.replies:
            languages[post.lang] = languages.get(post.lang, 0) + 1
    print(f"{sum(path.endswith('.html') for path in site.files)} pages, {site.posts} posts "
          f"({', '.join(f'{lang} {count}' for lang, count in sorted(languages.items()))}), "
          f"{len(site.leads)} leads, {len(site.innocent_hard)} hard innocents, "
          f"{sum(map(len, site.files.values())) / 1e6:.2f} MB, checksum {checksum(site):08x}")


def checksum(site):
    value = 0
    for path, data in sorted(site.files.items()):
        value = zlib.crc32(data, zlib.crc32(path.encode(), value))
    return value


if __name__ == "__main__":
    main()
