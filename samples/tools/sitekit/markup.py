"""Small helpers for markup that every section uses."""
from html import escape

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def lines(text):
    return escape(text, quote=False).replace("\n", "<br>\n")


def paragraphs(record):
    return "\n".join(f"<p>{lines(part)}</p>" for part in record.paragraphs)


def breaks(record):
    return "<br><br>\n".join(lines(part) for part in record.paragraphs)


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:00+00:00")


def day(moment):
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def rfc822(moment):
    return f"{DAYS[moment.weekday()]}, {moment.day:02d} {MONTHS[moment.month - 1]} {moment:%Y %H:%M}:00 +0000"


def teaser(record, length):
    text = " ".join(record.body.split())
    return escape(text if len(text) <= length else text[:length].rstrip() + "…", quote=False)
