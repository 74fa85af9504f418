"""The site's search: pages, events, providers and members, each kind as far as whoever asks may see it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Page as ResultPage
from django.db.models import Case, Min, When
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from events.models import EventPage, Occurrence
from networks import spoken
from networks.models import MemberPage
from networks.paging import Pages
from networks.visibility import visible_pages
from providers.links import directory_page, provider_url
from providers.search import find as find_providers
from providers.text import stem

from .models import ContentPage, HomePage

FEW = 5
MANY = 20
MOST = 1000
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    text: str = ""
    line: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of result: how it is found, and how a few rows become hits."""

    slug: str
    label: Promise  # translated when it is shown
    find: Callable
    show: Callable


@dataclass(frozen=True)
class Group:
    kind: Kind
    count: int
    page: ResultPage
    hits: list[Hit] = field(default_factory=list)

    @property
    def has_more(self):
        return self.count > len(self.hits)


def search(words: str, request, *, kind: str = "", page: int = 1) -> list[Group]:
    """The kinds that hold every word, with their counts: a few hits of each, or a page of one chosen kind."""
    if not WORD.search(words):
        return []
    found = _Found(words, request)
    groups = [_group(each, found, kind, page) for each in KINDS if kind in ("", each.slug)]
    return [group for group in groups if group.count]


def _group(kind, found, chosen, page):
    rows = kind.find(found)
    paginator = Pages(rows, MANY if chosen else FEW)
    result = paginator.get_page(page if chosen else 1)
    return Group(kind, paginator.count, result, kind.show(found, list(result)))


class _Found:
    """One search: its words, who asks, and the pages that hold the words."""

    def __init__(self, words, request):
        self.words, self.request, self.user = words, request, request.user
        self.titled_ids, self.page_ids = matching_pages(words)

    def pages(self, model=Page):
        """Visible pages of a type in the language of the visit: those with the words in the title first."""
        pages = visible_pages(model.objects.filter(pk__in=self.page_ids, locale=Locale.get_active()), self.user)
        is_titled = Case(When(pk__in=self.titled_ids, then=0), default=1)
        return pages.filter(depth__gt=1).order_by(is_titled, "-first_published_at", "pk")

    @cached_property
    def directory(self):
        """Where providers have their pages; without it there is nothing to lead to."""
        return directory_page()

    def url(self, page):
        return page.get_url(self.request) or ""


def matching_pages(words: str) -> tuple[list[int], list[int]]:
    """Live pages whose title holds words that begin so; and these with all others that hold every word.

    Only letters and digits reach the search engine, since SQLite's takes much else for its own language. It knows no
    German endings, either: titles are asked for words that begin like those without theirs.
    """
    plain = WORD.findall(words.replace("_", " ").lower())
    backend, live = get_search_backend(), Page.objects.live()
    if not plain:
        return [], []
    by_title = [page.pk for page in backend.autocomplete(" ".join(map(stem, plain)), live)[:MOST]]
    by_text = [page.pk for page in backend.search(" ".join(plain), live)[:MOST]]
    return by_title, list(dict.fromkeys([*by_title, *by_text]))


# Pages of the site, without those that are a kind of their own


def _find_pages(found):
    others = [EventPage, MemberPage]
    return found.pages().not_exact_type(*others)


def _show_pages(found, pages):
    specific = Page.objects.filter(pk__in=[page.pk for page in pages]).defer_streamfields().specific()
    by_id = {page.pk: page for page in specific}
    return [_hit(found, by_id[page.pk], _what(by_id[page.pk])) for page in pages]


def _what(page):
    """The kind of a page, so that a project and its network can be told apart; plain pages need no word for theirs."""
    return "" if isinstance(page, (HomePage, ContentPage)) else capfirst(page._meta.verbose_name)


def _hit(found, page, line=""):
    text = page.search_description or getattr(page, "summary", "") or getattr(page, "intro", "")
    return Hit(page.title, found.url(page), text, line)


# Events, with their next date


def _find_events(found):
    return found.pages(EventPage)


def _show_events(found, pages):
    keys = [page.translation_key for page in pages]
    dates = Occurrence.objects.upcoming().visible_to(found.user).order_by().filter(event_key__in=keys)
    following = dict(dates.values_list("event_key").annotate(Min("start")))
    return [_hit(found, page, _line(following.get(page.translation_key))) for page in pages]


def _line(start):
    return spoken.day(start) if start else _("No date to come")


# Providers and members


def _find_providers(found):
    providers = find_providers(found.words, found.user)
    return providers if found.directory else providers.none()


def _show_providers(found, listings):
    return [_provider(found, listing) for listing in listings]


def _provider(found, listing):
    url = provider_url(listing, found.directory, found.request)
    return Hit(listing.title, url, listing.summary, listing.organisation.city)


def _find_members(found):
    return found.pages(MemberPage)


def _show_members(found, pages):
    return [_hit(found, page) for page in pages]


KINDS = [
    Kind("pages", _("Pages"), _find_pages, _show_pages),
    Kind("events", _("Events"), _find_events, _show_events),
    Kind("providers", _("Providers"), _find_providers, _show_providers),
    Kind("members", _("Members"), _find_members, _show_members),
]
