#!/usr/bin/env python3
"""Writes what `make bench-match` runs on, the same bytes for the same arguments.

    corpus.py posts FILE TEXTS --posts 100000    posts as JSON Lines, about 0.9 KB each, and their texts one a line
    corpus.py rules DIR PATTERNS --rules 300     a rule pack, and its patterns one a line

60 % of the posts are in Latin script (as English, Spanish, Vietnamese and Tagalog), 20 % in Chinese, 20 % in Korean.
Their commonest words are the language's own, so that its language can be told; the others are made of seeded syllables.
All follow Zipf's law, as words do; prices, numbers, addresses and emoji stand among them. They have the shape of posts
and say nothing. The words of rules are of middle frequency: the commonest of them stands in every tenth post or so, the rarest in
one of a thousand. In every twentieth post a text is planted that one of the rules matches.

--dense makes the words of rules and posts the same sixty: each rule's words stand in nearly every post, which is the
worst case for a prefilter.
"""
import argparse
import itertools
import json
import os
import random

ONSETS = "b c d f g h j l m n p r s t v z br ch cl cr dr fl gr pl pr sh st th tr".split()
VOWELS = "a e i o u a e i o ai ea io ou a e i o u a e i o u a e i o u á é í ó ñu".split()
CODAS = ["", "", "", "n", "r", "s", "l", "t", "nd", "m", "st", "ng"]
# Ends of sentences and what stands between them, by script; no line ends, so that tools that read lines see whole posts.
STOPS = {"latin": [". ", ". ", "! ", "? ", ", ", ", "], "han": ["。", "，", "，", "！", "、"],
         "hangul": [". ", ", ", "! ", "~ "]}
LATIN, HAN, HANGUL = "latin", "han", "hangul"
# Gives made words the letters of Vietnamese.
VIETNAMESE = str.maketrans("aeou", "ạếơư")
# The commonest words of four languages in Latin script, in order, with the share of the posts that each has.
COMMON = {
    "en": (30, """the to and a of in for is you i on it we with are have be this that my at your or not can all will if
        from but as our me was one so they like just get out up no do more about what new good when some us there time
        an he has work only she home please day how also very call any now who here first please people"""),
    "es": (12, """de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ya este sí
        porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni
        contra otros ese eso ante ellos esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho"""),
    "vi": (9, """và của là có không cho được với các một trong người những đã này để khi từ đến ở cũng như về thì ra nhiều
        vào sẽ làm phải nhà tôi ngày năm lại mình bạn việc nếu trên sau đi theo nước hay bị biết còn rất thế nào mới"""),
    "tl": (9, """ang ng sa na mga ay at ko mo ka siya ito para hindi po may kung lang naman din kasi niya nila kami tayo
        ikaw ako pa ba yung si ni wala mayroon dito doon araw bahay trabaho gusto pwede lahat isang pero nang kaya"""),
}


class Words:
    """A script's words in order of frequency, and a sampler of them."""

    def __init__(self, script, count, rng):
        made = {}
        make = {LATIN: latin_word, HAN: han_word, HANGUL: hangul_word}[script]
        while len(made) < count:
            made[make(rng, len(made))] = None
        self.words = list(made)
        self.sums = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(count)))

    def some(self, rng, count, common=()):
        return [
            common[rank] if rank < len(common) else self.words[rank]
            for rank in rng.choices(range(len(self.words)), cum_weights=self.sums, k=count)
        ]


def latin_word(rng, rank):
    syllables = 1 if rank < 60 else rng.choice([1, 2, 2, 3, 3, 4])
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables))


def han_letter(rng):
    # Frequent letters are few: four in five are among the first 600 of 3,000.
    return chr(0x4E00 + (rng.randrange(600) * 7 if rng.random() < 0.8 else rng.randrange(3000) * 6 + 3))


def han_word(rng, rank):
    return "".join(han_letter(rng) for _ in range(1 if rank < 40 else rng.choice([1, 2, 2, 2, 2, 3, 4])))


def hangul_word(rng, rank):
    return "".join(chr(0xAC00 + rng.randrange(1200) * 9) for _ in range(1 if rank < 20 else rng.choice([2, 2, 3, 3, 4])))


def vocabulary(args):
    rng = random.Random(args.seed)
    size = 60 if args.dense else 12_000
    return {script: Words(script, size, rng) for script in (LATIN, HAN, HANGUL)}


def extra(rng):
    return rng.choice([
        lambda: f"+1-555-01{rng.randrange(100):02d}", lambda: f"{rng.randrange(1, 90) * 50}", lambda: f"${rng.randrange(5, 900)}",
        lambda: f"{rng.randrange(1, 13)}/{rng.randrange(1, 29)}", lambda: f"https://board.example.org/{rng.randrange(10**6)}",
        lambda: rng.choice("😀🍒✨📞💕"), lambda: f"@example{rng.randrange(10**4)}", lambda: f"{rng.randrange(9, 22)}:00"])()


def text(rng, vocabularies, size):
    kind = rng.random()
    script = LATIN if kind < 0.6 else HAN if kind < 0.8 else HANGUL
    common = ()
    if script == LATIN and len(vocabularies[script].words) > 1000:
        common = rng.choices(list(COMMON.values()), weights=[share for share, _ in COMMON.values()])[0]
    is_vietnamese = bool(common) and common is COMMON["vi"]
    blank = "" if script == HAN else " "
    parts, length = [], 0
    capital = True
    for word in vocabularies[script].some(rng, size // 2, common[1].split() if common else ()):
        if is_vietnamese:
            word = word.translate(VIETNAMESE)
        if rng.random() < 0.02:
            word = extra(rng)
        if capital and script == LATIN:
            word = word[0].upper() + word[1:]
        chance = rng.random()
        end = rng.choice(STOPS[script]) if chance < 0.1 else blank
        capital = end.strip() in (".", "!", "?")
        parts.append(word + end)
        length += len(parts[-1].encode())
        if length >= size:
            break
    return "".join(parts).strip()


def shapes(args, vocabularies):
    """Patterns of the shapes that rule authors write, each with a text that it matches."""
    rng = random.Random(args.seed + 1)
    made = set()
    while len(made) < args.rules:
        shape = rng.randrange(10)
        script = LATIN if shape < 5 else HAN if shape < 7 else HANGUL if shape < 9 else rng.choice([LATIN, HAN, HANGUL])
        words = vocabularies[script].words
        a, b, c, d, e = rng.sample(words if args.dense else words[150:6000], 5)
        pattern, example = [
            (rf"\b(?:{a}|{b}) (?:{c}|{d})\b.{{0,20}}\b{e}\b", f"{a} {c} then {e}"),
            (rf"\b(?:{a}|{b}|{c}).{{0,30}}(?:{d}|{e})\b", f"{a} and {d}"),
            (rf"\b{a} {b} {c}\b", f"{a} {b} {c}"),
            (rf"\b{a}(?= {b} (?:{c}|{d}))", f"{a} {b} {c}"),
            (rf"(?<!{e} )\b{a}s? (?:{b}|{c})", f"{a} {b}"),
            (rf"(?:{a}|{b}).{{0,12}}(?:{c}|{d})", f"{a}以后{c}"),
            (rf"(?<!{e}){a}{b}(?:{c})?", f"{a}{b}{c}"),
            (rf"{a}.{{0,8}}(?:{b}|{c}|{d})", f"{a} 그리고 {c}"),
            (rf"(?:{a}|{b})(?:을|를|은|는)? ?(?:{c}|{d})", f"{a}를 {c}"),
            (rf"(?:{a}|{b}) ?\d{{3,5}}[-. ]?\d{{4}}", f"{a} 555-0142"),
        ][shape]
        if (pattern, example) not in made:
            made.add((pattern, example))
            yield pattern, example


def posts(args):
    vocabularies = vocabulary(args)
    rng = random.Random(args.seed + 2)
    hits = [example for _, example in shapes(argparse.Namespace(seed=args.seed, dense=args.dense, rules=300), vocabularies)]
    with open(args.file, "w", encoding="utf-8") as out, open(args.texts, "w", encoding="utf-8") as plain:
        for number in range(args.posts):
            body = text(rng, vocabularies, rng.randint(500, 1300))
            if rng.random() < 0.05:
                place = rng.randrange(len(body))
                body = body[:place] + " " + rng.choice(hits) + " " + body[place:]
            plain.write(body + "\n")
            out.write(json.dumps({"id": f"p{number}", "text": body}, ensure_ascii=False) + "\n")


def rules(args):
    os.makedirs(args.dir, exist_ok=True)
    families = ["recruitment", "marriage", "coercion", "control"]
    made = list(shapes(args, vocabulary(args)))
    with open(args.patterns, "w", encoding="utf-8") as out:
        out.writelines(pattern + "\n" for pattern, _ in made)
    for family in families:
        with open(os.path.join(args.dir, family + ".yaml"), "w", encoding="utf-8") as out:
            out.write(f"pack: bench-{family}\nversion: 2026.11.1\nfamily: {family}\nrules:\n")
            for number, (pattern, example) in enumerate(made):
                if families[number % len(families)] != family:
                    continue
                quoted = pattern.replace("'", "''")
                out.write(
                    f"  - id: {family}.bench-{number}\n    says: A seeded rule of the benchmark\n    severity: S1\n"
                    f"    weight: 0.4\n    evidence: {{grade: K, sources: [BENCH], tested_on: null,"
                    f" reviewed: 2026-11-24, reviewer: null}}\n    layer: plain\n    any: ['{quoted}']\n"
                    f"    may_be: []\n    match: ['{example}']\n    ignore: ['nothing of it']\n")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--dense", action="store_true")
what = parser.add_subparsers(required=True)
one = what.add_parser("posts")
one.add_argument("file")
one.add_argument("texts")
one.add_argument("--posts", type=int, default=100_000)
one.set_defaults(run=posts)
two = what.add_parser("rules")
two.add_argument("dir")
two.add_argument("patterns")
two.add_argument("--rules", type=int, default=300)
two.set_defaults(run=rules)
arguments = parser.parse_args()
arguments.run(arguments)
