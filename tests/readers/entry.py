"""What a calendar shows of an event, in the shape that all readers are compared in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from events import ical

Moment = datetime | date


@dataclass(frozen=True)
class Entry:
    """Moments in UTC, whole days as dates. `dates`: what the reader's own expansion makes of it, start and end."""

    start: Moment
    end: Moment
    dates: tuple[tuple[Moment, Moment], ...]
    summary: str
    description: str
    location: str
    url: str
    categories: tuple[str, ...]
    status: str
    transparent: bool
    sequence: int
    stamp: datetime
    modified: datetime
    geo: tuple[float, float] | None


def as_utc(moment: Moment) -> Moment:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def span(start: Moment, end: Moment) -> tuple[Moment, Moment]:
    return as_utc(start), as_utc(end)


def entry_of(event: ical.Event) -> Entry:
    """What they should read. What is meant by a text or an address is what our own `one_line`, `clean` and `uri` leave
    of it: readers find no fault in these three; `test_ical.py` has to."""
    when = _span(event)
    return Entry(
        *when,
        dates=(when,),
        summary=ical.one_line(event.summary),
        description=ical.clean(event.description),
        location=ical.one_line(event.location),
        url=ical.uri(event.url),
        categories=tuple(filter(None, map(ical.one_line, event.categories))),
        status="CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED",
        transparent=not event.busy,
        sequence=event.sequence,
        stamp=as_utc(event.modified),
        modified=as_utc(event.modified),
        geo=event.geo and (round(event.geo[0], 6), round(event.geo[1], 6)),
    )


def _span(event):
    if not event.all_day:
        return span(event.start, event.end)
    zone = ZoneInfo(event.zone)
    return event.start.astimezone(zone).date(), event.end.astimezone(zone).date()
