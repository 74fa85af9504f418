"""What came of the last look at a partner's calendar, in words."""

from django.utils.translation import gettext as _

from .import_problems import Problem
from .models import PartnerCalendar


def failure_of(calendar: PartnerCalendar) -> str:
    """Why it could not be read; empty when it could."""
    failure = calendar.report.get("failure")
    return Problem.from_json(failure).sentence if failure else ""


def problems_of(calendar: PartnerCalendar) -> list[Problem]:
    return [Problem.from_json(said) for said in calendar.report.get("problems", [])]


def outcome_of(calendar: PartnerCalendar) -> str:
    if failure := failure_of(calendar):
        return failure
    return "; ".join(sentences(calendar.report.get("counts", {}))[:5])


def shown_events(calendar: PartnerCalendar) -> int:
    return calendar.number_of_events


def sentences(counts: dict[str, int]) -> list[str]:
    """What an import did; the first three also when they are nothing."""
    if not counts:
        return []
    always = {"new": _("%(count)d new"), "changed": _("%(count)d changed"), "gone": _("%(count)d taken off")}
    others = {
        "same": _("%(count)d unchanged"),
        "left": _("%(count)d still to be taken over"),
        "hidden": _("%(count)d unpublished by staff"),
        "cancelled": _("%(count)d cancelled before we knew of it"),
        "over": _("%(count)d over"),
    }
    words = always | {name: sentence for name, sentence in others.items() if counts.get(name)}
    return [sentence % {"count": counts.get(name, 0)} for name, sentence in words.items()]
