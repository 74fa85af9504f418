"""What is kept of people, for how long, and what of it is due: from what every app declares. Without a word of anybody.

`report()` is for the data protection officer; `due_by_model()` is what `end_all()` would end now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache

from django.apps import apps
from django.db.models import Min
from django.utils import timezone
from django.utils.text import capfirst

from .due_work import all_due_work
from .personal_data import Elsewhere, Part, PersonalData, declarations

SOON = timedelta(days=30)
MOST_ROUNDS = 10_000


@dataclass(frozen=True)
class Line:
    """One declaration, with its numbers. `due` is None where nothing ends by itself, `rows` where nobody can count."""

    data: str
    title: str
    fields: tuple[str, ...]
    subject: str
    purpose: str
    legal_basis: str
    retention: str
    rows: int | None
    due: int | None
    soon: int | None
    oldest: datetime | date | None
    parts: list[Part] = field(default_factory=list)


def report() -> list[Line]:
    """`due` is due now, `soon` within the next thirty days."""
    now = timezone.now()
    return [_line(item, now, now + SOON) for item in _about_people()]


def _about_people() -> Iterator[PersonalData | Elsewhere]:
    for item in declarations():
        if isinstance(item, PersonalData):
            yield item
        elif isinstance(item, Elsewhere):
            yield replace(item, written=item.written and cache(item.written))  # it may be far away: one look


def _line(item, now, soon):
    due = _number_due(item, now)
    later = _number_due(item, soon)
    return Line(
        data=item.model,
        title=_title(item),
        fields=item.fields,
        subject=str(item.subject),
        purpose=str(item.purpose),
        legal_basis=str(item.legal_basis),
        retention=str(item.retention),
        rows=_number(item),
        due=due,
        soon=None if due is None or later is None else later - due,
        oldest=_oldest(item),
        parts=item.parts(now, soon) if isinstance(item, PersonalData) and item.parts else [],
    )


def _title(item):
    if isinstance(item, Elsewhere):
        return item.model
    return capfirst(item.title or apps.get_model(item.model)._meta.verbose_name_plural)


def _holding(item):
    return item.holding() if item.holding else apps.get_model(item.model)._base_manager.all()


def _number(item):
    if isinstance(item, Elsewhere):
        return len(item.written()) if item.written else None
    return _holding(item).order_by().count()


def _number_due(item, moment):
    if not _ends(item):
        return None
    if isinstance(item, Elsewhere):
        return sum(written < moment - item.kept_for for written in item.written())
    return item.due(moment).order_by().count()


def _ends(item):
    """By itself."""
    return bool(item.written and item.kept_for) if isinstance(item, Elsewhere) else item.due is not None


def _oldest(item):
    if isinstance(item, Elsewhere):
        return min(item.written(), default=None) if item.written else None
    return _holding(item).order_by().aggregate(oldest=Min(item.since))["oldest"] if item.since else None


def due_by_model() -> dict[str, int]:
    """How much of each is due now. Changes nothing."""
    now = timezone.now()
    return {item.model: _number_due(item, now) or 0 for item in _about_people() if _ends(item)}


def end_all() -> dict[str, int]:
    """End everything that is due, as the worker does piece by piece. Returns how much of each went."""
    before = _numbers()
    for piece in all_due_work():
        if piece.is_retention:
            _run_until_done(piece)
    after = _numbers()
    return {model: before[model] - after[model] for model in before}


def _numbers():
    return {item.model: _number(item) or 0 for item in _about_people() if _ends(item)}


def _run_until_done(piece):
    for _round in range(MOST_ROUNDS):
        if not piece():
            return
