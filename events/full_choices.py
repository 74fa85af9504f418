"""Whoever waits although the date has places waits for what they chose: for which of it, and how that is said."""

from collections.abc import Callable, Iterable, Sequence
from copy import copy

from django.utils.translation import gettext as _

from .models import Occurrence, Option, Registration
from .places import EVENT, free_of, parties_of, placed, read_choices


def lacking(person: Registration, has_room: Callable[[Registration], bool]) -> list[Option]:
    """What somebody chose that keeps them from a place; nothing where the date is what is full."""
    if not person.limited_options or not has_room(_with(person, [])):
        return []
    kept_away = [pk for pk in person.limited_options if not has_room(_with(person, [pk]))]
    return list(Option.objects.filter(pk__in=kept_away))


def waits_for(person: Registration) -> list[Option]:
    """The same for somebody in the queue of their date, or for a newcomer with their number in it."""
    if not person.limited_options:
        return []
    free, line = free_of(person.occurrence), _ahead_of(person)

    def has_room(somebody):
        return free[EVENT] != 0 and somebody in placed([*line, (somebody,)], free)

    return lacking(person, has_room)


def newcomer_waits_for(occurrence: Occurrence, chosen: Iterable[Option], *, is_member: bool) -> list[Option]:
    """The same for somebody who comes now and has no row that may be shown."""
    number = occurrence.registrations.next_queue_number()
    newcomer = Registration(occurrence=occurrence, queue_number=number, as_member=is_member)
    newcomer.limited_options = [option.pk for option in chosen if option.places is not None]
    return waits_for(newcomer)


def why_waiting(full: Sequence[Option]) -> str:
    """For whoever waits."""
    if not full:
        return _("All places are taken at the moment.")
    return _("What you chose is fully booked at the moment: %(choices)s.") % {"choices": names_of(full)}


def names_of(options: Iterable[Option]) -> str:
    return ", ".join(option.in_words("label") for option in options)


def _ahead_of(person):
    line = list(person.occurrence.registrations.waiting().filter(queue_number__lt=person.queue_number))
    read_choices(line)
    return parties_of([one for one in line if one.group_id is None or one.group_id != person.group_id])


def _with(person, options):
    other = copy(person)
    other.limited_options = options
    return other
