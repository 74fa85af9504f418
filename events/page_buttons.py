"""What the editor of an event's page offers beside its own buttons."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from .models import EventPage, Occurrence
from .views.statistics import event_url


def statistics(page, user, view_name, **_more) -> Iterator[Button]:
    """The numbers of an event, for those who see the registrations of one of its dates."""
    if _has_numbers_for(page, user):
        yield Button(_("Statistics"), url=event_url(page), icon_name="table", priority=64)


def _has_numbers_for(page, user):
    is_event = issubclass(page.specific_class or type(page), EventPage)
    may_see = is_event and user.has_perm("events.view_registration")
    return may_see and Occurrence.objects.managed_by(user).of_event(page).exists()
