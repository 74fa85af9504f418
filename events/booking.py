"""What one can do about a date now: a button with a verb, or a sentence that says why there is none."""

from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks import spoken

from .audience import is_member_for
from .models import Occurrence, Registration
from .places import Closed, Places, outcome_of, why_closed

FOR_MEMBERS = {Closed.MEMBERS_ONLY, Closed.NETWORKS_ONLY}


@dataclass(frozen=True)
class Booking:
    """The button of a date (`label`, `url`) and the sentence beside it."""

    label: str = ""
    url: str = ""
    text: str = ""
    tone: str = "info"
    is_open: bool = False  # nothing is missed: registration is open, not needed, or still to open


def booking_of(occurrence: Occurrence, user=None) -> Booking:
    """What this visitor can do; a stranger, without a user."""
    closed = why_closed(occurrence, user)
    url = reverse("events:register", args=[occurrence.uid])
    if closed == Closed.ELSEWHERE and occurrence.external_url:
        return Booking(_label_elsewhere(occurrence), occurrence.external_url, is_open=True)
    if closed == Closed.NOT_NEEDED and occurrence.page.partner:
        return Booking(is_open=True)  # nobody has told us
    if login := login_url(occurrence, closed, user, then=url):
        return Booking(_("Log in as a member"), login, _reason(occurrence, closed), is_open=True)
    if closed:
        return Booking(text=_reason(occurrence, closed), is_open=closed in {Closed.NOT_NEEDED, Closed.NOT_YET})
    return _open_booking(occurrence, url, is_member=is_member_for(occurrence, user))


def _label_elsewhere(occurrence):
    return _("To the partner's page") if occurrence.page.partner else _("Register at the other site")


def login_url(occurrence: Occurrence, closed: Closed | None, user, *, then: str) -> str:
    """Where a stranger to whom it is closed can log in, if members can register now; else empty."""
    is_for_members = closed in FOR_MEMBERS or (closed == Closed.NOT_YET and occurrence.is_open_to_members_first)
    is_stranger = user is None or not user.is_authenticated
    return redirect_to_login(then).url if is_for_members and is_stranger else ""


def _full(occurrence):
    if occurrence.waiting_list:
        return _("All places are taken, and the waiting list is full.")
    return _("All places are taken, and this date has no waiting list.")


def _open_booking(occurrence: Occurrence, url: str, *, is_member: bool) -> Booking:
    outcome = outcome_of(occurrence, occurrence.places, is_member=is_member)
    if outcome is None:
        return Booking(text=_full(occurrence), tone="warn")
    if outcome == Registration.Status.WAITING:
        text = _("All places are taken. A place that becomes free goes to whoever waits longest.")
        return Booking(_("Join the waiting list"), url, text, "warn", is_open=True)
    if occurrence.needs_approval:
        return Booking(_("Ask for a place"), url, _("The organisers decide who gets a place."), is_open=True)
    return Booking(_("Secure a place"), url, _free(occurrence.places, is_member), is_open=True)


def _free(places: Places, is_member):
    free = places.free_for(is_member=is_member)
    if free is None:
        return ""
    words = ngettext("%(free)d of %(all)d places is free.", "%(free)d of %(all)d places are free.", free)
    return words % {"free": free, "all": places.capacity}


def _reason(occurrence, closed):
    if closed != Closed.NOT_YET:
        return str(closed.label)
    words = {"when": _moment(occurrence, occurrence.registration_opens_at)}
    if not occurrence.opens_for_members_at:
        return _("Registration opens on %(when)s.") % words
    if occurrence.is_open_to_members_first:
        return _("Registration opens on %(when)s; members can register already.") % words
    words["members"] = _moment(occurrence, occurrence.opens_for_members_at)
    return _("Registration opens on %(when)s, for members on %(members)s.") % words


def _moment(occurrence, moment):
    return spoken.when(moment.astimezone(occurrence.tzinfo))
