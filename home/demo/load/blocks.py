"""From the content's tuples to the blocks of a page, see `home.blocks`."""

from wagtail.rich_text import RichText

from networks.models import NetworkPage

from ..writing import prose


def fill(demo, blocks, locale=None):
    return [(kind, MAKERS[kind](demo, value, locale)) for kind, value in blocks]


def _heading(demo, value, locale):
    return value


def _text(demo, value, locale):
    return RichText(prose(value, heading="h3"))


def _inline(text):
    return RichText(prose(text))


def _steps(demo, value, locale):
    title, *steps = value
    return {"title": title, "steps": [{"title": step, "text": _inline(text)} for step, text in steps]}


def _facts(demo, value, locale):
    title, *facts = value
    return {"title": title, "facts": [{"term": term, "fact": _inline(fact)} for term, fact in facts]}


def _quote(demo, value, locale):
    return dict(zip(("text", "person", "role"), value, strict=True))


def _notice(demo, value, locale):
    kind, title, text = value
    return {"kind": kind, "title": title, "text": _inline(text)}


def _contact(demo, value, locale):
    return demo.cards[value]


def _links(demo, value, locale):
    title, *links = value
    return {
        "title": title,
        "links": [{"title": name, "page": _network(demo, slug, locale), "text": text} for name, slug, text in links],
    }


def _network(demo, slug, locale):
    key = demo.networks[slug].translation_key
    return NetworkPage.objects.get(translation_key=key, locale=locale).page_ptr


MAKERS = {
    "heading": _heading,
    "text": _text,
    "steps": _steps,
    "facts": _facts,
    "quote": _quote,
    "notice": _notice,
    "contact": _contact,
    "links": _links,
}
