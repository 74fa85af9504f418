"""Every calendar of the demo, as the running server gives it: without a problem, and the same for all who read it."""

import re
from urllib.request import urlopen

from events import actions
from events.models import PersonalCalendar, Registration
from tests.events.lint import problems
from tests.readers import differences, subscribed

LINKED = re.compile(r'href="(http[^"]+/kalender/)abonnieren/([^"]+)/"')


def public_calendars(site, language_prefix):
    """Those that the page about calendars offers, in one language."""
    with urlopen(f"{site.url}{language_prefix}/kalender/abonnieren/", timeout=20) as page:
        links = LINKED.findall(page.read().decode())
    return list(dict.fromkeys([f"{site.url}{language_prefix}/kalender/alle.ics", *(f"{a}{b}.ics" for a, b in links)]))


def personal_calendar(site):
    """Of somebody who has places."""
    with site.database():
        user = Registration.objects.exclude(user=None).latest("pk").user
        token = actions.open_calendar(user=user, kind=PersonalCalendar.Kind.PLACES, language="de")
    return f"{site.url}/kalender/p/{token}/meine-anmeldungen.ics"


def test_all_calendars_of_the_demo_say_the_same_to_five_programs(demo_site, tmp_path):
    german, english = (public_calendars(demo_site, prefix) for prefix in ("", "/en"))
    assert len(german) == len(english) > 20
    kept, feeds = subscribed([*german, *english, personal_calendar(demo_site)], tmp_path / "client")
    assert all(kept[0].keys() >= calendar.keys() for calendar in kept[:-1])
    assert kept[-1]
    assert {problem for feed in feeds[:-1] for problem in problems(feed)} == set()
    assert set(problems(feeds[-1])) == {"CLASS in a feed", "SOURCE is missing in the head"}
    assert differences(feeds, vdirsyncer=kept) == []
