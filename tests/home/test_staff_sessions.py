"""A second factor for staff in each session, and an end to it."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.utils import timezone

from home.accounts import confirm_address
from home.staff import LOGGED_IN_AT
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ACTIVATE = "/konto/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.HOME_STAFF_MFA_REQUIRED = True
    cache.clear()


def log_in(client, user):
    confirm_address(user)
    return client.post("/konto/login/", {"login": user.email, "password": PASSWORD}, follow=True)


def current_code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def set_up_factor(client, django_capture_on_commit_callbacks):
    def set_up():
        client.post("/konto/reauthenticate/", {"password": PASSWORD})
        secret = client.get(ACTIVATE).context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            client.post(ACTIVATE, {"code": current_code(secret)})
        return secret

    return set_up


def test_staff_with_a_password_alone_is_sent_to_set_up_a_factor(client, eve):
    log_in(client, eve)
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response["Location"] == f"{ACTIVATE}?next=/admin/"


def test_staff_sees_no_page_at_all_without_the_factor(client, eve, health):
    log_in(client, eve)
    for url in ("/", health.get_url(), "/suche/?q=x", "/mein-bereich/"):
        assert client.get(url)["Location"].startswith(ACTIVATE)


def test_having_set_it_up_staff_comes_in(client, eve, set_up_factor):
    log_in(client, eve)
    set_up_factor()
    assert client.get("/admin/").status_code == 200


def test_the_next_session_asks_for_a_code(client, eve, set_up_factor):
    log_in(client, eve)
    secret = set_up_factor()
    client.post("/konto/logout/")
    response = log_in(client, eve)
    assert response.redirect_chain[-1][0].startswith("/konto/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        client.post("/konto/2fa/authenticate/", {"code": current_code(secret)})
        assert client.get("/admin/").status_code == 200


def test_a_session_that_did_not_use_the_factor_is_asked_for_it(client, eve, set_up_factor):
    log_in(client, eve)
    set_up_factor()
    client.logout()
    client.force_login(eve)  # as any way round allauth would
    assert client.get("/admin/")["Location"].startswith("/konto/2fa/reauthenticate/")


def test_whoever_takes_the_factor_away_is_asked_to_set_one_up(client, eve, set_up_factor):
    log_in(client, eve)
    set_up_factor()
    eve.authenticator_set.all().delete()
    assert client.get("/admin/")["Location"].startswith(ACTIVATE)


def test_members_are_not_asked(client, bob):
    log_in(client, bob)
    assert client.get("/mein-bereich/").status_code == 200


def test_without_the_setting_nobody_is_asked(client, eve, settings):
    settings.HOME_STAFF_MFA_REQUIRED = False
    log_in(client, eve)
    assert client.get("/admin/").status_code == 200


def test_a_staff_session_ends_after_twelve_hours_whatever_happened_in_between(client, eve, settings):
    settings.HOME_STAFF_MFA_REQUIRED = False
    log_in(client, eve)
    began = timezone.now()
    for hours in (6, 11):
        with time_machine.travel(began + timedelta(hours=hours)):
            assert client.get("/admin/").status_code == 200
    with time_machine.travel(began + timedelta(hours=12, minutes=1)):
        response = client.get("/admin/pages/")
        assert response["Location"] == "/konto/login/?next=/admin/pages/"
        assert "_auth_user_id" not in client.session


def test_a_staff_session_that_does_not_say_when_it_began_is_over(client, eve, settings):
    settings.HOME_STAFF_MFA_REQUIRED = False
    client.force_login(eve)
    session = client.session
    del session[LOGGED_IN_AT]
    session.save()
    assert client.get("/admin/").status_code == 302


def test_members_stay_logged_in(client, bob):
    log_in(client, bob)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert client.get("/mein-bereich/").status_code == 200


def test_production_asks_for_the_factor():
    from pathlib import Path

    import kammernetz.settings

    text = (Path(kammernetz.settings.__file__).parent / "production.py").read_text()
    assert 'HOME_STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)' in text
