"""Events of a partner's calendar stand among ours as theirs: once, as they are there, and only while they are there."""

import re
from itertools import count
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.db import OperationalError
from django.urls import reverse

from events import actions, checks
from events.fetching import Fetched, Known
from events.import_problems import NotTaken
from events.models import EventPage, ImportedEvent, Occurrence, PartnerCalendar, Venue
from events.partner_plan import plan_of
from tests.events.partners import CALENDARS, calendar_of, event, make_partner, numbers, on_the_day, take
from tests.events.stories import publish
from tests.walking import errors_in, forms_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with on_the_day():
        yield


def shown():
    return Occurrence.objects.visible_to(None).order_by("start")


def said(plan):
    return {problem.code for problem in plan.problems}


# The calendars of five programs, with the defects that they are known for

REAL = {
    "exchange": ({"new": 2, "over": 1}, {"zone_by_offsets", "no_uid"}),
    "typo3": ({"new": 3}, {"no_line", "bad_date", "ends_early"}),
    "umlaute": ({"new": 3}, {"not_utf8"}),
    "zonen": ({"new": 4}, {"zone_unknown", "floating", "twice", "too_often"}),
    "serie": ({"new": 2, "cancelled": 1}, {"own_words"}),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_calendar_is_taken_once_and_says_what_could_not_be_taken(name):
    partner, content = make_partner(), (CALENDARS / f"{name}.ics").read_bytes()
    expected, problems = REAL[name]
    first = take(partner, content)
    assert (numbers(first), said(first)) == (expected, problems)
    before = everything()
    again = take(partner, content)
    assert numbers(again) == {"same": expected["new"]} | {k: v for k, v in expected.items() if k != "new"}
    assert said(again) == problems
    assert everything() == before


def everything():
    tables = (EventPage, Occurrence, ImportedEvent, Venue)
    revisions = list(EventPage.objects.order_by("pk").values_list("latest_revision", flat=True))
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in tables] + [revisions]


def test_the_defects_are_there():
    raw = {name: (CALENDARS / f"{name}.ics").read_bytes() for name in REAL}
    assert b"\r" not in raw["exchange"]
    assert b"W. Europe Standard Time" in raw["exchange"]
    assert raw["typo3"].startswith(b"\xef\xbb\xbf")
    assert re.search(rb"\xc3\r\n ", raw["umlaute"])
    assert b"RDATE" in raw["serie"]


def test_a_series_has_the_dates_that_its_rules_exceptions_and_changes_leave():
    take(make_partner(), (CALENDARS / "serie.ics").read_bytes())
    dates = shown().filter(title="Stammtisch Unternehmensnachfolge")
    assert [f"{date.local_start:%d.%m. %H:%M} {date.status}" for date in dates] == [
        "05.01. 18:00 scheduled",
        "20.01. 19:00 scheduled",
        "26.01. 18:00 cancelled",
        "02.02. 18:00 scheduled",
        "13.02. 10:00 scheduled",
        "20.02. 10:00 scheduled",
    ]


def test_umlauts_that_were_folded_in_the_middle_are_whole():
    take(make_partner(), (CALENDARS / "umlaute.ics").read_bytes())
    page = EventPage.objects.get(title__startswith="Öffentliche")
    assert page.title.endswith("mit Blick über Äcker, Wälder und die Örtze")
    assert "\ufffd" not in str(page.body) + page.summary


def test_nothing_of_the_people_in_a_calendar_is_kept():
    take(make_partner(), (CALENDARS / "exchange.ics").read_bytes())
    kept = repr(
        [list(model.objects.values()) for model in (EventPage, Occurrence, ImportedEvent, PartnerCalendar, Venue)]
    )
    assert "Vollgeheim" not in kept
    assert "example.org" not in kept


def test_html_becomes_text():
    take(make_partner(), (CALENDARS / "typo3.ics").read_bytes())
    page = EventPage.objects.get(title="Excel & Co. für den Betrieb")
    assert "alert" not in str(page.body) + page.summary
    assert "– Formeln<br/>– Diagramme" in str(page.body)
    assert page.external_url == "https://vhs.example/kurse/4711?a=1&b=2"
    assert EventPage.objects.get(title="Bildungsmesse").external_url == "https://kreis.example/"


# As theirs


def test_an_event_of_a_partner_stands_everywhere_as_theirs(client, health, uelzen):
    partner = make_partner()
    partner.networks, partner.districts = [health], [uelzen]
    partner.save()
    place = "LOCATION:Kreishaus\\, Markt 1\\, 29525 Uelzen"
    take(partner, calendar_of(event("a", "20270114T140000", "20270114T170000", "Forum Energie", place)))
    date = shown().get()
    for path in (date.page.get_parent().get_url(), date.page.get_url(), health.get_url()):
        page = client.get(path).content.decode()
        assert "Forum Energie" in page
        assert "Landkreis Wacholder" in page
    feed = client.get("/kalender/netzwerk/unternehmen-gesundheit.ics").content.decode().replace("\r\n ", "")
    assert "Landkreis Wacholder" in feed
    assert date.venue.city == "Uelzen"


def test_one_registers_with_the_partner_and_nothing_is_said_of_what_nobody_knows(client):
    take(make_partner(), calendar_of(event()))
    page = client.get(shown().get().page.get_url()).content.decode()
    assert 'href="https://kreis.example/"' in page
    assert "Zur Seite des Partners" in page
    assert "kostenfrei" not in page.lower()
    assert "isAccessibleForFree" not in page


def test_a_place_is_found_again_and_not_made_twice():
    place = "LOCATION:Kreishaus\\, Markt 1\\, 29525 Uelzen"
    some = [event(str(n), "20270114T140000", "20270114T170000", f"Forum {n}", place) for n in range(3)]
    take(make_partner(), calendar_of(*some))
    assert [venue.address for venue in Venue.objects.all()] == ["Kreishaus, Markt 1, 29525 Uelzen"]


def test_a_place_without_a_town_is_not_taken_for_one_of_that_name_elsewhere():
    Venue.objects.create(name="Ratskeller", city="Lüneburg")
    for uid in ("a", "b"):
        take(make_partner(name=uid), calendar_of([*event(uid), "LOCATION:Ratskeller"]))
    assert {date.venue.city for date in shown()} == {""}
    assert Venue.objects.count() == 2


def test_a_place_of_commas_is_none():
    take(make_partner(), calendar_of([*event(), "LOCATION:\\, ;\\,"]))
    assert shown().get().venue is None


# What changes there


def test_a_date_that_moves_there_stays_the_same_date_here():
    partner = make_partner()
    take(partner, calendar_of(event()))
    before = shown().get()
    plan = take(partner, calendar_of(event(start="20270121T150000", end="20270121T170000")))
    after = shown().get()
    assert numbers(plan) == {"changed": 1}
    assert (after.uid, f"{after.local_start:%d.%m. %H}") == (before.uid, "21.01. 15")
    assert after.sequence > before.sequence


def test_a_series_that_begins_at_another_hour_keeps_its_dates():
    partner = make_partner()
    take(partner, calendar_of(event("a", "20270114T140000", "20270114T170000", "Reihe", "RRULE:FREQ=WEEKLY;COUNT=3")))
    before = list(shown().values_list("uid", flat=True))
    take(partner, calendar_of(event("a", "20270114T150000", "20270114T170000", "Reihe", "RRULE:FREQ=WEEKLY;COUNT=3")))
    assert list(shown().values_list("uid", flat=True)) == before
    assert {f"{date.local_start:%H}" for date in shown()} == {"15"}


def test_the_first_of_two_on_one_day_moves_behind_the_second_and_both_stay_themselves():
    partner = make_partner()
    zone = "TZID=Europe/Berlin"
    series = ["UID:a", "SUMMARY:A", f"DTSTART;{zone}:20270114T090000", f"RDATE;{zone}:20270114T150000"]
    take(partner, calendar_of(series))
    first, second = shown()
    moved = ["UID:a", "SUMMARY:A", f"RECURRENCE-ID;{zone}:20270114T090000", f"DTSTART;{zone}:20270114T170000"]
    take(partner, calendar_of(series, moved))
    assert [(date.key, date.local_start.hour) for date in shown()] == [(second.key, 15), (first.key, 17)]


def test_what_they_cancel_is_cancelled_and_what_they_hold_after_all_is_held():
    partner = make_partner()
    take(partner, calendar_of(event()))
    take(partner, calendar_of([*event(), "STATUS:CANCELLED"]))
    cancelled = shown().get()
    assert cancelled.is_cancelled
    take(partner, calendar_of(event()))
    held = shown().get()
    assert (held.status, held.uid) == ("scheduled", cancelled.uid)
    assert held.sequence > cancelled.sequence


def test_what_staff_cancelled_stays_cancelled():
    partner = make_partner()
    take(partner, calendar_of(event()))
    actions.cancel_occurrence(occurrence=shown().get(), reason="Sturm")
    take(partner, calendar_of(event(summary="Forum Energie und Wärme")))
    assert shown().get().is_cancelled


def test_what_is_gone_there_is_taken_off_and_comes_back_as_it_was():
    partner, other = make_partner(), event("zwei", summary="Forum Wasser")
    take(partner, calendar_of(event(), other))
    before = shown().get(title="Forum Energie")
    plan = take(partner, calendar_of(other))
    assert numbers(plan) == {"gone": 1, "same": 1}
    assert [date.title for date in shown()] == ["Forum Wasser"]
    assert numbers(take(partner, calendar_of(other))) == {"same": 1}
    assert numbers(take(partner, calendar_of(event(), other))) == {"changed": 1, "same": 1}
    assert shown().get(title="Forum Energie").uid == before.uid


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (calendar_of(), "nothing_in_it"),
        (calendar_of(event("zwei"))[:-20], "cut_off"),
        (calendar_of([*event(), "RRULE:FREQ=HOURLY"]), "too_often"),
    ],
)
def test_a_file_that_is_empty_cut_off_or_broken_takes_nothing_off(content, code):
    partner = make_partner()
    take(partner, calendar_of(event()))
    plan = take(partner, content)
    assert code in said(plan)
    assert plan.gone == []
    assert shown().filter(title="Forum Energie").exists()


def test_what_becomes_private_there_leaves_the_site_also_when_the_rest_cannot_be_read():
    partner = make_partner()
    take(partner, calendar_of(event("a"), event("b")))
    private = ["CLASS:PRIVATE", "DESCRIPTION:Tel. 0170 1234567"]
    content = calendar_of(event("a", "20270114T140000", "20270114T170000", "Forum Energie", *private), event("b"))
    plan = take(partner, content.replace(b"END:VCALENDAR", b""))
    assert numbers(plan) == {"gone": 1, "same": 1}
    assert said(plan) == {"cut_off", "not_public"}
    assert shown().count() == 1
    assert numbers(take(partner, calendar_of(event("a"), event("b")))) == {"changed": 1, "same": 1}


def test_what_becomes_private_there_leaves_the_site_with_its_past():
    partner, past = make_partner(), ("a", "20261124T140000", "20261124T160000", "Forum Energie")
    take(partner, calendar_of([*event(*past), "RRULE:FREQ=DAILY;COUNT=9"]))
    with on_the_day() as clock:
        clock.shift(3 * 86_400)
        assert shown().past().exists()
        plan = take(
            partner,
            calendar_of(
                [*event(*past, "CLASS:PRIVATE"), "RRULE:FREQ=DAILY;COUNT=9"], event("b", summary="Forum Wasser")
            ),
        )
        assert numbers(plan) == {"new": 1, "gone": 1}
        assert not shown().filter(title="Forum Energie").exists()
        assert not EventPage.objects.get(title="Forum Energie").live


@pytest.mark.parametrize(
    "content", [b"", b"<!doctype html><title>Anmelden", b"%PDF-1.7 \xff\x00", b"BEGIN:VCARD\r\nEND:VCARD"]
)
def test_what_is_no_calendar_is_refused_in_words(content):
    partner = make_partner()
    with pytest.raises(NotTaken) as refused:
        take(partner, content)
    assert str(refused.value)


def test_what_is_over_is_left_as_it_was():
    partner = make_partner()
    take(partner, calendar_of(event(start="20261124T140000", end="20261124T160000")))
    with on_the_day() as clock:
        clock.shift(3 * 86_400)
        plan = take(partner, calendar_of(event("zwei", summary="Forum Wasser")))
        assert plan.gone == []
        assert shown().past().get().title == "Forum Energie"


def test_a_page_that_staff_took_off_stays_off():
    partner = make_partner()
    take(partner, calendar_of(event()))
    EventPage.objects.get().unpublish()
    assert numbers(take(partner, calendar_of(event(summary="Anders")))) == {"hidden": 1}
    assert not shown().exists()


def test_a_page_that_we_left_for_its_past_and_staff_took_off_stays_off():
    partner, other = make_partner(), event("zwei", summary="Forum Wasser")
    series = event("reihe", "20261124T140000", "20261124T160000", "Reihe", "RRULE:FREQ=WEEKLY;COUNT=3")
    with on_the_day() as clock:
        take(partner, calendar_of(series, other))
        clock.shift(3 * 86_400)
        take(partner, calendar_of(other))
        EventPage.objects.get(title="Reihe").unpublish()
        assert numbers(take(partner, calendar_of(series, other))) == {"hidden": 1, "same": 1}
        assert not EventPage.objects.get(title="Reihe").live


def test_a_page_that_staff_locked_stays_as_it_is_and_the_report_says_so():
    partner, other = make_partner(), event("zwei", summary="Forum Wasser")
    take(partner, calendar_of(event(), other))
    EventPage.objects.filter(title="Forum Energie").update(locked=True)
    assert said(take(partner, calendar_of(event(), other))) == set()
    for content in (calendar_of(event(summary="Anders"), other), calendar_of(other)):
        plan = take(partner, content)
        assert (numbers(plan), said(plan)) == ({"same": 1}, {"locked"})
        assert shown().filter(title="Forum Energie").exists()


def test_a_page_that_staff_deleted_comes_back_once():
    partner = make_partner()
    take(partner, calendar_of(event()))
    EventPage.objects.get().delete()
    assert numbers(take(partner, calendar_of(event()))) == {"new": 1}
    assert shown().count() == 1


def test_what_staff_adds_stays_and_what_the_partner_says_is_theirs(admin_ina):
    partner = make_partner()
    take(partner, calendar_of(event()))
    page = EventPage.objects.get()
    page.title, page.cost = "Unser Titel", "20 Euro"
    publish(page)
    assert numbers(take(partner, calendar_of(event()))) == {"same": 1}
    take(partner, calendar_of(event(summary="Forum Wärme")))
    page = EventPage.objects.get()
    assert (page.title, page.cost) == ("Forum Wärme", "20 Euro")


def test_what_staff_has_not_published_yet_stays_a_draft():
    partner, other = make_partner(), event("zwei", summary="Forum Wasser")
    series = event("reihe", "20261124T140000", "20261124T160000", "Reihe", "RRULE:FREQ=WEEKLY;COUNT=3")
    with on_the_day() as clock:
        take(partner, calendar_of(series, other))
        page = EventPage.objects.get(title="Reihe")
        page.cost = "20 Euro"
        page.save_revision()
        take(partner, calendar_of([line.replace("Reihe", "Neue Reihe") for line in series], other))
        assert cost_and_title() == [("", "Neue Reihe", 3), ("20 Euro", "Neue Reihe", 3)]
        clock.shift(3 * 86_400)
        take(partner, calendar_of(other))
        assert cost_and_title() == [("", "Neue Reihe", 1), ("20 Euro", "Neue Reihe", 1)]


def cost_and_title():
    """As published, and as the draft has it."""
    page = EventPage.objects.get(title__endswith="Reihe")
    both = (page, page.get_latest_revision_as_object())
    return [(page.cost, page.title, len(page.dates.all())) for page in both]


def test_a_change_of_the_calendar_here_reaches_its_events(health):
    partner = make_partner()
    take(partner, calendar_of(event()))
    partner.networks = [health]
    partner.save()
    assert numbers(take(partner, calendar_of(event()))) == {"changed": 1}
    assert shown().get().networks.count() == 1


def test_a_copy_of_a_page_is_ours():
    take(make_partner(), calendar_of(event()))
    page = EventPage.objects.get()
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert (page.partner.name, copy.partner) == ("Landkreis Wacholder", None)


def test_with_a_calendar_its_events_leave_the_site():
    partner = make_partner()
    take(partner, calendar_of(event()))
    partner.delete()
    assert not shown().exists()
    assert EventPage.objects.count() == 1


def test_one_event_that_cannot_be_stored_stops_no_other(monkeypatch):
    partner = make_partner()
    store = actions.partner_calendars.store_event

    def fails(calendar, entry, **more):
        if entry.title == "Gift":
            raise ValueError
        return store(calendar, entry, **more)

    monkeypatch.setattr("events.actions.partner_calendars.store_event", fails)
    plan = take(partner, calendar_of(event("gift", summary="Gift"), event("gut", summary="Gut")))
    assert "not_stored" in said(plan)
    assert [date.title for date in shown()] == ["Gut"]


def test_a_title_without_letters_has_a_page_all_the_same(client):
    assert numbers(take(make_partner(), calendar_of(event(summary="???")))) == {"new": 1}
    assert client.get(shown().get().page.get_url()).status_code == 200


def test_two_who_take_over_the_same_at_once_double_nothing_and_hear_of_no_error():
    partner, other = make_partner(), event("zwei", summary="Forum Wasser")
    for content in (calendar_of(event(), other), calendar_of(other)):
        first, second = plan_of(partner, content), plan_of(partner, content)
        actions.take_over(first)
        before = everything()
        actions.take_over(second)
        assert (said(second), everything()) == (set(), before)


def test_members_events_of_a_partner_are_for_members():
    take(make_partner(visibility="members"), calendar_of(event()))
    assert Occurrence.objects.count() == 1
    assert not shown().exists()


def tiers():
    drafts = [page.get_latest_revision_as_object().visibility for page in EventPage.objects.all()]
    return {*EventPage.objects.values_list("visibility", flat=True), *drafts}


def test_a_calendar_that_becomes_internal_closes_all_of_its_pages_at_once():
    partner = make_partner()
    over = event("vorbei", "20261124T140000", "20261124T160000", "Vorbei")
    series = event("reihe", "20261124T140000", "20261124T160000", "Reihe", "RRULE:FREQ=WEEKLY;COUNT=3")
    with on_the_day() as clock:
        take(partner, calendar_of(over, series, event()))
        clock.shift(3 * 86_400)
        take(partner, calendar_of(event()))
        assert {date.title for date in shown()} == {"Vorbei", "Reihe", "Forum Energie"}
        partner.visibility = "members"
        partner.save()
        assert not shown().exists()
        assert tiers() == {"members"}


def test_a_page_that_staff_narrowed_stays_so_when_something_else_is_said_of_the_calendar():
    partner = make_partner()
    take(partner, calendar_of(event()))
    page = EventPage.objects.get()
    page.visibility = "staff"
    publish(page)
    partner.name = "Kreis"
    partner.save()
    assert tiers() == {"staff"}


# Looking again


class Server:
    """Answers as `fetch` does."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, address, *, known):
        self.asked.append(known)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def due(partner):
    return PartnerCalendar.objects.due().filter(pk=partner.pk).exists()


def test_the_worker_looks_again_when_it_is_time_and_asks_whether_something_has_changed():
    partner = make_partner(address="https://kreis.example/termine.ics")
    server = Server(Fetched(calendar_of(event()), Known('"1"', "")), Fetched(None, Known('"1"', "")))
    assert actions.look_at_due_calendars(server) == 1
    assert actions.look_at_due_calendars(server) == 0
    with on_the_day() as clock:
        clock.shift(25 * 3600)
        assert actions.look_at_due_calendars(server) == 1
    assert [known.etag for known in server.asked] == ["", '"1"']
    assert shown().count() == 1
    partner.refresh_from_db()
    assert partner.report["counts"]["new"] == 1


def test_whoever_changes_a_calendar_while_the_worker_looks_is_heard():
    partner = make_partner(address="https://kreis.example/termine.ics")

    def meanwhile(_address, *, known):
        other = PartnerCalendar.objects.get()
        other.visibility = "staff"
        other.save()
        return Fetched(calendar_of(event()), Known('"1"', ""))

    actions.look_at(partner, fetch=meanwhile)
    assert tiers() == {"staff"}
    assert due(partner)
    assert PartnerCalendar.objects.get().etag == ""


def test_what_could_not_be_stored_is_asked_for_again_at_the_next_look(monkeypatch):
    partner = make_partner(address="https://kreis.example/termine.ics")
    server = Server(*[Fetched(calendar_of(event()), Known('"1"', ""))] * 2)

    def fails(*_args, **_more):
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr("events.actions.partner_calendars.store_event", fails)
        actions.look_at(partner, fetch=server)
    actions.look_at(partner, fetch=server)
    assert [known.etag for known in server.asked] == ["", ""]
    assert shown().count() == 1


def test_each_week_it_reads_all_of_it_since_what_is_to_come_moves_on():
    make_partner(address="https://kreis.example/termine.ics")
    server = Server(*[Fetched(calendar_of(event()), Known('"1"', ""))] * 2)
    actions.look_at_due_calendars(server)
    with on_the_day() as clock:
        clock.shift(8 * 86_400)
        actions.look_at_due_calendars(server)
    assert [known.etag for known in server.asked] == ["", ""]


def test_a_partner_that_fails_is_asked_again_in_growing_pauses_and_nothing_is_lost():
    partner = make_partner(address="https://kreis.example/termine.ics")
    actions.look_at(partner, fetch=Server(Fetched(calendar_of(event()), Known())))
    pauses = []
    for _time in range(9):
        actions.look_at(partner, fetch=Server(NotTaken("not_found", host="kreis.example", status=404)))
        pauses.append((partner.next_look_at - partner.looked_at).total_seconds() / 60)
    assert pauses == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert shown().count() == 1
    assert partner.report["failure"][0] == "not_found"


def two_that_are_due():
    first, second = (make_partner(address=f"https://{name}.example/a.ics", name=name) for name in ("erste", "zweite"))
    return first, second


def test_a_partner_that_makes_us_fail_waits_and_the_others_have_their_turn():
    first, second = two_that_are_due()
    server = Server(ValueError("Invalid IPv6 URL"), Fetched(calendar_of(event()), Known()))
    assert [actions.look_at_due_calendars(server) for _turn in range(3)] == [1, 1, 0]
    first.refresh_from_db()
    assert (first.failures, first.report["failure"][0]) == (1, "unforeseen")
    assert not due(second)
    assert shown().count() == 1


def test_a_partner_that_ends_the_worker_waits_too():
    class Ended(BaseException):
        pass

    def end(address, *, known):
        raise Ended

    first, second = two_that_are_due()
    with pytest.raises(Ended):
        actions.look_at_due_calendars(end)
    assert (due(first), due(second)) == (False, True)


def test_by_hand_or_from_a_file_the_worker_looks_at_nothing():
    assert not due(make_partner(address="https://kreis.example/a.ics", looks_again=0))
    assert not due(make_partner())


def test_a_list_costs_the_same_with_one_and_with_many_events_of_partners(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    partner = make_partner()
    take(partner, calendar_of(event()))
    path = partner.parent.get_url()
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    take(partner, calendar_of(event(), *[event(f"u{n}", summary=f"Forum {n}") for n in range(9)]))
    client.get(path)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) <= len(one)


# The doors


def path_of(partner):
    return reverse("wagtailsnippets_events_partnercalendar:look", args=[partner.pk])


def upload(content, name="termine.ics"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content, "text/calendar")


def kept_in(response):
    return response.context["form"].data["content"]


def test_an_editor_looks_first_and_takes_over_then(client, eve):
    partner = make_partner()
    client.force_login(eve)
    assert client.get(path_of(partner)).status_code == 200
    seen = client.post(path_of(partner), {"file": upload(calendar_of(event()))})
    assert "Forum Energie" in seen.content.decode()
    assert not Occurrence.objects.exists()
    done = client.post(path_of(partner), {"content": kept_in(seen), "take": ""})
    assert done.status_code == 302
    assert shown().get().title == "Forum Energie"
    assert "1 neu" in client.get(done.url).content.decode()


def test_what_was_looked_at_belongs_to_the_one_who_looked_and_to_that_calendar(client, eve, admin_ina):
    partner, other = make_partner(), make_partner(name="Andere")
    client.force_login(eve)
    kept = kept_in(client.post(path_of(partner), {"file": upload(calendar_of(event()))}))
    assert client.post(path_of(other), {"content": kept, "take": ""}).status_code == 200
    client.force_login(admin_ina)
    assert client.post(path_of(partner), {"content": kept, "take": ""}).status_code == 200
    assert not Occurrence.objects.exists()


def test_an_address_in_a_private_network_is_refused_in_words(client, eve):
    partner = make_partner(address="http://127.0.0.1/termine.ics")
    client.force_login(eve)
    answer = client.post(path_of(partner), {"look": ""}).content.decode()
    assert "liegt in einem privaten Netz" in answer


def test_a_page_that_is_no_calendar_is_told_beside_the_field(client, eve):
    client.force_login(eve)
    answer = client.post(path_of(make_partner()), {"file": upload(b"<html>Login</html>")})
    assert answer.context["form"].errors["file"]


def test_what_a_partner_writes_stays_text_in_the_admin(client, eve):
    client.force_login(eve)
    evil = event(summary="&lt;img src=x onerror=alert(1)&gt;")
    answer = client.post(path_of(make_partner()), {"file": upload(calendar_of(evil))}).content.decode()
    assert "<img src=x" not in answer
    assert "&lt;img src=x" in answer


def test_coordinators_members_and_strangers_do_not_come_in(client, ada, bob):
    partner = make_partner()
    for user in (None, bob, ada):
        client.logout()
        if user:
            client.force_login(user)
        assert client.post(path_of(partner), {"file": upload(calendar_of(event())), "take": ""}).status_code in {
            302,
            403,
        }
        assert client.get(reverse("wagtailsnippets_events_partnercalendar:list")).status_code in {302, 403}
    assert not Occurrence.objects.exists()


def form_of(partner_fields):
    from events.models import EventKind
    from tests.events.stories import an_index

    fields = {"name": "VHS", "parent": an_index().pk, "kind": EventKind.objects.first().pk}
    return fields | {"visibility": "public", "looks_again": "24", "address": "", "website": ""} | partner_fields


def test_an_editor_enters_a_calendar_and_comes_to_the_look(client, eve):
    client.force_login(eve)
    add = reverse("wagtailsnippets_events_partnercalendar:add")
    answer = client.post(add, form_of({"address": "webcal://vhs.example/termine.ics"}))
    partner = PartnerCalendar.objects.get()
    assert answer.url == path_of(partner)
    edit = client.get(reverse("wagtailsnippets_events_partnercalendar:edit", args=[partner.pk]))
    assert edit.status_code == 200
    listed = client.get(reverse("wagtailsnippets_events_partnercalendar:list")).content.decode()
    assert path_of(partner) in listed


@pytest.mark.parametrize(
    "address", ["ftp://x.example/", "https://a:b@x.example/", "https://x.example:8080/", "file:///x"]
)
def test_an_address_that_is_none_is_told_beside_its_field(client, eve, address):
    client.force_login(eve)
    add = reverse("wagtailsnippets_events_partnercalendar:add")
    answer = client.post(add, form_of({"address": address}))
    assert answer.status_code == 200
    assert answer.context["form"].errors["address"]


def test_the_command_is_another_door(tmp_path, capsys):
    from django.core.management import CommandError, call_command

    make_partner(name="VHS")
    file = tmp_path / "a.ics"
    file.write_bytes(calendar_of(event()))
    call_command("import_calendar", "VHS", "--file", str(file), "--dry-run")
    assert not Occurrence.objects.exists()
    call_command("import_calendar", "VHS", "--file", str(file))
    assert shown().count() == 1
    assert "1 neu" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_calendar", "Niemand")


def test_the_command_goes_on_until_all_is_taken_over(tmp_path, capsys, monkeypatch):
    """Each turn ends after so many seconds: here, with a clock that jumps, after one event."""
    from django.core.management import call_command

    make_partner(name="VHS")
    file = tmp_path / "a.ics"
    file.write_bytes(calendar_of(event("a"), event("b"), event("c")))
    clock = SimpleNamespace(monotonic=count(0, step=8).__next__)
    monkeypatch.setattr("events.actions.partner_calendars.time", clock)
    call_command("import_calendar", "VHS", "--file", str(file))
    assert shown().count() == 3
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 neu")


def test_the_command_says_what_is_left_and_which_file_it_cannot_find(tmp_path, monkeypatch):
    from django.core.management import CommandError, call_command

    make_partner(name="VHS")
    file = tmp_path / "a.ics"
    with pytest.raises(CommandError, match=r"a\.ics"):
        call_command("import_calendar", "VHS", "--file", str(file))
    file.write_bytes(calendar_of(event()))
    monkeypatch.setattr("events.actions.partner_calendars.PATIENCE", -1)
    with pytest.raises(CommandError, match="1 are left"):
        call_command("import_calendar", "VHS", "--file", str(file))


def test_without_the_extra_all_else_works_and_the_admin_says_what_is_missing(client, eve, monkeypatch):
    monkeypatch.setattr("events.ical_reading.find_spec", lambda _name: None)
    make_partner(address="https://kreis.example/a.ics")
    assert actions.look_at_due_calendars(Server()) == 0
    client.force_login(eve)
    answer = client.post(path_of(make_partner(name="X")), {"file": upload(calendar_of(event()))})
    assert "kammernetz[import]" in answer.content.decode()


def test_the_editor_of_an_imported_page_says_what_is_overwritten_and_saves_it_all_the_same(client, eve):
    take(make_partner(), calendar_of(event()))
    page = EventPage.objects.get()
    client.force_login(eve)
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    seen = client.get(path)
    assert "kommt aus dem Kalender eines Partners" in seen.content.decode()
    form = next(form for form in forms_in(seen) if "title" in form.names)
    sent = form.filled(lambda control: "20 Euro" if control.name == "cost" else None)
    streams = {f"{name}-count": ["0"] for name in ("body", "programme", "questions")}
    answer = client.post(path, sent | streams | {"action-publish": ["1"]})
    assert answer.status_code == 302, errors_in(answer)
    assert EventPage.objects.get().cost == "20 Euro"
    assert numbers(take(page.partner, calendar_of(event()))) == {"same": 1}


def test_nobody_registers_here_for_an_event_of_a_partner(client, eve):
    take(make_partner(), calendar_of(event()))
    page = EventPage.objects.get()
    client.force_login(eve)
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = next(form for form in forms_in(client.get(path)) if "title" in form.names)
    sent = form.filled(lambda control: "here" if control.name == "registration" else None)
    streams = {f"{name}-count": ["0"] for name in ("body", "programme", "questions")}
    answer = client.post(path, sent | streams | {"registration": ["here"], "action-publish": ["1"]})
    assert "registration" in answer.context["form"].errors
    assert shown().get().registration == "external"


def test_what_is_deployed_without_the_extra_says_so(monkeypatch):
    assert checks.check_extra(None) == []
    monkeypatch.setattr("events.ical_reading.find_spec", lambda _name: None)
    assert [found.id for found in checks.check_extra(None)] == ["events.I001"]


def test_whoever_may_not_publish_below_the_calendar_publishes_nothing_by_a_file(client, carol):
    partner = make_partner()
    needed = ["access_admin", "change_partnercalendar", "view_partnercalendar"]
    carol.user_permissions.add(*Permission.objects.filter(codename__in=needed))
    client.force_login(carol)
    assert client.post(path_of(partner), {"file": upload(calendar_of(event()))}).status_code in {302, 403}
    sent = form_of({"parent": partner.parent_id})
    answer = client.post(reverse("wagtailsnippets_events_partnercalendar:edit", args=[partner.pk]), sent)
    assert "parent" in answer.context["form"].errors
