#!/usr/bin/env python3
"""Measures `vigil match` on posts that mean to stall it, beside ordinary posts of the same sizes.

    hostile.py BIN WORK --posts 10000 --rules 2000

The hostile posts are long runs, bait for nested quantifiers, contacts without end and what the rules look for, whole, in
parts and without blanks; of nine in ten sizes 1 KB, then 10 KB, 100 KB and 1 MB in one line, as much text of each. The
ordinary ones are those of corpus.py, joined and cut to the same sizes. Seeded. Prints Markdown.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys

RUNS = {
    "a": "a", "1": "1", "blanks": " ", "line ends": "\n", "dots": ".", "brackets": "(", "@": "@", "+": "+", "quotes": '"',
    "backslashes": "\\", "Han": "我", "Hangul": "가", "Thai": "ก", "Cyrillic": "а", "emoji": "🍒", "marks": "\u0301",
    "zero width": "\u200b", "bidi": "\u202e", "joined emoji": "👩\u200d👩\u200d👧", "jamo": "\u1100\u1161\u11a8", "wide": "Ａ",
    "styled": "𝐚", "ligatures": "ﷺ", "two scripts": "раsspоrt", "words of two scripts": "pаy ", "a and blanks": "a ", "1 and blanks": "1 ", "1-": "1-",
    "ab": "ab", "telephones": "+1 555 0142 ", "digits": "555-0142", "handles": "@abc_def ", "addresses": "a@example.org ",
    "links": "t.me/abc ", "a with marks": "a\u0301\u0323", "tags": "<b>", "one word": "the ",
}


def cut(body, size):
    return body.encode()[:size].decode(errors="ignore")


def repeated(rng, units, size):
    parts, length = [], 0
    while length < size:
        parts.append(rng.choice(units))
        length += len(parts[-1].encode())
    return "".join(parts)


def kinds(examples):
    """Of each kind of hostile post its name, and what makes one of a size."""
    words = sorted({word for example in examples for word in example.split()})
    def run(unit):
        return lambda rng, size: unit * (size // len(unit.encode()) + 1) + "!"
    made = {name: run(unit) for name, unit in RUNS.items()}
    # What rules begin with, over and over, without what they end with.
    beginnings = [example[: len(example) * 2 // 3] + " " for example in examples]
    made["rules' beginnings"] = lambda rng, size: repeated(rng, beginnings, size)
    made["one rule's beginning"] = lambda rng, size: repeated(rng, [rng.choice(beginnings)], size)
    made["one rule's words"] = lambda rng, size: repeated(rng, [w + " " for w in rng.choice(examples).split()], size)
    made["one rule's match"] = lambda rng, size: repeated(rng, [rng.choice(examples) + " "], size)
    made["rules' matches"] = lambda rng, size: repeated(rng, [example + " " for example in examples], size)
    made["rules' words"] = lambda rng, size: repeated(rng, [word + " " for word in words], size)
    made["rules' words, no blanks"] = lambda rng, size: repeated(rng, words, size)
    return made


def examples(directory):
    result = []
    for folder, _, files in sorted(os.walk(directory)):
        if os.path.basename(folder) in ("lists", "tests"):
            continue
        for name in sorted(files):
            with open(os.path.join(folder, name), encoding="utf-8") as pack:
                text = pack.read()
            for block in re.findall(r"^    match:(.*\n(?:      .*\n)*)", text, re.M):
                result += re.findall(r"""^\s*(?:\[|- )['"]?(.+?)['"]?\]?$""", block, re.M)
    return result


def write(path, posts):
    with open(path, "w", encoding="utf-8") as out:
        for name, body in posts:
            out.write(json.dumps({"id": name, "text": body}, ensure_ascii=False) + "\n")


def sizes(rng, count):
    for _ in range(count):
        chance = rng.random()
        yield 1_000_000 if chance < 0.001 else 100_000 if chance < 0.01 else 10_000 if chance < 0.1 else 1_000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin")
    parser.add_argument("work")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--rules", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    os.makedirs(args.work, exist_ok=True)
    os.environ["VIGIL_CACHE"] = os.path.join(args.work, "cache")

    def path(name):
        return os.path.join(args.work, name)

    corpus = [sys.executable, os.path.join(here, "corpus.py")]
    subprocess.run(corpus + ["rules", path("rules"), path("patterns.txt"), "--rules", str(args.rules)], check=True)
    subprocess.run(corpus + ["posts", path("posts.jsonl"), path("texts.txt"), "--posts", "5000"], check=True)
    with open(path("texts.txt"), encoding="utf-8") as source:
        everyday = source.read().split("\n")

    def ordinary(rng, size):
        start = rng.randrange(len(everyday))
        return cut(" ".join(everyday[start:] + everyday[:start])[:size], size)

    def cpu(rules, posts, output=os.devnull):
        with open(output, "wb") as sink:
            command = [os.path.join(args.bin, "vigil"), "match", "--threads", "1", "--rules", rules, posts]
            process = subprocess.Popen(command, stdout=sink, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"{' '.join(command)} failed")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    shipped = os.path.join(here, "..", "..", "rules")
    print(f"### Hostile posts: {args.posts:,} of {len(RUNS) + 7} kinds, and ordinary ones of the same sizes, one thread\n")
    print("| rules | ordinary, CPU s | hostile, CPU s | ratio | with a limit reached | peak MB | worst 1 MB in one line |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for title, rules in ((f"{args.rules:,} seeded", path("rules")), ("shipped", shipped)):
        rng = random.Random(7)
        made = kinds(examples(rules))
        names = list(made)
        posts = [(names[number % len(names)], size) for number, size in enumerate(sizes(rng, args.posts))]
        write(path("hostile.jsonl"), [(name, cut(made[name](rng, size), size)) for name, size in posts])
        write(path("ordinary.jsonl"), [("ordinary", ordinary(rng, size)) for _, size in posts])
        write(path("none.jsonl"), [])
        cpu(rules, path("none.jsonl"))  # fills the cache of compiled rules
        start = min(cpu(rules, path("none.jsonl"))[0] for _ in range(3))
        rows = [(cpu(rules, path("ordinary.jsonl")), cpu(rules, path("hostile.jsonl"), path("findings.jsonl")))
                for _ in range(args.rounds)]  # in turn, so that a slow moment of the machine meets both
        usual, odd = (min(row[side][0] for row in rows) - start for side in (0, 1))
        with open(path("findings.jsonl"), encoding="utf-8") as findings:
            limited = sum('"undecided"' in line for line in findings)
        worst = []
        for name in names:
            write(path("one.jsonl"), [(name, cut(made[name](rng, 1_000_000), 1_000_000))])
            worst.append((cpu(rules, path("one.jsonl"))[0] - start, name))
        write(path("one.jsonl"), [("ordinary", ordinary(rng, 1_000_000)) for _ in range(4)])
        one = (cpu(rules, path("one.jsonl"))[0] - start) / 4
        slowest, name = max(worst)
        print(f"| {title} | {usual:.2f} | {odd:.2f} | {odd / usual:.2f} | {limited:,} | {max(row[1][1] for row in rows):.0f} |"
              f" {name}: {slowest:.2f} s, ordinary {one:.2f} s |")
        print("\n".join(f"    {seconds:.2f} {name}" for seconds, name in sorted(worst, reverse=True)[:8]), file=sys.stderr)


main()
