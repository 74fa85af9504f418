from django.utils.translation import gettext as _

from networks.sections import Section

from .models import Group, Occurrence, Registration

MOST_PAST = 5


def my_registrations(request, user) -> Section | None:
    """The registrations of the account: those to come by date, its groups, then the last few that are over."""
    mine = Registration.objects.of_user(user).live().with_position().select_related("group")
    upcoming, past = list(mine.upcoming()), list(mine.past()[:MOST_PAST])
    groups = list(Group.objects.of_user(user).upcoming())
    if not upcoming and not past and not groups:
        return None
    _with_dates([*upcoming, *past, *groups])
    context = {"upcoming": upcoming, "past": past, "groups": groups}
    return Section(_("My registrations"), "events/sections/member.html", context, order=20, slug="my-registrations")


def my_calendars(request, user) -> Section:
    return Section(_("My calendars"), "events/sections/my_calendars.html", {}, order=25, slug="my-calendars")


def _with_dates(registrations):
    """Each registration or group gets its date as lists show it: titles in the language of the page, in few queries."""
    dates = Occurrence.objects.filter(pk__in=[r.occurrence_id for r in registrations]).with_page()
    by_id = {date.pk: date for date in dates}
    for registration in registrations:
        registration.occurrence = by_id[registration.occurrence_id]
