"""Who gets the places that are free: a walk along the queue, without a database.

A party gets all that it needs or nothing. What it is short of is then kept for it: nobody behind it gets any of that.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Party(Generic[Key]):
    """People who come together or not at all. `needs` says how many places of each resource."""

    key: Key
    needs: Mapping[str, int]


def allocate(queue: Iterable[Party[Key]], free: Mapping[str, int | None]) -> list[Party[Key]]:
    """The parties of a queue that get places, in its order. A resource that is free without limit is `None`."""
    left, blocked, placed = dict(free), set(), []
    for party in queue:
        short = {resource for resource, number in party.needs.items() if _is_short(left[resource], number)}
        blocked |= short
        if blocked.isdisjoint(_wanted(party)):
            _take(left, party)
            placed.append(party)
    return placed


def _is_short(left, number):
    return left is not None and left < number


def _wanted(party):
    return {resource for resource, number in party.needs.items() if number}


def _take(left, party):
    for resource in _wanted(party):
        if left[resource] is not None:
            left[resource] -= party.needs[resource]
