"""Clock times as people type them, in a zone whose clock is put forward and back. No Django here."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


class NoSuchTime(ValueError):
    """A time that the clock jumps over when summer time begins."""


def instant(wall: datetime, zone: str, *, meant: datetime | None = None) -> datetime:
    """The moment of a wall time. `meant` decides about the repeated hour, if it shows the same wall time."""
    here = ZoneInfo(zone)
    if meant is not None and wall_time(meant, zone) == wall:
        return meant
    moment = wall.replace(tzinfo=here, fold=0)
    if moment.astimezone(UTC).astimezone(here).replace(tzinfo=None) != wall:
        raise NoSuchTime(wall)
    return moment


def wall_time(moment: datetime, zone: str) -> datetime:
    """What the clock of a zone shows at a moment."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def midnight(day: date, zone: str) -> datetime:
    """The moment at which a day of a zone begins."""
    return datetime.combine(day, time(), ZoneInfo(zone))
