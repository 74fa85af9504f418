"""What a calendar is about, and how its address says so, without a database:

alle   kreis/celle   auswahl/netzwerk/gesundheit/kreis/celle,uelzen/suche/rücken   auswahl/ohne-abgesagte/alle
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .filters import GROUPS as FILTERED
from .filters import LONGEST_TEXT, MOST_VALUES, EventQuery

GROUPS = (*FILTERED, "ort")
ALL, CHOSEN, SEARCH, HELD = "alle", "auswahl", "suche", "ohne-abgesagte"
ADDRESS = rf"(?:{ALL}|(?:{'|'.join(GROUPS)})/[\w-]+|{CHOSEN}/[^.\x00-\x1f]+)"
_VALUE = re.compile(r"[\w-]{1,120}")


@dataclass(frozen=True)
class Selection:
    """Any value of each group, every word of the text; `only_held`: without dates that are cancelled."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    only_held: bool = False

    @property
    def address(self) -> str:
        pairs = [f"{group}/{','.join(self.chosen[group])}" for group in GROUPS if self.chosen.get(group)]
        pairs += [f"{SEARCH}/{self.text}"] if self.text else []
        if self.only_held:
            return "/".join([CHOSEN, HELD, *(pairs or [ALL])])
        is_short = len(pairs) == 1 and "," not in pairs[0] and not self.text
        return pairs[0] if is_short else "/".join([CHOSEN, *pairs]) if pairs else ALL

    @property
    def is_one_of_few(self) -> bool:
        """Whether there are only so many addresses like this one."""
        return not (self.text or self.only_held or "ort" in self.chosen) and sum(map(len, self.chosen.values())) < 2


def of_query(query: EventQuery) -> Selection:
    """What is filtered on a page, but for its days: a calendar has a window of its own."""
    return Selection(chosen=query.chosen, text=_words(query.text))


def parse(address: str) -> Selection | None:
    """None for what is no address of a calendar."""
    if address == ALL:
        return Selection()
    parts = address.removeprefix(f"{CHOSEN}/").split("/")
    only_held = address.startswith(f"{CHOSEN}/{HELD}/")
    pairs = parts[1:] if only_held else parts
    if only_held and pairs == [ALL]:
        return Selection(only_held=True)
    names, values = pairs[::2], pairs[1::2]
    if len(names) != len(values) or len(set(names)) != len(names) or not {*names} <= {*GROUPS, SEARCH}:
        return None
    found = dict(zip(names, values, strict=True))
    text = _words(found.pop(SEARCH, ""))
    chosen = {group: tuple(dict.fromkeys(several.split(",")))[:MOST_VALUES] for group, several in found.items()}
    if not all(_VALUE.fullmatch(value) for several in chosen.values() for value in several):
        return None
    return Selection(chosen, text, only_held)


def _words(text):
    return " ".join(re.sub(r"[./\x00-\x1f\x7f]", " ", text).split())[:LONGEST_TEXT]
