"""What somebody has in their calendar who has subscribed: after each thing that an editor does, the truth, and once."""

import icalendar
import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from events import actions
from tests.events.stories import draft_event, in_days, make_venue, move, only_date, publish, publish_event
from tests.readers.syncing import Shown, Subscriber

FIRST, MOVED = in_days(14), in_days(21, hour=16)
TITLE, LATER_TITLE = "Gesundheitstag Uelzen", "Gesundheitstag der Betriebe"
PLACE, LATER_PLACE = "Kurhaus, Markt 1, 29525 Uelzen", "Kurhaus am Stern, Markt 1, 29525 Uelzen"


class Reader:
    """vdirsyncer and khal, and the highest SEQUENCE and LAST-MODIFIED that each event had so far."""

    def __init__(self, site, folder):
        self.site, self.client = site, Subscriber(folder, {"all": f"{site.url}/kalender/alle.ics"})
        self.highest = {}
        self.client.subscribe()

    def sees(self):
        """After the worker has been, and the client has fetched what there is."""
        with self.site.database():
            call_command("tick")
        self.client.sync()
        self._nothing_falls()
        lines = self.client.shows("all", timezone.localtime(), 30)
        assert len({line.uid for line in lines}) == len(lines) == len(self.client.items("all"))
        return set(lines)

    def _nothing_falls(self):
        for item in self.client.items("all"):
            [event] = icalendar.Calendar.from_ical(item).walk("VEVENT")
            uid, now = str(event["UID"]), (event["SEQUENCE"], event.last_modified)
            before = self.highest.setdefault(uid, now)
            assert all(new >= old for new, old in zip(now, before, strict=True)), (before, now)
            self.highest[uid] = now


@pytest.fixture
def site(new_site):
    return new_site(workers=1)


def test_a_subscriber_sees_the_truth_after_every_step(site, tmp_path):
    with site.database():
        other = only_date(publish_event(in_days(15), title="Sprechstunde"))
        page = publish(draft_event(FIRST, title=TITLE, venue=make_venue()))
        uid, first_revision = str(only_date(page).uid), page.latest_revision_id
    reader = Reader(site, tmp_path)
    stays = Shown(str(other.uid), "Sprechstunde", other.start, "")

    def line(title, start, place):
        return {stays, Shown(uid, title, start, place)}

    assert reader.sees() == line(TITLE, FIRST, PLACE)

    with site.database():
        page.title = LATER_TITLE
        page.save_revision()
        page = move(page, MOVED)
        later_revision = page.latest_revision_id
    assert reader.sees() == line(LATER_TITLE, MOVED, PLACE)

    with site.database():
        page.venue.name = "Kurhaus am Stern"
        page.venue.save()
    assert reader.sees() == line(LATER_TITLE, MOVED, LATER_PLACE)

    with site.database():
        Revision.objects.get(pk=first_revision).publish()
    assert reader.sees() == line(TITLE, FIRST, LATER_PLACE)

    with site.database():
        actions.cancel_occurrence(occurrence=only_date(page))
    assert reader.sees() == line(f"ABGESAGT: {TITLE}", FIRST, LATER_PLACE)

    with site.database():
        Revision.objects.get(pk=later_revision).publish()
    assert reader.sees() == line(f"ABGESAGT: {LATER_TITLE}", MOVED, LATER_PLACE)

    with site.database():
        page.refresh_from_db()
        page.unpublish()
    assert reader.sees() == {stays}

    with site.database():
        page.refresh_from_db()
        publish(page)
    assert reader.sees() == line(f"ABGESAGT: {LATER_TITLE}", MOVED, LATER_PLACE)
    assert reader.highest[uid][0] == 5  # moved, another place, back, cancelled, and moved again
