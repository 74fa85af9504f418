"""What is kept of calendars: written once, joined for everybody, made anew when something has changed, never lost."""

import gzip

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from events import actions, ical, keeping
from events.models import CalendarEntry, CalendarGeneration, EventPage, Occurrence
from events.models.calendar import Generation
from networks.visibility import Tier

from .dates import make_date
from .stories import berlin, in_days, make_venue, move, only_date, publish, publish_event

pytestmark = pytest.mark.django_db
ALL = "/kalender/alle.ics"
FEEDS = [ALL, "/kalender/alle.en.ics", "/kalender/netzwerk/unternehmen-gesundheit.ics", "/kalender/kreis/uelzen.ics"]
FEEDS += ["/kalender/art/gesundheitstag.ics"]


def titles(client, address=ALL):
    response = client.get(address)
    assert response.status_code == 200
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")]


def entries():
    return {key: bytes(entry) for key, entry in CalendarEntry.objects.values_list("pk", "ical")}


def refuse(*_args, **_kwargs):
    raise RuntimeError("this must not be done, or cannot")


@pytest.fixture
def nothing_can_be_made(monkeypatch):
    return lambda: monkeypatch.setattr(ical, "join", refuse)


# Written once


def test_a_change_of_one_date_makes_one_entry_new():
    page = publish_event(*[in_days(days) for days in range(1, 41)])
    before = entries()
    move(page, in_days(1, hour=9))
    after = entries()
    assert before.keys() == after.keys()
    changed = [key for key in before if before[key] != after[key]]
    assert len({CalendarEntry.objects.get(pk=key).occurrence for key in changed}) == 1
    assert len(changed) == 2  # German and English


def test_no_visit_renders_anything(client, monkeypatch):
    publish_event(title="Netzwerktreffen")
    monkeypatch.setattr(ical, "vevent", refuse)
    assert titles(client) == ["Netzwerktreffen"]


def test_the_worker_writes_what_is_missing(client):
    date = make_date()
    assert titles(client) == []
    assert actions.write_missing_entries() == 1
    assert titles(client) == [date.title]
    assert actions.write_missing_entries() == 0


def test_the_worker_writes_the_language_that_is_missing(client):
    date = only_date(publish_event())
    date.calendar_entries.get(language="en").delete()
    assert titles(client, "/kalender/alle.en.ics") == []
    actions.write_missing_entries()
    assert titles(client, "/kalender/alle.en.ics") == [date.title]


def test_other_words_of_ours_are_written_anew(monkeypatch):
    before = actions.calendar.fingerprint()
    monkeypatch.setattr("events.actions.calendar.words", lambda languages: ["ENTFÄLLT: "])
    assert actions.calendar.fingerprint() != before


def test_the_rules_of_every_zone_in_use_are_looked_at(monkeypatch):
    date = only_date(publish_event())
    Occurrence.objects.filter(pk=date.pk).update(zone="Asia/Tokyo")
    before = actions.calendar.fingerprint()
    monkeypatch.setitem(ical._zones, "Asia/Tokyo", b"other rules")
    assert actions.calendar.fingerprint() != before


def test_another_address_of_the_site_is_the_worker_s_to_write(client, django_capture_on_commit_callbacks):
    publish_event()
    before = entries()
    with django_capture_on_commit_callbacks(execute=True):
        _move_site("heide.example.org")
    assert entries() == before
    assert actions.rebuild_if_outdated() == 1
    assert b"http://heide.example.org/" in client.get(ALL).content


def test_a_rebuild_holds_nobody_up_for_long(monkeypatch):
    """Batches of their own, each in a transaction of its own: whoever registers waits for one of them at most."""
    publish_event(*[in_days(days) for days in range(1, 6)])
    depths, write = [], actions.calendar._refresh_batch
    monkeypatch.setattr("events.actions.calendar.BATCH", 2)
    monkeypatch.setattr(
        "events.actions.calendar._refresh_batch",
        lambda rows: depths.append(len(connection.savepoint_ids)) or write(rows),
    )
    outside = len(connection.savepoint_ids)
    actions.rebuild_calendar()
    assert depths == [outside + 1] * 3


# Joined


POISONS = {
    "cut off": b"BEGIN:VEVENT\r\nSUMMARY:Kaputt",
    "empty": b"",
    "bare line feed": b"BEGIN:VEVENT\r\nSUMMARY:Kaputt\nX:1\r\nEND:VEVENT\r\n",
    "empty line": b"BEGIN:VEVENT\r\n\r\nSUMMARY:Kaputt\r\nEND:VEVENT\r\n",
    "not UTF-8": b"BEGIN:VEVENT\r\nSUMMARY:Kaputt \xe4\r\nEND:VEVENT\r\n",
    "two": b"BEGIN:VEVENT\r\nSUMMARY:Kaputt\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Kaputt\r\nEND:VEVENT\r\n",
    "an end inside": b"BEGIN:VEVENT\r\nSUMMARY:Kaputt\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n",
}


@pytest.mark.parametrize("poison", POISONS)
def test_a_broken_row_does_not_stop_the_others(client, poison):
    publish_event(in_days(10), title="Davor")
    CalendarEntry.objects.filter(occurrence=only_date(publish_event(in_days(11)))).update(ical=POISONS[poison])
    publish_event(in_days(12), title="Danach")
    assert titles(client) == ["Davor", "Danach"]


@pytest.mark.parametrize("zone", ["../../etc/passwd", "Europe"])
def test_a_date_in_a_zone_that_is_none_does_not_stop_the_others(client, zone):
    publish_event(in_days(10), title="Davor")
    date = only_date(publish_event(in_days(11), title="Mittendrin"))
    Occurrence.objects.filter(pk=date.pk).update(zone=zone)
    assert titles(client) == ["Davor", "Mittendrin"]
    CalendarEntry.objects.filter(occurrence=date).update(zone=zone)
    assert actions.calendar.fingerprint()
    actions.bump_generation()
    assert titles(client) == ["Davor", "Mittendrin"]


def test_a_title_may_look_like_the_file_itself(client):
    for title in ("BEGIN:VEVENT", "END:VCALENDAR", "Wer fängt an? BEGIN: 9 Uhr"):
        publish_event(title=title)
    assert len(titles(client)) == 3


# Made anew when something has changed, and only then


def test_a_visit_to_a_feed_that_is_kept_asks_for_the_generation_and_nothing_else(client):
    publish_event()
    client.get(ALL)
    for more in ({}, {"Accept-Encoding": "gzip"}, {"If-None-Match": client.get(ALL)["ETag"]}):
        with CaptureQueriesContext(connection) as asked:
            client.get(ALL, headers=more)
        [query] = asked
        assert "events_calendargeneration" in query["sql"]


def test_another_process_finds_the_feed_in_the_cache(client, monkeypatch):
    publish_event()
    first = client.get(ALL)
    keeping.memory.forget()
    monkeypatch.setattr(ical, "join", refuse)
    assert client.get(ALL).content == first.content


def test_a_change_while_a_feed_is_written_is_news_to_whoever_got_it():
    publish_event()

    def write():
        actions.bump_generation()
        return b"from before"

    made = keeping.finished("/kalender/waehrenddessen.ics", write)
    assert made.changed_at < CalendarGeneration.objects.get(pk=1).changed_at


def test_a_calendar_is_made_before_anything_has_changed(client):
    publish_event(title="Eins")
    CalendarGeneration.objects.all().delete()
    assert titles(client) == ["Eins"]


def shared_feeds():
    return [key for key in cache._cache if "events.feed" in key]


def test_one_calendar_is_shared_once_however_its_address_is_written(client, celle):
    cache.clear()
    keeping.memory.forget()
    for blanks in range(1, 6):
        assert client.get(f"/kalender/auswahl/suche/{' ' * blanks}.ics").status_code == 200
    assert len(shared_feeds()) == 1
    for times in range(1, 6):
        assert client.get(f"/kalender/auswahl/kreis/{','.join(['celle'] * times)}.ics").status_code == 200
        assert client.get(f"/kalender/einbetten/auswahl/kreis/{','.join(['celle'] * times)}/").status_code == 200
    assert len(shared_feeds()) == 3


CHANGES = {
    "text": lambda page: (setattr(page, "summary", "Neu."), publish(page)),
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "cancelled": lambda page: actions.cancel_occurrence(occurrence=only_date(page)),
    "venue": lambda page: _rename(page.venue),
    "kind": lambda page: _rename(page.kind),
    "district": lambda page: _rename(page.districts.get()),
    "district deleted": lambda page: (page.districts.clear(), page.save(), only_date(page).districts.get().delete()),
    "network": lambda page: page.networks.get().specific.save_revision().publish(),
    "network unpublished": lambda page: page.networks.get().unpublish(),
    "address": lambda page: _move_up(page.get_parent().specific),
    "closed page": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "closed network": lambda page: PageViewRestriction.objects.create(
        page=page.networks.get(), restriction_type="login"
    ),
    "site": lambda page: _rename_site(),
}


def _rename(thing):
    thing.name = "Anders"
    thing.save()


def _move_up(index):
    index.slug = "anderswo"
    index.save_revision().publish()


def _move_site(hostname):
    site = Site.objects.get(is_default_site=True)
    site.hostname = hostname
    site.save()


def _rename_site():
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Lindenregion"
    site.save()


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_feed_shows_moves_the_generation(change, health, uelzen, django_capture_on_commit_callbacks):
    page = publish_event(networks=[health], districts=[uelzen], venue=make_venue())
    before = CalendarGeneration.now()
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[change](page)
    after = CalendarGeneration.now()
    assert after.number > before.number
    assert after.mark != before.mark


def test_a_number_from_before_a_backup_was_restored_means_nothing(client):
    publish_event(title="Vorher")
    assert titles(client) == ["Vorher"]
    EventPage.objects.update(title="Nachher")
    actions.rebuild_calendar()
    CalendarGeneration.objects.update(number=CalendarGeneration.now().number - 1)
    assert titles(client) == ["Nachher"]


def test_what_loses_its_venue_says_so(client, django_capture_on_commit_callbacks):
    page = publish_event(berlin(2027, 1, 14, 14), in_days(14), venue=make_venue())
    actions.cancel_occurrence(occurrence=page.occurrences.first())
    EventPage.objects.update(venue=None)
    with django_capture_on_commit_callbacks(execute=True):
        page.venue.delete()
    assert not any(b"Kurhaus" in entry for entry in entries().values())


def test_memory_holds_what_was_asked_for_last():
    memory = keeping.Memory(25)
    for name in "abc":
        memory.keep(name, finished_of(b"0123456789"))
    assert (memory.get("a"), memory.get("b").body) == (None, b"0123456789")
    memory.keep("d", finished_of(b"0123456789"))
    assert (memory.get("c"), memory.get("b").body) == (None, b"0123456789")
    memory.keep("large", finished_of(b"0" * 100))
    assert memory.get("large").body == b"0" * 100
    memory.keep("large", finished_of(b"0"))
    memory.keep("a", finished_of(b"0123456789"))
    assert memory.get("large").body == b"0"


def test_memory_looks_at_no_other_feed_to_keep_one_more():
    class Weighed(keeping.Finished):
        @property
        def size(self):
            weighed.append(self)
            return super().size

    weighed, memory = [], keeping.Memory(1000)
    for name in range(200):
        memory.keep(str(name), finished_of(b"0123456789", Weighed))
    assert len(weighed) <= 2 * 200


def test_a_visit_to_what_is_in_memory_keeps_nothing_anew(client, monkeypatch):
    client.get(ALL)
    kept = []
    monkeypatch.setattr(keeping.memory, "keep", lambda *what: kept.append(what))
    client.get(ALL)
    assert kept == []


def finished_of(body, kind=keeping.Finished):
    return kind(keeping.State(Generation(), None), "", None, None, b"", body)


# Never lost


def test_when_a_feed_cannot_be_made_the_last_one_is_served(client, nothing_can_be_made):
    publish_event(title="Eins")
    first = client.get(ALL)
    nothing_can_be_made()
    publish_event(title="Zwei")
    again = client.get(ALL)
    assert again.status_code == 200
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert client.get(ALL, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert gzip.decompress(client.get(ALL, headers={"Accept-Encoding": "gzip"}).content) == first.content


def test_the_last_one_may_come_from_another_process(client, nothing_can_be_made):
    publish_event(title="Eins")
    client.get(ALL)
    keeping.memory.forget()
    nothing_can_be_made()
    publish_event(title="Zwei")
    assert titles(client) == ["Eins"]


def test_when_the_database_does_not_answer_the_last_one_is_served(client, monkeypatch):
    publish_event(title="Eins")
    addresses = ("alle.ics", "alle.json", "alle.rss", "einbetten/alle/", "einbetten/alle/monat/")
    before = [client.get(f"/kalender/{address}").content for address in addresses]
    monkeypatch.setattr(CalendarGeneration, "now", refuse)
    assert [client.get(f"/kalender/{address}").content for address in addresses] == before
    assert titles(client) == ["Eins"]


def test_when_the_cache_does_not_answer_feeds_are_made_without_it(client, monkeypatch):
    publish_event(title="Eins")
    monkeypatch.setattr(keeping, "_cache", refuse)
    assert titles(client) == ["Eins"]
    keeping.memory.forget()
    assert titles(client) == ["Eins"]


def test_without_any_copy_programs_are_asked_to_come_back(client, nothing_can_be_made):
    publish_event()
    nothing_can_be_made()
    response = client.get(ALL)
    assert (response.status_code, response["Retry-After"], response.content) == (503, "600", b"")


HIDINGS = {
    "tier": lambda page: (setattr(page, "visibility", Tier.GROUP), publish(page)),
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "closed": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "closed above": lambda page: PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login"),
}


@pytest.mark.parametrize("hiding", HIDINGS)
def test_no_copy_shows_what_was_hidden_since(
    hiding, client, nothing_can_be_made, health, uelzen, django_capture_on_commit_callbacks
):
    page = publish_event(title="Quittengelee", networks=[health], districts=[uelzen])
    for address in FEEDS:
        assert titles(client, address) == ["Quittengelee"]
    with django_capture_on_commit_callbacks(execute=True):
        HIDINGS[hiding](page)
    for address in FEEDS:
        assert titles(client, address) == []
    nothing_can_be_made()
    actions.bump_generation()
    for address in FEEDS:
        assert b"Quittengelee" not in client.get(address).content
    keeping.memory.forget()
    for address in FEEDS:
        assert b"Quittengelee" not in client.get(address).content


@pytest.mark.parametrize("hiding", HIDINGS)
def test_a_copy_from_before_something_was_hidden_is_never_shown(
    hiding, client, nothing_can_be_made, django_capture_on_commit_callbacks
):
    page = publish_event(title="Quittengelee")
    assert titles(client) == ["Quittengelee"]
    nothing_can_be_made()
    with django_capture_on_commit_callbacks(execute=True):
        HIDINGS[hiding](page)
    assert client.get(ALL).status_code == 503


def test_the_name_of_a_network_that_was_closed_is_not_shown_by_a_copy(
    client, nothing_can_be_made, health, django_capture_on_commit_callbacks
):
    publish_event(networks=[health])
    assert health.title.encode() in client.get(ALL).content
    nothing_can_be_made()
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=health, restriction_type="login")
    assert client.get(ALL).status_code == 503
