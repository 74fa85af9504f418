"""Staff invites: a list is pasted or uploaded, looked at, sent once; its answers are seen, reminded of, withdrawn."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events import actions
from events.models import Invitation, RegistrationLink
from networks.models import OutboxMessage, RowLogEntry

from ..networks.test_tables import xlsx
from .dates import make_date, make_page, register
from .invited import guest, invite, link_in, mail_to, status_of

pytestmark = pytest.mark.django_db

LIST = "/admin/invitations/"
NEW = f"{LIST}new/"
ORIGIN = "aus der Teilnahmeliste von 2025"


@pytest.fixture
def date(health):
    return make_date(make_page("Rückentag"), networks=[health], audience="invited", capacity=5)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def text_of(response):
    assert response.status_code == 200, response
    return response.content.decode()


def posted(date, people, **fields):
    texts = {"text_de": "Kommen Sie, {vorname}?", "text_en": ""}
    return {"occurrence": date.pk, "people": people, "language": "de", "origin": ORIGIN} | texts | fields


def look(client, date, people, **fields):
    return client.post(NEW, posted(date, people, preview="", **fields))


def seen_in(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def send(client, date, people, **fields):
    seen = seen_in(text_of(look(client, date, people, **fields)))
    return client.post(NEW, posted(date, people, **fields, seen=seen, send=""))


def addresses(date):
    return sorted(date.invitations.values_list("email", flat=True))


def test_looking_shows_what_was_understood_and_writes_nothing(as_ada, date):
    register(date, "Malte", source="staff")
    invite(date, guest("Folke"))
    people = (
        "Aylin Wacholder <aylin@example.org>\nmalte@example.org\nfolke@example.org\nkeine Adresse\naylin@example.org"
    )
    page = text_of(look(as_ada, date, people))
    assert "1 Person wird eingeladen" in page
    assert "1 Zeile ist fehlerhaft und bleibt aus" in page
    assert '<th scope="row">4</th><td>In dieser Zeile steht keine E-Mail-Adresse.</td>' in page
    for words in ("schon eingeladen", "schon angemeldet", "doppelt in der Liste"):
        assert f"1 Person bleibt aus: {words}" in page
    assert "Kommen Sie, Aylin?" in page
    assert "keine Adresse\naylin@example.org" in page.replace("\r", "")
    assert addresses(date) == ["folke@example.org"]


def test_the_enter_key_looks_and_sends_nothing(as_ada, date):
    page = text_of(look(as_ada, date, "aylin@example.org"))
    form = page[page.index('enctype="multipart/form-data"') :]
    assert form.index('name="preview"') < form.index('name="send"')


def test_one_button_invites_and_the_worker_writes(as_ada, ada, date):
    response = send(as_ada, date, "Aylin Wacholder <aylin@example.org>\nxi@example.org\tXi\nfalsch")
    assert response.url == f"{LIST}?occurrence={date.pk}"
    page = text_of(as_ada.get(response.url))
    assert "2 Personen sind eingeladen." in page
    assert "Fehlerhaft und deshalb ausgelassen: Zeile 3" in page
    assert "wird geschrieben" in page
    assert not OutboxMessage.objects.exists()
    actions.write_invitations()
    assert mail_to("aylin@example.org").text.startswith("Guten Tag Aylin Wacholder,")
    entry = ModelLogEntry.objects.get(action="events.invite")
    assert (entry.user, entry.data) == (ada, {"number": 2})


def test_twice_clicked_is_once_invited(as_ada, date):
    for _click in range(2):
        send(as_ada, date, "aylin@example.org")
    actions.write_invitations()
    assert OutboxMessage.objects.count() == 1


def test_who_changed_something_after_looking_looks_once_more(as_ada, date):
    seen = seen_in(text_of(look(as_ada, date, "aylin@example.org")))
    for change in ({"people": "aylin@example.org\nxi@example.org"}, {"origin": "anders"}, {"text_de": "Anders"}):
        page = text_of(as_ada.post(NEW, posted(date, "aylin@example.org") | change | {"seen": seen, "send": ""}))
        assert "Seit dem Prüfen hat sich etwas geändert." in page
    text_of(as_ada.post(NEW, posted(date, "aylin@example.org", send="")))
    assert addresses(date) == []


def test_browsers_end_lines_in_two_characters(as_ada, date):
    seen = seen_in(text_of(look(as_ada, date, "\r\na@example.org\r\nb@example.org")))
    as_ada.post(NEW, posted(date, "\r\na@example.org\r\nb@example.org", seen=seen, send=""))
    assert addresses(date) == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_becomes_the_list_that_is_then_sent(as_ada, date, kind):
    rows = [
        ("Firma", "Vorname", "Nachname", "E-Mail", "Sprache"),
        ("Töchter & Co", "Aylin", "Wacholder", "a@example.org", "en"),
    ]
    rows += [("", "", "Ohne", "", "")]
    content = xlsx(*rows) if kind == "xlsx" else "\n".join(";".join(row) for row in rows).encode("cp1252")
    page = text_of(look(as_ada, date, "", file=SimpleUploadedFile(f"liste.{kind}", content)))
    assert "1 Person wird eingeladen" in page
    assert '<th scope="row">3</th>' in page
    people = re.search(r'<textarea name="people"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[1]
    assert people.startswith("Firma\tVorname")
    as_ada.post(NEW, posted(date, people.replace("&amp;", "&"), seen=seen_in(page), send=""))
    one = date.invitations.get()
    assert (one.email, one.organisation, one.language) == ("a@example.org", "Töchter & Co", "en")


def test_a_broken_file_is_said_beside_its_field_and_nothing_is_lost(as_ada, date):
    page = text_of(look(as_ada, date, "aylin@example.org", file=SimpleUploadedFile("x.xlsx", b"PK\x03\x04")))
    assert "können wir nicht lesen" in page
    assert "aylin@example.org" in page
    assert ORIGIN in page


@pytest.mark.parametrize(
    "fields", [{"people": ""}, {"origin": ""}, {"occurrence": 0}, {"language": "xx"}, {"people": "\x00"}]
)
def test_what_is_missing_is_said_and_nobody_is_invited(as_ada, date, fields):
    for button in ("preview", "send"):
        page = text_of(as_ada.post(NEW, posted(date, "aylin@example.org") | fields | {button: ""}))
        assert 'class="error-message"' in page
    assert addresses(date) == []


def test_too_many_at_once_are_refused_kindly(as_ada, date, monkeypatch):
    monkeypatch.setattr("networks.tables.MOST_ROWS", 3)
    page = text_of(look(as_ada, date, "\n".join(f"p{number}@example.org" for number in range(4))))
    assert "mehr als 3 Personen" in page


def test_placeholders_that_are_none_and_names_that_are_missing_are_told(as_ada, date):
    page = text_of(look(as_ada, date, "aylin@example.org", text_de="{vorname} {anrede}"))
    assert "{anrede}" in page
    assert "1 Person hat keinen Namen" in page


def test_what_stands_in_a_list_is_no_markup_in_the_admin(as_ada, date):
    poison = "\"'><img src=x onerror=alert(1)>"
    people = f"{poison}\tWacholder\taylin@example.org\t{poison}\n{poison}"
    page = text_of(look(as_ada, date, people, origin=poison, text_de=poison))
    assert "<img src=x" not in page
    send(as_ada, date, people, origin=poison, text_de=poison)
    actions.write_invitations()
    one = date.invitations.get()
    for url in (LIST, f"{LIST}{one.pk}/", f"{LIST}bulk/again/?id={one.pk}"):
        assert "<img src=x" not in text_of(as_ada.get(url))


# Rights.


def test_a_coordinator_invites_to_dates_of_their_own_networks_only(as_ada, training):
    theirs = make_date(networks=[training])
    assert "error-message" in text_of(look(as_ada, theirs, "aylin@example.org"))
    assert addresses(theirs) == []
    [one] = invite(theirs)
    assert "joerdis@" not in text_of(as_ada.get(LIST))
    assert "joerdis@" not in text_of(as_ada.get(f"{LIST}?occurrence={theirs.pk}"))
    for path in (f"{one.pk}/", f"remind/{theirs.pk}/"):
        assert as_ada.get(f"{LIST}{path}").status_code == 404
    assert as_ada.post(f"{LIST}remind/{theirs.pk}/", {"send": ""}).status_code == 404
    for step in ("again", "withdraw"):
        as_ada.post(f"{LIST}bulk/{step}/", {"id": [one.pk, "x", "9" * 40]})
    one.refresh_from_db()
    assert (one.withdrawn_at, one.next_mail, one.mails) == (None, "", 1)


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_do_not_come_in(client, request, date, name):
    [one] = invite(date)
    client.force_login(request.getfixturevalue(name))
    for path in ("", "new/", f"{one.pk}/", f"bulk/withdraw/?id={one.pk}", f"remind/{date.pk}/"):
        assert client.get(f"{LIST}{path}").status_code == 302
    client.post(f"{LIST}bulk/withdraw/", {"id": one.pk})
    client.post(NEW, posted(date, "aylin@example.org", send=""))
    assert (status_of(one), addresses(date)) == ("written", ["joerdis@example.org"])


@pytest.mark.parametrize("path", ["edit/1/", "delete/1/", "copy/1/", "history/1/", "usage/1/"])
def test_there_is_no_other_way_to_change_a_row(client, eve, path):
    client.force_login(eve)
    assert client.get(f"{LIST}{path}").status_code == 404


# The list and its steps.


@pytest.fixture
def some(date, ada):
    """Aylin has registered, Folke's mail could not be delivered, Malte's was sent, Xi's is written, Thees said no."""
    people = invite(date, *(guest(name) for name in ("Aylin", "Folke", "Malte", "Xi", "Thees")))
    some = dict(zip(("Aylin", "Folke", "Malte", "Xi", "Thees"), people, strict=True))
    register(date, "Aylin", invitation=some["Aylin"])
    OutboxMessage.objects.filter(to="folke@example.org").update(state="failed", error="550 gibt es nicht")
    OutboxMessage.objects.filter(to="malte@example.org").update(state="sent")
    actions.decline_invitation(some["Thees"])
    return some


def test_the_list_says_what_became_of_each_and_filters_by_it(as_ada, date, some):
    found = {name: status_of(one) for name, one in some.items()}
    assert found == {"Aylin": "registered", "Folke": "failed", "Malte": "sent", "Xi": "written", "Thees": "declined"}
    page = text_of(as_ada.get(f"{LIST}?occurrence={date.pk}"))
    for words in ("angemeldet", "nicht zustellbar", "gesendet", "geschrieben, noch nicht gesendet", "kommt nicht"):
        assert words in page
    rows = text_of(as_ada.get(f"{LIST}results/?occurrence={date.pk}&status=failed&status=declined"))
    assert ("folke@" in rows, "thees@" in rows, "malte@" in rows) == (True, True, False)
    assert "folke@" in text_of(as_ada.get(f"{LIST}results/?q=Folke"))
    assert "550 gibt es nicht" in text_of(as_ada.get(f"{LIST}{some['Folke'].pk}/"))


def test_an_empty_list_says_what_to_do(as_ada, date):
    page = text_of(as_ada.get(f"{LIST}?occurrence={date.pk}"))
    assert "Noch ist niemand eingeladen." in page
    assert f"{NEW}?occurrence={date.pk}" in page
    assert f'value="{date.pk}" selected' in text_of(as_ada.get(f"{NEW}?occurrence={date.pk}"))
    assert f"{LIST}?occurrence={date.pk}" in text_of(as_ada.get("/admin/dates/"))


def test_sending_again_is_another_mail_and_the_old_link_stays_good(as_ada, ada, client, some):
    malte, first = some["Malte"], link_in(mail_to("malte@example.org"))
    ids = {"id": [one.pk for one in some.values()]}
    page = text_of(as_ada.get(f"{LIST}bulk/again/", ids))
    assert page.count("Erhält eine E-Mail mit einem neuen Link.") == 4
    told = text_of(as_ada.post(f"{LIST}bulk/again/", ids, follow=True))
    assert "4 Einladungen werden noch einmal gesendet." in told
    assert "1 blieb, wie sie war: Hat sich angemeldet." in told
    assert (
        text_of(as_ada.post(f"{LIST}bulk/again/", ids, follow=True)).count("Eine E-Mail wird gerade geschrieben.") == 1
    )
    actions.write_invitations()
    second = link_in(mail_to("malte@example.org"))
    assert first != second
    assert client.get(first).status_code == client.get(second).status_code == 200
    malte.refresh_from_db()
    assert (malte.mails, RowLogEntry.objects.filter(action="events.invite_again", user=ada).count()) == (2, 4)


def test_who_is_withdrawn_can_be_invited_anew_and_the_old_link_stays_dead(as_ada, client, date, some):
    old, ids = link_in(mail_to("malte@example.org")), {"id": [some["Malte"].pk, some["Aylin"].pk]}
    page = text_of(as_ada.get(f"{LIST}bulk/withdraw/", ids))
    assert "Sagen Sie stattdessen die Anmeldung ab." in page
    text_of(as_ada.post(f"{LIST}bulk/withdraw/", ids, follow=True))
    assert (status_of(some["Malte"]), status_of(some["Aylin"])) == ("withdrawn", "registered")
    send(as_ada, date, "malte@example.org")
    actions.write_invitations()
    assert "zurückgezogen" in text_of(client.get(old))
    assert "persönlich eingeladen" in text_of(client.get(link_in(mail_to("malte@example.org"))))


def test_opening_the_steps_changes_nothing(as_ada, date, some):
    before = list(Invitation.objects.order_by("pk").values())
    for path in ("bulk/again/", "bulk/withdraw/", f"remind/{date.pk}/", "new/"):
        text_of(as_ada.get(f"{LIST}{path}", {"id": [one.pk for one in some.values()]}))
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert as_ada.get(f"{LIST}bulk/delete/").status_code == 404
    assert as_ada.get(f"{LIST}bulk/again/").status_code == 302


def test_a_reminder_goes_to_whoever_has_not_answered_and_once_a_day(as_ada, ada, date, some):
    url = f"{LIST}remind/{date.pk}/"
    page = text_of(as_ada.post(url, {"text_de": "Es wird knapp, {vorname}.", "preview": ""}))
    assert "2 Personen haben eine Einladung bekommen und nicht geantwortet." in page
    assert "Es wird knapp, " in page
    for _click in range(2):
        as_ada.post(url, {"text_de": "Es wird knapp, {vorname}.", "send": ""})
        actions.write_invitations()
    kind = "events.invitation_reminder"
    reminders = OutboxMessage.objects.filter(kind=kind)
    assert sorted(mail.to for mail in reminders) == ["malte@example.org", "xi@example.org"]
    assert "Es wird knapp, Malte." in mail_to("malte@example.org", kind).text
    assert "Woher wir Ihre Adresse haben" in mail_to("malte@example.org", kind).html
    assert "niemand zu erinnern" in text_of(as_ada.get(url))
    assert ModelLogEntry.objects.get(action="events.remind_invited").data == {"number": 2}
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert date.invitations.to_remind().count() == 2


def test_a_wrong_address_is_seen_and_nothing_else_suffers(date):
    invite(date, guest("Folke", email="folke@example.org"), guest("Xi", email="x" * 60 + "@example.org"))
    assert OutboxMessage.objects.filter(kind="events.invitation").count() == 2


# Many.


def _queries(client, url, data=None):
    with CaptureQueriesContext(connection) as asked:
        response = client.post(url, data) if data else client.get(url)
        assert response.status_code == 200
    return len(asked)


def test_the_list_costs_the_same_with_five_and_with_five_hundred(as_ada, date):
    urls = [f"{LIST}?occurrence={date.pk}", f"{LIST}results/?status=sent&status=written&q=Vardenhoop"]
    invite(date, *(guest(f"P{number}") for number in range(5)))
    for url in urls:
        as_ada.get(url)
    few = [_queries(as_ada, url) for url in urls]
    people = [guest(f"Q{number}") for number in range(500)]
    actions.invite(occurrence=date, guests=people, origin="x", words={}, by=None)
    Invitation.objects.update(next_mail="")
    assert [_queries(as_ada, url) for url in urls] == few


def test_looking_and_inviting_costs_the_same_with_five_and_with_five_hundred(as_ada, date):
    def people(name, number):
        return "\n".join(f"{name}{place}@example.org" for place in range(number))

    look(as_ada, date, people("w", 2))
    few = _queries(as_ada, NEW, posted(date, people("a", 5)))
    assert _queries(as_ada, NEW, posted(date, people("b", 500))) == few
    with CaptureQueriesContext(connection) as asked:
        actions.invite(occurrence=date, guests=[guest(f"P{n}") for n in range(500)], origin="x", words={}, by=None)
    assert len(asked) < 20


# The end of the data.


def test_the_invited_are_forgotten_with_the_registrations_of_the_date(client, date, some):
    path = link_in(mail_to("malte@example.org"))
    with time_machine.travel(date.end + timedelta(days=89)):
        assert actions.anonymise_invitations() == 0
    with time_machine.travel(date.end + timedelta(days=91)):
        actions.anonymise_registrations()
        assert actions.anonymise_invitations(limit=3) == 3
        assert actions.anonymise_invitations(limit=3) == 2
        assert client.get(path).status_code == 404
        assert "wie versprochen gelöscht" in client.get(path).content.decode()
    words = {"email", "given_name", "family_name", "organisation", "origin", "words", "reminder_words"}
    assert {value for row in Invitation.objects.values(*words) for value in row.values()} == {""}
    assert not RegistrationLink.objects.filter(invitation__isnull=False).exists()
    assert status_of(some["Aylin"]) == "registered"
    assert ModelLogEntry.objects.filter(action="events.forget_invitations").count() == 2


def test_no_gap_stands_in_the_mail_where_staff_wrote_nothing():
    invite(make_date(), words={"de": "", "en": ""})
    assert "\n\n\n" not in mail_to("joerdis@example.org").text.partition("http")[0]
