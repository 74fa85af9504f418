"""One person, all that is stored about them: handed over, and erased until no word of it is left."""

import json
import stat
import uuid
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from events.models import Answer, Question, Registration
from home import actions
from home.models import Inquiry, User
from networks.data_subjects import about, erase, write_archive
from networks.models import ContactCard, Membership, OutboxMessage, Person
from networks.personal_data import PersonalData, declarations
from tests.cast import make_membership, make_user
from tests.events.dates import make_date, register, statuses
from tests.events.invited import guest, invite

from .making import make_card

pytestmark = pytest.mark.django_db
WORD = "Quittengelee"
ADDRESS = f"{WORD.lower()}@example.org"


@pytest.fixture
def date(db):
    return make_date(capacity=1)


@pytest.fixture
def everywhere(date, health, django_capture_on_commit_callbacks):
    """Somebody with an account, a membership, a place, an answer, a contact card and a question to the office."""
    with django_capture_on_commit_callbacks(execute=True):
        user = make_user(WORD)
        person = make_card(WORD).affiliation.person
        Person.objects.filter(pk=person.pk).update(user=user, email=ADDRESS)
        make_membership(health, person, reason=f"{WORD} gehört dazu")
        place = register(date, WORD, user=user, remarks=f"{WORD} kommt später")
        question = Question.objects.create(event_key=date.event_key, key=str(uuid.uuid4()), kind="text", label="Kost?")
        Answer.objects.create(registration=place, question=question, text=f"{WORD} bitte")
        person = guest(WORD, family_name=WORD, organisation=WORD)
        invite(make_date(), person, words={"de": f"{WORD}!"}, origin=f"von {WORD}")
        actions.submit_inquiry(
            kind=Inquiry.Kind.ADVICE,
            key=uuid.uuid4(),
            to="beratung@kammer.example.org",
            language="de",
            message=f"{WORD} fragt",
            name=WORD,
            email=ADDRESS,
        )
    return user


def places_of(word):
    """Where in the database a word is still to be read: `{"app.Model.field"}`."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField))
        and model._base_manager.filter(**{f"{field.name}__icontains": word}).exists()
    }


def test_every_declaration_finds_its_rows_or_says_who_does():
    silent = [
        item.model
        for item in declarations()
        if isinstance(item, PersonalData) and not item.by_hand and not (item.rows and item.erase)
    ]
    assert silent == []


def test_the_archive_holds_what_every_app_knows(everywhere):
    archive = BytesIO()
    numbers = write_archive(ADDRESS.upper(), archive)
    told = json.loads(ZipFile(archive).read("data.json"))
    assert told["networks.Person"][0]["family_name"] == "Brookwinkel"
    assert told["events.Registration"][0]["remarks"] == f"{WORD} kommt später"
    assert told["events.Answer"][0]["text"] == f"{WORD} bitte"
    assert told["events.Invitation"][0]["origin"] == f"von {WORD}"
    assert told["home.Inquiry"][0]["message"] == f"{WORD} fragt"
    assert told["networks.Membership"][0]["reason"] == f"{WORD} gehört dazu"
    assert numbers == {model: len(rows) for model, rows in told.items()}
    assert numbers["networks.OutboxMessage"] == 3


def test_the_archive_says_which_event_what_was_asked_and_what_was_agreed_to(everywhere, date):
    place = date.registrations.get(family_name="Vardenhoop")
    question = Question.objects.create(event_key=date.event_key, key=str(uuid.uuid4()), kind="consent", label="Fotos?")
    consent = Answer(registration=place, question=question)
    consent.agree("Ich darf fotografiert werden.", timezone.now())
    consent.save()
    archive = BytesIO()
    write_archive(ADDRESS, archive)
    told = json.loads(ZipFile(archive).read("data.json"))
    [registration] = told["events.Registration"]
    assert registration["event"] == "Gesundheitstag Uelzen"
    assert registration["event_start"].startswith(f"{date.local_start:%Y-%m-%dT%H:%M}")
    assert registration["status"] == "bestätigt"
    assert registration["event_status"] == "findet statt"
    assert registration["created_at"]
    kept = {answer["question"]: answer for answer in told["events.Answer"]}
    assert kept["Kost?"]["answer"] == f"{WORD} bitte"
    assert kept["Fotos?"]["wording"] == "Ich darf fotografiert werden."
    assert consent.wording not in str(told)
    assert told["events.Invitation"][0]["event"] == "Gesundheitstag Uelzen"


def test_nobody_else_is_in_it(everywhere, date):
    register(date, "Malte")
    archive = BytesIO()
    write_archive(ADDRESS, archive)
    assert b"malte@example.org" not in ZipFile(archive).read("data.json")


def test_after_erasing_no_word_is_left(everywhere, django_capture_on_commit_callbacks):
    assert len(places_of(WORD)) > 10
    with django_capture_on_commit_callbacks(execute=True):
        erased = erase(ADDRESS)
    assert {each.declaration.model: each.left for each in erased if each.left} == {}
    assert places_of(WORD) == set()
    assert not User.objects.filter(pk=everywhere.pk).exists()


def test_what_others_are_written_goes_out_though_their_contact_is_erased(everywhere, date):
    page = date.page
    page.contact = ContactCard.objects.get(affiliation__person__email=ADDRESS)
    page.save()
    register(date, "Malte")
    erase(ADDRESS)
    kinds = OutboxMessage.objects.filter(to="malte@example.org").values_list("kind", flat=True)
    assert set(kinds) == {"events.registration_waiting", "events.registration_moved_up"}


def test_whom_somebody_has_entered_is_not_them(everywhere, date):
    colleague = register(date, "Malte", user=everywhere)
    erase(ADDRESS)
    colleague.refresh_from_db()
    assert colleague.email == "malte@example.org"


def test_the_place_goes_to_whoever_waits_and_the_count_stays(everywhere, date):
    register(date, "Malte")
    assert statuses(date) == ["confirmed", "waiting"]
    erase(ADDRESS)
    assert statuses(date) == ["cancelled", "confirmed"]
    assert Registration.objects.filter(occurrence=date).count() == 2


def test_others_lose_nothing(everywhere, health, company):
    make_membership(health, company)
    other = make_card("Malte")
    erase(ADDRESS)
    assert ContactCard.objects.get() == other
    assert Membership.objects.get().organisation == company


def test_what_went_to_another_address_of_the_account_is_theirs_too(everywhere, date):
    other = f"privat@{WORD.lower()}.example.org"
    EmailAddress.objects.create(user=everywhere, email=other, verified=True)
    register(make_date(), "Tjark", email=other)
    invite(make_date(), guest("Tjark", email=other))
    archive = BytesIO()
    numbers = write_archive(ADDRESS, archive)
    assert (numbers["events.Invitation"], numbers["networks.OutboxMessage"]) == (2, 5)
    erase(ADDRESS)
    assert not OutboxMessage.objects.filter(to=other).exists()
    assert places_of(other) == set()


def test_an_account_with_rights_of_staff_is_left_and_said(eve):
    [account] = [each for each in erase(eve.email) if each.declaration.model == "home.User"]
    assert account.left == 1
    assert User.objects.filter(pk=eve.pk).exists()


@pytest.mark.parametrize("email", ["", "  "])
def test_an_empty_address_is_nobody_s(email, date):
    with pytest.raises(ValueError, match="nobody"):
        about(email)


def command(*arguments):
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def test_the_command_writes_a_file_for_one_pair_of_eyes(everywhere, tmp_path):
    file = tmp_path / "person.zip"
    assert "events.Registration" in command("export_person", ADDRESS, str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="there already"):
        command("export_person", ADDRESS, str(file))


def test_the_command_shows_first_and_erases_when_told(everywhere):
    assert "Nothing was changed" in command("erase_person", ADDRESS)
    assert OutboxMessage.objects.filter(to=ADDRESS).exists()
    assert "Done" in command("erase_person", ADDRESS, "--yes")
    assert "Nothing is stored" in command("erase_person", ADDRESS, "--yes")
