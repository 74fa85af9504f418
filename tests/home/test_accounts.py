"""Logging in: by password, by a code sent by mail, and by nothing else."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from home.accounts import confirm_address, link_person
from networks.models import OutboxMessage, Person
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN, CODE, CONFIRM = "/konto/login/", "/konto/login/code/", "/konto/login/code/confirm/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def log_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password} | more)


def is_logged_in(client):
    return "_auth_user_id" in client.session


def last_mail():
    return OutboxMessage.objects.latest("pk")


def code_in(message):
    return re.search(r"^\s*([A-Z0-9-]{6,})\s*$", message.text, re.M).group(1)


def ask_for_code(client, email):
    client.post(CODE, {"email": email})
    return code_in(last_mail())


def test_a_member_logs_in_with_mail_and_password(client, carol):
    confirm_address(carol)
    response = log_in(client, "CAROL@example.org")
    assert response["Location"] == "/mein-bereich/"
    assert is_logged_in(client)


def test_a_wrong_password_keeps_the_address_and_says_so(client, carol):
    response = log_in(client, "carol@example.org", "falsch")
    assert response.status_code == 200
    assert "carol@example.org" in response.content.decode()
    assert not is_logged_in(client)


def test_an_address_that_was_never_proved_is_proved_first(client, carol):
    response = log_in(client, "carol@example.org")
    assert not is_logged_in(client)
    client.post(response["Location"], {"code": code_in(last_mail())})
    assert is_logged_in(client)
    assert EmailAddress.objects.get(user=carol).verified


def test_a_member_logs_in_with_a_code_and_the_code_goes_through_the_outbox(client, carol, mailoutbox):
    code = ask_for_code(client, "carol@example.org")
    message = last_mail()
    assert (message.to, message.language) == ("carol@example.org", "de")
    assert message.state == "queued"
    assert mailoutbox == []
    client.post(CONFIRM, {"code": code})
    assert is_logged_in(client)


def test_the_page_for_the_code_says_how_long_it_is_good_and_a_wrong_one_leads_to_a_new_one(client, carol):
    first = ask_for_code(client, "carol@example.org")
    assert "Er gilt 10 Minuten." in client.get(CONFIRM).content.decode()
    wrong = client.post(CONFIRM, {"code": "AAAAAA"}).content.decode()
    assert "lassen Sie sich einen neuen senden" in wrong
    assert {"Abbrechen", "Neuen Code senden"} < set(re.findall(r">([^<>]+)</button>", wrong))
    client.post(CONFIRM, {"action": "resend"})
    assert code_in(last_mail()) != first
    client.post(CONFIRM, {"code": code_in(last_mail())})
    assert is_logged_in(client)


def buttons(client):
    html = client.get("/konto/email/").content.decode()
    return re.findall(r'name="action_(\w+)"', html)


def test_a_mail_address_has_the_buttons_that_lead_anywhere(client, carol):
    confirm_address(carol)
    client.force_login(carol)
    assert buttons(client) == ["add"]
    second = EmailAddress.objects.create(user=carol, email="z@example.org")
    assert buttons(client) == ["send", "remove", "add"]
    EmailAddress.objects.filter(pk=second.pk).update(verified=True)
    assert buttons(client) == ["primary", "remove", "add"]
    client.post("/konto/email/", {"action_primary": "", "email": "z@example.org"})
    assert EmailAddress.objects.get(pk=second.pk).primary


def test_passwords_are_asked_for_in_plain_words(client, carol):
    confirm_address(carol)
    client.force_login(carol)
    html = client.get("/konto/password/change/").content.decode()
    assert "Mindestens 12 Zeichen." in html
    assert "Nehmen Sie nicht Ihren Namen oder Ihre E-Mail-Adresse." in html
    assert "persönlichen Informationen" not in html


def test_a_code_works_once_and_in_the_same_browser_only(client, carol, django_assert_max_num_queries):
    from django.test import Client

    code = ask_for_code(client, "carol@example.org")
    thief = Client()
    thief.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in thief.session
    client.post(CONFIRM, {"code": code})
    client.post("/konto/logout/")
    client.post(CONFIRM, {"code": code})
    assert not is_logged_in(client)


def test_after_five_wrong_codes_the_right_one_is_dead(client, carol):
    code = ask_for_code(client, "carol@example.org")
    for _ in range(5):
        client.post(CONFIRM, {"code": "WRONG-1"})
    client.post(CONFIRM, {"code": code})
    assert not is_logged_in(client)


def test_known_and_unknown_addresses_get_the_same_answer(client, carol):
    known = client.post(CODE, {"email": "carol@example.org"})
    client.session.flush()
    unknown = client.post(CODE, {"email": "niemand@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert OutboxMessage.objects.filter(to="niemand@example.org").exists()


def test_password_reset_tells_no_accounts_apart(client, carol):
    answers = [client.post("/konto/password/reset/", {"email": e}) for e in ("carol@example.org", "x@example.org")]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]


def test_guessing_passwords_is_stopped_for_the_account_from_any_place(client, carol):
    confirm_address(carol)
    for number in range(12):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        log_in(client, "carol@example.org", "falsch")
    log_in(client, "carol@example.org")
    assert not is_logged_in(client)


def test_visitors_cannot_make_accounts_unless_the_operator_wants_it(client, settings, django_user_model):
    form = {"email": "neu@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/konto/signup/", form)
    assert not django_user_model.objects.exists()
    settings.HOME_SIGNUP_OPEN = True
    client.post("/konto/signup/", form | {"is_staff": "on", "is_superuser": "on", "groups": "1"})
    user = django_user_model.objects.get()
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)


@pytest.mark.parametrize("evil", ["//evil.example", "https:evil.example", "/\\evil.example", "https://evil.example/"])
def test_logging_in_never_leads_elsewhere(client, carol, evil):
    confirm_address(carol)
    assert log_in(client, "carol@example.org", next=evil)["Location"] == "/mein-bereich/"


def test_logging_in_leads_back_to_where_one_was(client, carol):
    confirm_address(carol)
    assert log_in(client, "carol@example.org", next="/impressum/")["Location"] == "/impressum/"


def make_person(email, **fields):
    return Person.objects.create(given_name="Carol", family_name="Beispiel", email=email, **fields)


def test_the_first_login_with_a_proved_address_finds_the_person(client, carol):
    person = make_person("Carol@Example.org")
    client.post(CONFIRM, {"code": ask_for_code(client, "carol@example.org")})
    person.refresh_from_db()
    assert person.user == carol


def test_an_unproved_address_finds_nobody(carol):
    make_person("carol@example.org")
    assert not EmailAddress.objects.get(user=carol).verified
    assert link_person(carol) is None
    assert not Person.objects.filter(user=carol).exists()


def test_a_shared_address_is_left_to_staff(carol):
    make_person("carol@example.org")
    make_person("carol@example.org")
    confirm_address(carol)
    assert link_person(carol) is None


def test_a_person_with_an_account_is_not_taken_over(carol, bob):
    make_person("carol@example.org")
    Person.objects.filter(email="carol@example.org").update(user=None)
    Person.objects.filter(user=bob).update(email="carol@example.org")
    Person.objects.filter(email="carol@example.org", user=None).delete()
    confirm_address(carol)
    assert link_person(carol) is None
    assert Person.objects.get(user=bob)


def test_account_mails_are_german_and_say_sie(client, carol):
    client.post("/konto/password/reset/", {"email": "carol@example.org"})
    message = last_mail()
    assert "Passwort" in message.subject
    assert not re.search(r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b", message.text)
    assert "/konto/password/reset/key/" in message.text
    assert message.is_secret
    assert "http" in message.html


@pytest.mark.parametrize(
    "path", ["login/", "login/code/", "password/reset/", "signup/", "password/change/", "email/", "2fa/", "logout/"]
)
def test_account_pages_stand_in_the_frame_of_the_site(client, carol, path):
    confirm_address(carol)
    client.get("/konto/" + path)
    if path not in {"login/", "login/code/", "password/reset/", "signup/"}:
        client.force_login(carol)
    html = client.get("/konto/" + path).content.decode()
    assert 'id="content"' in html
    assert html.count("<h1") == 1
    assert "/impressum/" in html
    assert not re.search(r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b", html)


def test_a_mail_form_is_safe_against_strange_addresses(client):
    for email in ('"<script>alert(1)</script>"@example.org', "=cmd@x.de", "a\r\nBcc: b@example.org", "\x00@x.de"):
        assert client.post(CODE, {"email": email}).status_code in {200, 302}
    for message in OutboxMessage.objects.all():
        assert "<script>" not in message.html


def test_an_address_changed_by_staff_must_be_proved_anew_and_the_old_one_is_gone(client, carol):
    confirm_address(carol)
    carol.email = "carola@example.org"
    carol.save()
    (address,) = EmailAddress.objects.filter(user=carol)
    assert (address.email, address.verified, address.primary) == ("carola@example.org", False, True)
    log_in(client, "carol@example.org")
    assert not is_logged_in(client)


def test_the_login_page_offers_an_account_only_where_one_can_make_it(client, settings):
    assert "/konto/signup/" not in client.get(LOGIN).content.decode()
    settings.HOME_SIGNUP_OPEN = True
    assert "/konto/signup/" in client.get(LOGIN).content.decode()


def test_a_reset_link_leads_to_the_site_whatever_host_the_request_named(client, carol, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/konto/password/reset/", {"email": carol.email}, headers={"host": "alt.example.org"})
    text = OutboxMessage.objects.latest("pk").text
    assert "/konto/" in text
    assert "alt.example.org" not in text
