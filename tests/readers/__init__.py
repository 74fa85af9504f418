"""Calendar programs that are not ours, and what each of them reads in a feed; all give it in the same shape.

`differences(feeds)` is the question: an empty list says that every program reads the same in each of them.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.request import urlopen

from .entry import Entry
from .programs import by_ical, by_icalendar, by_icaljs, by_vdirsyncer, by_vobject, put_together
from .syncing import Subscriber

Calendar = dict[str, Entry]
READERS: dict[str, Callable[[list[bytes]], Iterable[Calendar]]] = {
    "icalendar": by_icalendar,
    "ical": by_ical,
    "vobject": by_vobject,
    "vdirsyncer": by_vdirsyncer,
    "ical.js": by_icaljs,
}


def subscribed(addresses: list[str], folder: Path) -> tuple[list[Calendar], list[bytes]]:
    """What vdirsyncer keeps of the feeds at these addresses, and their bytes."""
    feeds = [urlopen(address, timeout=20).read() for address in addresses]
    client = Subscriber(folder, {f"feed{number}": address for number, address in enumerate(addresses)})
    client.subscribe()
    client.sync()
    kept = [put_together(feed, client.items(name)) for name, feed in zip(client.feeds, feeds, strict=True)]
    return list(by_icalendar(kept)), feeds


def differences(feeds: list[bytes], expected: list[Calendar] | None = None, **more: list[Calendar]) -> list[str]:
    """Between what was `expected`, by default what icalendar reads, and what every reader makes of each feed.

    `more`: what has been read otherwise, by the name of the reader.
    """
    found = {name: list(read(feeds)) for name, read in READERS.items() if name not in more} | more
    expected = expected or found["icalendar"]
    return [
        f"{name} reads, in feed {number}, {difference}"
        for name, calendars in found.items()
        for number, (one, other) in enumerate(zip(expected, calendars, strict=True))
        for difference in _between(one, other)
    ]


def _between(expected: Calendar, read: Calendar) -> Iterator[str]:
    for uid in sorted(expected.keys() ^ read.keys()):
        yield f"an event too {'few' if uid in expected else 'many'}: {uid}"
    for uid in expected.keys() & read.keys():
        wanted, got = vars(expected[uid]), vars(read[uid])
        yield from (
            f"{name} {got[name]!r}, not {wanted[name]!r} ({uid})" for name in wanted if wanted[name] != got[name]
        )
