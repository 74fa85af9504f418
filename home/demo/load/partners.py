"""The calendar of an invented partner, as a file that was sent to us. Only where calendars can be read."""

from uuid import NAMESPACE_URL, uuid5

from events.actions import take_over
from events.ical_reading import can_read
from events.models import EventIndexPage, EventKind, PartnerCalendar
from events.partner_plan import plan_of
from networks.models import District

from ..content import pages, partners


def load(demo):
    if not can_read() or PartnerCalendar.objects.filter(name=partners.NAME).exists():
        return
    partner = PartnerCalendar(
        key=uuid5(NAMESPACE_URL, partners.WEBSITE),
        name=partners.NAME,
        website=partners.WEBSITE,
        parent=EventIndexPage.objects.get(slug=pages.EVENTS.slug),
        kind=EventKind.objects.get(slug=partners.KIND),
        looks_again=0,
    )
    partner.districts = District.objects.filter(slug__in=partners.DISTRICTS)
    partner.save()
    demo.created += 1 + len(take_over(plan_of(partner, partners.calendar(demo.days))).new)
