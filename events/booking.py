"""What one can do about a date now: a button with a verb, or a sentence that says why there is none."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks import spoken

from .models import Occurrence, Registration
from .places import Closed, Places, why_closed


@dataclass(frozen=True)
class Booking:
    """The button of a date (`label`, `url`) and the sentence beside it."""

    label: str = ""
    url: str = ""
    text: str = ""
    tone: str = "info"
    is_open: bool = False  # nothing is missed: registration is open, not needed, or still to open


def booking_of(occurrence: Occurrence) -> Booking:
    closed = why_closed(occurrence)
    if closed == Closed.ELSEWHERE and occurrence.external_url:
        return Booking(_("Register at the other site"), occurrence.external_url, is_open=True)
    if closed:
        return Booking(text=_reason(occurrence, closed), is_open=closed in {Closed.NOT_NEEDED, Closed.NOT_YET})
    return _open_booking(occurrence, occurrence.places, reverse("events:register", args=[occurrence.uid]))


def _full(occurrence):
    if occurrence.waiting_list:
        return _("All places are taken, and the waiting list is full.")
    return _("All places are taken, and this date has no waiting list.")


def _open_booking(occurrence: Occurrence, places: Places, url: str) -> Booking:
    if places.outcome is None:
        return Booking(text=_full(occurrence), tone="warn")
    if places.outcome == Registration.Status.WAITING:
        text = _("All places are taken. A place that becomes free goes to whoever waits longest.")
        return Booking(_("Join the waiting list"), url, text, "warn", is_open=True)
    if occurrence.needs_approval:
        return Booking(_("Ask for a place"), url, _("The organisers decide who gets a place."), is_open=True)
    return Booking(_("Secure a place"), url, _free(places), is_open=True)


def _free(places):
    if places.free is None:
        return ""
    words = ngettext("%(free)d of %(all)d places is free.", "%(free)d of %(all)d places are free.", places.free)
    return words % {"free": places.free, "all": places.capacity}


def _reason(occurrence, closed):
    if closed != Closed.NOT_YET:
        return str(closed.label)
    opens = occurrence.registration_opens_at.astimezone(occurrence.tzinfo)
    return _("Registration opens on %(when)s.") % {"when": spoken.when(opens)}
