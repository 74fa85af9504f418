"""What a visitor sees: the form, its answers, and the page behind the link."""

import re
from datetime import timedelta
from urllib.parse import urlparse

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from events import actions
from events.models import Occurrence, Registration, RegistrationLink
from networks.models import FormUse, OutboxMessage
from networks.visibility import Tier

from .dates import make_date, make_page, register
from .groups import register_group

pytestmark = pytest.mark.django_db

Status = Registration.Status
PERSON = {
    "given_name": "Jördis",
    "family_name": "Vardenhoop",
    "email": "joerdis@example.org",
    "organisation": "Möhlenkolk & Töchter",
    "phone": "040 66969 100",
    "remarks": "Ich komme mit dem Zug.",
}


@pytest.fixture(autouse=True)
def no_hurry(settings):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0


def form_url(date):
    return reverse("events:register", args=[date.uid])


def key_in(response):
    return re.search(r'name="key" value="([^"]+)"', response.content.decode())[1]


def send(client, date, *, key=None, **fields):
    key = key or key_in(client.get(form_url(date)))
    return client.post(form_url(date), PERSON | {"key": key} | fields)


def text_of(response):
    return response.content.decode()


def link_of(registration):
    """The path of the link in the newest mail to this person."""
    mail = OutboxMessage.objects.filter(to=registration.email).order_by("-pk").first()
    return urlparse(re.search(r"http\S+/platz/\S+", mail.text)[0]).path


def seen_in(page):
    """Which state of the registration a form shows."""
    found = re.search(r'name="seen" value="([^"]+)"', text_of(page)) if page.status_code == 200 else None
    return found[1] if found else ""


def opened(client, registration):
    """The path of the link, after its owner proved the address."""
    path = link_of(registration)
    assert client.post(path, {"email": registration.email}).url == path
    return path


def test_a_form_with_an_error_promises_no_waiting_list_that_does_not_exist(client):
    date = make_date(capacity=1, waiting_list=False)
    key = key_in(client.get(form_url(date)))
    register(date, "Wiebke")
    text = text_of(send(client, date, key=key, email="falsch"))
    assert "Alle Plätze sind vergeben" in text
    assert "Auf die Warteliste" not in text
    assert "Jördis" in text


def test_registering_leads_to_a_page_that_may_be_reloaded(client):
    date = make_date(capacity=5)
    response = send(client, date)
    assert response.status_code == 302
    answer = client.get(response.url)
    assert "Wir haben einen Platz für Sie reserviert" in text_of(answer)
    assert "no-store" in answer["Cache-Control"]
    registration = date.registrations.get()
    assert (registration.full_name, registration.language) == ("Jördis Vardenhoop", "de")
    assert registration.source == "website"


def test_a_full_date_offers_the_waiting_list_in_words(client):
    date = make_date(capacity=1)
    register(date, "Malte")
    page = client.get(form_url(date))
    assert "Auf die Warteliste setzen" in text_of(page)
    assert "Alle Plätze sind vergeben" in text_of(page)
    answer = client.get(send(client, date).url)
    assert "Wir haben Sie auf die Warteliste gesetzt" in text_of(answer)


def test_few_places_are_counted(client):
    date = make_date(capacity=3)
    assert "Noch 3 Plätze" in text_of(client.get(form_url(date)))


def test_wrong_input_keeps_what_was_typed_and_says_what_to_do_beside_the_field(client):
    date = make_date()
    response = send(client, date, email="joerdis@", given_name="")
    assert response.status_code == 422
    page = text_of(response)
    for typed in ("Vardenhoop", "joerdis@", "Möhlenkolk &amp; Töchter", "Ich komme mit dem Zug."):
        assert typed in page
    assert 'id="id_email_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'href="#id_email"' in page
    assert not date.registrations.exists()


@pytest.mark.parametrize("poison", ["\x00", "a\r\nBcc: all@example.org", "x" * 5000])
@pytest.mark.parametrize("name", ["given_name", "family_name", "email", "organisation", "phone", "remarks"])
def test_strange_input_is_never_an_error_of_ours(client, name, poison):
    date = make_date()
    assert send(client, date, **{name: poison}).status_code in {302, 422}
    for mail in OutboxMessage.objects.all():
        assert "\n" not in mail.subject
        assert "Bcc: all@" not in mail.to


def test_extra_keys_in_the_form_change_nothing(client, carol):
    date, other = make_date(), make_date()
    sent = {"status": "cancelled", "user": carol.pk, "occurrence": other.pk, "beyond_limit": "1", "source": "staff"}
    send(client, date, **sent, queue_number="99", token="x", language="fr")
    registration = Registration.objects.get()
    assert (registration.occurrence, registration.status, registration.user) == (date, Status.CONFIRMED, None)
    assert (registration.source, registration.beyond_limit, registration.queue_number) == ("website", False, 1)
    assert registration.language == "de"


def test_double_click_back_and_reload_give_one_registration_one_answer_and_one_mail(client):
    date = make_date()
    key = key_in(client.get(form_url(date)))
    assert len({send(client, date, key=key).url for _time in range(3)}) == 1
    send(client, date)  # a fresh rendering, as after a reload of the form
    assert date.registrations.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_the_answer_stays_true_after_cancelling_and_the_same_form_says_that_it_is_void(client):
    date = make_date()
    key = key_in(client.get(form_url(date)))
    answer = send(client, date, key=key).url
    actions.cancel_registration(date.registrations.get())
    assert "So stand es bei Ihrer Anmeldung." in text_of(client.get(answer))
    assert "Diese Anmeldung gilt nicht mehr" in text_of(client.post(form_url(date), PERSON | {"key": key}, follow=True))
    assert not date.registrations.live().exists()


@pytest.mark.parametrize(("waiting", "said"), [([], "wird wieder frei"), (["Aylin"], "geht sofort an jemand anderen")])
def test_a_place_goes_to_somebody_else_only_if_somebody_waits(client, waiting, said):
    date = make_date(capacity=1)
    link = link_of(register(date, "Malte"))
    for name in waiting:
        register(date, name)
    assert said in text_of(client.get(f"{link}absagen/"))


def test_a_place_that_a_group_is_too_large_for_becomes_free(client):
    date = make_date(capacity=2)
    link = link_of(register(date, "Malte"))
    register(date, "Wiebke")
    register_group(date, "Aylin", "Thees")
    assert "wird wieder frei" in text_of(client.get(f"{link}absagen/"))


def test_going_back_to_enter_a_colleague_registers_the_colleague(client):
    date = make_date()
    key = key_in(client.get(form_url(date)))
    send(client, date, key=key)
    send(client, date, key=key, given_name="Malte", email="malte@example.org")
    assert date.registrations.count() == 2


def test_a_known_address_gets_the_answer_of_an_unknown_one_and_its_owner_a_mail(client):
    date = make_date(capacity=1)
    holder = register(date, "Malte")
    Registration.objects.update(created_at=timezone.now() - timedelta(days=2))
    known = send(client, date, email=holder.email)
    unknown = send(client, date, email="xi@example.org")
    assert known.url == unknown.url
    assert client.get(known.url).status_code == 200
    assert date.registrations.filter(email=holder.email).count() == 1
    mail = OutboxMessage.objects.get(kind="events.already_registered")
    assert mail.to == holder.email
    assert client.get(link_of(holder)).status_code == 200
    send(client, date, email=holder.email)
    assert OutboxMessage.objects.filter(kind="events.already_registered").count() == 1


def test_a_fully_booked_date_gives_known_and_unknown_the_same_answer(client):
    date = make_date(capacity=1, waiting_list=False)
    key = key_in(client.get(form_url(date)))
    holder = register(date, "Malte")
    answers = [send(client, date, key=key, email=email) for email in (holder.email, "xi@example.org")]
    assert {answer.url for answer in answers} == {form_url(date)}
    assert "ausgebucht" in text_of(client.get(form_url(date)))


CLOSED = [
    ("abgesagt", {"status": Occurrence.Status.CANCELLED, "cancelled_note": "Wegen Sturm."}),
    ("vorbei", {"in_days": -3}),
    ("noch nicht", {"registration_opens_at": timezone.now() + timedelta(days=7)}),
    ("beendet", {"registration_closes_at": timezone.now() - timedelta(days=1)}),
    ("keine Anmeldung", {"registration": "none"}),
    ("anderer Stelle", {"registration": "external", "external_url": "https://example.org/anmelden"}),
]


@pytest.mark.parametrize(("words", "fields"), CLOSED, ids=[words for words, _fields in CLOSED])
def test_a_closed_date_says_so_and_leads_to_the_next_one(client, words, fields):
    page = make_page()
    date, following = make_date(page, **fields), make_date(page, in_days=40)
    response = client.get(form_url(date))
    assert response.status_code == 200
    assert words in text_of(response)
    assert following.title in text_of(response)
    assert "Diese Termine" in text_of(response)


def test_a_date_that_closed_while_somebody_typed_says_so(client):
    date = make_date()
    key = key_in(client.get(form_url(date)))
    Occurrence.objects.update(registration_closes_at=timezone.now() - timedelta(minutes=1))
    response = send(client, date, key=key)
    assert response.status_code == 409
    assert not date.registrations.exists()


def test_what_a_stranger_may_not_see_does_not_exist(client, health, bob, carol):
    date = make_date(networks=[health], visibility=Tier.GROUP)
    assert client.get(form_url(date)).status_code == 404
    client.force_login(carol)
    assert client.get(form_url(date)).status_code == 404
    assert client.post(form_url(date), PERSON).status_code == 404
    client.force_login(bob)
    assert client.get(form_url(date)).status_code == 200


def test_a_member_need_not_type_what_we_know(client, bob):
    date = make_date()
    client.force_login(bob)
    page = text_of(client.get(form_url(date)))
    assert 'value="bob@example.org"' in page
    assert 'value="Möhlenkolk Maschinenbau"' in page
    send(client, date, email="bob@example.org")
    assert date.registrations.get().user == bob


def test_the_trap_refuses_and_keeps_everything(client):
    date = make_date()
    response = send(client, date, website="https://spam.example.org")
    assert response.status_code == 422
    assert "Vardenhoop" in text_of(response)
    assert not date.registrations.exists()


def test_a_form_that_comes_back_at_once_is_asked_to_wait(client, settings):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 60
    date = make_date()
    response = send(client, date)
    assert response.status_code == 422
    assert "sehr schnell" in text_of(response)
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    assert send(client, date, key=key_in(response)).status_code == 302


@pytest.mark.parametrize("key", ["", "made-up", "a:b:c"])
def test_a_broken_key_is_replaced_and_the_second_try_works(client, key):
    date = make_date()
    response = client.post(form_url(date), PERSON | {"key": key})
    assert response.status_code == 422
    assert send(client, date, key=key_in(response)).status_code == 302


def test_too_many_registrations_from_one_network_are_told_to_wait(client, settings):
    settings.NETWORKS_FORM_LIMIT_PER_NETWORK = 3
    date = make_date()
    for number in range(3):
        assert send(client, date, email=f"p{number}@example.org").status_code == 302
    response = send(client, date, email="p4@example.org")
    assert response.status_code == 429
    assert "Vardenhoop" in text_of(response)
    assert send(client, date, email="p5@example.org", key=key_in(response)).status_code == 429


def test_too_many_tries_for_one_address_are_stopped_from_everywhere(client, settings):
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = 2
    date = make_date()
    key = key_in(client.get(form_url(date)))
    answers = [
        client.post(form_url(date), PERSON | {"key": key}, REMOTE_ADDR=f"203.0.113.{number}").status_code
        for number in range(3)
    ]
    assert answers == [302, 302, 429]


def test_limits_hold_without_a_cache_and_keep_no_address(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    send(client, make_date())
    attempt = FormUse.objects.get()
    assert "127.0.0.1" not in f"{attempt.network_hash}{attempt.address_hash}"
    assert len(attempt.address_hash) == 64


def test_an_english_page_is_answered_in_english(client):
    date = make_date(capacity=1)
    with translation.override("en"):
        url = form_url(date)
    assert url.startswith("/en/")
    key = key_in(client.get(url))
    response = client.post(url, PERSON | {"key": key})
    assert response.url.startswith("/en/")
    assert "We have reserved a place for you" in text_of(client.get(response.url))
    assert date.registrations.get().language == "en"


def test_the_answer_cannot_be_made_up_or_moved_to_another_date(client):
    date, other = make_date(), make_date()
    url = send(client, date).url
    assert client.get(url.replace(str(date.uid), str(other.uid))).status_code == 302
    assert client.get(reverse("events:registered", args=[date.uid, "confirmed"])).url == form_url(date)


def test_the_form_is_not_kept_by_strangers_but_by_the_back_button(client):
    response = client.get(form_url(make_date()))
    assert "private" in response["Cache-Control"]
    assert "no-store" not in response["Cache-Control"]


# The page behind the link


def test_the_link_shows_and_changes_nothing(client):
    registration = register(make_date(capacity=1))
    for _time in range(2):
        response = client.get(link_of(registration))
        assert response.status_code == 200
        assert "Sie haben einen Platz" in text_of(response)
    registration.refresh_from_db()
    assert registration.is_confirmed
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]


def test_opening_every_link_as_a_scanner_does_cancels_nothing(client):
    registration = register(make_date())
    path = link_of(registration)
    client.get(path)
    assert client.get(f"{path}absagen/").status_code == 200
    assert client.head(f"{path}absagen/").status_code == 200
    registration.refresh_from_db()
    assert registration.is_confirmed


def test_whoever_waits_sees_their_number(client):
    date = make_date(capacity=1)
    for name in ("Malte", "Aylin"):
        register(date, name)
    thees = register(date, "Thees")
    assert "Nummer 2" in text_of(client.get(link_of(thees)))


def test_cancelling_asks_first_then_gives_the_place_on(client):
    date = make_date(capacity=1)
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    path = link_of(malte)
    asked = client.get(f"{path}absagen/")
    assert "Anmeldung absagen?" in text_of(asked)
    response = client.post(f"{path}absagen/", follow=True)
    assert "nicht mehr" in text_of(response)
    aylin.refresh_from_db()
    assert aylin.is_confirmed
    assert client.post(f"{path}absagen/", follow=True).status_code == 200
    assert OutboxMessage.objects.filter(kind="events.registration_cancelled").count() == 1


def test_the_page_with_the_button_tells_no_other_page_its_address(client):
    path = link_of(register(make_date()))
    assert client.get(f"{path}absagen/")["Referrer-Policy"] == "strict-origin"


def test_cancelling_needs_the_form_of_this_site():
    from django.test import Client

    path = link_of(register(make_date()))
    assert Client(enforce_csrf_checks=True).post(f"{path}absagen/").status_code == 403


def test_after_the_beginning_nothing_can_be_cancelled(client):
    registration = register(make_date())
    Occurrence.objects.update(start=timezone.now() - timedelta(hours=1))
    path = link_of(registration)
    assert client.get(f"{path}absagen/").url == path
    client.post(f"{path}absagen/")
    registration.refresh_from_db()
    assert registration.is_confirmed


@pytest.mark.parametrize("token", ["x", "0" * 32, "%00", "ä", "a" * 3000])
def test_a_wrong_link_explains_and_leads_on(client, token):
    response = client.get(f"/kalender/platz/{token}/")
    assert response.status_code == 404
    assert "Dieser Link" in text_of(response)
    assert client.post(f"/kalender/platz/{token}/absagen/").status_code == 404


def test_the_database_knows_no_token(client):
    registration = register(make_date())
    token = link_of(registration).rstrip("/").rpartition("/")[2]
    assert len(token) == 32
    stored = RegistrationLink.objects.get()
    assert token not in stored.token_hash
    assert stored.token_hash == RegistrationLink.hash_of(token)


def test_links_of_earlier_mails_stay_good(client):
    date = make_date(capacity=1)
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    first = link_of(aylin)
    actions.cancel_registration(malte)
    second = link_of(aylin)
    assert first != second
    assert {client.get(path).status_code for path in (first, second)} == {200}


def test_the_link_to_the_meeting_is_for_people_with_a_place(client):
    page = make_page(online_url="https://meet.example.org/geheim", attendance="online")
    date = make_date(page, capacity=1, attendance="online")
    malte, aylin = register(date, "Malte"), register(date, "Aylin")
    assert "geheim" not in text_of(client.get(link_of(malte)))
    assert "geheim" in text_of(client.get(opened(client, malte)))
    assert "geheim" not in text_of(client.get(opened(client, aylin)))
    assert "geheim" not in text_of(client.get(form_url(date)))
    actions.cancel_registration(malte)
    aylin.refresh_from_db()
    assert "geheim" in OutboxMessage.objects.get(kind="events.registration_moved_up").text
