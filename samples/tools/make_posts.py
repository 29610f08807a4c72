#!/usr/bin/env python3
"""Writes samples/posts.jsonl and samples/posts.truth.jsonl from tools/content/posts and tools/content/slots.py.

    python3 samples/tools/make_posts.py            # writes beside this folder
    python3 samples/tools/make_posts.py --to DIR

The posts are other texts than those of the site. Python 3 standard library only; the same bytes on every run.
"""
import argparse
import json
import random
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
from content import slots  # noqa: E402
from sitekit import records  # noqa: E402

TOOLS = Path(__file__).resolve().parent
NOW = datetime(2026, 11, 22, 18, 0)
SEED = 20261122
KNOWN = {"title", "author", "place", "source", "posted", "lead", "hard", "extra"}


def from_records():
    """(truth, post without id) of every hand-written post."""
    for file in sorted((TOOLS / "content/posts").glob("*.txt")):
        for record in records.read(file):
            unknown = set(record.fields) - KNOWN
            if unknown:
                raise ValueError(f"{file}: unknown keys {unknown} in {record.title!r}")
            post = {"text": record.body, "lang": record.lang}
            for key in ("title", "author", "place", "source"):
                if key in record.fields:
                    post[key] = record.fields[key]
            if "extra" in record.fields:
                post |= json.loads(record.fields["extra"])
            truth = {"lead": record.lead is not None, "kind": record.lead[0] if record.lead else record.hard or "ordinary"}
            if record.lead:
                truth["families"] = record.lead[1]
            yield truth, post


def from_templates(draw):
    """Posts from templates, each template in turn, no two alike."""
    for lang, count in slots.COUNTS.items():
        made, number = set(), 0
        while number < count:
            source, title, text, choices = slots.TEMPLATES[lang][number % len(slots.TEMPLATES[lang])]
            values = {name: draw.choice(options) for name, options in choices.items()}
            post = {"text": text.format(**values), "lang": lang, "title": title.format(**values), "source": source,
                    "place": values.get("place") or values.get("area")}
            if post["text"] in made or post["title"] in made:
                continue
            made |= {post["text"], post["title"]}
            number += 1
            yield {"lead": False, "kind": "ordinary"}, post


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", default=TOOLS.parent, help="directory to write to")
    target = Path(parser.parse_args().to)
    draw = random.Random(SEED)
    pairs = [*from_records(), *from_templates(draw)]
    draw.shuffle(pairs)
    posts, truths = [], []
    for number, (truth, post) in enumerate(pairs, 1):
        name = f"s{number:03d}"
        when = NOW - timedelta(minutes=draw.randint(60, 40 * 1440))
        ordered = {"id": name, "text": post.pop("text")}
        for key in ("title", "author", "place"):
            if post.get(key):
                ordered[key] = post[key]
            post.pop(key, None)
        source = post.pop("source", "board")
        ordered |= {"url": f"https://{source}.example.org/{name}", "source": source,
                    "posted": when.strftime("%Y-%m-%dT%H:%M:00Z"), "lang": post.pop("lang")}
        if number % 11 == 0:
            del ordered["lang"]  # many senders do not say it
        posts.append(ordered | post)
        truths.append({"id": name} | truth)
    for file, rows in (("posts.jsonl", posts), ("posts.truth.jsonl", truths)):
        (target / file).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    kinds = Counter("lead" if truth["lead"] else "ordinary" if truth["kind"] == "ordinary" else "hard" for truth in truths)
    print(f"{len(posts)} posts: {dict(kinds)}")


if __name__ == "__main__":
    main()
