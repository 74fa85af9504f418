"""Run inside the adopter's project: an event with a date, a network of the adopter's own type, an editor."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from testapp.models import CultureNetworkPage, Patron
from wagtail.models import Site

from events.models import EventDate, EventIndexPage, EventKind, EventPage, Occurrence

root = Site.objects.get(is_default_site=True).root_page
network = root.add_child(instance=CultureNetworkPage(title="Stages of the heath", slug="stages", stage="Barn"))
network.save_revision().publish()
Patron.objects.create(name="Wilma Wacholder")
index = root.add_child(instance=EventIndexPage(title="Calendar", slug="events"))
event = EventPage(title="Open barn", slug="open-barn", kind=EventKind.objects.first(), networks=[network])
event.dates = [EventDate(starts_at=timezone.now() + timedelta(days=7))]
index.add_child(instance=event)
event.save_revision().publish()
get_user_model().objects.create_superuser(username="eve", email="eve@example.org", password="word")
print(Occurrence.objects.get().uid)  # noqa: T201
