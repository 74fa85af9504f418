"""A date with a minimum number: said honestly, asked about in time, decided once, by one of two editors."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events import actions
from events.errors import DecidedAlready
from events.models import EventPage, Occurrence
from events.walltime import wall_time
from networks import spoken
from networks.models import Coordination, OutboxMessage
from tests.home.making import make_card

from .dates import register, statuses
from .stories import berlin, in_days, make_venue, move, only_date, publish, publish_event
from .test_admin import a_day, add, errors
from .test_changes import text_of
from .test_invitations import post, program  # noqa: F401

pytestmark = pytest.mark.django_db

START = berlin(2027, 1, 14, 18)
NEW_YEAR = berlin(2027, 1, 1, 9)
DUE = berlin(2027, 1, 7, 8)


@pytest.fixture
def clock():
    with time_machine.travel(NEW_YEAR, tick=False) as clock:
        yield clock


@pytest.fixture
def page(clock):
    """At least two; Imke is the contact. Malte has registered."""
    page = publish_event(START, minimum=2, capacity=2, contact=make_card("Imke"))
    register(only_date(page), "Malte")
    return page


@pytest.fixture
def editor(client, eve, page):
    """Logged in at New Year, as the clock says."""
    client.force_login(eve)
    return client


def written(kind):
    return list(OutboxMessage.objects.filter(kind=f"events.{kind}").order_by("pk"))


def ask_at(clock, moment):
    clock.move_to(moment)
    return actions.ask_for_decisions()


def confirm(page, by, **texts):
    return actions.confirm_occurrence(occurrence=only_date(page), texts=texts, by=by)


# Before the decision


def test_a_decision_falls_due_on_the_morning_of_a_day_before_also_over_the_change_of_the_clock(clock):
    date = only_date(publish_event(berlin(2027, 4, 1, 18), minimum=5, decide_days=7))
    assert wall_time(date.decide_at, "Europe/Berlin") == wall_time(berlin(2027, 3, 25, 8), "Europe/Berlin")
    assert only_date(publish_event(START)).decide_at is None


def test_it_moves_with_the_date(page):
    assert only_date(page).decide_at == DUE
    assert only_date(move(page, START + timedelta(days=1))).decide_at == DUE + timedelta(days=1)


def test_the_page_says_honestly_what_is_sure(client, page, eve, clock):
    doubt = "Findet ab 2 Anmeldungen statt. Entscheidung am Donnerstag, 7.\xa0Januar 2027."
    assert doubt in client.get(page.url).content.decode()
    assert doubt in client.get(reverse("events:register", args=[only_date(page).uid])).content.decode()
    clock.move_to(DUE)
    assert "Findet ab 2 Anmeldungen statt. Die Entscheidung steht noch aus." in client.get(page.url).content.decode()
    confirm(page, eve)
    html = client.get(page.url).content.decode()
    assert "Dieser Termin findet sicher statt." in html
    assert "Entscheidung" not in html


def test_a_date_without_a_minimum_says_nothing_of_it(client, clock):
    html = client.get(publish_event(START).url).content.decode()
    assert "sicher statt" not in html
    assert "Entscheidung" not in html


def test_whoever_registers_reads_it_in_the_mail(page):
    [mail] = written("registration_confirmed")
    assert "Findet ab 2 Anmeldungen statt." in mail.text
    assert "Findet ab 2 Anmeldungen statt." in mail.html


def test_the_preview_of_a_draft_says_it(rf):
    from events.event_view import previewed

    page = EventPage(title="Entwurf", minimum=8)
    page.dates = list(publish_event(in_days(30)).dates.all())
    [date] = previewed(page)
    assert date.certainty.startswith("Findet ab 8 Anmeldungen statt.")


def test_calendars_say_tentative_until_it_is_decided(page, eve, post):  # noqa: F811
    entry = only_date(page).calendar_entries.get(language="de")
    assert b"STATUS:TENTATIVE" in bytes(entry.ical)
    before = only_date(page).sequence
    assert post().entry.status == "TENTATIVE"
    confirm(page, eve)
    entry.refresh_from_db()
    assert b"STATUS:CONFIRMED" in bytes(entry.ical)
    assert only_date(page).sequence == before + 1
    assert post().entry.status == "CONFIRMED"


# Asking


def test_the_organiser_is_asked_once_when_it_is_due(page, clock):
    assert ask_at(clock, DUE - timedelta(minutes=1)) == 0
    assert ask_at(clock, DUE) == 1
    assert ask_at(clock, DUE + timedelta(minutes=1)) == 0
    [mail] = written("decision_due")
    assert mail.to == "imke@kammer.example.org"
    assert "(1 von 2)" in mail.subject
    assert f"/admin/dates/{only_date(page).pk}/decide/" in mail.text
    assert "Malte" not in mail.text + mail.html
    for part in (mail.text, mail.html):  # the worker may be late: "today" would be wrong
        assert f"dass am {spoken.day(DUE)} entschieden wird" in part


def test_the_organiser_hears_once_that_the_minimum_is_reached(page, clock):
    assert actions.ask_for_decisions() == 0
    aylin = register(only_date(page), "Aylin")
    assert actions.ask_for_decisions() == 1
    actions.cancel_registration(aylin)
    register(only_date(page), "Thees")
    assert actions.ask_for_decisions() == 0
    [mail] = written("minimum_reached")
    assert "(2 von 2)" in mail.subject
    assert "7.\xa0Januar" in mail.text
    assert ask_at(clock, DUE) == 1


def test_a_date_that_moves_is_asked_about_anew(page, clock):
    ask_at(clock, DUE)
    move(page, START + timedelta(days=7))
    assert ask_at(clock, DUE + timedelta(days=7)) == 1


def test_nobody_is_asked_about_what_is_decided_cancelled_begun_or_taken_offline(page, clock, eve):
    confirm(page, eve)
    for change in ({"minimum": 2}, {"minimum": 3}, {"minimum": 4}):
        publish_event(START, contact=page.contact, **change)
    cancelled, hidden, begun = Occurrence.objects.order_by("pk")[1:]
    actions.cancel_occurrence(occurrence=cancelled)
    hidden.page.unpublish()
    Occurrence.objects.filter(pk=begun.pk).update(start=DUE - timedelta(minutes=5))
    assert ask_at(clock, DUE) == 0


def test_without_a_contact_the_coordinators_are_asked_and_without_these_the_office(clock, ada, health, settings):
    settings.EVENTS_OFFICE_EMAIL = "buero@example.org"
    publish_event(START, minimum=2, networks=[health])
    ask_at(clock, DUE)
    assert [mail.to for mail in written("decision_due")] == ["ada@example.org"]
    Coordination.objects.all().delete()
    publish_event(START, minimum=2, networks=[health])
    ask_at(clock, DUE)
    assert [mail.to for mail in written("decision_due")] == ["ada@example.org", "buero@example.org"]


def test_an_absent_contact_is_stood_in_for(page, clock):
    card = page.contact
    card.away_until, card.deputy = DUE.date(), make_card("Thees")
    card.save()
    ask_at(clock, DUE)
    assert [mail.to for mail in written("decision_due")] == ["thees@kammer.example.org"]


def test_looking_costs_the_same_for_one_date_and_for_many(page, clock, django_assert_max_num_queries):
    ask_at(clock, DUE)
    with django_assert_max_num_queries(4):
        actions.ask_for_decisions()
    for _number in range(20):
        publish_event(START, minimum=2, contact=page.contact)
    actions.ask_for_decisions()
    with django_assert_max_num_queries(4):
        actions.ask_for_decisions()


# Deciding


def test_all_are_told_once_that_it_takes_place_and_no_place_changes(page, eve):
    register(only_date(page), "Aylin", language="en")
    register(only_date(page), "Thees")
    before = statuses(only_date(page))
    assert confirm(page, eve, de="Bis bald, {vorname}!", en="See you!") == 3
    with pytest.raises(DecidedAlready):
        confirm(page, eve, de="Noch einmal")
    malte, aylin, thees = written("takes_place")
    assert "Bis bald, Malte!" in malte.text
    assert "Sie haben einen Platz." in malte.text
    assert "See you!" in aylin.text
    assert "Warteliste" in thees.text
    assert statuses(only_date(page)) == before
    entry = ModelLogEntry.objects.get(action="events.confirm_occurrence")
    assert (entry.user, entry.data) == (eve, {"told": 3, "confirmed": 2, "minimum": 2})


def test_an_unconfirmed_address_hears_nothing(clock, eve):
    page = publish_event(START, minimum=2, confirm_address=True)
    register(only_date(page), "Malte")
    assert confirm(page, eve) == 0


def test_calling_off_cancels_the_date_as_any_other(page, eve):
    actions.call_off(occurrence=only_date(page), note="Zu wenige.", by=eve)
    date = only_date(page)
    assert (date.is_cancelled, date.cancelled_note, date.cancelled_reason) == (True, "Zu wenige.", "1 / 2")
    assert "Zu wenige." in written("occurrence_cancelled")[0].text
    assert ModelLogEntry.objects.get(action="events.cancel_occurrence").user == eve


def test_of_two_editors_the_first_decides(page, eve):
    confirm(page, eve)
    with pytest.raises(DecidedAlready):
        actions.call_off(occurrence=only_date(page), note="", by=eve)
    assert not only_date(page).is_cancelled


def test_what_takes_place_stays_so_when_the_event_is_published_again(page, eve):
    confirm(page, eve)
    page.title = "Gesundheitstag am Abend"
    publish(page)
    assert only_date(page).is_certain
    actions.cancel_occurrence(occurrence=only_date(page))
    assert not only_date(page).is_certain


# In the admin


def decide_url(page):
    return reverse("dates:decide", args=[only_date(page).pk])


def test_the_page_shows_the_number_and_both_ways(editor, page):
    register(only_date(page), "Aylin", language="en")
    html = text_of(editor.get(decide_url(page)))
    assert "<strong>2</strong> Personen haben einen Platz" in html
    assert "Findet statt: 2 Personen benachrichtigen" in html
    assert "Termin absagen und 2 Personen benachrichtigen" in html
    assert "Leider haben sich zu wenige Personen angemeldet." in html
    assert "(Englisch)" in html


def test_previews_change_nothing(editor, page):
    mails = OutboxMessage.objects.count()
    yes = text_of(editor.post(decide_url(page), {"text_de": "Bis <b>bald</b>", "preview_yes": ""}))
    assert "Bis &amp;lt;b&amp;gt;bald" in yes
    assert "Dieser Termin findet sicher statt." in yes
    no = text_of(editor.post(decide_url(page), {"text_de": "", "note": "Leider nicht.", "preview_no": ""}))
    assert "Guten Tag Kim Beispiel," in no
    assert "Leider nicht." in no
    assert OutboxMessage.objects.count() == mails
    assert only_date(page).awaits_decision


@pytest.mark.parametrize(("button", "kind"), [("confirm", "takes_place"), ("call_off", "occurrence_cancelled")])
def test_two_clicks_decide_once(editor, page, button, kind):
    said = {"text_de": "Bis bald", "note": "Leider nicht", button: ""}
    assert editor.post(decide_url(page), said).status_code == 302
    again = editor.post(decide_url(page), said, follow=True)
    assert "Es ist schon entschieden, ob dieser Termin stattfindet" in text_of(again)
    assert len(written(kind)) == 1


def test_dashboard_and_list_remind_until_it_is_decided(editor, page, clock, eve):
    words, listed = "1 Termin: entscheiden, ob er stattfindet", f"{reverse('dates:index')}?to_decide=true"
    assert words not in text_of(editor.get(reverse("wagtailadmin_home")))
    assert decide_url(page) not in text_of(editor.get(listed))
    clock.move_to(DUE)
    editor.force_login(eve)
    assert words in text_of(editor.get(reverse("wagtailadmin_home")))
    assert decide_url(page) in text_of(editor.get(listed))
    confirm(page, eve)
    assert words not in text_of(editor.get(reverse("wagtailadmin_home")))


def test_a_coordinator_decides_about_their_own_dates_only(client, ada, health, page):
    client.force_login(ada)
    assert client.get(decide_url(page)).status_code == 404
    assert client.post(decide_url(page), {"confirm": ""}).status_code == 404
    only_date(page).networks.add(health)
    assert client.get(decide_url(page)).status_code == 200


def test_strangers_and_members_do_not_decide(client, bob, page):
    assert client.post(decide_url(page), {"confirm": ""}).status_code == 302
    client.force_login(bob)
    assert client.post(decide_url(page), {"confirm": ""}).status_code in {302, 403}
    assert only_date(page).awaits_decision


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"capacity": "5", "minimum": "6", "decide_days": "7"}, "minimum"),
        ({"minimum": "1", "decide_days": "7"}, "minimum"),
        ({"minimum": "5", "decide_days": ""}, "decide_days"),
        ({"minimum": "5", "decide_days": "0"}, "decide_days"),
        ({"minimum": "5", "decide_days": "7", "registration": "none"}, "minimum"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(editor, fields, field):
    assert field in errors(add(editor, a_day(), **({"venue": make_venue().pk} | fields)))
