"""The one filter set of the directory, without a database: an address → `DirectoryQuery` → what meets it, and counts.

OR inside a group, AND between groups. The conditions must meet in one offer: who looks for an online talk is not helped
by an online course and a talk on site. No value of an address ever reaches the database: each is looked up among the
options, and unknown ones are left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from . import text

MOST_VALUES = 50


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    parent: str = ""
    description: str = ""
    offered: bool = True  # a retired term is no longer offered, but an address with it still works


@dataclass(frozen=True)
class Group:
    key: str
    label: str
    hint: str = ""
    options: dict[str, Option] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)  # retired value → the one that replaces it


@dataclass(frozen=True)
class DirectoryQuery:
    """What an address asks for: words, and the chosen values of each group."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: bool = False

    def __bool__(self):
        return bool(self.text or self.chosen)

    def encoded(self) -> str:
        """As the part of an address behind the "?"."""
        return urlencode([("q", self.text)] * bool(self.text) + [(k, v) for k, vs in self.chosen.items() for v in vs])

    def without(self, key: str, value: str) -> "DirectoryQuery":
        rest = tuple(v for v in self.chosen[key] if v != value)
        return replace(self, chosen={k: rest if k == key else vs for k, vs in self.chosen.items() if k != key or rest})

    def without_text(self) -> "DirectoryQuery":
        return replace(self, text="")


def parse(data, groups: Iterable[Group]) -> DirectoryQuery:
    """A query from `request.GET`. Anything may stand in it: what no group knows is left out and noted."""
    chosen, unknown = {}, False
    for group in groups:
        asked = [group.moved.get(v, v) for v in data.getlist(group.key)[:MOST_VALUES] if v]
        known = tuple(dict.fromkeys(v for v in asked if v in group.options))
        unknown |= len(known) < len(set(asked))
        if known:
            chosen[group.key] = known
    words = " ".join(data.get("q", "").replace("\x00", " ")[: text.LONGEST_QUERY].split())
    return DirectoryQuery(words, chosen, unknown)


@dataclass
class Candidates:
    """What can meet the conditions: each offer, and each provider by itself. All of it in sets, without a database."""

    owners: list[int] = field(default_factory=list)  # candidate → listing
    offers: list[int | None] = field(default_factory=list)  # candidate → offer
    holding: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, listing: int, offer: int | None, values: Iterable[tuple[str, str]]) -> None:
        for value in values:
            self.holding[value].add(len(self.owners))
        self.owners.append(listing)
        self.offers.append(offer)

    def meeting(self, chosen: dict[str, tuple[str, ...]]) -> set[int]:
        found = set(range(len(self.owners)))
        for key, values in chosen.items():
            found &= set().union(*(self.holding.get((key, value), set()) for value in values))
        return found

    def count(self, found: set[int], key: str, value: str) -> int:
        """How many listings of `found` carry a value."""
        return len({self.owners[candidate] for candidate in found & self.holding.get((key, value), set())})
