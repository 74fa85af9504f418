"""Who moves up when others leave: foretold for whoever is about to cancel, in the same words everywhere."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from .models import Occurrence, Registration
from .places import EVENT, free_of, parties_of, placed, places_of, read_choices, why_over

NAMES = 5


def who_follows(occurrence: Occurrence, leaving: Sequence[Registration]) -> list[Registration]:
    """Those who wait and get what becomes free, as `actions.give_places` decides."""
    if why_over(occurrence) or occurrence.moves_until <= timezone.now():
        return []
    line = [one for one in occurrence.registrations.waiting() if one not in leaving]
    if not line:
        return []
    read_choices([*line, *leaving])
    free = _free_without(occurrence, leaving)
    return placed(parties_of(line), free) if free[EVENT] != 0 else []


def _free_without(occurrence, leaving):
    gone = [one for one in leaving if one.takes_a_place]
    places, confirmed = places_of(occurrence), sum(one.is_confirmed for one in gone)
    fewer = replace(
        places,
        confirmed=places.confirmed - confirmed,
        held=places.held - (len(gone) - confirmed),
        taken_by_others=places.taken_by_others - sum(not one.as_member for one in gone),
    )
    return free_of(occurrence, fewer, fewer=Counter(option for one in gone for option in one.limited_options))


def what_follows(leaving: Iterable[Registration]) -> list[str]:
    """What becomes of those who wait, in a sentence for each date."""
    by_date = groupby(sorted(leaving, key=lambda one: one.occurrence_id), key=lambda one: one.occurrence)
    told = ((date, who_follows(date, list(people))) for date, people in by_date)
    return [_in_words(date, followers) for date, followers in told if followers]


def _in_words(occurrence, followers):
    words = gettext("Moves up and gets a mail: %(names)s.")
    if occurrence.offers_places:
        words = gettext("Is offered a place by mail: %(names)s.")
    return words % {"names": _named(followers)}


def _named(people):
    names, more = ", ".join(person.full_name for person in people[:NAMES]), len(people) - NAMES
    if more <= 0:
        return names
    return ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", more) % {
        "names": names,
        "count": more,
    }
