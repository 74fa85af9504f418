"""Texts of others as plain text: what is HTML loses its tags, whatever else stands there stays as it is. No Django."""

import html
import re
from html.parser import HTMLParser

from .ical import clean, one_line

TAG = re.compile(r"</?(a|b|body|br|div|em|font|h[1-6]|html|i|img|li|ol|p|span|strong|table|td|tr|u|ul)\b[^<>]*>", re.I)
ENTITY = re.compile(r"&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.I)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
BREAKS = {"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "tr", "ul", "ol", "table"}
SILENT = {"script", "style", "head", "title"}
LONGEST = 20_000


def unescaped(value: str) -> str:
    """The value of a TEXT property."""
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def plain_text(value: str) -> str:
    """Paragraphs with one empty line between them at most."""
    text = clean(value[:LONGEST])
    if TAG.search(text):
        text = _without_tags(text)
    elif ENTITY.search(text):
        text = clean(html.unescape(text))
    lines = [" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain_line(value: str, longest: int) -> str:
    return shortened(one_line(plain_text(value)), longest)


def shortened(text: str, longest: int) -> str:
    """Cut behind a word, with an ellipsis."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    whole = head.rsplit(None, 1)[0] if " " in head[longest // 2 :] else head
    return f"{whole.rstrip(' ,;:–-')}…"


def _without_tags(text):
    reader = _Words()
    reader.feed(text)
    reader.close()
    return clean("".join(reader.words))


class _Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, _attributes):
        if tag in SILENT:
            self.silent += 1
        elif tag in BREAKS:
            self.words.append("\n– " if tag == "li" else "\n")

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag in BREAKS - {"br", "li"}:
            self.words.append("\n")

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)
