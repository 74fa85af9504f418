"""The report for the data protection officer, and the run that it announces: numbers of everything, words of nobody."""

import csv
import os
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_date
from wagtail.models import ModelLogEntry

from events import actions
from events import declarations as of_events
from events.models import Answer, Occurrence, Registration
from events.models.questions import FOLDER
from home.models import Inquiry
from networks import spoken
from networks.guards import Limits, too_many
from networks.models import OutboxMessage
from networks.personal_data import PersonalData, declarations
from networks.retention import due_by_model, end_all, report
from tests.events.asking import ask, event_that_asks, questions_of
from tests.events.dates import make_date, register
from tests.events.groups import register_group
from tests.events.invited import guest, invite

pytestmark = pytest.mark.django_db

CANARY = "Zwirnkanarie"
STRAYS = "Dateien, auf die keine Antwort mehr verweist"


@pytest.fixture(autouse=True)
def in_german():
    with translation.override("de"):
        yield


def canary(date, name="Malte"):
    words = {field: f"{CANARY} {field}" for field in ("family_name", "organisation", "phone", "remarks")}
    return register(date, f"{CANARY}{name}", **words)


def answer(registration, label, text=CANARY):
    return Answer.objects.create(
        registration=registration, question=questions_of(registration.occurrence)[label], text=text
    )


def ends(date, *, days_ago):
    moment = timezone.now() - timedelta(days=days_ago)
    Occurrence.objects.filter(pk=date.pk).update(start=moment - timedelta(hours=2), end=moment)


def make_old(rows, days):
    rows.update(created_at=timezone.now() - timedelta(days=days))


@pytest.fixture
def stage(settings, tmp_path):
    """Something of everything: some is due, some soon, some not for long. Files of its own."""
    settings.MEDIA_ROOT = tmp_path
    hall, diet = ask("text", "Halle?"), ask("text", "Diät?", special_need=True)
    over, soon, young = (event_that_asks(hall, diet) for _number in range(3))
    for date, name in ((over, "Malte"), (soon, "Aylin"), (young, "Thees")):
        person = canary(date, name)
        answer(person, "Halle?")
        answer(person, "Diät?")
    register_group(over, "Lene", "Ole")
    register_group(young, "Hinnerk", "Wiebke")
    for date in (over, soon, young):
        invite(date, guest(CANARY, organisation=CANARY), origin=CANARY)
    make_old(OutboxMessage.objects.all(), 31)
    OutboxMessage.objects.update(state="sent")
    canary(young, "Beke")
    ends(over, days_ago=91)
    ends(soon, days_ago=80)
    ends(young, days_ago=3)
    unproved = canary(make_date(confirm_address=True), "Fremd")
    Registration.objects.filter(pk=unproved.pk).update(created_at=timezone.now() - timedelta(days=5))
    actions.expire_due()
    inquire()
    make_old(Inquiry.objects.all(), 181)
    inquire()
    too_many(form="letter", email=f"{CANARY}@example.org", client="203.0.113.7", limits=Limits(9, 9))
    stray_file(age=timedelta(days=2))
    stray_file(age=timedelta())


def inquire():
    said = {"name": CANARY, "email": "a@example.org", "message": CANARY, "language": "de"}
    Inquiry.objects.create(kind=Inquiry.Kind.ADVICE, submission_key=uuid4(), **said)


def stray_file(*, age):
    name = default_storage.save(f"{FOLDER}/{CANARY}.pdf", ContentFile(b"%PDF"))
    moment = (timezone.now() - age).timestamp()
    os.utime(django_settings.MEDIA_ROOT / name, (moment, moment))


def lines():
    return {line.data: line for line in report()}


def told(*options):
    out = StringIO()
    call_command("retention", *options, stdout=out)
    return out.getvalue()


def everything_stored():
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(str, cursor.fetchall()))
        return found


# What is said before, and what is done then


def test_a_dry_run_says_what_the_next_run_ends(stage):
    announced = due_by_model()
    assert announced["events.Registration"] == 4
    assert announced["events.Group"] == 1
    assert announced["events.Invitation"] == 1
    assert announced["events.Answer"] == 3
    assert announced["networks.OutboxMessage"] > 5
    assert announced["home.Inquiry"] == 1
    assert announced[STRAYS] == 1
    assert end_all() == announced
    assert set(due_by_model().values()) == {0}


def test_the_worker_ends_the_same(stage):
    before, announced = lines(), due_by_model()
    call_command("tick")
    after = lines()
    assert {model: before[model].rows - after[model].rows for model in announced} == announced


def test_sessions_that_nobody_can_use_go_with_what_stands_in_them(client, bob):
    client.force_login(bob)
    call_command("tick")
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("tick")
    assert not Session.objects.exists()


def test_many_are_ended_in_one_run(monkeypatch, stage):
    monkeypatch.setattr("events.actions.retention.BATCH", 1)
    announced = due_by_model()
    assert end_all() == announced


def test_dry_run_and_report_change_nothing(stage):
    before = everything_stored()
    files = default_storage.listdir(FOLDER)
    told("--dry-run")
    told()
    told("--format", "csv")
    assert everything_stored() == before
    assert default_storage.listdir(FOLDER) == files


def test_the_commands_say_the_same_before_and_after(stage):
    announced = told("--dry-run", "--format", "csv").splitlines()[1:]
    assert "events.Registration;4" in announced
    assert told("--run", "--format", "csv").splitlines()[1:] == announced
    assert "      0  events.Registration" in told("--dry-run")


def test_one_either_looks_or_runs(stage):
    with pytest.raises(CommandError):
        call_command("retention", "--dry-run", "--run")


# The report


def test_every_declaration_has_a_line_with_purpose_basis_and_end(stage):
    found = lines()
    assert {item.model for item in declarations() if isinstance(item, PersonalData)} <= set(found)
    for line in found.values():
        assert all([line.purpose, line.legal_basis, line.retention, line.subject]), line


def test_each_line_counts_what_is_kept_due_and_due_soon(stage):
    line = lines()["events.Registration"]
    assert (line.rows, line.due, line.soon) == (9, 4, 1)
    assert line.oldest.date() == (timezone.now() - timedelta(days=5)).date()
    assert lines()["networks.Person"].due is None
    end_all()
    assert lines()["events.Registration"].rows == 5


def test_answers_are_told_question_by_question(stage):
    parts = {part.name: part for part in lines()["events.Answer"].parts}
    hall, diet = parts["Halle?"], parts["Diät?"]
    assert (hall.rows, hall.due, hall.soon) == (3, 1, 1)
    assert (diet.rows, diet.due, diet.soon) == (3, 2, 1)
    assert diet.retention == "7 Tage nach dem Termin"


def test_it_covers_mails_logs_revisions_files_exports_and_contacts_of_groups():
    found = set(lines())
    assert {"networks.OutboxMessage", "networks.RowLogEntry", "wagtailcore.Revision", "events.Group"} <= found
    assert {STRAYS, "Heruntergeladene Listen von Anmeldungen", "Protokoll des Servers", "Sicherungen"} <= found


@pytest.mark.parametrize("options", [(), ("--format", "csv"), ("--dry-run",)])
def test_nobody_is_named(stage, options):
    assert CANARY not in told(*options)


def test_a_spreadsheet_runs_nothing(stage):
    date = event_that_asks(ask("text", "=1+1"))
    answer(canary(date, "Eike"), "=1+1")
    rows = list(csv.reader(StringIO(told("--format", "csv")), delimiter=";"))
    assert {len(row) for row in rows} == {10}
    assert not any(cell.startswith("=") for row in rows for cell in row)


# How long an event keeps its registrations


def test_an_event_keeps_its_registrations_as_long_as_it_says(settings):
    short, usual, too_long = make_date(retention_days=14), make_date(), make_date(retention_days=900)
    for date in (short, usual, too_long):
        canary(date)
        ends(date, days_ago=15)
    assert actions.anonymise_registrations() == 1
    assert short.registrations.get().anonymised_at
    ends(too_long, days_ago=366)
    assert actions.anonymise_registrations() == 1


def test_the_site_has_the_last_word(settings):
    settings.EVENTS_RETENTION_MIN_DAYS, settings.EVENTS_RETENTION_MAX_DAYS = 30, 100
    assert [make_date(retention_days=days).days_kept for days in (None, 3, 50, 900)] == [90, 30, 50, 100]


def test_mails_and_pages_say_the_days_of_the_event(client):
    date = make_date(retention_days=14)
    registered = canary(date)
    assert "14 Tage nach der Veranstaltung" in client.get(reverse("events:register", args=[date.uid])).content.decode()
    day = spoken.day(date.end + timedelta(days=14), weekday=False)
    assert day in OutboxMessage.objects.get(to=registered.email).text


# In the admin


def test_administrators_read_and_download_it(client, admin_ina, stage):
    client.force_login(admin_ina)
    page = client.get(reverse("retention_report"))
    assert "Personenbezogene Daten und ihr Ende" in page.content.decode()
    assert "events.Registration" in page.content.decode()
    assert CANARY not in page.content.decode()
    sheet = client.get(reverse("retention_report"), {"format": "csv"})
    assert sheet.content.decode().startswith("\ufeffDaten;Felder;")
    assert CANARY not in sheet.content.decode()


def test_nobody_else_does(client, eve, ada):
    for user in (eve, ada):
        client.force_login(user)
        response = client.get(reverse("retention_report"))
        assert response.status_code in {302, 403}
        assert b"events.Registration" not in response.content
        assert reverse("retention_report") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_report_costs_the_same_with_one_registration_and_with_many(stage):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            report()
        return len(asked)

    few = queries()
    for number in range(20):
        date = event_that_asks(ask("text", f"Frage {number}?"))
        answer(canary(date, f"P{number}"), f"Frage {number}?")
    assert queries() <= few
    assert not ModelLogEntry.objects.filter(label__contains=CANARY).exists()


def test_the_report_looks_once_for_what_lies_in_no_row(stage, monkeypatch):
    looks, look = [], of_events.stray_files
    monkeypatch.setattr(of_events, "stray_files", lambda: looks.append(1) or look())
    line = lines()["Dateien, auf die keine Antwort mehr verweist"]
    assert (line.rows, line.due, line.soon) == (2, 1, 1)
    assert len(looks) == 1


def test_days_in_the_report_are_written_in_the_language_of_the_reader():
    for language, day in (("de", "12.05.2026"), ("en", "05/12/2026")):
        with translation.override(language):
            assert day in render_to_string(
                "networks/admin/retention_numbers.html", {"counted": {"oldest": parse_date("2026-05-12")}}
            )
