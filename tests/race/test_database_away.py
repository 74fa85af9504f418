"""While the database is away, a page about registrations says so and keeps what was typed, whoever is logged in."""

import pytest
from django.db import connection

from tests import databases
from tests.cast import PASSWORD, make_user
from tests.events.dates import make_date

from .crowd import Person
from .test_rush import form_of, what_became_of

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="a file cannot be taken away"),
]


@pytest.fixture
def site(new_site):
    return new_site(DJANGO_SETTINGS_MODULE="tests.race.settings")


def someone_at_the_form(site, uid, number, *, user=None):
    person = Person(**form_of(site, uid, number))
    if user:
        login = Person(f"{site.url}/konto/login/", {"login": user.email, "password": PASSWORD})
        login.browser = person.browser
        login.open_the_form()
        assert login.send() == 302
    person.open_the_form()
    return person


def test_whoever_registers_keeps_what_they_typed(site):
    with site.database():
        uid, bob, name = make_date().uid, make_user("Bob"), connection.settings_dict["NAME"]
    stranger, member = someone_at_the_form(site, uid, 1), someone_at_the_form(site, uid, 2, user=bob)
    with databases.taken_away(name):
        for person in (stranger, member):
            assert person.send() == 503
            assert f'value="{person.fields["email"]}"' in person.page
    assert [person.send() for person in (stranger, member)] == [302, 302]
    assert len(what_became_of(site, uid)[0]) == 2
