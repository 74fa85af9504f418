import pytest
from wagtail import hooks

from networks.sections import Section

pytestmark = pytest.mark.django_db


def test_strangers_are_asked_to_log_in(client):
    assert client.get("/mein-bereich/")["Location"] == "/konto/login/?next=/mein-bereich/"


def test_members_see_their_sections_in_order(client, bob):
    def last(request, user):
        return Section("Zuletzt", "404.html", order=900)

    def nothing(request, user):
        return None

    client.force_login(bob)
    with hooks.register_temporarily([("register_member_section", last), ("register_member_section", nothing)]):
        response = client.get("/mein-bereich/")
    headings = [str(section.heading) for section, _html in response.context["sections"]]
    assert headings[-1] == "Zuletzt"


def test_nothing_of_it_is_kept_by_caches(client, bob):
    client.force_login(bob)
    assert "no-store" in client.get("/mein-bereich/")["Cache-Control"]


def test_an_account_without_a_person_is_told_so(client, carol):
    client.force_login(carol)
    assert client.get("/mein-bereich/").context["person"] is None


def test_it_can_only_be_read(client, bob):
    client.force_login(bob)
    assert client.post("/mein-bereich/").status_code == 405
