"""A colleague comes instead: the same place, the same number, a link and a mail of their own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from events import actions
from events.errors import AddressTaken, TooLate
from events.models import Answer, Occurrence, Registration
from events.places import places_of
from events.question_fields import Given
from networks import delivery
from networks.models import OutboxMessage

from .asking import answered, ask, event_that_asks, field, questions_of
from .dates import make_date, register, statuses
from .mail_programs import READERS, MailProgram
from .stories import berlin, only_date, publish_event
from .test_self_service import form_url, key_in, link_of, no_hurry, opened, send, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status
XSS = "<script>alert(1)</script>"
AYLIN = {"given_name": "Aylin", "family_name": "Wacholder", "email": "aylin@example.org"}


def replace(registration, name="Aylin", **fields):
    person = {"given_name": name, "family_name": "Wacholder", "email": f"{name.lower()}@example.org"}
    return actions.replace_participant(registration, language="de", **person | fields)


def hand_over(client, registration, *, path=None, **fields):
    url = f"{path or opened(client, registration)}weitergeben/"
    page = client.get(url)
    key = key_in(page) if page.status_code == 200 else ""
    return client.post(url, AYLIN | {"key": key} | fields)


def fresh(registration):
    return Registration.objects.get(pk=registration.pk)


def mail(kind):
    return OutboxMessage.objects.get(kind=f"events.{kind}")


def test_a_colleague_takes_the_place_though_the_date_is_full():
    date = make_date(capacity=1)
    malte, thees = register(date, "Malte"), register(date, "Thees")
    aylin = replace(malte)
    assert (aylin.status, aylin.queue_number, aylin.replaces) == (Status.CONFIRMED, malte.queue_number, malte)
    assert (fresh(malte).status, fresh(thees).status) == (Status.CANCELLED, Status.WAITING)
    assert places_of(date).taken == 1


def test_whoever_waits_hands_over_their_number_and_moves_up_in_their_turn():
    date = make_date(capacity=1)
    malte, waiting = register(date, "Malte"), register(date, "Xi")
    register(date, "Thees")
    aylin = replace(waiting)
    assert "als Nummer 1 auf der Warteliste" in mail("place_taken_over").text
    actions.cancel_registration(malte)
    assert fresh(aylin).is_confirmed


def test_a_request_stays_a_request():
    date = make_date(needs_approval=True)
    assert replace(register(date, "Malte")).status == Status.REQUESTED


def test_how_the_place_counts_stays_and_the_account_does_not(bob):
    registration = register(
        make_date(), "Bob", user=bob, as_member=True, beyond_limit=True, phone="1", remarks="Rollstuhl"
    )
    aylin = replace(registration)
    assert (aylin.as_member, aylin.beyond_limit) == (True, True)
    assert (aylin.user, aylin.phone, aylin.remarks) == (None, "", "")
    assert aylin.submission_key != registration.submission_key


def test_what_prepares_the_event_goes_along_and_what_is_personal_ends():
    date = event_that_asks(
        ask("choice", "Workshop", ("Rücken", 1), "keiner"),
        ask("text", "Unverträglich?", special_need=True),
        ask("consent", "Fotos"),
    )
    asked = questions_of(date)
    answers = [
        Given(asked["Workshop"], options=(asked["Workshop"].options.get(label="Rücken"),)),
        Given(asked["Unverträglich?"], "Sellerie"),
        Given(asked["Fotos"], True),
    ]
    malte = register(date, "Malte", answers=answers)
    aylin = replace(malte)
    assert answered(aylin) == {"Workshop": "Rücken"}
    assert Answer.objects.count() == 1
    assert "Rücken" in mail("place_taken_over").text


def test_an_address_that_is_registered_is_refused_and_nobody_learns_who_it_is(client):
    date = make_date(capacity=5)
    register(date, "Aylin", organisation="Geheim AG")
    malte = register(date, "Malte")
    with pytest.raises(AddressTaken):
        replace(malte)
    response = hand_over(client, malte, given_name="Ay", family_name="L")
    assert response.status_code == 409
    assert 'id="id_email_error"' in text_of(response)
    for word in ("Vardenhoop", "Geheim AG", "angemeldet"):
        assert word not in text_of(response).split('id="id_email_error"')[1].split("</div>")[0]
    assert hand_over(client, malte, email="MALTE@example.org").status_code == 409
    assert statuses(date) == [Status.CONFIRMED] * 2


def test_both_get_a_mail_and_the_new_person_learns_what_the_law_wants_told():
    date = make_date()
    replace(register(date, "Malte"), organisation="Möhlenkolk & Töchter")
    former, new = mail("place_handed_over"), mail("place_taken_over")
    assert (former.to, new.to) == ("malte@example.org", "aylin@example.org")
    assert "Aylin Wacholder" in former.text
    assert "/platz/" not in former.text
    for text in (new.text, new.html):
        for word in ("Malte Vardenhoop", "Aylin Wacholder", "Art. 6", "löschen", "/platz/"):
            assert word in text
    assert "Möhlenkolk & Töchter" in new.text


def test_old_links_open_nothing_of_the_new_person_and_the_new_one_does(client):
    malte = register(make_date(), "Malte", organisation="Alte AG")
    path = link_of(malte)
    response = hand_over(client, malte, organisation="Neue AG")
    assert response.url == path
    for visit in (client, Client()):
        page = text_of(visit.get(path))
        assert "weitergegeben" in page
        for word in ("Neue AG", "Alte AG", "Aylin", "aylin", "absagen/", "weitergeben/", "id_email"):
            assert word not in page
        assert visit.post(path, {"email": "aylin@example.org"}).url == path
        for verb in ("aendern", "weitergeben", "absagen", "annehmen"):
            assert visit.post(f"{path}{verb}/", AYLIN).url == path
    aylin = Registration.objects.get(email="aylin@example.org")
    assert aylin.is_confirmed
    assert "Neue AG" in text_of(client.get(opened(client, aylin)))


def test_two_clicks_hand_over_once(client):
    malte = register(make_date(), "Malte")
    url = f"{opened(client, malte)}weitergeben/"
    sent = AYLIN | {"key": key_in(client.get(url))}
    assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
    assert Registration.objects.count() == 2
    assert OutboxMessage.objects.filter(kind="events.place_taken_over").count() == 1


def test_the_form_of_the_former_person_sent_again_does_not_show_the_new_one(client):
    date = make_date()
    key = key_in(client.get(form_url(date)))
    send(client, date, key=key)
    replace(date.registrations.get())
    response = send(client, date, key=key)
    assert response.url == form_url(date)
    assert not date.registrations.live().filter(email="joerdis@example.org").exists()


def test_without_the_address_nothing_is_handed_over(client):
    malte = register(make_date(), "Malte")
    assert hand_over(client, malte, path=link_of(malte)).url == link_of(malte)
    assert fresh(malte).is_confirmed


@pytest.mark.parametrize("wrong", [{"email": "aylin@"}, {"email": ""}, {"given_name": ""}, {"website": "http://x"}])
def test_wrong_input_stays_and_is_explained(client, wrong):
    malte = register(make_date(), "Malte")
    response = hand_over(client, malte, **wrong)
    assert response.status_code == 422
    assert "Wacholder" in text_of(response)
    assert response["Referrer-Policy"] == "strict-origin"
    assert fresh(malte).is_confirmed


def test_too_many_are_told_to_wait(client, settings):
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 2
    malte = register(make_date(), "Malte")
    register(malte.occurrence, "Aylin")
    path = opened(client, malte)
    assert [hand_over(client, malte, path=path).status_code for _time in range(3)] == [409, 409, 429]
    assert hand_over(client, malte, path=path, email="xi@example.org").status_code == 429
    other = register(malte.occurrence, "Thees")
    assert hand_over(Client(), other, path=None, email="xi@example.org").status_code == 302


def test_extra_keys_change_nothing(client, carol):
    date, other = event_that_asks(ask("text", "Halle?")), make_date()
    malte = register(date, "Malte")
    extra = {"status": "waiting", "occurrence": other.pk, "user": carol.pk, "queue_number": "9", "replaces": "1"}
    hand_over(client, malte, **extra, as_member="on", remarks="x", beyond_limit="on", **{field(date, "Halle?"): "4"})
    aylin = Registration.objects.get(email="aylin@example.org")
    assert (aylin.status, aylin.occurrence, aylin.user, aylin.queue_number) == (Status.CONFIRMED, date, None, 1)
    assert (aylin.replaces, aylin.as_member, aylin.remarks, aylin.beyond_limit) == (malte, False, "", False)
    assert answered(aylin) == {}


def test_whatever_is_entered_stays_text(client):
    malte = register(make_date(), "Malte", family_name=XSS)
    names = {"given_name": XSS, "family_name": XSS, "organisation": XSS}
    wrong = hand_over(client, malte, **names, email="falsch")
    hand_over(client, malte, **names)
    aylin = Registration.objects.get(email="aylin@example.org")
    pages = [text_of(wrong), text_of(client.get(opened(client, aylin)))]
    for page in [*pages, mail("place_handed_over").html, mail("place_taken_over").html]:
        assert "alert(1)" in page
        assert XSS not in page


@pytest.mark.parametrize(("hours", "can"), [(48, False), (46, True), (0, True), (None, False)])
def test_it_ends_when_the_editor_says(client, hours, can):
    malte = register(make_date(replace_until_hours=hours), "Malte")
    path = opened(client, malte)
    Occurrence.objects.update(start=timezone.now() + timedelta(hours=47), end=timezone.now() + timedelta(hours=50))
    assert ("weitergeben/" in text_of(client.get(path))) == can
    hand_over(client, malte, path=path)
    assert fresh(malte).is_confirmed != can


def test_nothing_is_handed_over_once_the_date_has_begun_or_before_an_offer_is_accepted():
    date = make_date(capacity=1, moving_up="offer", in_days=60)
    malte, xi = register(date, "Malte"), register(date, "Xi")
    actions.cancel_registration(malte)
    with pytest.raises(TooLate):
        replace(xi)
    actions.accept_offer(xi)
    Occurrence.objects.update(start=timezone.now() - timedelta(hours=1))
    with pytest.raises(TooLate):
        replace(xi)


def test_a_member_hands_over_without_a_link(client, bob, carol):
    registration = register(make_date(), "Bob", user=bob)
    path = f"/kalender/meine-anmeldung/{registration.pk}/"
    client.force_login(carol)
    assert client.post(f"{path}weitergeben/", AYLIN).status_code == 404
    client.force_login(bob)
    assert hand_over(client, registration, path=path).url == path
    assert "weitergegeben" in text_of(client.get(path))
    new = Registration.objects.get(email="aylin@example.org")
    assert client.get(f"/kalender/meine-anmeldung/{new.pk}/").status_code == 404


@pytest.mark.parametrize("reader", READERS)
def test_the_entry_leaves_one_calendar_and_appears_in_the_other(sending_for_real, reader):
    date = only_date(publish_event(berlin(2027, 1, 14, 14)))
    programs = {name: MailProgram(READERS[reader], f"{name}@example.org") for name in ("malte", "aylin")}
    malte = register(date, "Malte")
    aylin = replace(malte)
    back = replace(aylin, "Malte")
    delivery.drain()
    for name, program in programs.items():
        for each in sending_for_real.to(f"{name}@example.org"):
            program.open(each)
    assert programs["aylin"].entries == {}
    assert programs["malte"].entry.sequence > malte.calendar_sequence
    assert fresh(back).is_in_calendar


def test_reminders_and_news_reach_the_new_person_alone(eve):
    date = make_date()
    replace(register(date, "Malte"))
    told = actions.write_to_participants(
        occurrence=date, statuses=[Status.CONFIRMED], subject="s", text="t", key=uuid4(), by=eve
    )
    assert [person.email for person in told] == ["aylin@example.org"]


@pytest.mark.parametrize(("asked", "says"), [((), False), ((("text", {"special_need": True}),), True)])
def test_what_to_add_is_said_only_where_it_is_asked_for(asked, says):
    date = event_that_asks(ask("text", "Halle?"), *(ask(kind, "Essen?", **more) for kind, more in asked))
    replace(register(date, "Malte"))
    for part in (mail("place_taken_over").text, mail("place_taken_over").html):
        assert ("ergänzen Sie besonderen Bedarf" in part) == says
        assert "an eigener Stelle" not in part
