"""What the calendar can be filtered for: the networks, districts and kinds that a visitor may choose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from networks.links import one_of_each
from networks.models import District, NetworkPage
from networks.visibility import visible_pages

from .filters import EventQuery
from .models import EventKind


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    pk: object  # what rows are counted by: a key, or the translation key of a network


Options = Mapping[str, list[Option]]


def options_for(user) -> Options:
    """By the name of their group in addresses."""
    return {"netzwerk": _networks(user), "kreis": _districts(), "art": _kinds()}


def _networks(user):
    pages = visible_pages(NetworkPage.objects.all(), user).order_by("path").select_related("locale")
    networks = sorted(one_of_each(pages), key=lambda page: page.title)
    return [Option(network.slug, network.title, network.translation_key) for network in networks]


def _districts():
    return [Option(district.slug, district.name, district.pk) for district in District.objects.all()]


def _kinds():
    return [Option(kind.slug, kind.label, kind.pk) for kind in EventKind.objects.all() if kind.is_active]


def known_only(query: EventQuery, options: Options) -> EventQuery:
    """Without the values that are no options."""
    known = {group: {option.value for option in some} for group, some in options.items()}
    chosen = {group: tuple(v for v in values if v in known[group]) for group, values in query.chosen.items()}
    return replace(query, chosen={group: values for group, values in chosen.items() if values})
