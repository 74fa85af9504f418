"""How calendars are called, and whose they are: the same in files, frames, links and lists."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from networks.links import site_name

from .conf import conf
from .selection import GROUPS, Selection


def owner() -> str:
    return conf.CALENDAR_NAME or site_name()


def owned(title: str) -> str:
    """As a calendar is called in the reader's program."""
    return f"{owner()}: {title}"


def title_of(selection: Selection, labels: Mapping[str, Mapping[str, str]]) -> str:
    """What a calendar is about, in the order of its address. `labels`: of each group, by value, as far as there are."""
    chosen = [(group, value) for group in GROUPS for value in selection.chosen.get(group, ())]
    words = [labels[group][value] for group, value in chosen if value in labels[group]]
    words += [_("“%(words)s”") % {"words": selection.text}] if selection.text else []
    name = ", ".join(words) or _("All events")
    return _("%(name)s, without cancelled dates") % {"name": name} if selection.only_held else name
