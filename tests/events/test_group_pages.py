"""The form for several people, with nothing but buttons, and the pages of whoever used it."""

import re
from datetime import timedelta
from urllib.parse import urlparse

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import actions
from events.models import Group, Occurrence, Registration
from networks.models import OutboxMessage

from .asking import answered, ask, choice, event_that_asks, questions_of
from .dates import make_date, register, statuses
from .groups import KIM, register_group
from .test_self_service import form_url, key_in, no_hurry, text_of  # noqa: F401

pytestmark = pytest.mark.django_db

Status = Registration.Status
NAMES = ("Malte", "Aylin", "Thees", "Gesa")


def group_url(date):
    return reverse("events:register_group", args=[date.uid])


def block(number, name, **fields):
    typed = {"given_name": name, "family_name": "Vardenhoop", "email": f"{name.lower()}@example.org", "remarks": ""}
    return {f"person-{number}-{key}": value for key, value in (typed | fields).items()}


def filled(client, date, *names, **fields):
    """What a browser sends for these people."""
    typed = KIM | {"key": key_in(client.get(group_url(date))), "person": list(range(len(names)))}
    for number, name in enumerate(names):
        typed |= block(number, name)
    return typed | fields


def send(client, date, *names, **fields):
    return client.post(group_url(date), filled(client, date, *names, **fields))


def link_to(name, address=KIM["email"]):
    mail = OutboxMessage.objects.filter(to=address).order_by("-pk").first()
    return urlparse(re.search(rf"http\S+/{name}/\S+", mail.text)[0]).path


def opened_group(client, address=KIM["email"]):
    """The path of the link, after the contact proved the address."""
    path = link_to("gruppe", address)
    assert client.post(path, {"email": address}).url == path
    return path


def test_the_form_for_one_person_leads_to_the_one_for_several_where_two_can_come(client):
    for date, leads in (
        (make_date(capacity=2, waiting_list=False), True),
        (make_date(capacity=1), True),
        (make_date(capacity=1, waiting_list=False), False),
        (make_date(capacity=1, waiting_list_limit=1), False),
    ):
        assert (group_url(date) in text_of(client.get(form_url(date)))) == leads
        assert (client.get(group_url(date)).status_code == 200) == leads


def test_a_company_registers_three(client):
    date = make_date(capacity=5)
    response = send(client, date, *NAMES[:3])
    assert response.status_code == 302
    assert "Wir haben Plätze für Ihre Gruppe reserviert" in text_of(client.get(response.url))
    assert statuses(date) == [Status.CONFIRMED] * 3
    malte = date.registrations.get(given_name="Malte")
    assert (malte.organisation, malte.phone, malte.user) == (KIM["organisation"], "", None)
    assert (Group.objects.get().email, Group.objects.get().phone) == (KIM["email"], KIM["phone"])


def test_one_more_person_gives_the_form_back_with_a_block_more_and_nothing_lost(client):
    date = make_date()
    typed = filled(client, date, "Malte", "Aylin", add="1", **{"person-1-email": "aylin@", "given_name": ""})
    page = client.post(group_url(date), typed)
    text = text_of(page)
    assert page.status_code == 200
    for word in ("Torfwerder", "Malte", "aylin@", 'name="person-2-given_name"', "Person 3"):
        assert word in text
    assert 'class="errors"' not in text
    assert "field--wrong" not in text
    assert key_in(page) == typed["key"]
    assert not Registration.objects.exists()


def test_a_person_is_removed_and_the_others_stay_as_they_are(client):
    date = make_date()
    text = text_of(client.post(group_url(date), filled(client, date, *NAMES[:3], remove="1")))
    assert "Malte" in text
    assert "Thees" in text
    assert "Aylin" not in text
    assert "Person 3" not in text
    typed = filled(client, date, *NAMES[:3]) | {"person": [0, 2]}
    assert client.post(group_url(date), typed).status_code == 302
    assert [r.given_name for r in date.registrations.order_by("pk")] == ["Malte", "Thees"]


def test_two_are_the_least_and_a_setting_says_the_most(client, settings):
    settings.EVENTS_GROUP_MAX = 3
    date = make_date()
    text = text_of(client.get(group_url(date)))
    assert "Person 2" in text
    assert 'name="remove"' not in text
    text = text_of(client.post(group_url(date), filled(client, date, *NAMES[:3], add="1")))
    assert "Person 4" not in text
    assert 'name="add"' not in text
    send(client, date, *NAMES)
    assert date.registrations.count() == 3


def test_errors_stand_beside_their_fields_and_all_that_was_typed_stays(client):
    date = make_date()
    response = send(client, date, "Malte", "Aylin", **{"person-1-email": "aylin@", "family_name": ""})
    text = text_of(response)
    assert response.status_code == 422
    for word in ('id="id_person-1-email_error"', 'href="#id_person-1-email"', 'id="id_family_name_error"', "aylin@"):
        assert word in text
    assert "Person 2, E-Mail" in text
    assert not Registration.objects.exists()


def test_the_same_address_twice_is_an_error_beside_the_second(client):
    date = make_date()
    response = send(client, date, "Malte", "Aylin", **{"person-1-email": "MALTE@example.org"})
    assert response.status_code == 422
    assert 'id="id_person-1-email_error"' in text_of(response)
    assert 'id="id_person-0-email_error"' not in text_of(response)


def test_whoever_registers_may_come_as_well(client):
    date = make_date()
    assert send(client, date, "Malte", "Kim", **{"person-1-email": KIM["email"]}).status_code == 302
    assert date.registrations.filter(email=KIM["email"]).count() == 1


def test_a_known_address_gets_the_same_answer_page(client):
    known, unknown = make_date(), make_date()
    register(known, "Malte")
    answers = [text_of(client.get(send(client, date, "Malte", "Aylin").url)) for date in (known, unknown)]
    assert [("Wir haben Plätze für Ihre Gruppe reserviert" in answer) for answer in answers] == [True, True]
    assert "Malte" not in answers[0]


def test_double_click_and_reload_give_one_group(client):
    date = make_date()
    typed = filled(client, date, "Malte", "Aylin")
    assert len({client.post(group_url(date), typed).url for _time in range(3)}) == 1
    assert (Group.objects.count(), OutboxMessage.objects.count()) == (1, 3)


def test_going_back_to_enter_somebody_else_registers_them(client):
    date = make_date()
    typed = filled(client, date, "Malte", "Aylin")
    client.post(group_url(date), typed)
    client.post(group_url(date), typed | block(1, "Thees"))
    assert date.registrations.filter(given_name="Thees").exists()


def test_too_few_places_are_said_with_all_that_was_typed(client):
    date = make_date(capacity=2, waiting_list=False)
    response = send(client, date, *NAMES[:3])
    assert response.status_code == 409
    assert "Nicht genug Platz" in text_of(response)
    assert "Thees" in text_of(response)
    assert not Group.objects.exists()
    assert 'id="id_person-2-given_name"' in text_of(response)


def test_a_group_for_which_there_are_too_few_is_told_that_it_will_wait(client):
    date = make_date(capacity=1)
    assert "zu wenig für 2 Personen" in text_of(client.get(group_url(date)))
    answer = client.get(send(client, date, "Malte", "Aylin").url)
    assert "Wir haben Ihre Gruppe auf die Warteliste gesetzt" in text_of(answer)


def test_a_trap_and_limits_guard_this_form_too(client, settings):
    date = make_date()
    assert send(client, date, "Malte", "Aylin", website="http://spam").status_code == 422
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 1
    assert send(client, date, "Malte", "Aylin").status_code == 302
    assert send(client, date, "Thees", "Gesa").status_code == 429
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 60
    assert send(client, date, "Thees", "Gesa", email="other@example.org").status_code == 422


def test_nobody_is_written_to_without_end_by_others(client, settings):
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 2
    answers = [
        send(client, make_date(), "Malte", f"P{number}", email=f"p{number}@example.org").status_code
        for number in range(3)
    ]
    assert answers == [302, 302, 429]


def test_markup_in_a_name_is_text_everywhere(client, eve):
    bad = "<script>alert(1)</script>"
    date = make_date()
    send(client, date, "Malte", "Aylin", given_name=bad, organisation=bad, **{"person-0-given_name": bad})
    client.force_login(eve)
    group = Group.objects.get()
    pages = [
        text_of(client.get(url))
        for url in (
            opened_group(client),
            reverse("registrations:inspect", args=[group.people[0].pk]),
            f"{reverse('registrations:index')}?group={group.pk}",
        )
    ]
    mails = [mail.html for mail in OutboxMessage.objects.all()]
    again = text_of(client.post(group_url(date), filled(client, date, "Malte", "Aylin", add="1", given_name=bad)))
    for html in (*pages, *mails, again):
        assert bad not in html


@pytest.mark.parametrize("person", [[], ["x"], ["-1", "0"], ["0"] * 50, ["99999999999", "1"], ["1", "0", "²"]])
def test_strange_numbers_of_blocks_are_no_error_of_ours(client, person):
    date = make_date()
    for button in ({}, {"add": "1"}, {"remove": "0"}, {"remove": "x"}):
        typed = filled(client, date, "Malte", "Aylin") | {"person": person} | button
        assert client.post(group_url(date), typed).status_code in {200, 302, 422}


@pytest.mark.parametrize("poison", ["\x00", "a\r\nBcc: all@example.org", "x" * 5000])
@pytest.mark.parametrize(
    "name", ["given_name", "email", "organisation", "person-0-given_name", "person-1-email", "add"]
)
def test_strange_input_is_never_an_error_of_ours(client, name, poison):
    date = make_date()
    assert send(client, date, "Malte", "Aylin", **{name: poison}).status_code in {200, 302, 422}
    for mail in OutboxMessage.objects.all():
        assert "\n" not in mail.subject
        assert "Bcc: all@" not in mail.to


def test_extra_keys_change_nothing(client, carol):
    date = make_date(capacity=1)
    sent = {"status": "confirmed", "user": carol.pk, "beyond_limit": "1", "person-0-status": "confirmed"}
    send(client, date, "Malte", "Aylin", **sent, **{"person-0-organisation": "x", "person-0-beyond_limit": "1"})
    assert statuses(date) == [Status.WAITING] * 2
    assert {r.organisation for r in date.registrations.all()} == {KIM["organisation"]}


# What the event asks


WHICH = "Welcher Workshop?"


def test_each_person_answers_what_the_event_asks(client):
    date = event_that_asks(
        ask("choice", WHICH, ("Rücken", 5), "keiner"), ask("text", "Beruf"), ask("consent", "Fotos sind in Ordnung")
    )
    text = text_of(client.get(group_url(date)))
    assert "Fotos sind in Ordnung" not in text  # nobody agrees for somebody else
    asked = questions_of(date)
    answers = {
        f"person-0-{asked[WHICH].field_name}": choice(date, WHICH, "Rücken"),
        f"person-1-{asked[WHICH].field_name}": choice(date, WHICH, "keiner"),
        f"person-1-{asked['Beruf'].field_name}": "Tischlerin",
    }
    typed = filled(client, date, "Malte", "Aylin", **answers)
    again = text_of(client.post(group_url(date), typed | {"add": "1"}))
    assert "Tischlerin" in again
    for workshop in ("Rücken", "keiner"):
        assert re.search(rf'value="{choice(date, WHICH, workshop)}"[^>]* checked', again)
    assert client.post(group_url(date), typed).status_code == 302
    assert [answered(r) for r in date.registrations.order_by("pk")] == [
        {WHICH: "Rücken"},
        {WHICH: "keiner", "Beruf": "Tischlerin"},
    ]


def test_a_condition_of_one_person_looks_at_this_person_alone(client):
    date = event_that_asks(
        ask("choice", WHICH, "ja", "nein"),
        ask("text", "Wie oft?", only_if_question=WHICH, only_if_answer="ja"),
    )
    asked = questions_of(date)
    text = text_of(client.get(group_url(date)))
    for number in (0, 1):
        assert f'data-shown-if="person-{number}-{asked[WHICH].field_name}=' in text


def test_choices_with_places_are_counted_for_all_together(client):
    date = event_that_asks(ask("choice", WHICH, ("Rücken", 1), "keiner"), capacity=10, waiting_list=False)
    both = {f"person-{n}-{questions_of(date)[WHICH].field_name}": choice(date, WHICH, "Rücken") for n in (0, 1)}
    response = send(client, date, "Malte", "Aylin", **both)
    assert response.status_code == 422
    assert "nur noch 1 Platz" in text_of(response)
    assert not Registration.objects.exists()


def test_choices_that_are_too_few_put_the_whole_group_on_the_waiting_list(client):
    date = event_that_asks(ask("choice", WHICH, ("Rücken", 1), "keiner"), capacity=10)
    both = {f"person-{n}-{questions_of(date)[WHICH].field_name}": choice(date, WHICH, "Rücken") for n in (0, 1)}
    send(client, date, "Malte", "Aylin", **both)
    assert statuses(date) == [Status.WAITING] * 2


# Mails


def test_everybody_gets_a_mail_of_their_own_and_reads_who_entered_them(client):
    date = make_date(capacity=2)
    register_group(date, "Malte", "Aylin")
    mail = OutboxMessage.objects.get(to="malte@example.org")
    for text in (mail.text, mail.html):
        assert "Kim Torfwerder" in text
        assert "Auskunft" in text
        assert "/platz/" in text
        assert "Aylin" not in text
    assert mail.attachments.filter(name="invite.ics").exists()
    contact = OutboxMessage.objects.get(to=KIM["email"])
    for name in ("Malte Vardenhoop", "Aylin Vardenhoop", "/gruppe/"):
        assert name in contact.text
        assert name in contact.html
    assert not contact.attachments.exists()


def test_whoever_waits_gets_nothing_for_the_calendar(client):
    register_group(make_date(capacity=0), "Malte", "Aylin")
    assert not OutboxMessage.objects.get(to="malte@example.org").attachments.exists()
    assert "gemeinsam" in OutboxMessage.objects.get(to=KIM["email"]).text


def test_the_mails_speak_english_too():
    register_group(make_date(), "Malte", "Aylin", language="en")
    contact = OutboxMessage.objects.get(to=KIM["email"])
    assert contact.subject.startswith("Your group")
    assert "/en/kalender/gruppe/" in contact.text
    assert "Kim Torfwerder" in OutboxMessage.objects.get(to="malte@example.org").text


def test_whoever_enters_themselves_reads_nothing_of_having_been_entered():
    register_group(make_date(), "Malte", "Kim")
    mail = OutboxMessage.objects.get(to=KIM["email"], kind="events.registration_confirmed")
    assert "Auskunft" not in mail.text


# The link to confirm the address


def test_the_first_mail_carries_the_one_link_and_nothing_that_was_typed(client):
    register_group(make_date(confirm_address=True), "Malte", "Aylin")
    mail = OutboxMessage.objects.get()
    for word in ("/gruppe/", "/platz/", "Torfwerder", "Malte", "Möhlenkolk"):
        assert word not in mail.text + mail.html
    path = link_to("gruppe-bestaetigen")
    for method in (client.get, client.head):
        response = method(path)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert OutboxMessage.objects.count() == 1
    for _time in range(2):
        assert "Alles gut: Ihre Adresse ist bestätigt" in text_of(client.post(path, follow=True))
    assert OutboxMessage.objects.count() == 4
    assert client.get(path.replace("gruppe-bestaetigen", "gruppe")).status_code == 404
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403


def test_the_first_link_says_why_there_is_nothing_to_confirm(client, eve):
    date = make_date(confirm_address=True)
    group = register_group(date, "Malte", "Aylin").group
    path = link_to("gruppe-bestaetigen")
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert group_url(date) in text_of(client.get(path))
    Occurrence.objects.update(status=Occurrence.Status.CANCELLED)
    assert "abgesagt" in text_of(client.get(path))
    Occurrence.objects.update(status=Occurrence.Status.SCHEDULED)
    for person in group.people:
        actions.let_in(person, by=eve)
    assert "Sie sind angemeldet" in text_of(client.get(path))


# The page that manages all


def test_the_page_shows_names_and_statuses_and_nothing_else(client):
    date = event_that_asks(ask("text", "Beruf"), capacity=2)
    register(date, "Wiebke")
    register_group(date, "Malte", "Aylin")
    response = client.get(opened_group(client))
    text = text_of(response)
    for word in ("Malte Vardenhoop", "Aylin Vardenhoop", "Nummer 1 auf der Warteliste", "Nummer 2 auf der Warteliste"):
        assert word in text
    for word in ("malte@example.org", "kim@example.org", "Wiebke", "040 66969"):
        assert word not in text
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(reverse("events:group", args=["x" * 32])).status_code == 404


def test_one_is_cancelled_after_a_question(client):
    date = make_date()
    malte = register_group(date, "Malte", "Aylin").group.people[0]
    path = f"{opened_group(client)}absagen/{malte.pk}/"
    assert f'href="{path}"' in text_of(client.get(link_to("gruppe")))
    assert "Malte Vardenhoop" in text_of(client.get(path))
    assert statuses(date) == [Status.CONFIRMED] * 2
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert "Malte" in text_of(client.post(path, follow=True))
    assert statuses(date) == [Status.CANCELLED, Status.CONFIRMED]


def test_the_link_alone_shows_how_many_stand_how_and_no_name(client):
    date = make_date(capacity=2)
    register(date, "Wiebke")
    register_group(date, "Malte", "Aylin")
    path = link_to("gruppe")
    for url in (path, f"{path}absagen/"):
        text = text_of(client.get(url))
        assert "2 Personen" in text
        assert "Malte" not in text
        assert "Aylin" not in text
    assert client.post(path, {"email": "stranger@example.org"}).status_code == 422
    assert "Malte" not in text_of(client.get(path))
    opened_group(client)
    for url in (path, f"{path}absagen/"):
        assert "Malte Vardenhoop" in text_of(client.get(url))


def test_nobody_is_taken_off_alone_before_the_address(client):
    date = make_date()
    malte = register_group(date, "Malte", "Aylin").group.people[0]
    path = link_to("gruppe")
    for response in (client.get(f"{path}absagen/{malte.pk}/"), client.post(f"{path}absagen/{malte.pk}/")):
        assert response.url == path
    assert statuses(date) == [Status.CONFIRMED] * 2


def test_the_account_that_registered_the_group_proves_nothing_behind_its_link(client, bob):
    register_group(make_date(), "Malte", "Aylin", contact=KIM | {"email": bob.email}, user=bob)
    path = link_to("gruppe", bob.email)
    assert "Malte" not in text_of(client.get(path))
    client.force_login(bob)
    assert "Malte Vardenhoop" in text_of(client.get(path))


def test_the_address_of_a_group_is_guessed_a_few_times_only(client, settings):
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 2
    register_group(make_date(), "Malte", "Aylin")
    path = link_to("gruppe")
    tries = [client.post(path, {"email": f"{n}@example.org"}).status_code for n in range(3)]
    assert tries == [422, 422, 429]
    assert client.post(path, {"email": KIM["email"]}).status_code == 429


def test_all_are_cancelled_after_a_question(client):
    date = make_date()
    register_group(date, "Malte", "Aylin")
    path = opened_group(client)
    text = text_of(client.get(f"{path}absagen/"))
    assert "Malte" in text
    assert "Aylin" in text
    assert statuses(date) == [Status.CONFIRMED] * 2
    text = text_of(client.post(f"{path}absagen/", follow=True))
    assert statuses(date) == [Status.CANCELLED] * 2
    assert "absagen/" not in text


def test_a_link_reaches_nobody_of_another_group(client):
    date = make_date()
    register_group(date, "Malte", "Aylin")
    other = register(date, "Thees")
    assert client.post(f"{opened_group(client)}absagen/{other.pk}/").status_code == 404
    assert date.registrations.live().count() == 3


def test_an_offer_is_accepted_for_all_by_a_button(client):
    date = make_date(capacity=2, moving_up="offer", in_days=60)
    first = [register(date, name) for name in ("Wiebke", "Jonte")]
    register_group(date, "Malte", "Aylin")
    for registration in first:
        actions.cancel_registration(registration)
    path = link_to("gruppe")
    assert "Plätze für alle annehmen" in text_of(client.get(path))
    assert client.get(f"{path}annehmen/").url == path
    client.post(f"{path}annehmen/")
    assert statuses(date)[2:] == [Status.CONFIRMED] * 2


def test_nothing_can_be_accepted_at_a_cancelled_date(client):
    date = make_date(capacity=2, moving_up="offer", in_days=60)
    first = [register(date, name) for name in ("Wiebke", "Jonte")]
    register_group(date, "Malte", "Aylin")
    for registration in first:
        actions.cancel_registration(registration)
    path = link_to("gruppe")
    Occurrence.objects.filter(pk=date.pk).update(status=Occurrence.Status.CANCELLED)
    assert "Plätze für alle annehmen" not in text_of(client.get(path))


def test_after_the_end_of_the_data_the_link_leads_nowhere(client):
    register_group(make_date(), "Malte", "Aylin")
    path = link_to("gruppe")
    actions.forget_people(Registration.objects.all())
    assert client.get(path).status_code == 404


def test_the_pages_cost_the_same_for_two_and_for_ten(client, django_assert_max_num_queries):
    date = event_that_asks(ask("choice", WHICH, ("Rücken", 50), "keiner"), capacity=100)
    names = [f"P{number}" for number in range(10)]
    for people in (names[:2], names):
        with django_assert_max_num_queries(40):
            client.post(group_url(date), filled(client, date, *people, add="1"))
    register_group(date, *names)
    with django_assert_max_num_queries(30):
        client.get(link_to("gruppe"))


# Signed in


def test_whoever_has_an_account_finds_their_groups_in_my_area(client, bob, carol):
    date = make_date()
    group = register_group(date, "Malte", "Aylin", contact=KIM | {"email": bob.email}, user=bob).group
    url = reverse("events:my_group", args=[group.pk])
    assert client.get(url).status_code == 302
    client.force_login(bob)
    area = text_of(client.get(reverse("my_area")))
    assert url in area
    assert "2 Personen" in area
    assert "Malte Vardenhoop" in text_of(client.get(url))
    malte = group.people[0]
    client.post(reverse("events:my_group_cancel_one", args=[group.pk, malte.pk]))
    assert statuses(date) == [Status.CANCELLED, Status.CONFIRMED]
    client.force_login(carol)
    for page in ("my_group", "my_group_cancel"):
        assert client.post(reverse(f"events:{page}", args=[group.pk])).status_code in {404, 405}
    assert client.get(url).status_code == 404


def test_my_area_leads_from_an_offer_to_the_group_which_alone_can_accept_it(client, bob):
    date = make_date(capacity=2, moving_up="offer", in_days=60)
    first = [register(date, name) for name in ("Wiebke", "Jonte")]
    contact = KIM | {"email": bob.email}
    group = register_group(date, "Malte", "Aylin", contact=contact, user=bob).group
    group.people.filter(given_name="Malte").update(user=bob)
    for registration in first:
        actions.cancel_registration(registration)
    client.force_login(bob)
    text = text_of(client.get(reverse("my_area")))
    assert "Für Ihre Gruppe sind Plätze frei" in text
    assert text.count(reverse("events:my_group", args=[group.pk])) == 2
    Group.objects.update(user=None)
    assert "annehmen" not in text_of(client.get(reverse("my_area")))


# What staff sees


def test_staff_sees_who_registered_somebody_and_the_whole_group(client, eve):
    date = make_date()
    register(date, "Wiebke")
    group = register_group(date, "Malte", "Aylin").group
    client.force_login(eve)
    page = text_of(client.get(reverse("registrations:inspect", args=[group.people[0].pk])))
    assert "Kim Torfwerder, Möhlenkolk &amp; Töchter" in page
    url = f"{reverse('registrations:index')}?group={group.pk}"
    assert url.partition("?")[2] in page
    listed = text_of(client.get(url))
    assert "Malte Vardenhoop" in listed
    assert "Wiebke" not in listed
    rows = b"".join(client.get(f"{url}&export=csv").streaming_content).decode()
    assert rows.count("Kim Torfwerder") == 2


def test_groups_of_other_networks_cannot_be_filtered_for(client, ada, training):
    group = register_group(make_date(networks=[training]), "Malte", "Aylin").group
    client.force_login(ada)
    assert "Malte" not in text_of(client.get(f"{reverse('registrations:index')}?group={group.pk}"))
