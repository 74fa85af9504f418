"""How many people have a place at a date, have one kept for them, or wait.

Counted in groups and added up here: to write a query with a condition for each number took longer than to run it.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils import timezone

from .models import Occurrence, Registration

Status = Registration.Status
COUNTED = (Status.CONFIRMED, Status.WAITING, *Registration.HOLDING)


def count_places(occurrences: Iterable[Occurrence]) -> dict[int, Counter]:
    """What `events.places` says of dates, by their primary keys, in one query and one more where members come first."""
    dates = {occurrence.pk: occurrence for occurrence in occurrences}
    counts = {pk: Counter() for pk in dates}
    for pk, status, as_member, is_kept, number in _groups(dates):
        for name in _names(status, as_member, is_kept):
            counts[pk][name] += number
    for pk, size in _parties_in_line(
        [pk for pk, date in dates.items() if date.holds_for_members and counts[pk]["waiting_others"]]
    ):
        counts[pk]["wait_together"] = max(counts[pk]["wait_together"], size)
    return counts


def _groups(keys):
    """`is_kept`: whether the time for which a place is kept still runs; None without one."""
    is_kept = ExpressionWrapper(Q(held_until__gt=timezone.now()), output_field=BooleanField())
    rows = Registration.objects.filter(occurrence__in=list(keys), status__in=COUNTED).order_by()
    grouped = rows.values("occurrence", "status", "as_member", is_kept=is_kept).annotate(number=Count("pk"))
    return grouped.values_list("occurrence", "status", "as_member", "is_kept", "number")


def _names(status, as_member, is_kept):
    """The numbers that somebody counts for. "Others" are those who do not come as members."""
    if status == Status.WAITING:
        return ["waiting"] if as_member else ["waiting", "waiting_others"]
    if status == Status.UNCONFIRMED and is_kept is None:
        return ["to_wait"]
    if status != Status.CONFIRMED and not is_kept:
        return []
    name = "confirmed" if status == Status.CONFIRMED else "held"
    return [name] if as_member else [name, "taken_by_others"]


def _parties_in_line(keys):
    """The dates' parties in which somebody waits who does not come as a member: how many of each do so."""
    if not keys:
        return
    rows = Registration.objects.filter(occurrence__in=keys, status=Status.WAITING).order_by()
    together = rows.values("occurrence", "group").annotate(number=Count("pk"), others=Count("pk", Q(as_member=False)))
    for pk, group, number, others in together.values_list("occurrence", "group", "number", "others"):
        if others:
            yield pk, number if group else 1
