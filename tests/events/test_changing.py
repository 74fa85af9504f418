"""People change what they told and chose themselves: a choice is given on, and none is sold twice."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events import actions
from events.errors import FullyBooked, TooLate
from events.models import Answer, Occurrence, Option, Registration
from networks.models import OutboxMessage

from .asking import answered, ask, ask_anew, choice, event_that_asks, field, questions_of
from .dates import make_date, register, statuses
from .test_choices_with_places import WHICH, come, left, workshops
from .test_self_service import link_of, opened, seen_in, text_of

pytestmark = pytest.mark.django_db

Status = Registration.Status
DETAILS = {"given_name": "Jördis", "family_name": "Vardenhoop", "organisation": "", "phone": "", "remarks": ""}
XSS = "<script>alert(1)</script>"
PDF = b"%PDF-1.4 " + b"x" * 200


def change(client, registration, **fields):
    """As the form is sent that shows what is stored."""
    url = f"{opened(client, registration)}aendern/"
    known = DETAILS | {"given_name": registration.given_name, "seen": seen_in(client.get(url))}
    return client.post(url, known | fields)


def choose(registration, workshop):
    from events.question_fields import Given

    question = questions_of(registration.occurrence)[WHICH]
    given = Given(question, options=(question.options.get(label=workshop),))
    return actions.change_registration(registration, answers=[given])


def fresh(registration):
    return Registration.objects.get(pk=registration.pk)


def mails(registration, kind):
    return OutboxMessage.objects.filter(to=registration.email, kind=f"events.{kind}")


# The page


def test_details_and_answers_are_changed_and_the_person_is_told(client):
    date = event_that_asks(ask("text", "Halle?"))
    registration = register(date, "Jördis")
    response = change(
        client, registration, family_name="Vardenhoop-Ay", organisation="Wacholder AG", **{field(date, "Halle?"): "4"}
    )
    assert response.status_code == 302
    changed = fresh(registration)
    assert (changed.full_name, changed.organisation) == ("Jördis Vardenhoop-Ay", "Wacholder AG")
    assert answered(changed) == {"Halle?": "4"}
    mail = mails(registration, "registration_changed").get()
    for word in ("Vardenhoop-Ay", "Wacholder AG", "Halle?"):
        assert word in mail.text
        assert word in mail.html
    assert "gespeichert" in text_of(client.get(response.url))


def test_saving_what_is_stored_changes_nothing_and_writes_to_nobody(client):
    registration = register(make_date())
    for _time in range(2):
        assert change(client, registration).status_code == 302
    assert not mails(registration, "registration_changed").exists()
    change(client, registration, phone="040 66969 100")
    change(client, registration, phone="040 66969 100")
    assert mails(registration, "registration_changed").count() == 1


def test_two_tabs_do_not_overwrite_each_other(client):
    date = event_that_asks(ask("text", "Halle?"))
    registration = register(date, "Jördis")
    url = f"{opened(client, registration)}aendern/"
    known = DETAILS | {"given_name": "Jördis", "seen": seen_in(client.get(url))}
    assert client.post(url, known | {"phone": "040 66969 100", field(date, "Halle?"): "4"}).status_code == 302
    late = client.post(url, known | {"phone": "", "organisation": "Wacholder AG", field(date, "Halle?"): "5"})
    text = text_of(late)
    assert late.status_code == 409
    for word in ("Wacholder AG", "Inzwischen gespeichert: 040 66969 100", "Inzwischen gespeichert: 4"):
        assert word in text
    assert (fresh(registration).phone, answered(registration)) == ("040 66969 100", {"Halle?": "4"})
    now = re.search(r'name="seen" value="([^"]+)"', text)[1]
    assert client.post(url, known | {"seen": now, "organisation": "Wacholder AG"}).status_code == 302
    assert fresh(registration).organisation == "Wacholder AG"


def test_an_answer_alone_counts_as_a_change_for_the_other_tab(client):
    date = event_that_asks(ask("text", "Halle?"))
    registration = register(date, "Jördis")
    url = f"{opened(client, registration)}aendern/"
    known = DETAILS | {"given_name": "Jördis", "seen": seen_in(client.get(url))}
    client.post(url, known | {field(date, "Halle?"): "4"})
    assert client.post(url, known | {field(date, "Halle?"): "5"}).status_code == 409
    assert answered(registration) == {"Halle?": "4"}


def test_a_second_click_that_changes_nothing_is_no_error(client):
    registration = register(make_date(), "Jördis")
    url = f"{opened(client, registration)}aendern/"
    known = DETAILS | {"given_name": "Jördis", "phone": "040 66969 100", "seen": seen_in(client.get(url))}
    assert [client.post(url, known).status_code for _click in range(2)] == [302, 302]


def test_without_the_address_nothing_is_shown_or_changed(client):
    registration = register(make_date(), phone="040 66969 100")
    url = f"{link_of(registration)}aendern/"
    for response in (client.get(url), client.post(url, DETAILS | {"family_name": "Fremd"})):
        assert response.url == link_of(registration)
    assert fresh(registration).family_name == "Vardenhoop"


def test_wrong_input_stays_and_is_explained_beside_its_field(client):
    registration = register(make_date())
    response = change(client, registration, given_name="", organisation="x" * 201)
    assert response.status_code == 422
    assert 'id="id_given_name_error"' in text_of(response)
    assert "x" * 201 in text_of(response)
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]
    assert fresh(registration).given_name == "Jördis"


def test_extra_keys_change_nothing(client, carol):
    date, other = make_date(), make_date()
    registration = register(date)
    extra = {"email": "evil@example.org", "status": "cancelled", "occurrence": other.pk, "user": carol.pk, "pk": 99}
    change(client, registration, **extra, beyond_limit="on", as_member="on", source="staff", queue_number="7")
    assert Registration.objects.filter(pk=registration.pk).values().get() == (
        Registration.objects.filter(pk=registration.pk).values().get()
        | {"email": "joerdis@example.org", "status": "confirmed", "occurrence_id": date.pk, "user_id": None}
        | {"beyond_limit": False, "as_member": False, "source": "website", "queue_number": 1}
    )


def test_choices_of_another_event_are_no_choices(client):
    date, other = workshops(), workshops()
    registration = come(date, "Jördis")
    foreign = str(questions_of(other)[WHICH].options.get(label="Schlaf").pk)
    response = change(client, registration, **{field(date, WHICH): foreign, field(other, WHICH): foreign})
    assert response.status_code == 422
    assert answered(fresh(registration)) == {WHICH: "Rücken"}


def test_whatever_is_entered_stays_text(client):
    date = event_that_asks(ask("text", "Halle?"))
    registration = register(date)
    wrong = change(client, registration, family_name=XSS, organisation=XSS, remarks=XSS, phone="9" * 99)
    sent = {field(date, "Halle?"): XSS}
    change(client, registration, family_name=XSS, organisation=XSS, remarks=XSS, **sent)
    path = opened(client, registration)
    pages = [text_of(wrong), text_of(client.get(path)), text_of(client.get(f"{path}aendern/"))]
    for page in [*pages, mails(registration, "registration_changed").get().html]:
        assert "alert(1)" in page
        assert XSS not in page


def test_a_member_changes_without_a_link(client, bob, carol):
    registration = register(make_date(), "Bob", user=bob)
    url = f"/kalender/meine-anmeldung/{registration.pk}/aendern/"
    client.force_login(carol)
    assert client.post(url, DETAILS).status_code == 404
    client.force_login(bob)
    assert "Vardenhoop" in text_of(client.get(url))
    sent = DETAILS | {"given_name": "Bobby", "seen": seen_in(client.get(url))}
    assert client.post(url, sent).status_code == 302
    assert fresh(registration).given_name == "Bobby"


# Until when


@pytest.mark.parametrize(("hours", "can"), [(48, False), (46, True), (0, True), (None, False)])
def test_changing_ends_when_the_editor_says(client, hours, can):
    date = make_date(change_until_hours=hours)
    registration = register(date)
    path = opened(client, registration)
    Occurrence.objects.update(start=timezone.now() + timedelta(hours=47), end=timezone.now() + timedelta(hours=50))
    assert ("aendern/" in text_of(client.get(path))) == can
    seen = seen_in(client.get(f"{path}aendern/"))
    client.post(f"{path}aendern/", DETAILS | {"given_name": "Neu", "seen": seen})
    assert fresh(registration).given_name == ("Neu" if can else "Jördis")


@pytest.mark.parametrize(
    "fields",
    [
        {"start": timezone.now() - timedelta(hours=1)},
        {"status": Occurrence.Status.CANCELLED},
        {"start": timezone.now() - timedelta(days=2), "end": timezone.now() - timedelta(days=1)},
    ],
    ids=["begun", "cancelled", "over"],
)
def test_nothing_is_changed_once_the_date_has_begun_or_is_off(fields):
    registration = register(make_date(change_until_hours=0))
    Occurrence.objects.update(**fields)
    with pytest.raises(TooLate):
        actions.change_registration(registration, given_name="Neu")


def test_whoever_cancelled_changes_nothing():
    registration = register(make_date())
    actions.cancel_registration(registration)
    with pytest.raises(TooLate):
        actions.change_registration(registration, given_name="Neu")


# Choices with places of their own


def test_a_choice_is_given_back_and_goes_on():
    date = workshops(a=1, b=1, capacity=10)
    first, second = come(date, "Malte"), come(date, "Aylin")
    assert second.is_waiting
    choose(first, "Schlaf")
    assert [answered(fresh(person)) for person in (first, second)] == [{WHICH: "Schlaf"}, {WHICH: "Rücken"}]
    assert fresh(second).is_confirmed
    assert left(date) == {"Rücken": 0, "Schlaf": 0}


def test_whoever_has_a_place_cannot_take_a_choice_that_is_full(client):
    date = workshops(a=1, b=1, capacity=10)
    come(date, "Malte", "Schlaf")
    registration = come(date, "Jördis")
    with pytest.raises(FullyBooked):
        choose(registration, "Schlaf")
    response = change(client, registration, **{field(date, WHICH): choice(date, WHICH, "Schlaf")})
    assert response.status_code == 422
    assert "ausgebucht" in text_of(response)
    assert answered(fresh(registration)) == {WHICH: "Rücken"}
    assert statuses(date) == [Status.CONFIRMED] * 2


def test_whoever_waits_can_wait_for_another_choice_and_has_it_if_it_is_free():
    date = workshops(a=1, b=1, capacity=10)
    come(date, "Malte")
    waiting = come(date, "Aylin")
    choose(waiting, "Schlaf")
    assert fresh(waiting).is_confirmed
    assert mails(waiting, "registration_moved_up").exists()


def test_a_choice_that_somebody_has_stays_theirs_though_it_has_fewer_places_or_none(client):
    question = ask("choice", WHICH, ("Rücken", 2), ("Schlaf", 1))
    date = event_that_asks(question, capacity=10)
    registration = come(date, "Jördis")
    come(date, "Malte")
    question["value"]["options"][0]["value"]["places"] = 1
    ask_anew(date, question)
    kept = {field(date, WHICH): choice(date, WHICH, "Rücken")}
    assert change(client, registration, phone="1", **kept).status_code == 302
    del question["value"]["options"][0]
    ask_anew(date, question)
    assert "Rücken" in text_of(client.get(f"{opened(client, registration)}aendern/"))
    assert change(client, registration, phone="2", **kept).status_code == 302
    assert answered(fresh(registration)) == {WHICH: "Rücken"}
    other = come(date, "Thees", "Schlaf")
    assert change(client, other, **kept).status_code == 422


# What stays as it was


def test_a_consent_keeps_its_words_and_its_moment_until_it_is_taken_back(client):
    question = ask("consent", "Fotos", help_text="Alte Worte")
    date = event_that_asks(question)
    registration = register(date)
    ticked = {field(date, "Fotos"): "on"}
    change(client, registration, **ticked)
    before = Answer.objects.values().get()
    question["value"]["help_text"] = "Neue Worte"
    ask_anew(date, question)
    change(client, registration, phone="1", **ticked)
    assert Answer.objects.values().get() == before
    change(client, registration)
    assert not Answer.objects.exists()


def test_a_special_need_is_not_shown_and_stays_until_another_is_told(client):
    date = event_that_asks(
        ask("choice", "Essen?", "vegan", "alles", special_need=True, required=True),
        ask("text", "Was genau?", special_need=True, only_if_question="1", only_if_answer="vegan"),
    )
    registration = register(date)
    vegan = {field(date, "Essen?"): choice(date, "Essen?", "vegan"), field(date, "Was genau?"): "ohne Sellerie"}
    change(client, registration, **vegan)
    page = text_of(client.get(f"{opened(client, registration)}aendern/"))
    assert "Sellerie" not in page
    assert "checked" not in page
    assert "data-shown-if" not in page
    assert change(client, registration, phone="1").status_code == 302
    assert answered(fresh(registration)) == {"Essen?": "vegan", "Was genau?": "ohne Sellerie"}
    change(client, registration, **{field(date, "Essen?"): choice(date, "Essen?", "alles")})
    assert answered(fresh(registration)) == {"Essen?": "alles"}
    assert "Sellerie" not in "".join(OutboxMessage.objects.values_list("text", flat=True))


def test_a_file_stays_until_another_is_sent(client):
    date = event_that_asks(ask("file", "Zeugnis", required=True))
    registration = register(date)

    def send(name, **more):
        file = {field(date, "Zeugnis"): SimpleUploadedFile(name, PDF)} if name else {}
        return change(client, registration, **file, **more)

    assert send("").status_code == 422
    assert send("Alt.pdf").status_code == 302
    stored = Answer.objects.get().file.name
    assert send("", phone="1").status_code == 302
    assert Answer.objects.get().file.name == stored
    assert send("Neu.pdf").status_code == 302
    assert Answer.objects.get().text == "Neu.pdf"


def test_answers_to_what_is_asked_no_more_stay(client):
    date = event_that_asks(ask("text", "Alt?"))
    registration = register(date)
    change(client, registration, **{field(date, "Alt?"): "ja"})
    ask_anew(date, ask("text", "Neu?"))
    change(client, registration, **{field(date, "Neu?"): "auch"})
    assert answered(fresh(registration)) == {"Alt?": "ja", "Neu?": "auch"}
    assert Option.objects.count() == 0
