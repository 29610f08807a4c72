"""Reads the content files: posts written by hand, one record after another.

A record starts with a line `@@ SECTION LANGUAGE`, then `key: value` lines, an empty line and the body.
Lines that start with `#` before the first record are comments. `\\u200b` and the like stand for that
character, so that what cannot be seen can be reviewed.

    @@ jobs en
    title: Line cook, full time
    place: Portland
    lead: webcam studio, live-in | cybersex, coercion
    hard: news

    The body, in paragraphs.

`lead` (what kind | which families) marks a planted lead, `hard` (what kind) a planted hard innocent;
a record with neither is an ordinary innocent.
"""
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass
class Record:
    section: str
    lang: str
    fields: dict
    body: str
    posted: datetime = None
    replies: list = field(default_factory=list)

    @property
    def title(self):
        return self.fields.get("title", "")

    @property
    def author(self):
        return self.fields.get("author", "")

    @property
    def place(self):
        return self.fields.get("place", "")

    @property
    def lead(self):
        """(kind, [families]) of a planted lead, else None."""
        if "lead" not in self.fields:
            return None
        kind, families = self.fields["lead"].split("|")
        return kind.strip(), [family.strip() for family in families.split(",")]

    @property
    def hard(self):
        """The kind of a planted hard innocent, else None."""
        return self.fields.get("hard")

    @property
    def paragraphs(self):
        return [part.strip("\n") for part in re.split(r"\n\s*\n", self.body) if part.strip()]


def unescape(text):
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match.group(1), 16)), text)


def read(path):
    """The records of one content file, in order; replies hang on the thread before them."""
    records = []
    chunks = re.split(r"(?m)^@@ ", Path(path).read_text(encoding="utf-8"))[1:]
    for chunk in chunks:
        head, _, body = chunk.partition("\n\n")
        first, *lines = head.split("\n")
        section, lang = first.split()
        fields = {}
        for line in lines:
            key, colon, value = line.partition(": ")
            if not colon:
                raise ValueError(f"{path}: not a `key: value` line: {line!r}")
            fields[key] = unescape(value.strip())
        record = Record(section, lang, fields, unescape(body.strip()))
        if not record.body:
            raise ValueError(f"{path}: a record without a body: {first!r} {fields.get('title')!r}")
        if "posted" in fields:
            stamp = fields["posted"]
            record.posted = datetime.fromisoformat(stamp if "T" in stamp else stamp + "T09:30")
        if section == "reply":
            records[-1].replies.append(record)
        else:
            records.append(record)
    return records
