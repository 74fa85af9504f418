"""From the way the content is written down to what the pages store."""

import re

from django.utils.html import escape


def prose(text, heading="h2"):
    """Paragraphs, `## headings`, `- lists` and `1. lists` to the HTML of a rich text field."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "".join(_paragraph(part.strip(), heading) for part in parts if part.strip())


def _paragraph(part, heading):
    lines = [line.strip() for line in part.splitlines()]
    if part.startswith("### "):
        return f"<h3>{_inline(part[4:])}</h3>"
    if part.startswith("## "):
        return f"<{heading}>{_inline(part[3:])}</{heading}>"
    if part.startswith("- "):
        return f"<ul>{_items(lines, '- ')}</ul>"
    if part.startswith("1. "):
        return f"<ol>{_items(lines, '1. ')}</ol>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _items(lines, mark):
    """List items; a line without the mark continues the one before."""
    items = []
    for line in lines:
        if line.startswith(mark):
            items.append(line.removeprefix(mark))
        else:
            items[-1] += f" {line}"
    return "".join(f"<li>{_inline(item)}</li>" for item in items)


def _inline(text):
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text).replace("&#x27;", "'").replace("&quot;", '"'))
    return re.sub(r"\[(.+?)\]\((.+?)\)", r'<a href="\2">\1</a>', text)


def stream(text):
    """A text with `## headings` as blocks of a page: text, heading, text, heading, text."""
    parts = re.split(r"^\s*## (.+)$", text.strip(), flags=re.MULTILINE)
    blocks = [("heading", part) if number % 2 else ("text", prose(part)) for number, part in enumerate(parts)]
    return [block for block in blocks if block[1]]
