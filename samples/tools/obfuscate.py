"""Writes labelled posts again as people write them to be missed by machines.

    python3 samples/tools/obfuscate.py FILE… > obfuscated.jsonl

Of each lead, about a third of its words is hidden, each post in one of seven ways; innocent posts stay as they are. The same
input gives the same output.
"""

import hashlib
import json
import random
import re
import sys

LOOK_ALIKES = str.maketrans("aceiopxyABCEHKMOPTX", "асеіорхуАВСЕНКМОРТХ")
CYRILLIC = str.maketrans("асеорхуАВСЕНКМОРТХ", "aceopxyABCEHKMOPTX")
DIGITS = str.maketrans("aeiost", "431057")
WORD = re.compile(r"[^\W\d_]{4,}")
CHARACTERS = re.compile(r"[\u3400-\u9fff]{2,6}|[\uac00-\ud7a3]{2,}|[\u0e00-\u0e7f]{4,}")


def spaced(word):
    return " ".join(word)


def dotted(word):
    return ".".join(word)


def hyphens(word):
    return "-".join(word)


def zero_width(word):
    return "\u200b".join(word)


def look_alikes(word):
    changed = word.translate(LOOK_ALIKES)
    return changed if changed != word else word.translate(CYRILLIC)


def digits(word):
    return word.translate(DIGITS)


def fullwidth(word):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)


LATIN = [spaced, dotted, hyphens, zero_width, look_alikes, digits, fullwidth]
# Marks that stand on letters would fall on the dot before them, and look-alikes are of Latin and Cyrillic alone.
OTHERS = [spaced, dotted, zero_width]


def hidden(text, way, others, seed):
    chance = random.Random(seed)

    def hide(match):
        if chance.random() > 1 / 3:
            return match.group()
        word = match.group()
        return (others if CHARACTERS.fullmatch(word) else way)(word)

    return re.sub(f"{CHARACTERS.pattern}|{WORD.pattern}", hide, text)


def main():
    for path in sys.argv[1:]:
        for line in open(path, encoding="utf-8"):
            post = json.loads(line)
            if post["truth"]["lead"]:
                seed = hashlib.sha256(post["id"].encode()).digest()
                way, others = LATIN[seed[0] % len(LATIN)], OTHERS[seed[1] % len(OTHERS)]
                # Thai letters that combine cannot be set apart without harm, so that only invisible marks hide them.
                if post.get("lang") == "th":
                    others = zero_width
                for field in ("title", "text"):
                    if field in post:
                        post[field] = hidden(post[field], way, others, seed)
                post["truth"]["kind"] = way.__name__ if post.get("lang") not in ("zh", "ko", "th") else others.__name__
            print(json.dumps(post, ensure_ascii=False))


if __name__ == "__main__":
    main()
