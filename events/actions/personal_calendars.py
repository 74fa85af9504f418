"""Calendars of one's own: made, renewed and taken back by their owner."""

from django.db import transaction

from ..models import PersonalCalendar


@transaction.atomic
def open_calendar(*, user, kind: str, language: str) -> str:
    """A new secret for its address, which exists nowhere else; the one before leads nowhere from now on."""
    close_calendar(user=user, kind=kind)
    token = PersonalCalendar.new_token()
    hashed = PersonalCalendar.hash_of(token)
    PersonalCalendar.objects.create(user=user, kind=kind, language=language, token_hash=hashed)
    return token


def close_calendar(*, user, kind: str) -> None:
    close_calendars(PersonalCalendar.objects.filter(user=user, kind=kind))


def close_calendars(calendars) -> None:
    calendars.update(user=None)
