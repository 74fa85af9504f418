"""The one filter set of the directory, without a database: an address → `DirectoryQuery` → what meets it, and counts.

OR inside a group, AND between groups. The conditions must meet in one offer: who looks for an online talk is not helped
by an online course and a talk on site. No value of an address ever reaches the database: each is looked up among the
options, and unknown ones are left out.
"""

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
    terms: tuple[int, ...] = ()  # the term, and those below it


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
    """What can meet the conditions, as numbers: each offer, and each provider by itself. Plain sets, no database."""

    owners: dict[int, int] = field(default_factory=dict)  # candidate → listing
    holding: dict[tuple[str, str], set[int]] = field(default_factory=dict)  # (group, value) → candidates

    def meeting(self, chosen: dict[str, tuple[str, ...]]) -> set[int]:
        found = set(self.owners)
        for key, values in chosen.items():
            found &= set().union(*(self._with(key, value) for value in values))
        return found

    def listings(self, found: set[int]) -> set[int]:
        return set(map(self.owners.__getitem__, found))

    def count(self, found: set[int], key: str, value: str) -> int:
        """How many listings of `found` carry a value."""
        return len(self.listings(found & self._with(key, value)))

    def _with(self, key, value):
        return self.holding.get((key, value), set())
