"""A date that people planned with moves: staff is asked once, and tells everybody or nobody."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events import actions
from events.models import ChangeNotice
from networks.models import OutboxMessage

from .dates import register
from .stories import berlin, make_venue, move, only_date, publish, publish_event
from .test_invitations import MALTE, calendar_of, post, program  # noqa: F401

pytestmark = pytest.mark.django_db

THURSDAY, FRIDAY, SATURDAY = (berlin(2027, 1, day, 14) for day in (14, 15, 16))


@pytest.fixture
def page():
    """An event on Thursday at the Kurhaus, with one place: Malte has it, Aylin waits and reads English."""
    page = publish_event(THURSDAY, venue=make_venue(), capacity=1)
    register(only_date(page), "Malte")
    register(only_date(page), "Aylin", language="en")
    return page


def undecided():
    return list(ChangeNotice.objects.to_decide())


def told():
    return OutboxMessage.objects.filter(kind="events.date_changed").order_by("to")


def tell(eve, **texts):
    return actions.tell_change(ChangeNotice.objects.get(), texts=texts, by=eve)


# What is written down


def test_a_moved_date_is_written_down_and_nobody_is_told_yet(page):
    move(page, FRIDAY)
    (notice,) = undecided()
    assert (notice.before["start"][:10], notice.after["start"][:10]) == ("2027-01-14", "2027-01-15")
    assert not told()


def test_words_and_places_are_no_change_to_tell(page):
    page.title, page.summary, page.capacity = "Gesundheitstag", "Neu.", 5
    publish(page)
    assert undecided() == []


def test_where_nobody_has_registered_nobody_is_asked():
    page = publish_event(THURSDAY)
    registration = register(only_date(page))
    actions.cancel_registration(registration)
    move(page, FRIDAY)
    assert undecided() == []


def test_several_changes_are_one_from_the_first_to_the_last(page):
    page.venue = make_venue(name="Rathaus")
    move(publish(page), FRIDAY)
    move(page, SATURDAY)
    (notice,) = undecided()
    assert notice.version == 3
    assert (notice.before["start"][:10], notice.after["start"][:10]) == ("2027-01-14", "2027-01-16")
    assert "Kurhaus" in notice.before["place"]
    assert "Rathaus" in notice.after["place"]


def test_a_change_that_is_taken_back_asks_nothing(page):
    move(page, FRIDAY)
    move(page, THURSDAY)
    assert undecided() == []
    assert not ChangeNotice.objects.exists()


def test_a_venue_with_another_address_is_a_change_too(page):
    venue = page.venue
    venue.street = "Markt 7"
    venue.save()
    (notice,) = undecided()
    assert "Markt 7" in notice.after["place"]


def test_a_cancelled_date_is_told_as_cancelled_only(page):
    move(page, FRIDAY)
    actions.cancel_occurrence(occurrence=only_date(page))
    assert undecided() == []


# Telling


def test_everybody_is_told_once_what_was_and_what_is(page, eve):
    move(page, FRIDAY)
    tell(eve, de="Der Saal war belegt.", en="The hall was taken.")
    assert tell(eve, de="Noch einmal").told == 2
    english, german = told()
    assert "Donnerstag, 14.\xa0Januar 2027" in german.text
    assert "Freitag, 15.\xa0Januar 2027" in german.text
    assert "Der Saal war belegt." in german.text
    assert "Der Saal war belegt." in german.html
    assert "The hall was taken." in english.text
    assert "Thursday, 14\xa0January 2027" in english.text
    assert undecided() == []


def test_staff_s_words_are_text(page, eve):
    move(page, FRIDAY)
    tell(eve, de="<b>Saal</b> & {{ link }} {registration.email}")
    mail = told().get(language="de")
    assert "<b>Saal</b> & {{ link }} {registration.email}" in mail.text
    assert "&lt;b&gt;Saal&lt;/b&gt; &amp; {{ link }} {registration.email}" in mail.html


def test_a_person_s_entry_appears_moves_and_disappears(page, eve, post):  # noqa: F811
    uid = str(only_date(page).uid)
    assert post().entry.start == THURSDAY
    page.venue = make_venue(name="Rathaus")
    page = move(publish(page), FRIDAY)
    tell(eve)
    program = post()  # noqa: F811
    assert (program.entry.uid, program.entry.start) == (uid, FRIDAY)
    assert program.entry.place == "Rathaus, Markt 1, 29525 Uelzen"
    actions.cancel_occurrence(occurrence=only_date(page))
    assert post().entries == {}
    assert [method for method, _ in program.received] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [sequence for _, sequence in program.received] == [0, 2, 3]


def test_whoever_waits_is_told_without_an_entry(page, eve):
    move(page, FRIDAY)
    tell(eve)
    waiting = only_date(page).registrations.get(language="en")
    assert told().filter(to=waiting.email).exists()
    assert not calendar_of(waiting).exists()


def test_a_new_link_is_told_to_those_with_a_place_and_moves_nothing(eve):
    page = publish_event(THURSDAY, attendance="online", online_url="https://meet.example.org/alt", capacity=1)
    malte = register(only_date(page), "Malte")
    register(only_date(page), "Aylin")
    page.online_url = "https://meet.example.org/neu"
    publish(page)
    tell(eve)
    assert [mail.to for mail in told()] == [MALTE]
    assert "https://meet.example.org/neu" in told()[0].text
    assert {a.message.kind for a in calendar_of(malte)} == {"events.registration_confirmed"}


def test_whoever_waits_does_not_learn_the_link(eve):
    page = publish_event(THURSDAY, attendance="online", online_url="https://meet.example.org/alt", capacity=1)
    register(only_date(page), "Malte")
    register(only_date(page), "Aylin")
    page.online_url = "https://meet.example.org/neu"
    move(publish(page), FRIDAY)
    tell(eve)
    assert "meet.example.org" not in told().get(to="aylin@example.org").text


def test_whoever_registered_after_the_change_knows_it(page, eve):
    move(page, FRIDAY)
    register(only_date(page), "Thees")
    tell(eve)
    assert not told().filter(to="thees@example.org").exists()


def test_staff_may_tell_nobody_and_a_later_change_asks_anew(page, eve):
    move(page, FRIDAY)
    actions.keep_silent(ChangeNotice.objects.get(), by=eve)
    assert undecided() == []
    assert not told()
    move(page, SATURDAY)
    (notice,) = undecided()
    assert notice.before["start"][:10] == "2027-01-15"


@pytest.mark.parametrize(("decide", "action"), [("tell", "events.tell_change"), ("silent", "events.keep_silent")])
def test_the_decision_is_logged_without_names(page, eve, decide, action):
    move(page, FRIDAY)
    if decide == "tell":
        tell(eve, de="Grüße an Malte")
    else:
        actions.keep_silent(ChangeNotice.objects.get(), by=eve)
    entry = ModelLogEntry.objects.get(action=action)
    assert entry.user == eve
    assert entry.data == {"told": 2 if decide == "tell" else 0, "changed": ["when"]}


# In the admin


@pytest.fixture
def editor(client, eve):
    client.force_login(eve)
    return client


def question(page):
    return reverse("dates:tell", args=[only_date(page).pk])


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_after_publishing_the_editor_is_asked(page, eve, rf):
    from events import change_questions

    request = rf.get("/")
    request.user, asked = eve, []
    request._messages = type("Messages", (), {"add": lambda self, *message: asked.append(str(message[1]))})()
    change_questions.after_publishing(request, page)
    assert asked == []
    change_questions.after_publishing(request, move(page, FRIDAY))
    assert "2 Personen haben sich angemeldet" in asked[0]
    assert question(page) in asked[0]


def test_the_dashboard_and_the_list_of_dates_remind_until_it_is_decided(editor, page):
    move(page, FRIDAY)
    list_url = reverse("dates:index")
    assert "Teilnehmende noch nicht benachrichtigt" in text_of(editor.get(reverse("wagtailadmin_home")))
    assert question(page) in text_of(editor.get(f"{list_url}?to_tell=true"))
    editor.post(question(page), {"version": 1, "silent": ""})
    assert "Teilnehmende noch nicht benachrichtigt" not in text_of(editor.get(reverse("wagtailadmin_home")))
    assert question(page) not in text_of(editor.get(list_url))


def test_the_page_shows_the_change_and_suggests_words_in_each_language(editor, page):
    move(page, FRIDAY)
    html = text_of(editor.get(question(page)))
    assert "Donnerstag, 14." in html
    assert "Freitag, 15." in html
    assert "2 Personen benachrichtigen" in html
    assert "Wir bitten um Verständnis." in html
    assert "We ask for your understanding." in html


def test_a_preview_sends_and_stores_nothing(editor, page):
    move(page, FRIDAY)
    mails = OutboxMessage.objects.count()
    html = text_of(
        editor.post(question(page), {"version": 1, "text_de": "Bis <b>bald</b>", "text_en": "", "preview": ""})
    )
    assert "Guten Tag Kim Beispiel," in html
    assert "Bis &lt;b&gt;bald&lt;/b&gt;" in html
    assert OutboxMessage.objects.count() == mails
    assert len(undecided()) == 1


def test_sending_twice_sends_once(editor, page):
    move(page, FRIDAY)
    for _click in range(2):
        response = editor.post(question(page), {"version": 1, "text_de": "Bis bald", "text_en": "", "send": ""})
        assert response.status_code == 302
    assert told().count() == 2
    assert "Bis bald" in told().get(language="de").text


def test_a_change_that_comes_in_between_is_shown_first(editor, page):
    move(page, FRIDAY)
    editor.get(question(page))
    move(page, SATURDAY)
    editor.post(question(page), {"version": 1, "text_de": "", "text_en": "", "send": ""})
    assert not told()


def test_a_coordinator_decides_about_their_own_dates_only(client, ada, health, page):
    client.force_login(ada)
    move(page, FRIDAY)
    assert client.get(question(page)).status_code == 404
    only_date(page).networks.add(health)
    assert client.get(question(page)).status_code == 200
