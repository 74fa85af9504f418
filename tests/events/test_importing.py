"""Registrations from a spreadsheet: looked at first, taken over by the one door, and what is wrong handed back."""

import re
import uuid
from datetime import date as date_type
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from events import actions, importing
from events.importing import Plan, Sheet
from events.models import Occurrence, Question, Registration
from networks import tables
from networks.models import OutboxMessage, RowLogEntry

from ..networks.test_tables import xlsx
from .asking import answered, ask, event_that_asks
from .dates import make_date, make_page, register, statuses

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
URL = f"{LIST}import/"
Status = Registration.Status
HEADINGS = ("Vorname", "Nachname", "E-Mail", "Unternehmen oder Organisation", "Telefon", "Sprache")
JÖRDIS = ("Jördis", "Vardenhoop", "Joerdis@example.org", "Möhlenkolk & Töchter", "+49 40 66969 100", "")
MALTE = ("Malte", "Birke", "malte@example.org", "", "", "en")


@pytest.fixture
def date(health):
    return make_date(make_page("Rückentag"), networks=[health], capacity=2)


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def text_of(response):
    assert response.status_code == 200, response
    return response.content.decode()


def csv_of(*rows, separator=";", encoding="utf-8-sig"):
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def chosen(date, content, **fields):
    file = SimpleUploadedFile("liste", content)
    return {"occurrence": date.pk, "language": "de", "tell": "on", "file": file} | fields


def look(client, date, *rows, **fields):
    return text_of(client.post(URL, chosen(date, csv_of(*rows), **fields)))


def sheet_in(page):
    return re.search(r'name="sheet" value="([^"]+)"', page)[1]


def take(client, date, page, *, button="take", **fields):
    kept = {"occurrence": date.pk, "language": "de", "tell": "on", "sheet": sheet_in(page), button: ""}
    return client.post(URL, kept | fields, follow=True)


def people(number, *, first=0):
    return [(f"P{place}", "Vardenhoop", f"p{place}@example.org", "", "", "") for place in range(first, first + number)]


def test_looking_says_how_many_would_get_what_and_stores_nothing(as_ada, date):
    register(date, "Aylin")
    page = look(
        as_ada,
        date,
        HEADINGS,
        JÖRDIS,
        MALTE,
        ("Aylin", "X", "aylin@example.org", "", "", ""),
        ("", "Y", "y@", "", "", "fr"),
    )
    assert "1 Person bekäme einen Platz" in page
    assert "1 Person käme auf die Warteliste" in page
    assert "1 Zeile bleibt aus" in page
    assert "1 Zeile ist fehlerhaft" in page
    assert "Ist schon angemeldet." in page
    assert statuses(date) == [Status.CONFIRMED]


def test_one_button_takes_over_what_is_right_by_the_one_door(as_ada, ada, date):
    page = look(as_ada, date, HEADINGS, JÖRDIS, MALTE, *people(1))
    told = text_of(take(as_ada, date, page))
    assert "2 Personen haben jetzt einen Platz. 1 Person steht auf der Warteliste." in told
    jördis, malte, _p = date.registrations.order_by("queue_number")
    assert (jördis.email, jördis.source, jördis.phone) == ("joerdis@example.org", "staff", "+49 40 66969 100")
    assert (jördis.language, malte.language, jördis.organisation) == ("de", "en", "Möhlenkolk & Töchter")
    assert statuses(date) == [Status.CONFIRMED, Status.CONFIRMED, Status.WAITING]
    assert RowLogEntry.objects.filter(action="events.register", user=ada).count() == 3
    entry = ModelLogEntry.objects.get(action="events.import_registrations")
    assert (entry.user, entry.data) == (ada, {"number": 3})
    assert OutboxMessage.objects.count() == 3


def test_clicking_twice_takes_over_once(as_ada, date):
    page = look(as_ada, date, HEADINGS, JÖRDIS)
    for _click in range(2):
        take(as_ada, date, page)
    assert (date.registrations.count(), OutboxMessage.objects.count()) == (1, 1)


def test_clicking_again_after_somebody_has_cancelled_stores_and_tells_nothing(as_ada, date):
    page = look(as_ada, date, HEADINGS, JÖRDIS)
    take(as_ada, date, page)
    actions.cancel_registration(date.registrations.get())
    told = text_of(take(as_ada, date, page))
    assert "abgesagt." not in told
    assert statuses(date) == [Status.CANCELLED]
    assert ModelLogEntry.objects.filter(action="events.import_registrations").count() == 1


def test_mails_can_be_left_unwritten_and_people_let_in_beyond_the_limit(as_ada, date):
    page = look(as_ada, date, HEADINGS, *people(4), tell="", beyond_limit="on")
    assert "4 Personen bekämen einen Platz" in page
    take(as_ada, date, page, tell="", beyond_limit="on")
    assert statuses(date) == [Status.CONFIRMED] * 4
    assert [one.beyond_limit for one in date.registrations.all()] == [True] * 4
    assert not OutboxMessage.objects.exists()


def test_each_mistake_is_told_with_line_column_and_reason_and_can_be_downloaded(as_ada, date):
    rows = [HEADINGS, ("", "Birke", "malte@", "=1+1", "", "fr"), JÖRDIS]
    page = look(as_ada, date, *rows)
    for column in ("Vorname", "E-Mail", "Sprache"):
        assert f'<th scope="row">2</th><td class="long-words">{column}</td>' in page
    kept = {"occurrence": date.pk, "language": "de", "sheet": sheet_in(page)}
    content = as_ada.post(URL, kept | {"faults": "xlsx"}).content
    heading, row = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    assert heading[:4] == ("Zeile", "Spalte", "Was nicht stimmt", "Vorname")
    assert row[:2] == ("2", "Vorname; E-Mail; Sprache")
    assert "=1+1" in row
    cells = {cell.data_type for line in load_workbook(BytesIO(content)).active.iter_rows() for cell in line}
    assert "f" not in cells
    text = as_ada.post(URL, kept | {"faults": "csv"}).content.decode("utf-8-sig")
    assert ";'=1+1;" in text
    again = tables.read(SimpleUploadedFile("x", as_ada.post(URL, kept | {"faults": "csv"}).content))
    assert again[1].cells[6] == "=1+1"


def exported(client, kind):
    return b"".join(client.get(f"{LIST}?export={kind}").streaming_content)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_we_exported_comes_back_as_it_was(as_ada, health, kind):
    page = make_page("Rückentag")
    before = make_date(page, networks=[health])
    texts = {
        "organisation": "=1+1; Töchter & Co",
        "phone": "+49 40 66969 100",
        "remarks": 'erste "Zeile"\nzweite; Zeile',
    }
    register(before, "Jördis", language="en", as_member=True, **texts)
    actions.cancel_registration(register(before, "Malte"))
    content = exported(as_ada, kind)
    after = make_date(page, networks=[health], in_days=30)
    shown = text_of(as_ada.post(URL, chosen(after, content)))
    assert "Ist „abgesagt“ in der Datei." in shown
    assert "Nicht übernommene Spalten" in shown
    take(as_ada, after, shown)
    one = after.registrations.get()
    assert {name: getattr(one, name) for name in texts} == texts
    assert (one.full_name, one.language, one.as_member) == ("Jördis Vardenhoop", "en", True)


@pytest.mark.parametrize(("separator", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-16")])
def test_files_of_other_programs_are_read(as_ada, date, separator, encoding):
    content = csv_of(HEADINGS, JÖRDIS, separator=separator, encoding=encoding)
    take(as_ada, date, text_of(as_ada.post(URL, chosen(date, content))))
    assert date.registrations.get().organisation == "Möhlenkolk & Töchter"


def test_answers_come_with_the_list(as_ada, eve, client):
    client.force_login(eve)
    asked = [
        ask("choices", "Workshop?", "A, B", ("C", 1)),
        ask("number", "Jahre?"),
        ask("date", "Seit?"),
        ask("consent", "Foto?"),
    ]
    date = event_that_asks(*asked)
    headings = (*HEADINGS[:3], "Workshop?", "Jahre?", "Seit?", "Foto?")
    rows = [
        ("A", "X", "a@example.org", "A, B, C", "7", "14.01.2020", "ja"),
        ("B", "X", "b@example.org", "c", "", "", ""),
        ("C", "X", "c@example.org", "D", "sieben", "", ""),
    ]
    content = xlsx(headings, *rows)
    page = text_of(client.post(URL, chosen(date, content)))
    assert "1 Person bekäme einen Platz" in page
    assert "1 Person käme auf die Warteliste" in page
    assert "Nicht übernommene Spalten: Foto?" in page
    for column in ("Workshop?", "Jahre?"):
        assert f'<th scope="row">4</th><td class="long-words">{column}</td>' in page
    take(client, date, page)
    first, second = date.registrations.order_by("queue_number")
    assert answered(first) == {"Workshop?": "A, B, C", "Jahre?": 7, "Seit?": date_type(2020, 1, 14)}
    assert second.status == Status.WAITING


@pytest.mark.parametrize("capacity", [0, 1, 3, None])
@pytest.mark.parametrize("limit", [None, 0, 1])
@pytest.mark.parametrize("held", [0, 1])
def test_it_comes_as_it_was_foreseen(health, ada, capacity, limit, held):
    date = make_date(
        networks=[health], capacity=capacity, waiting_list_limit=limit, held_for_members=held if capacity else 0
    )
    question = Question.objects.create(
        event_key=date.event_key, key=str(uuid.uuid4()), kind="choice", label="Workshop?"
    )
    question.options.create(key=str(uuid.uuid4()), label="A", places=1)
    headings = (*HEADINGS[:3], "Workshop?", "als Mitglied")
    rows = [
        (f"P{n}", "X", f"p{n}@example.org", "A" if n % 2 == 0 else "", "ja" if n % 3 == 0 else "") for n in range(7)
    ]
    sheet = Sheet.of([tables.Row(n, row) for n, row in enumerate((headings, *rows), start=1)])
    plan = Plan(date, sheet, "de").make()
    assert plan.faults == []
    expected = {newcomer.form.cleaned_data["email"]: newcomer.status for newcomer in plan.newcomers}
    outcome = plan.carry_out(by=ada)
    assert dict(date.registrations.values_list("email", "status")) == expected
    assert not outcome.left


def test_doubles_in_the_list_are_left_out_and_named(as_ada, date):
    page = look(as_ada, date, HEADINGS, JÖRDIS, JÖRDIS)
    assert "Steht schon in Zeile 2." in page
    take(as_ada, date, page)
    assert date.registrations.count() == 1


def test_a_long_list_is_taken_over_in_several_clicks(as_ada, date, monkeypatch):
    monkeypatch.setattr(importing, "PATIENCE", -1)
    page = look(as_ada, date, HEADINGS, *people(3))
    page = text_of(take(as_ada, date, page))
    assert "2 Zeilen sind noch zu übernehmen." in page
    assert "1 Zeile ist übernommen" in page
    page = text_of(take(as_ada, date, page))
    text_of(take(as_ada, date, page))
    assert date.registrations.count() == 3


def test_without_headings_or_names_the_file_is_refused_with_what_is_missing(as_ada, date):
    page = look(as_ada, date, ("E-Mail", "Firma"), ("a@example.org", "X"))
    assert "Es fehlt: Vorname, Nachname." in page
    assert "Bitte wählen Sie die Datei." in text_of(as_ada.post(URL, {"occurrence": date.pk, "language": "de"}))


def test_what_was_read_stays_when_something_else_is_missing(as_ada, date):
    page = look(as_ada, date, HEADINGS, JÖRDIS, occurrence="")
    assert "Ihre Datei mit 1 Zeile ist gelesen" in page
    take(as_ada, date, page)
    assert date.registrations.count() == 1


@pytest.mark.parametrize("words", ["x", "x" * 3000])
def test_what_is_not_ours_or_too_old_is_asked_for_again(as_ada, ada, eve, date, words):
    page = look(as_ada, date, HEADINGS, JÖRDIS)
    kept = {"occurrence": date.pk, "language": "de", "take": ""}
    for sheet in (words, sheet_in(page)[:-3] + "abc"):
        assert "Bitte wählen Sie die Datei noch einmal." in text_of(as_ada.post(URL, kept | {"sheet": sheet}))
    assert Sheet.read(sheet_in(page), eve) is None
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1)):
        assert Sheet.read(sheet_in(page), ada) is None
    assert not date.registrations.exists()


def test_too_much_text_is_refused_kindly(as_ada, date, monkeypatch):
    monkeypatch.setattr(importing, "LARGEST", 100)
    assert "zu viel Text" in look(as_ada, date, HEADINGS, *people(30))


def test_nothing_is_kept_between_looking_and_taking_over(as_ada, date):
    before = set(as_ada.session.keys())
    look(as_ada, date, HEADINGS, JÖRDIS)
    assert set(as_ada.session.keys()) == before
    response = as_ada.post(URL, chosen(date, csv_of(HEADINGS, JÖRDIS)))
    assert "no-store" in response["Cache-Control"]


def test_what_stands_in_a_file_is_no_markup(as_ada, date):
    poison = "'><img src=x onerror=alert(1)>"
    page = look(
        as_ada,
        date,
        (*HEADINGS[:3], poison),
        (poison, poison, f"{poison}@example.org", ""),
        (poison, poison, "a@example.org", ""),
    )
    assert "<img src=x" not in page


def test_a_coordinator_takes_over_for_dates_of_their_own_networks_only(as_ada, client, carol, date, training):
    theirs = make_date(networks=[training])
    page = look(as_ada, date, HEADINGS, JÖRDIS)
    take(as_ada, theirs, page)
    assert not theirs.registrations.exists()
    client.force_login(carol)
    assert client.get(URL).status_code == 302
    assert client.post(URL, chosen(date, csv_of(HEADINGS, JÖRDIS), take="")).status_code == 302
    assert not date.registrations.exists()


def test_the_list_leads_there_and_opening_changes_nothing(as_ada, date):
    register(date, "Malte")
    assert f"{URL}?occurrence={date.pk}" in text_of(as_ada.get(f"{LIST}?occurrence={date.pk}"))
    assert f'value="{date.pk}" selected' in text_of(as_ada.get(f"{URL}?occurrence={date.pk}"))
    assert statuses(date) == [Status.CONFIRMED]


def test_a_date_that_is_cancelled_meanwhile_takes_nobody(as_ada, date):
    page = look(as_ada, date, HEADINGS, JÖRDIS)
    Occurrence.objects.filter(pk=date.pk).update(status="cancelled", cancelled_at=timezone.now())
    take(as_ada, date, page)
    assert not date.registrations.exists()


def test_looking_costs_the_same_with_five_and_with_five_hundred(as_ada, date):
    look(as_ada, date, HEADINGS, *people(2))

    def queries(number):
        with CaptureQueriesContext(connection) as asked:
            look(as_ada, date, HEADINGS, *people(number))
        return len(asked)

    assert queries(500) == queries(5) < 40


def test_no_list_is_taken_over_for_a_date_that_takes_no_registrations(as_ada, health):
    date = make_date(make_page("Frei"), networks=[health], registration="none")
    assert f'value="{date.pk}"' not in text_of(as_ada.get(URL))
    assert "Für diesen Termin kann niemand angemeldet werden" in look(as_ada, date, HEADINGS, JÖRDIS)
    assert not date.registrations.exists()


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\nIHDR", b"MZ\x90\x03 This program cannot be run in DOS mode."])
def test_what_is_no_table_is_said_to_be_none(as_ada, date, content):
    page = text_of(as_ada.post(URL, chosen(date, content)))
    assert "Das ist weder XLSX noch CSV." in page
    assert "Es fehlt" not in page


def test_a_file_without_what_is_needed_is_not_said_to_be_kept(as_ada, date):
    page = look(as_ada, date, ("E-Mail", "Firma"), ("a@example.org", "X"))
    assert "Es fehlt: Vorname, Nachname." in page
    assert "ist gelesen" not in page
