"""What a calendar says of a date, in each language."""

import hashlib
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from networks.models import NetworkPage

from . import ical
from .models import Attendance, Occurrence
from .showing import texts_for


class Words(StrEnum):
    """All words of entries that are ours and no editor's: entries are written anew when one of them changes."""

    CANCELLED = gettext_noop("CANCELLED: ")
    HYBRID = gettext_noop("On site and online.")
    ONLINE = gettext_noop("Online")
    PARTNER = gettext_noop("An event of %(partner)s")


class Describer:
    """Describes many dates with few queries: it looks up the texts of all of them at once."""

    def __init__(self, occurrences: list[Occurrence], languages: list[str]):
        self._texts = {language: texts_for(occurrences, language) for language in languages}
        self._networks = _network_titles(occurrences, languages)

    def language_of(self, occurrence: Occurrence, language: str) -> str:
        """In which one its text is, for readers of a language."""
        return self._texts[language][occurrence.event_key].locale.language_code

    def event(self, occurrence: Occurrence, language: str) -> ical.Event:
        with translation.override(language):
            return _event(occurrence, self._texts[language][occurrence.event_key], self._networks[language])


def essence_of(occurrence: Occurrence) -> str:
    """A digest of what raises SEQUENCE: title, time, place and whether it takes place. What one plans by."""
    facts = [
        occurrence.page.title,
        occurrence.start.timestamp(),
        occurrence.end.timestamp(),
        occurrence.zone,
        occurrence.all_day,
        occurrence.attendance,
        occurrence.venue.address if occurrence.venue else "",
        "tentative" if occurrence.is_tentative else occurrence.status,
    ]
    return hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()


def words(languages: list[str]) -> list[str]:
    found = []
    for language in languages:
        with translation.override(language):
            found += map(_, Words)
    return found


def _event(occurrence, page, network_titles):
    url = page.get_full_url() or ""
    venue = occurrence.venue if occurrence.attendance != Attendance.ONLINE else None
    return ical.Event(
        uid=str(occurrence.uid),
        start=occurrence.start,
        end=occurrence.end,
        zone=occurrence.zone,
        all_day=occurrence.all_day,
        cancelled=occurrence.is_cancelled,
        tentative=occurrence.is_tentative,
        summary=(_(Words.CANCELLED) if occurrence.is_cancelled else "") + page.title,
        description=_description(occurrence, page, url),
        location=venue.address if venue else _online(occurrence),
        geo=_coordinates(venue),
        url=url,
        categories=_categories(occurrence, network_titles),
    )


def _description(occurrence, page, url):
    note = occurrence.cancelled_note if occurrence.is_cancelled else ""
    hybrid = _(Words.HYBRID) if occurrence.attendance == Attendance.HYBRID else ""
    whose = whose_event(occurrence)
    return "\n\n".join(part for part in (note, whose, page.summary, hybrid, url) if part)


def whose_event(occurrence: Occurrence) -> str:
    """Said of events that come from the calendar of a partner; empty for ours."""
    partner = occurrence.page.partner
    return _(Words.PARTNER) % {"partner": partner.name} if partner else ""


def _online(occurrence):
    return _(Words.ONLINE) if occurrence.attendance != Attendance.IN_PERSON else ""


def _coordinates(venue):
    return (float(venue.latitude), float(venue.longitude)) if venue and venue.latitude is not None else None


def _categories(occurrence, network_titles):
    kind = [occurrence.kind.label] if occurrence.kind else []
    networks = [network_titles.get(n.translation_key, "") for n in occurrence.networks.all()]
    districts = [district.name for district in occurrence.districts.all()]
    return tuple(dict.fromkeys(filter(None, [*kind, *networks, *districts])))


def _network_titles(occurrences, languages):
    """By language and translation key. Titles of networks that are not public stay out of public files."""
    networks = [network for occurrence in occurrences for network in occurrence.networks.all()]
    keys = {network.translation_key for network in networks}
    if not keys:
        return {language: {} for language in languages}
    titles = {}
    for key, language, title in (
        NetworkPage.objects.live()
        .public()
        .filter(translation_key__in=keys)
        .values_list("translation_key", "locale__language_code", "title")
    ):
        titles.setdefault(language, {})[key] = title
    return {language: _first_known(titles, language) for language in languages}


def _first_known(titles, language):
    """The titles in a language, and in any other where there is no translation."""
    known = {}
    for other in sorted(titles, key=lambda code: code == language):
        known |= titles[other]
    return known
