"""How often a cue holds in paraphrases that its author has not seen, as Markdown.

    python3 samples/tools/paraphrases.py VIGIL
"""

import collections
import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "paraphrases"
LANGUAGES = ["en", "es", "ko", "ru", "th", "tl", "vi", "zh"]


def main():
    held, count = collections.Counter(), collections.Counter()
    for language in LANGUAGES:
        texts = [json.loads(line) for line in (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
        posts = "".join(
            json.dumps({"id": str(number), "text": text["text"], "lang": language}, ensure_ascii=False) + "\n"
            for number, text in enumerate(texts))
        run = subprocess.run(
            [sys.argv[1], "match", "--rules", "rules"], input=posts, capture_output=True, text=True, check=True)
        for text, line in zip(texts, run.stdout.splitlines()):
            rules = {match["rule"] for match in json.loads(line)["matches"]}
            for key in ((text["cue"], language), (text["cue"], "all"), ("all", language), ("all", "all")):
                count[key] += 1
                held[key] += f"{text['cue']}.{language}" in rules
    columns = LANGUAGES + ["all"]
    print("| cue | " + " | ".join(columns) + " |")
    print("| --- |" + " ---: |" * len(columns))
    cues = sorted({cue for cue, _ in count} - {"all"}, key=lambda cue: (-held[cue, "all"] / count[cue, "all"], cue))
    for cue in ["all"] + cues:
        cells = [f"{held[cue, column] / count[cue, column]:.2f}" if count[cue, column] else "–" for column in columns]
        print(f"| {cue} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
