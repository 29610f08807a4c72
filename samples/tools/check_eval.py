"""Checks samples/eval, or another folder: JSON, ids, counts, wording that differs, and contacts from reserved ranges only.

    python3 samples/tools/check_eval.py [FOLDER]

Prints the counts for each language; exit 1 on a fault, with every fault on a line of its own.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata

FOLDER = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1] / "eval"
LANGUAGES = ["en", "zh", "ko", "es", "ru", "vi", "th", "tl"]
FAMILIES = {
    "recruitment", "marriage", "cybersex", "control", "coercion", "labour",
    "trade", "youth", "plea", "obfuscation", "vulnerability",
}
FIELDS = {"id", "text", "title", "place", "lang", "truth"}
# Where words are not set apart by spaces (or, as in Korean, endings hide them), a run is counted in characters.
BY_CHARACTER = {"zh", "ko", "th"}
RUN_OF_CHARACTERS = 12
RUN_OF_WORDS = 6


def letters_only(text):
    """Letters, marks and digits, lower case; everything else is a blank."""
    text = re.sub(r"\+?\d[\d-]{6,}", " ", unicodedata.normalize("NFKC", text).casefold())  # numbers from one small range
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)


def runs(text, language):
    if language in BY_CHARACTER:
        joined = letters_only(text).replace(" ", "")
        return {joined[i:i + RUN_OF_CHARACTERS] for i in range(len(joined) - RUN_OF_CHARACTERS + 1)}
    words = letters_only(text).split()
    return {" ".join(words[i:i + RUN_OF_WORDS]) for i in range(len(words) - RUN_OF_WORDS + 1)}


def contact_faults(text):
    text = "".join(str(unicodedata.digit(c, c)) for c in unicodedata.normalize("NFKC", text))  # Thai digits too
    for number in re.findall(r"(?<![\w.,])\+?\d(?:(?:[ .-]|\) ?| ?\()?\d){6,}", text):
        digits = re.sub(r"\D", "", number)
        if re.fullmatch(r"(19|20)\d\d-(19|20)\d\d", number):
            continue
        # "2019 2020" and "1 200 000" are no telephone numbers; a phone has at least seven digits and no thousands.
        if len(digits) < 7 or re.fullmatch(r"\d{1,3}([. ]\d{3})+", number.strip()):
            continue
        if not re.search(r"55501\d\d$|0000$", digits):
            yield f"telephone number outside the reserved ranges: {number}"
    for mail in re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]+", text):
        if not mail.rstrip(".").endswith(("example.org", "example.com")):
            yield f"mail address outside example.org: {mail}"
    for handle in re.findall(r"(?<!\w)@(\w{3,})", text):
        if "example" not in handle:
            yield f"handle without “example”: @{handle}"
    for site in re.findall(r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|ru|cn|kr|vn|ph|me|co|es|mx)\b", text, re.ASCII):
        if not site.endswith(("example.org", "example.com")):
            yield f"site outside example.org: {site}"


def check(path, faults, ids):
    language = path.stem.split("-")[0]
    counts = collections.Counter()
    families = collections.Counter()
    seen = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        try:
            post = json.loads(line)
        except json.JSONDecodeError as error:
            faults.append(f"{where}: {error}")
            continue
        truth = post.get("truth", {})
        if set(post) - FIELDS or post.get("lang") != language or not post.get("text"):
            faults.append(f"{where}: unknown field, other language or no text")
        if post["id"] in ids:
            faults.append(f"{where}: id {post['id']} stands twice")
        ids.add(post["id"])
        of_lead = set(truth.get("families", []))
        if of_lead - FAMILIES:
            faults.append(f"{where}: unknown family {of_lead - FAMILIES}")
        # The packs' tests say little of families.
        is_test = truth.get("kind", "").startswith("from the packs' tests")
        if truth["lead"] and not is_test and len(of_lead - {"vulnerability"}) < 2 and not truth.get("urgent"):
            faults.append(f"{where}: a lead with fewer than two families")
        if not truth["lead"] and (of_lead or truth.get("urgent")):
            faults.append(f"{where}: an innocent post with families or urgent")
        counts["posts"] += 1
        counts["leads"] += truth["lead"]
        counts["urgent"] += truth.get("urgent", False)
        families.update(of_lead)
        whole = post.get("title", "") + "\n" + post["text"]
        faults.extend(f"{where}: {fault}" for fault in contact_faults(whole))
        for run in runs(whole, language):
            if run in seen and seen[run] != post["id"]:
                faults.append(f"{where}: shares “{run}” with {seen[run]}")
            seen.setdefault(run, post["id"])
    print(f"{path.name}: {counts['posts']} posts, {counts['leads']} leads, {counts['urgent']} urgent; "
          + ", ".join(f"{family} {count}" for family, count in families.most_common()))


def main():
    faults, ids = [], set()
    for language in LANGUAGES:
        for path in sorted(FOLDER.glob(f"{language}*.jsonl")):
            check(path, faults, ids)
    print("\n".join(faults) if faults else "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
