#!/usr/bin/env python3
"""Checks samples/site and samples/posts.jsonl against what the samples promise; exits 1 with a line for each fault.

    python3 samples/tools/check_site.py [DIR]     # DIR holds site/ and site.manifest.json; default: samples
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter, deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

FAMILIES = {"recruitment", "marriage", "cybersex", "control", "coercion", "labour", "trade", "youth", "plea",
            "obfuscation", "vulnerability", "network", "protective"}
LANGUAGES = {"en", "zh", "ko", "es", "ru", "vi", "th", "tl"}
# WHATWG: the label names the decoder; these are Python's names of the same decoders.
DECODERS = {"gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
            "windows-1251": "cp1251", "windows-1252": "cp1252", "iso-8859-1": "latin-1", "utf-8": "utf-8"}
UNLABELLED = {"/kr/": "cp949", "/ru/": "cp1251"}
BASE = "http://127.0.0.1:8080"
# Allowed before disallowed: the site's only Allow is the longer one.
ROBOTS = [(re.compile(r"^/archive/2026/"), True), (re.compile(r"^/private/|^/search|^/forum/memberlist|^/archive/"), False),
          (re.compile(r"-print\.html$"), False)]

faults = []


def fault(*words):
    faults.append(" ".join(str(word) for word in words))


class Links(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.anchors, self.words = [], set(), []
        self.quiet = 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(reversed(attributes))
        if tag in ("a", "link") and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag == "form" and attributes.get("action"):
            self.links.append(attributes["action"])
        if attributes.get("id"):
            self.anchors.add(attributes["id"])

    def handle_data(self, data):
        self.words.append(data)


def allowed(address):
    return next((verdict for pattern, verdict in ROBOTS if pattern.search(address)), True)


class Served:
    """The site as `vigil demo` serves it."""

    def __init__(self, directory):
        self.directory = directory
        headers = json.loads((directory / "_headers.json").read_text("utf-8"))
        self.types, self.rewrites = headers["types"], headers["rewrites"]

    def file(self, address):
        path = self.rewrites.get(address) or urlsplit(address).path
        if path.endswith("/"):
            path += "index.html"
        return path if (self.directory / path.lstrip("/")).is_file() else None

    def decode(self, path):
        """The text of a page and how its charset was known: bom, header, meta, none."""
        data = (self.directory / path.lstrip("/")).read_bytes()
        kind = self.types.get(path, "text/html; charset=utf-8" if path.endswith(".html") else "")
        if data.startswith(b"\xef\xbb\xbf"):
            return data[3:].decode("utf-8"), "bom"
        for way, found in (("header", re.search(r"charset=([\w-]+)", kind)),
                           ("meta", re.search(r"<meta[^>]*charset=[\"']?([\w-]+)", data[:1024].decode("latin-1")))):
            if found and found[1].lower() in DECODERS:
                return data.decode(DECODERS[found[1].lower()]), way
        decoder = next((name for prefix, name in UNLABELLED.items() if path.startswith(prefix)), "utf-8")
        return data.decode(decoder), "none"


def check_manifest(manifest, served, anchors):
    addresses = Counter((entry["url"], entry["anchor"]) for key in ("leads", "innocent_hard") for entry in manifest[key])
    for place, count in addresses.items():
        if count > 1:
            fault(place, "stands", count, "times in the manifest")
    for key in ("leads", "innocent_hard"):
        for entry in manifest[key]:
            path = served.file(entry["url"])
            if path is None:
                fault(key, entry["url"], "has no file")
            elif entry["anchor"] and entry["anchor"] not in anchors[path]:
                fault(key, entry["url"], "has no anchor", entry["anchor"])
            if entry["lang"] not in LANGUAGES:
                fault(key, entry["url"], "has an unknown language", entry["lang"])
            if not entry["title"]:
                fault(key, entry["url"], "has no title")
            if key == "leads" and (len(entry["families"]) < 2 or not set(entry["families"]) <= FAMILIES):
                fault("lead", entry["url"], "needs two known families, has", entry["families"])
            if not allowed(entry["url"]):
                fault(key, entry["url"], "is kept out by robots.txt")
    for address in manifest["forbidden"]:
        if served.file(address) is None:
            fault("forbidden", address, "does not exist")
        if allowed(address):
            fault("forbidden", address, "is not kept out by robots.txt")
    languages = Counter(entry["lang"] for entry in manifest["leads"])
    if set(languages) != LANGUAGES:
        fault("leads lack the languages", LANGUAGES - set(languages))
    for language, least in (("zh", 3), ("ko", 3), ("en", 2)):
        if languages[language] < least:
            fault("too few leads in", language)
    for what, number, least, most in (("leads", len(manifest["leads"]), 14, 18), ("pages", manifest["pages"], 170, 600),
                                      ("hard innocents", len(manifest["innocent_hard"]), 25, 200),
                                      ("posts", manifest["posts"], 220, 1000)):
        if not least <= number <= most:
            fault(number, what, "where", least, "to", most, "are asked")


def check_contacts(name, text):
    """Only reserved or plainly invented contacts may stand anywhere."""
    for mail in re.findall(r"[\w.+-]+@[\w-]+\.\w+", text):
        if not mail.endswith(("@example.org", "@example.com")):
            fault(name, "names the mail address", mail)
    for phone in re.findall(r"(?<![\d-])(?:\+?\d[ -]?)?(?:\d{3}[ -])?\d{3,4}[ -]\d{4}(?![\d-])", text):
        digits = re.sub(r"\D", "", phone)
        if not re.search(r"55501\d\d$|0000$", digits):
            fault(name, "names the telephone number", phone)
    for handle in re.findall(r"(?<![\w.])@(\w{4,})", text):
        if "example" not in handle and handle not in {"context", "type", "media"}:
            fault(name, "names the handle", handle)


def check_posts(root, site_text):
    """posts.jsonl: 200 posts, known fields, truths in the same order, and no text that the site has too."""
    posts = [json.loads(line) for line in (root / "posts.jsonl").read_text("utf-8").splitlines()]
    truths = [json.loads(line) for line in (root / "posts.truth.jsonl").read_text("utf-8").splitlines()]
    if len(posts) != 200 or [post["id"] for post in posts] != [truth["id"] for truth in truths]:
        fault("posts.jsonl does not hold 200 posts in the order of their truths")
    if len({post["id"] for post in posts}) != 200 or len({post["text"] for post in posts}) != 200:
        fault("posts.jsonl holds an id or a text twice")
    leads = sum(truth["lead"] for truth in truths)
    hard = sum(not truth["lead"] and truth["kind"] != "ordinary" for truth in truths)
    if leads != 24 or hard != 60:
        fault("posts.jsonl has", leads, "leads and", hard, "hard innocents, where 24 and 60 are asked")
    for post in posts:
        check_contacts(post["id"], post["text"])
        if "".join(post["text"].split())[:60] in site_text:
            fault("post", post["id"], "stands on the site too")
    return f"{len(posts)} posts in posts.jsonl, {leads} leads, {hard} hard innocents"


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    served = Served(root / "site")
    manifest = json.loads((root / "site.manifest.json").read_text("utf-8"))
    files = ["/" + file.relative_to(served.directory).as_posix() for file in sorted(served.directory.rglob("*"))
             if file.is_file() and file.name != "_headers.json"]
    pages = [path for path in files if path.endswith(".html")]
    if len(pages) != manifest["pages"]:
        fault("the manifest counts", manifest["pages"], "pages, there are", len(pages))

    links, anchors, ways, words = {}, {}, Counter(), []
    for path in pages:
        try:
            text, way = served.decode(path)
        except UnicodeDecodeError as error:
            fault(path, "does not decode:", error)
            continue
        ways[(way, path.split("/")[1])] += 1
        reader = Links()
        reader.feed(text)
        links[path], anchors[path] = reader.links, reader.anchors
        words.append("".join(reader.words))
        check_contacts(path, words[-1])
        if "�" in text:
            fault(path, "holds a replacement character")
    check_manifest(manifest, served, anchors)

    # Each link ends at a file or at an intended dead end; only this host is linked.
    reached, queue, dead, kept_out = {"/index.html"}, deque(["/"]), set(), set()
    seen = {"/"}
    while queue:
        address = queue.popleft()
        path = served.file(address)
        for link in links.get(path, []):
            if re.match(r"(mailto|tel|javascript):", link):
                continue
            target = urlsplit(urljoin(BASE + address, link))
            if target.netloc != urlsplit(BASE).netloc:
                fault(address, "links to another host:", link)
                continue
            where = target.path + (f"?{target.query}" if target.query else "")
            if where in seen:
                continue
            seen.add(where)
            found = served.file(where)
            if found is None:
                dead.add(where)
            elif not allowed(where):
                kept_out.add(found)
            else:
                reached.add(found)
                queue.append(where)
    if dead != set(manifest["dead"]):
        fault("dead links differ from the manifest:", sorted(dead ^ set(manifest["dead"])))
    for path in pages:
        if path not in reached and allowed(path):
            fault(path, "cannot be reached from /")
    for path in ("/private/offers.html", "/archive/2019/index.html", "/forum/memberlist.html", "/search/index.html"):
        if path not in kept_out:
            fault(path, "is kept out but not linked from a page that may be fetched")

    for path in files:
        if path.endswith((".xml", ".atom")):
            tree = ElementTree.parse(served.directory / path.lstrip("/"))
            for element in tree.iter():
                address = element.text if element.tag.split("}")[-1] in ("loc", "link") else element.get("href")
                if address and address.startswith("/") and served.file(address) is None:
                    fault(path, "names a page that is not there:", address)
    size = sum((served.directory / path.lstrip("/")).stat().st_size for path in files)
    if size > 3_000_000:
        fault("the site has", size, "bytes")

    posts = check_posts(root, "".join("".join(words).split()))
    ended = ", ".join(f"{way} {sum(n for (w, _), n in ways.items() if w == way)}" for way in ("header", "meta", "none", "bom"))
    print(f"{len(pages)} pages ({size / 1e6:.2f} MB), charset by {ended}; {manifest['posts']} posts, "
          f"{len(manifest['leads'])} leads, {len(manifest['innocent_hard'])} hard innocents; {posts}; {len(faults)} faults")
    for line in faults:
        print("fault:", line)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
