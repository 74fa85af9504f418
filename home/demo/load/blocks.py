"""From the content's tuples to the blocks of a page, see `home.blocks`."""

from wagtail.rich_text import RichText

from ..writing import prose


def fill(demo, blocks):
    return [(kind, MAKERS[kind](demo, value)) for kind, value in blocks]


def _heading(demo, value):
    return value


def _text(demo, value):
    return RichText(prose(value, heading="h3"))


def _inline(text):
    return RichText(prose(text))


def _steps(demo, value):
    title, *steps = value
    return {"title": title, "steps": [{"title": step, "text": _inline(text)} for step, text in steps]}


def _facts(demo, value):
    title, *facts = value
    return {"title": title, "facts": [{"term": term, "fact": _inline(fact)} for term, fact in facts]}


def _quote(demo, value):
    return dict(zip(("text", "person", "role"), value, strict=True))


def _notice(demo, value):
    kind, title, text = value
    return {"kind": kind, "title": title, "text": _inline(text)}


def _contact(demo, value):
    return demo.cards[value]


MAKERS = {
    "heading": _heading,
    "text": _text,
    "steps": _steps,
    "facts": _facts,
    "quote": _quote,
    "notice": _notice,
    "contact": _contact,
}
