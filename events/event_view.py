"""An event's page as a visitor sees it: its dates, what one can do now, the place and the ways into it."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from networks.members import networks_in_language
from networks.models import NetworkPage

from .access import next_dates
from .booking import Booking, booking_of
from .models import Attendance, EventPage, Known, Occurrence, Registration
from .structured import script_of


class EventView:
    """One visit to an event. `dates` are those to come, or, when all are over, the last ones."""

    def __init__(self, page: EventPage, request):
        self.page, self.request = page, request

    @cached_property
    def dates(self) -> list[Occurrence]:
        return self._upcoming or self.past[:1]

    @cached_property
    def past(self) -> list[Occurrence]:
        """Those that are over, the latest first."""
        return [date for date in reversed(self._all) if date.is_past]

    @cached_property
    def _upcoming(self):
        return [date for date in self._all if not date.is_past]

    @cached_property
    def _all(self):
        if getattr(self.request, "is_preview", False):
            return previewed(self.page)
        dates = Occurrence.objects.of_event(self.page).visible_to(self.request.user).order_by("start", "pk")
        return list(dates.with_page())

    @cached_property
    def main(self) -> Occurrence | None:
        """The date that the head of the page is about: the next one that takes place."""
        return next((date for date in self.dates if not date.is_cancelled), self.dates[0] if self.dates else None)

    @property
    def is_over(self) -> bool:
        return bool(self._all) and not self._upcoming

    @cached_property
    def booking(self) -> Booking | None:
        return booking_of(self.main, self.request.user) if self.main and self.main.pk else None

    @property
    def bookings(self) -> list[tuple[Occurrence, Booking]]:
        """For events with several dates: each with what one can do about it."""
        several = self.dates if len(self.dates) > 1 else []
        return [(date, booking_of(date, self.request.user)) for date in several if date.pk]

    @cached_property
    def alternatives(self) -> list[Occurrence]:
        """Other dates for whoever came too late."""
        is_too_late = self.booking and not self.booking.url and not self.booking.is_open
        return next_dates(self.main, self.request.user) if self.main and is_too_late else []

    @property
    def online_url(self) -> str:
        """The link to the meeting: for people with a place at a date to come who are logged in, for nobody else."""
        user = self.request.user
        if not (self.page.online_url and user.is_authenticated and self._all):
            return ""
        dates = Occurrence.objects.of_event(self.page).scheduled().upcoming()
        mine = Registration.objects.confirmed().of_user(user).filter(occurrence__in=dates)
        return self.page.online_url if mine.exists() else ""

    @property
    def structured(self):
        """For search engines; nothing of a preview."""
        return script_of(self.page, [date for date in self.dates if date.pk])

    @cached_property
    def networks(self) -> list[NetworkPage]:
        """Those that the visitor may know of, in the visitor's language where it is translated."""
        return networks_in_language({network.translation_key for network in self.page.networks.all()}, self.request)

    @property
    def partner(self):
        """Whose event it is, if not ours; a translation has it from the page that decides."""
        return self.main.page.partner if self.main else self.page.partner

    @property
    def place(self):
        return self.page.venue if self.page.attendance != Attendance.ONLINE else None

    @property
    def access(self) -> list[tuple[str, str]]:
        """What is known of the ways into the place; what nobody knows is left out."""
        venue = self.place
        if venue is None:
            return []
        known = [
            (name, Known(value).label)
            for name, value in (
                (_("Step-free access"), venue.step_free),
                (_("Accessible toilet"), venue.accessible_toilet),
                (_("Hearing loop"), venue.hearing_loop),
                (_("Accessible parking"), venue.parking),
            )
            if value
        ]
        more = [(_("By bus and train"), venue.public_transport), (_("Good to know"), venue.access_notes)]
        return known + [(name, value) for name, value in more if value]


def previewed(page: EventPage) -> list[Occurrence]:
    """The dates of a draft, as they would be shown; nothing of them is stored."""
    dates = sorted((date for date in page.dates.all() if date.starts_at), key=lambda date: date.span)
    return [_previewed_date(page, date) for date in dates]


def _previewed_date(page, date):
    from .actions.schedule import COPIED

    start, end = date.span
    values = {name: getattr(page, name) for name in COPIED}
    occurrence = Occurrence(page=page, start=start, end=end, zone=date.zone, all_day=date.all_day, **values)
    occurrence.set_decision_time()
    occurrence.show_as(page, networks=list(page.networks.all()))
    return occurrence
