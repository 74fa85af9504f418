"""The mails to those who run an event, as `emails` has those to the people who come. They name nobody who comes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from networks import outbox, spoken
from networks.links import site_url

from . import emails
from .models import Occurrence
from .organisers import Organiser
from .windows import Window

DECISION_DUE, MINIMUM_REACHED = "decision_due", "minimum_reached"


@dataclass(frozen=True)
class Digest:
    """One mail: to whom, about which time."""

    organiser: Organiser
    window: Window


@dataclass(frozen=True)
class NewsRow:
    """What it says of one date: `numbers` of what happened, and how the date stands now."""

    title: str
    when: str
    url: str
    numbers: Counter[str]
    confirmed: int
    capacity: int | None
    waiting: int
    requested: int


def about_decision(mail: str, occurrence: Occurrence, organisers: list[Organiser], *, confirmed: int) -> None:
    """It is time to say whether the date takes place, or one could already. A date that moves is asked about anew."""
    for number, organiser in enumerate(organisers):
        with translation.override(organiser.language):
            context = emails.about_date(occurrence) | _links(occurrence)
            context |= {"confirmed": confirmed, "minimum": occurrence.minimum, "decide_on": _day(occurrence)}
        # The first has the plain key, by which it is seen that the date was told of, whoever answers for it later.
        key = _key(mail, occurrence) + (f":{organiser.key}" if number else "")
        outbox.write(kind=f"events.{mail}", key=key, to=organiser.address, language=organiser.language, context=context)


def not_yet_told(mails: Mapping[Occurrence, str]) -> list[Occurrence]:
    """The dates whose organisers have not got that mail, in one query."""
    keys = {_key(mail, occurrence): occurrence for occurrence, mail in mails.items()}
    return outbox.without_mail(keys)


def _key(mail, occurrence):
    once = occurrence.minimum if mail == MINIMUM_REACHED else f"{occurrence.decide_at:%Y%m%d}"
    return f"events.{mail}:{occurrence.pk}:{once}"


def news(digest: Digest, rows: list[NewsRow]) -> None:
    """What happened to the registrations of somebody's dates in a stretch of time, in numbers."""
    organiser, total = digest.organiser, sum((row.numbers for row in rows), Counter())
    with translation.override(organiser.language):
        context = {"rows": rows, "total": total, "period": _period(digest.window)}
    outbox.write(
        kind="events.news",
        key=key_of_news(digest),
        to=organiser.address,
        language=organiser.language,
        context=context | {"registrations_url": site_url(reverse("registrations:index"))},
    )


def key_of_news(digest: Digest) -> str:
    return f"events.news:{digest.window.name}:{digest.organiser.key}"


def _period(window):
    """In words; empty for a quarter of an hour."""
    return spoken.days(window.first, window.last) if window.first else ""


def _links(occurrence):
    decide = reverse("dates:decide", args=[occurrence.pk])
    return {"decide_url": site_url(decide), "registrations_url": registrations_url(occurrence)}


def registrations_url(occurrence: Occurrence) -> str:
    return site_url(f"{reverse('registrations:index')}?occurrence={occurrence.pk}")


def _day(occurrence):
    return spoken.day(occurrence.decide_at.astimezone(occurrence.tzinfo))
