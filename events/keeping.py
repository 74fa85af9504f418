"""Finished feeds, kept until something changes: in the memory of each process, and in the cache for all of them.

What stands in a feed depends on its address, the generation of the calendar, the day (dates leave the window without a
save) and the settings. Not on who asks: feeds hold public dates only. So a visit costs one small question.

No entry is written for a visit: those that are missing or written by an older version are the worker's. If visits
wrote them, anybody could make the site render ten thousand dates at once; and what an older version wrote is still
right. JSON, RSS and frames are rendered by the first visit to each address, so their writers stop at some hundreds.
"""

import gzip
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from threading import Lock

from django.core.cache import caches
from django.http import Http404
from django.utils import timezone

from . import ical
from .conf import conf
from .days import today
from .models.calendar import CalendarGeneration, Generation
from .walltime import midnight

logger = logging.getLogger(__name__)
LAST_GOOD = timedelta(days=1)
MEMORY = 32 * 2**20  # bytes for each process


class NotNow(Exception):
    """A feed cannot be made, and there is no copy that may still be shown."""


@dataclass(frozen=True)
class State:
    """All that a feed is made of, but for its address."""

    generation: Generation
    today: date
    settings: tuple = ()


@dataclass(frozen=True)
class Finished:
    """The bytes of a feed with their validators, and what they were made of."""

    state: State
    etag: str
    changed_at: datetime
    made_at: datetime
    compressed: bytes
    body: bytes = field(repr=False)

    @property
    def size(self):
        return len(self.body) + len(self.compressed)


class Memory:
    """The feeds that were asked for last, up to a number of bytes; and the last generation known to close something."""

    def __init__(self, most: int):
        self._most, self._kept, self._lock, self.closed = most, OrderedDict(), Lock(), 0
        self._size = 0  # of all that is kept, counted along: there may be thousands

    def get(self, key: str) -> Finished | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, feed: Finished) -> None:
        with self._lock:
            self._drop(self._kept.pop(key, None))
            self._kept[key] = feed
            self._size += feed.size
            while len(self._kept) > 1 and self._size > self._most:
                self._drop(self._kept.popitem(last=False)[1])

    def _drop(self, feed):
        self._size -= feed.size if feed else 0

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()
            self._size = self.closed = 0


memory = Memory(MEMORY)


def finished(address: str, write: Callable[[], bytes], *, is_shared: bool = True) -> Finished:
    """The feed at an address as it is now; when that fails, the last one that was made, if nothing was closed since.

    `is_shared`: other processes get it through the cache. Not for addresses of which there are any number.
    """
    try:
        state = current_state()
        return _kept(address, state) or _make(address, state, write, is_shared)
    except Http404:
        raise
    except Exception as error:
        logger.exception("The feed %s cannot be made", address)
        if copy := _last_good(address):
            return copy
        raise NotNow(address) from error


def current_state() -> State:
    generation = CalendarGeneration.now()
    memory.closed = max(memory.closed, generation.closed)
    return State(generation, today(), _settings())


def _settings():
    """Whatever an operator may change without an event changing."""
    days = (conf.FEED_PAST_DAYS, conf.FEED_FUTURE_DAYS, conf.FEED_CANCELLED_DAYS)
    return (ical.VERSION, conf.TIME_ZONE, conf.CALENDAR_NAME, conf.FEED_MAX_BYTES, *days)


def _kept(address, state):
    if (feed := memory.get(address)) and feed.state == state:
        return feed
    if (feed := _in_cache(address)) and feed.state == state:
        memory.keep(address, feed)
        return feed
    return None


def _make(address, state, write, is_shared):
    changed_at = max([midnight(state.today, conf.TIME_ZONE), *_last_change()])
    body = write()  # after its stamp, which may be older than the body but never newer
    compressed = gzip.compress(body, 1, mtime=0)
    feed = Finished(state, hashlib.sha256(body).hexdigest()[:32], changed_at, timezone.now(), compressed, body)
    memory.keep(address, feed)
    if is_shared:
        _share(address, feed)
    return feed


def _last_change():
    """None at all where nothing has changed yet, as in `CalendarGeneration.now`."""
    return CalendarGeneration.objects.filter(pk=1).values_list("changed_at", flat=True)


def _last_good(address):
    copy = memory.get(address) or _in_cache(address)
    is_fit = copy and copy.state.generation.number >= memory.closed and timezone.now() - copy.made_at < LAST_GOOD
    return copy if is_fit else None


def _share(address, feed):
    """Only the compressed bytes: these are a tenth. A cache that fails is a cache that is empty."""
    try:
        _cache().set(_key(address), replace(feed, body=b""), LAST_GOOD.total_seconds())
    except Exception:
        logger.exception("The cache did not take a feed")


def _in_cache(address):
    try:
        feed = _cache().get(_key(address))
    except Exception:
        logger.exception("The cache did not give a feed")
        return None
    return replace(feed, body=gzip.decompress(feed.compressed)) if feed else None


def _cache():
    return caches[conf.FEED_CACHE]


def _key(address):
    return f"events.feed.{hashlib.sha256(address.encode()).hexdigest()}"
