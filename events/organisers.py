"""Who is told how a date stands: its contact, else whoever coordinates its networks, else an address of the office."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from networks.languages import default_language
from networks.models import Coordination, NetworkPage

from .conf import conf
from .models import Occurrence


@dataclass(frozen=True)
class Organiser:
    """`key` tells them apart without an address: keys of mails are kept for good."""

    key: str
    address: str
    language: str


def organisers_of(occurrence: Occurrence) -> list[Organiser]:
    return organisers_for([occurrence])[occurrence.pk]


def organisers_for(occurrences: Iterable[Occurrence]) -> dict[int, list[Organiser]]:
    """Of many dates, by primary key, in a fixed number of queries."""
    dates = list(occurrences)
    contacts = {date.pk: _contact(date) for date in dates}
    coordinators = _coordinators([date for date in dates if not contacts[date.pk]])
    return {date.pk: contacts[date.pk] or coordinators.get(date.pk) or _office() for date in dates}


def _contact(occurrence):
    """Or who stands in for them. Here it is no matter whether visitors are shown the address."""
    card = occurrence.page.contact
    card = card and card.answering()
    person = card and card.person
    return [Organiser(f"contact-{card.pk}", person.email, person.language)] if person and person.email else []


def _coordinators(dates):
    """By date. A network is one, whichever translation of its page was chosen."""
    chosen = Occurrence.networks.through.objects.filter(occurrence__in=dates)
    keys = list(chosen.values_list("occurrence", "networkpage__translation_key"))
    pages = NetworkPage.objects.filter(translation_key__in={key for _date, key in keys})
    rows = Coordination.objects.filter(network__in=pages, user__is_active=True).exclude(user__email="")
    people: dict[object, dict[int, Organiser]] = {}
    for row in rows.select_related("user", "network").order_by("user"):
        organiser = Organiser(f"user-{row.user_id}", row.user.email, default_language())
        people.setdefault(row.network.translation_key, {})[row.user_id] = organiser
    found: dict[int, dict[int, Organiser]] = {}
    for date, key in keys:
        found.setdefault(date, {}).update(people.get(key, {}))
    return {date: list(them.values()) for date, them in found.items()}


def _office():
    return [Organiser("office", conf.OFFICE_EMAIL, settings.LANGUAGE_CODE)] if conf.OFFICE_EMAIL else []
