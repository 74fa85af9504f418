"""The canary: whoever does all that a visitor can do, with words in every field that stand nowhere else.

Each word is found as soon as it is sent. When the longest time is over and the worker ran, no word is left: not in the
database, not in a file, not in a mail folder, and in no line of the log from the beginning.
"""

import itertools
import logging
import re
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlparse

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kammernetz import environment
from kammernetz.logs import WithoutSecrets

from events import actions
from events.models import ChangeNotice, Occurrence, Question, Registration
from home.models import AdvicePage, Inquiry
from networks.models import OutboxMessage
from networks.personal_data import PersonalData, declarations, free_fields
from tests.events.asking import ask, event_that_asks
from tests.events.dates import make_date
from tests.events.stories import in_days, move, publish_event
from tests.home.making import add
from tests.walking import a_file, after_a_second_look, errors_in, forms_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
WORD = "zwirnkanarie"
WORDS = re.compile(rf"{WORD}\d+x", re.IGNORECASE)
Status = Registration.Status

# Fields of what ends by itself into which the canary cannot sing, and why.
NO_WORDS = {
    "events.Answer.file": "a name by chance; the words stand in the file",
    "events.Answer.wording": "a digest",
    "events.RegistrationLink.token_hash": "a digest",
    "home.Inquiry.language": "one of ours",
    "home.Inquiry.topic": "one of those that editors named",
    "networks.FormUse.address_hash": "a digest",
    "networks.FormUse.network_hash": "a digest",
    "networks.OutboxAttachment.name": "the same for all",
    "networks.OutboxMessage.dedupe_key": "keys of rows",
}


class Canary:
    """Fills each field with a word of its own, and knows all that it sang."""

    def __init__(self, folder):
        self.folder = folder
        self.number = itertools.count(1)
        self.sung = {}
        self.found = set()

    def word(self, where):
        word = f"{WORD}{next(self.number)}x"
        self.sung[word] = where
        return word

    def fill(self, control):
        word = self.word
        match control.kind:
            case "text" | "textarea" | "tel" | "search":
                return word(control.name)
            case "email":
                return f"{word(control.name)}@example.org"
            case "number":
                return "7"
            case "date":
                return "2026-05-17"
            case "file":
                return a_file(f"{word(control.name)}.pdf", word(control.name))
            case "checkbox":
                return control.choices
            case "radio" | "select":
                return control.value or next(filter(None, control.choices), None)
        return None

    def send(self, client, path, *, is_kept=True, **fixed):
        """Open a page and send the largest of its forms, as a browser would. What was typed is to be found then."""
        page = client.get(path)
        before = len(self.sung)
        answer, data = self._post(client, page, fixed)
        if answer.status_code == 200:
            answer = after_a_second_look(client, answer, data)
        assert answer.status_code == 302, (page.request["PATH_INFO"], errors_in(answer))
        if is_kept:
            self.listen()
        else:
            self.sung = dict(list(self.sung.items())[:before])
        return answer

    def listen(self):
        """Search as it is done in the end: what is found there now can be missed then."""
        self.found |= set().union(*everywhere(self.folder).values())
        assert self.unheard() == set()

    def unheard(self):
        return {where for word, where in self.sung.items() if word not in self.found}

    def look(self, client, path, **fixed):
        """Send a form that shows first what would be done."""
        answer, _data = self._post(client, client.get(path), fixed)
        assert answer.status_code == 200
        assert not errors_in(answer), errors_in(answer)
        return answer

    @staticmethod
    def press(client, page, button):
        """Send a form as it stands, once it was looked at."""
        form = forms_in(page)[-1]
        answer = client.post(form.action, form.filled(lambda control: None) | {button: ""})
        assert answer.status_code == 302, (form.action, errors_in(answer))

    def _post(self, client, page, fixed):
        assert page.status_code == 200, (page.request["PATH_INFO"], page.status_code)
        form = max(reversed(forms_in(page)), key=lambda form: len(form.controls))
        data = form.filled(lambda control: None if control.name in fixed else self.fill(control)) | fixed
        return client.post(form.action, data), data


# Where words are looked for


def everywhere(folder):
    """`{place: words}` of all places in which there are any."""
    found = {
        "database": set(in_database()),
        "sessions": in_sessions(),
        "media": in_files(folder / "media"),
        "mails": in_mails(folder / "mail") | in_files(folder / "mail"),
        "log": in_files(folder / "log"),
    }
    return {place: words for place, words in found.items() if words}


def in_database():
    """`{word: {tables}}`, of all columns of all tables."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for word in WORDS.findall(" ".join(map(_readable, row))):
                    found.setdefault(word.lower(), set()).add(table)
    return found


def _readable(value):
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode(errors="replace").replace("\r\n ", "")  # a calendar folds its lines
    return value if isinstance(value, str) else str(value)


def in_sessions():
    return {word.lower() for row in Session.objects.all() for word in WORDS.findall(str(row.get_decoded()))}


def fields_without_a_word():
    """Declared fields of what ends by itself that the canary forgot."""
    return {
        f"{item.model}.{name}"
        for item in declarations()
        if isinstance(item, PersonalData) and (item.due or item.model == "networks.OutboxAttachment")
        for name in {*item.fields} & free_fields(apps.get_model(item.model))
        if not any(WORDS.search(_readable(value)) for value in _values(item.model, name))
    }


def _values(model, name):
    return apps.get_model(model)._base_manager.values_list(name, flat=True)


def in_files(folder):
    return {
        word.lower()
        for path in folder.rglob("*")
        if path.is_file()
        for word in WORDS.findall(f"{path.name} {path.read_bytes().decode(errors='replace')}")
    }


def in_mails(folder):
    """What stands in mails as they are read, not as they are encoded."""
    texts = []
    for path in folder.glob("*"):
        for raw in re.split(rb"\n-{79}\n", path.read_bytes()):
            mail = message_from_bytes(raw.lstrip(), policy=policy.default)
            parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
            texts += [str(mail["subject"]), str(mail["to"]), *map(str, parts)]
    return {word.lower() for word in WORDS.findall("\n".join(texts).replace("\n ", ""))}


@pytest.fixture
def folders(settings, tmp_path):
    """Media, mails and the log in folders of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    for name in ("media", "mail", "log"):
        (tmp_path / name).mkdir()
    for name, value in environment.mail(environment.mail_folder(tmp_path / "mail")).items():
        setattr(settings, name, value)
    handler = logging.FileHandler(tmp_path / "log" / "site.log")
    handler.addFilter(WithoutSecrets())
    handler.addFilter(lambda record: record.name != "mail.log")  # of the mail server, which is no part of the site
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield tmp_path
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


# What the canary does


KINDS = {
    "text": ask("text", "Halle?"),
    "long_text": ask("long_text", "Wünsche?"),
    "number": ask("number", "Wie viele?"),
    "choice": ask("choice", "Workshop?", ("Kraft", 50), "Ruhe"),
    "choices": ask("choices", "Wann?", "früh", "spät"),
    "date": ask("date", "Anreise?"),
    "consent": ask("consent", "Fotos?", help_text="Drei Jahre."),
    "file": ask("file", "Nachweis?"),
}
NEEDS = ask("text", "Kost?", special_need=True)


def all_questions():
    assert set(KINDS) == set(Question.Kind.values)
    return [*KINDS.values(), NEEDS]


@pytest.fixture
def canary(folders):
    return Canary(folders)


def form_of(date, name="register"):
    return reverse(f"events:{name}", args=[date.uid])


def newest_link(part):
    """The path of the newest link of a kind that a mail carries."""
    mail = OutboxMessage.objects.filter(text__contains=f"/{part}/").order_by("-pk").first()
    return urlparse(re.search(rf"http\S+/{part}/\S+", mail.text)[0]).path


def newest():
    return Registration.objects.order_by("pk").last()


def comes_alone(canary, date):
    """Registers, confirms the address, looks, changes, hands over to somebody else, who cancels."""
    visitor = Client()
    canary.send(visitor, form_of(date))
    canary.send(visitor, newest_link("bestaetigen"))
    path = newest_link("platz")
    canary.send(visitor, path, is_kept=False, email=newest().email)
    canary.send(visitor, f"{path}aendern/")
    canary.send(visitor, f"{path}weitergeben/")
    colleague = Client()
    path = newest_link("platz")
    canary.send(colleague, path, is_kept=False, email=newest().email)
    canary.send(colleague, f"{path}absagen/")


def takes_another_date(canary, date, later):
    visitor = Client()
    canary.send(visitor, form_of(date))
    canary.send(visitor, newest_link("bestaetigen"))
    path = newest_link("platz")
    canary.send(visitor, path, is_kept=False, email=newest().email)
    assert visitor.post(f"{path}umbuchen/", {"date": str(later.uid)}).status_code == 302
    assert newest().occurrence == later


def comes_with_others(canary, date):
    visitor = Client()
    canary.send(visitor, form_of(date, "register_group"))
    canary.send(visitor, newest_link("gruppe-bestaetigen"))
    canary.send(visitor, newest_link("gruppe") + f"absagen/{newest().pk}/")


def waits_and_asks(canary, full, by_staff):
    """For a place that is full, for one that staff gives; one never confirms the address; one uses the form twice."""
    for date in (full, full, by_staff, by_staff):
        canary.send(Client(), form_of(date))
        canary.send(Client(), newest_link("bestaetigen"))
    canary.send(Client(), form_of(full))
    canary.send(Client(), form_of(full), is_kept=False, email=Registration.objects.waiting().first().email)


def asks_for_what_is_not_there():
    assert Client().get("/gibt-es-nicht/", {"name": f"{WORD}0x"}).status_code == 404


def writes_to_the_office(canary, desk):
    canary.send(Client(), desk.get_url())
    canary.send(Client(), reverse("report_barrier"))


def staff_works(canary, eve, date, by_staff):
    """With a note in each place for one; enters somebody, declines somebody, exports, moves the date and tells all."""
    office = Client()
    office.force_login(eve)
    here = f"?occurrence={date.pk}"
    canary.send(office, f"/admin/registrations/new/{here}")
    canary.send(office, reverse("registrations:edit", args=[newest().pk]))
    asked = by_staff.registrations.filter(status=Status.REQUESTED)
    canary.send(office, reverse("registrations:decline", args=[asked.first().pk]))
    canary.send(office, reverse("registrations:approve", args=[asked.first().pk]))
    canary.send(office, reverse("dates:message", args=[date.pk]), send="")
    for inquiry in Inquiry.objects.all():
        canary.send(office, reverse("inquiries:edit", args=[inquiry.pk]))
    its_lists(canary, office, eve, date)
    for kind in ("csv", "xlsx"):
        answer = office.get(f"/admin/registrations/?export={kind}&q={WORD}")
        assert b"".join(answer.streaming_content) if answer.streaming else answer.content
    move(date.page, in_days(20))
    actions.tell_change(ChangeNotice.objects.get(), texts={}, by=eve)


def its_lists(canary, office, eve, date):
    """Takes over a list, invites people and reminds them, keeps a search by a name."""
    person = [canary.word("list") for _column in range(4)]
    file = SimpleUploadedFile(
        "liste.csv",
        f"Vorname;Nachname;E-Mail;Telefon\n{person[0]};{person[1]};{person[2]}@example.org;{person[3]}".encode(),
    )
    page = canary.look(office, reverse("registrations:import"), occurrence=date.pk, file=file)
    canary.press(office, page, "take")
    people = "\n".join(_a_line_of(canary, language) for language in ("de", "en", "de"))
    page = canary.look(office, reverse("invitations:add"), occurrence=date.pk, people=people, file=[])
    canary.press(office, page, "send")
    actions.write_invitations()
    canary.send(Client(), newest_link("einladung"))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        office.force_login(eve)  # the working day is over
        canary.send(office, reverse("invitations:remind", args=[date.pk]), send="")
        actions.write_invitations()
    kept = {"name": canary.word("filter"), "query": f"q={canary.word('search')}"}
    office.post(reverse("registrations:save_filter"), kept)


def _a_line_of(canary, language):
    given_name, family_name, organisation, address = (canary.word("guest") for _cell in range(4))
    return f"{given_name}\t{family_name}\t{organisation}\t{language}\t{address}@example.org"


@pytest.fixture
def story(folders, canary, eve, mail_server, settings, django_capture_on_commit_callbacks):
    """All of it; the mail server takes nothing at first, so that a mail fails, with its words in the reason."""
    asked = all_questions()
    with django_capture_on_commit_callbacks(execute=True):
        page = publish_event(in_days(14), in_days(28), questions=asked, confirm_address=True, capacity=50)
        date, later = page.occurrences.order_by("start")
        full = event_that_asks(*asked, confirm_address=True, capacity=1)
        by_staff = event_that_asks(*asked, confirm_address=True, needs_approval=True)
        comes_alone(canary, date)
        takes_another_date(canary, date, later)
        comes_with_others(canary, date)
        waits_and_asks(canary, full, by_staff)
        asks_for_what_is_not_there()
        writes_to_the_office(canary, add(AdvicePage, title="Beratung", desk_email="desk@example.org"))
        staff_works(canary, eve, date, by_staff)
    one_mail_fails(canary, settings, mail_server)
    call_command("tick")
    return canary


def one_mail_fails(canary, settings, mail_server):
    kept = {name: getattr(settings, name) for name in environment.mail(mail_server.url) if hasattr(settings, name)}
    for name, value in environment.mail(mail_server.url).items():
        setattr(settings, name, value)
    mail_server.refuse["*"] = f"550 5.1.1 <{canary.word('answer of a mail server')}@example.org> unknown"
    first = OutboxMessage.objects.filter(state="queued").earliest("pk")
    OutboxMessage.objects.exclude(pk=first.pk).update(due_at=timezone.now() + timedelta(days=1))
    call_command("tick")
    OutboxMessage.objects.update(due_at=timezone.now())
    for name, value in kept.items():
        setattr(settings, name, value)


def test_the_search_finds_what_is_left_over_anywhere(folders, canary):
    words = {place: canary.word(place) for place in ("database", "sessions", "media", "mails", "log")}
    Occurrence.objects.filter(pk=make_date().pk).update(cancelled_note=f"für {words['database']}@example.org")
    session = SessionStore()
    session["name"] = words["sessions"].title()
    session.save()
    default_storage.save(f"registrations/{words['media']}.pdf", ContentFile(b"%PDF"))
    EmailMessage("Für Sie", f"Müßige {words['mails']}", to=["ada@example.org"]).send()
    logging.getLogger("events").info("Told %s", words["log"])
    assert everywhere(folders) == {place: {word} for place, word in words.items()}


def test_all_that_ends_by_itself_is_gone_when_its_time_is_over(story, folders, django_capture_on_commit_callbacks):
    story.listen()
    assert fields_without_a_word() == set(NO_WORDS)
    assert OutboxMessage.objects.filter(state="failed").exists()
    assert everywhere(folders).keys() == {"database", "media", "mails"}

    for days in (3, 40, 500):
        with (
            time_machine.travel(timezone.now() + timedelta(days=days)),
            django_capture_on_commit_callbacks(execute=True),
        ):
            call_command("tick")
    assert {(story.sung.get(word, word), *tables) for word, tables in in_database().items()} == set()
    assert everywhere(folders) == {}
    assert "gibt-es-nicht" in (folders / "log" / "site.log").read_text()
