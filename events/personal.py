"""Calendars for one person: the entries of the feeds, in other words about one's time, and marked as private.

They carry no secret: neither their own address nor the link to a meeting, since people show their calendars to others.
"""

from django.utils import translation
from django.utils.translation import gettext as _

from networks.visibility import Tier, viewer_for

from . import feeds, ical
from .conf import conf
from .finding import linked
from .models import Occurrence, PersonalCalendar, Registration
from .names import owned

Kind = PersonalCalendar.Kind
FREE, BUSY = b"\r\nTRANSP:TRANSPARENT\r\n", b"\r\nTRANSP:OPAQUE\r\n"
PRIVATE = b"CLASS:PRIVATE\r\n"


def write(personal: PersonalCalendar) -> bytes:
    kind = Kind(personal.kind)
    with translation.override(personal.language):
        calendar = ical.Calendar(
            name=owned(str(kind.label)),
            description=_("For you alone: whoever knows the address of this calendar can read it."),
            language=personal.language,
            zone=conf.TIME_ZONE,
            colour=feeds.HUES["initiative"],
        )
        return feeds.join(calendar, DATES[kind](personal.user), dress=DRESS[kind])


def _places(user):
    """Dates at which they have a place; also those that were cancelled."""
    mine = Registration.objects.of_user(user).confirmed()
    return Occurrence.objects.published().filter(pk__in=mine.order_by().values("occurrence"))


def _meetings(user):
    """What they may see and not everybody else, in the networks that they belong to."""
    dates, viewer = Occurrence.objects.visible_to(user).exclude(visibility=Tier.PUBLIC), viewer_for(user)
    return dates if viewer.sees_everything else dates.filter(pk__in=linked("networks", viewer.network_ids))


def _busy(entry):
    cancelled = b"\r\nSTATUS:CANCELLED\r\n" in entry
    return _private(entry if cancelled else entry.replace(FREE, BUSY))


def _private(entry):
    return entry.removesuffix(ical.LAST) + PRIVATE + ical.LAST


DATES = {Kind.PLACES: _places, Kind.MEETINGS: _meetings}
DRESS = {Kind.PLACES: _busy, Kind.MEETINGS: _private}
