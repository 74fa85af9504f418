"""Consents are given freely and kept with their words; files are what they claim to be, and seen by staff alone."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from events import actions
from events.errors import Busy, QuestionsChanged
from events.models import Answer
from events.models.questions import FOLDER
from networks.models import OutboxMessage

from .asking import ask, ask_anew, choice, event_that_asks, field
from .test_group_pages import filled, group_url
from .test_registration_ends import end_before
from .test_self_service import form_url, no_hurry, opened, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
PHOTOS = ask("consent", "Fotos dürfen gezeigt werden.", help_text="Drei Jahre, Widerruf per E-Mail.")
AGAIN = "Bitte wählen Sie die Datei noch einmal aus"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF"


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(kind):
    file = BytesIO()
    Image.new("RGB", (8, 8), "green").save(file, kind)
    return file.getvalue()


def send_file(client, date, content, name="zeugnis.pdf", **fields):
    file = SimpleUploadedFile(name, content)
    return send(client, date, **{field(date, "Nachweis"): file} | fields)


def asks_for_file(**fields):
    return event_that_asks(ask("file", "Nachweis", **fields))


def stored_files():
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


# Consent


def test_a_consent_is_never_ticked_and_never_needed(client):
    date = event_that_asks(PHOTOS | {"value": PHOTOS["value"] | {"required": True}})
    page = text_of(client.get(form_url(date)))
    assert "Drei Jahre, Widerruf per E-Mail." in page
    assert "checked" not in page
    assert send(client, date).status_code == 302
    assert not Answer.objects.exists()


def test_a_consent_is_kept_with_its_words_its_digest_and_its_moment(client):
    date = event_that_asks(PHOTOS)
    send(client, date, **{field(date, "Fotos dürfen gezeigt werden."): "on"})
    answer = Answer.objects.get()
    assert answer.text == "Fotos dürfen gezeigt werden.\n\nDrei Jahre, Widerruf per E-Mail."
    assert answer.wording == sha256(answer.text.encode()).hexdigest()
    assert timezone.now() - answer.agreed_at < timedelta(minutes=1)
    assert "Zugestimmt am" in OutboxMessage.objects.get().text


def test_new_words_do_not_change_what_was_agreed_to(client):
    date = event_that_asks(PHOTOS)
    send(client, date, **{field(date, "Fotos dürfen gezeigt werden."): "on"})
    ask_anew(date, PHOTOS | {"value": PHOTOS["value"] | {"help_text": "Für immer."}})
    assert "Für immer" not in Answer.objects.get().text


def test_staff_cannot_agree_for_somebody_else(client, eve):
    date = event_that_asks(PHOTOS)
    client.force_login(eve)
    assert "Fotos dürfen" not in text_of(client.get(f"{LIST}new/?occurrence={date.pk}"))


# Files


KINDS = {".pdf": PDF, ".png": picture("PNG"), ".jpg": picture("JPEG")}


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_is_stored_under_a_name_that_tells_nothing(client, suffix):
    date, content = asks_for_file(), KINDS[suffix]
    assert send_file(client, date, content, name="../Zeugnis Jördis <b>.exe").status_code == 302
    answer = Answer.objects.get()
    assert answer.file.name.startswith(f"{FOLDER}/")
    assert answer.file.name.endswith(suffix)
    assert "Zeugnis" not in answer.file.name
    assert answer.text == "Zeugnis Jördis <b>.exe"
    assert answer.file.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"GIF89a" + b"\0" * 40,
        picture("PNG")[:40],
        b"\xff\xd8\xff\xe0" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    ],
    ids=["html", "exe", "gif", "half a png", "no jpeg", "svg"],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(client, content):
    date = asks_for_file()
    response = send_file(client, date, content, name="bild.png")
    assert response.status_code == 422
    assert "Das ist kein PDF, PNG oder JPEG" in text_of(response)
    assert stored_files() == []


def test_a_file_that_is_too_large_or_empty_is_refused(client, settings):
    settings.EVENTS_UPLOAD_MEGABYTES = 1
    date = asks_for_file()
    response = send_file(client, date, PDF + b"\0" * 1024 * 1024)
    assert response.status_code == 422
    assert "höchstens 1 MB" in text_of(response)
    assert send_file(client, date, b"").status_code == 422


def test_when_something_else_is_wrong_the_file_is_asked_for_again(client):
    date = asks_for_file()
    response = send_file(client, date, PDF, email="falsch")
    assert response.status_code == 422
    assert "Bitte wählen Sie die Datei noch einmal aus" in text_of(response)
    assert stored_files() == []


def test_the_file_is_asked_for_again_whatever_brings_the_form_back(client, settings, monkeypatch):
    date = asks_for_file()
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 0
    answers = [send_file(client, date, PDF)]
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 9
    for error in (QuestionsChanged, Busy):
        monkeypatch.setattr(actions, "register", raises(error))
        answers.append(send_file(client, date, PDF))
    assert [answer.status_code for answer in answers] == [429, 409, 503]
    for answer in answers:
        assert AGAIN in text_of(answer)


def raises(error):
    def act(**_details):
        raise error

    return act


def test_the_file_of_each_person_of_a_group_is_asked_for_again(client):
    date = asks_for_file()
    name = f"person-1-{field(date, 'Nachweis')}"
    for button in ({"add": "1"}, {"remove": "0"}):
        file = {name: SimpleUploadedFile("zeugnis.pdf", PDF)}
        typed = filled(client, date, "Malte", "Aylin", "Thees", **button, **file)
        assert text_of(client.post(group_url(date), typed)).count(AGAIN) == 1


def test_a_file_that_is_not_asked_for_is_not_stored(client):
    meal = ask("choice", "Dabei?", "ja", "nein")
    date = event_that_asks(meal, ask("file", "Nachweis", only_if_question="Dabei?", only_if_answer="ja"))
    assert send_file(client, date, PDF, **{field(date, "Dabei?"): choice(date, "Dabei?", "nein")}).status_code == 302
    assert not Answer.objects.filter(question__kind="file").exists()
    assert stored_files() == []


def test_staff_saves_a_file_and_nobody_else_reaches_it(client, eve, carol):
    date = asks_for_file()
    send_file(client, date, PDF, name="Zeugnis.pdf")
    answer = Answer.objects.get()
    url = f"{LIST}{answer.registration_id}/file/{answer.pk}/"
    assert client.get(url).status_code == 302
    assert client.get(f"/media/{answer.file.name}").status_code == 404
    assert "Zeugnis.pdf" in text_of(client.get(opened(client, answer.registration)))
    client.force_login(carol)
    assert client.get(url).status_code == 302
    client.force_login(eve)
    assert f'href="{url}"' in text_of(client.get(f"{LIST}{answer.registration_id}/"))
    response = client.get(url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="Zeugnis.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert client.get(f"{LIST}{answer.registration_id}/file/{answer.pk + 1}/").status_code == 404


def test_a_file_about_a_special_need_wants_the_right_to_see_it(client, carol):
    date = asks_for_file(special_need=True)
    send_file(client, date, PDF)
    answer = Answer.objects.get()
    rights = ["access_admin", "view_registration", "view_everything"]
    carol.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(carol)
    assert client.get(f"{LIST}{answer.registration_id}/file/{answer.pk}/").status_code == 404


def test_a_file_goes_with_its_answer(client, django_capture_on_commit_callbacks):
    date = asks_for_file()
    send_file(client, date, PDF)
    assert len(stored_files()) == 1
    end_before(date, days=91)
    with django_capture_on_commit_callbacks(execute=True):
        actions.anonymise_registrations()
    assert stored_files() == []


def test_files_that_belong_to_nobody_are_deleted_after_a_day(client):
    date = asks_for_file()
    send_file(client, date, PDF)
    default_storage.save(f"{FOLDER}/stray.pdf", BytesIO(PDF))
    assert actions.delete_stray_files() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert actions.delete_stray_files() == 1
    assert len(stored_files()) == 1
