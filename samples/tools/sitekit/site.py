"""The site under construction: files as bytes, their types, and what the manifest will say of them."""
import json
import shutil
import zlib
from pathlib import Path


class Site:
    def __init__(self):
        self.files = {}      # path → bytes
        self.types = {}      # path → Content-Type, where the extension does not say it
        self.rewrites = {}   # path with query → path
        self.leads = []
        self.innocent_hard = []
        self.forbidden = []
        self.dead = []
        self.refused = []
        self.wrong_charset = []
        self.posts = 0
        self.ids = {}

    def identifier(self, space, text, start, count):
        """A number for `text` that stays when other texts come and go."""
        taken = self.ids.setdefault(space, set())
        number = start + zlib.crc32(text.encode()) % count
        while number in taken:
            number = start + (number - start + 1) % count
        taken.add(number)
        return number

    def add(self, path, text, encoding="utf-8", content_type=None, query_url=None):
        """Stores a page; `query_url` is the address with a query under which it is served."""
        data = text if isinstance(text, bytes) else text.encode(encoding, errors="xmlcharrefreplace")
        if path in self.files:
            raise ValueError(f"two pages at {path}")
        self.files[path] = data
        if content_type:
            self.types[path] = content_type
        if query_url:
            self.rewrites[query_url] = path

    def note(self, record, url, anchor=None):
        """Counts a post and enters it in the manifest where it is planted."""
        self.posts += 1
        entry = {"url": url, "anchor": anchor, "lang": record.lang}
        title = record.title or record.fields.get("thread", "")
        if record.lead:
            kind, families = record.lead
            self.leads.append(entry | {"kind": kind, "families": families, "title": title})
        elif record.hard:
            self.innocent_hard.append(entry | {"kind": record.hard, "families": [], "title": title})

    def write(self, directory, manifest):
        directory = Path(directory)
        if directory.exists():
            shutil.rmtree(directory)
        for path, data in sorted(self.files.items()):
            file = directory / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        headers = {"types": dict(sorted(self.types.items())), "rewrites": dict(sorted(self.rewrites.items()))}
        (directory / "_headers.json").write_text(json.dumps(headers, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pages = sum(1 for path in self.files if path.endswith(".html"))
        content = {
            "leads": sorted(self.leads, key=lambda entry: (entry["url"], entry["anchor"] or "")),
            "innocent_hard": sorted(self.innocent_hard, key=lambda entry: (entry["url"], entry["anchor"] or "")),
            "forbidden": sorted(self.forbidden), "dead": sorted(self.dead), "refused": sorted(self.refused),
            "wrong_charset": sorted(self.wrong_charset), "pages": pages, "posts": self.posts,
        }
        Path(manifest).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
