"""Staff corrects what is stored about somebody; of two who do it at once nobody overwrites the other unseen."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from events import actions
from events.errors import ChangedMeanwhile
from events.models import Registration
from networks.data_subjects import write_archive
from networks.models import OutboxMessage, RowLogEntry

from .dates import make_date, register
from .test_self_service import link_of

pytestmark = pytest.mark.django_db

LIST = "/admin/registrations/"
TYPED = {"given_name": "Jördis", "family_name": "Kröger", "organisation": "Möhlenkolk", "phone": "", "remarks": ""}


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def registration(health):
    return register(make_date(networks=[health]), "Jördis")


def url_of(registration):
    return f"{LIST}{registration.pk}/edit/"


def form_of(client, registration):
    response = client.get(url_of(registration))
    assert response.status_code == 200
    form = response.context["form"]
    return {field.name: field.value() or "" for field in form}


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_name_is_corrected_and_the_log_holds_no_word_of_it(as_ada, ada, registration):
    assert url_of(registration) in text_of(as_ada.get(f"{LIST}{registration.pk}/"))
    mails = OutboxMessage.objects.count()
    response = as_ada.post(url_of(registration), form_of(as_ada, registration) | TYPED)
    assert response.url == f"{LIST}{registration.pk}/"
    registration.refresh_from_db()
    assert (registration.family_name, registration.organisation) == ("Kröger", "Möhlenkolk")
    entry = RowLogEntry.objects.get(action="events.correct_registration")
    assert (entry.user, entry.data) == (ada, {"fields": ["family_name", "organisation"]})
    assert OutboxMessage.objects.count() == mails


def test_nothing_changed_is_nothing_written_down(as_ada, registration):
    as_ada.post(url_of(registration), form_of(as_ada, registration))
    assert not RowLogEntry.objects.filter(action="events.correct_registration").exists()


def test_the_second_of_two_editors_saves_nothing_and_loses_nothing(as_ada, eve, registration):
    first, second = form_of(as_ada, registration), form_of(as_ada, registration)
    as_ada.post(url_of(registration), first | {"phone": "040 66969 100"})
    response = as_ada.post(url_of(registration), second | {"family_name": "Kröger", "phone": "040 66969 200"})
    page = text_of(response)
    assert "Nichts wurde gespeichert" in page
    assert "Inzwischen gespeichert: 040 66969 100" in page
    assert 'value="Kröger"' in page
    assert 'value="040 66969 200"' in page
    registration.refresh_from_db()
    assert (registration.family_name, registration.phone) == ("Vardenhoop", "040 66969 100")


def test_the_second_of_two_reads_which_language_the_first_chose_by_its_name(as_ada, registration):
    first, second = form_of(as_ada, registration), form_of(as_ada, registration)
    as_ada.post(url_of(registration), first | {"language": "en"})
    page = text_of(as_ada.post(url_of(registration), second | {"family_name": "Kröger"}))
    assert "Inzwischen gespeichert: Englisch" in page


def test_whoever_has_seen_it_may_save_once_more(as_ada, registration):
    first, second = form_of(as_ada, registration), form_of(as_ada, registration)
    as_ada.post(url_of(registration), first | {"phone": "040 66969 100"})
    form = as_ada.post(url_of(registration), second | {"family_name": "Kröger"}).context["form"]
    as_ada.post(url_of(registration), {field.name: field.value() for field in form})
    registration.refresh_from_db()
    assert (registration.family_name, registration.phone) == ("Kröger", "")


def test_a_status_that_moved_meanwhile_counts_as_a_change(registration, ada):
    seen = registration.updated_at
    actions.cancel_registration(registration, by=ada)
    with pytest.raises(ChangedMeanwhile):
        actions.correct(registration, by=ada, seen=seen, language="de", **TYPED)


def test_what_was_erased_is_not_written_anew(as_ada, registration):
    form = form_of(as_ada, registration)
    actions.forget_people(Registration.objects.filter(pk=registration.pk))
    assert as_ada.post(url_of(registration), form).status_code == 404
    assert as_ada.get(url_of(registration)).status_code == 404
    registration.refresh_from_db()
    with pytest.raises(ChangedMeanwhile):
        actions.correct(registration, by=None, seen=registration.updated_at, language="de", **TYPED)


def test_no_key_more_than_the_form_has_counts(as_ada, registration):
    sent = form_of(as_ada, registration) | {"status": "cancelled", "as_member": "on", "group": "1"}
    as_ada.post(url_of(registration), sent | {"family_name": "Kröger"})
    registration.refresh_from_db()
    assert (registration.family_name, registration.email) == ("Kröger", "joerdis@example.org")
    assert (registration.status, registration.as_member) == ("confirmed", False)


@pytest.mark.parametrize("seen", ["", "x", "2026-01-01T00:00", "9" * 50])
def test_a_form_without_the_state_that_was_seen_saves_nothing(as_ada, registration, seen):
    as_ada.post(url_of(registration), form_of(as_ada, registration) | TYPED | {"seen": seen})
    registration.refresh_from_db()
    assert registration.family_name == "Vardenhoop"


def test_registrations_of_another_network_do_not_exist(as_ada, training):
    theirs = register(make_date(networks=[training]))
    assert as_ada.get(url_of(theirs)).status_code == 404
    assert as_ada.post(url_of(theirs), TYPED).status_code == 404


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_do_not_come_in(client, request, registration, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url_of(registration)).status_code == 302


NOTE = "Zahlt bar, Rückruf am Montag"


def test_a_note_is_seen_by_staff_and_by_nobody_else(as_ada, client, registration):
    path = link_of(registration)
    as_ada.post(url_of(registration), form_of(as_ada, registration) | {"staff_note": NOTE})
    assert NOTE in text_of(as_ada.get(f"{LIST}{registration.pk}/"))
    assert NOTE.encode() in b"".join(as_ada.get(f"{LIST}?export=csv").streaming_content)
    actions.cancel_registration(registration)
    assert not [mail for mail in OutboxMessage.objects.all() if NOTE in f"{mail.text}{mail.html}"]
    client.logout()
    assert NOTE not in text_of(client.get(path))


def test_two_notes_do_not_overwrite_each_other(as_ada, registration):
    first, second = form_of(as_ada, registration), form_of(as_ada, registration)
    as_ada.post(url_of(registration), first | {"staff_note": NOTE})
    page = text_of(as_ada.post(url_of(registration), second | {"staff_note": "Kommt mit Rollstuhl"}))
    assert f"Inzwischen gespeichert: {NOTE}" in page
    assert "Kommt mit Rollstuhl" in page


def test_a_note_goes_with_the_person(registration):
    Registration.objects.update(staff_note=NOTE)
    archive = BytesIO()
    write_archive(registration.email, archive)
    assert "Rückruf am Montag" in ZipFile(archive).read("data.json").decode()
    actions.forget_people(Registration.objects.all())
    registration.refresh_from_db()
    assert registration.staff_note == ""
