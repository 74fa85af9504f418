"""There is one way in. Every door of Wagtail and Django that would go round it is closed."""

import pytest

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
DOORS = ["/admin/login/", "/django-admin/login/", "/_util/login/", "/en/_util/login/"]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["username", "email", "login"])
def test_a_password_at_an_old_door_lets_nobody_in(client, eve, door, name):
    response = client.post(door, {name: "eve@example.org", "password": PASSWORD, "next": "/admin/"})
    assert response.status_code == 302
    assert "/konto/login/" in response["Location"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", DOORS)
def test_old_doors_lead_to_the_one_login_and_back(client, door):
    assert client.get(door, {"next": "/admin/pages/"})["Location"].endswith("/konto/login/?next=/admin/pages/")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example", "/\\evil.example", "https:evil.example"])
def test_old_doors_lead_nowhere_else(client, door, evil):
    assert "evil" not in client.get(door, {"next": evil})["Location"]


def test_the_admin_sends_strangers_to_the_one_login(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/konto/login/?next=/admin/"


def test_a_member_at_the_admin_is_no_fault_in_the_log(client, carol, caplog):
    client.force_login(carol)
    assert client.get("/admin/", follow=True).status_code == 403
    assert not [record for record in caplog.records if record.exc_info]


def test_a_member_at_the_admin_gets_a_page_that_says_why_not_a_circle(client, carol):
    client.force_login(carol)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "/mein-bereich/" in response.content.decode()


@pytest.mark.parametrize("path", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_wagtails_password_reset_is_closed(client, eve, path, mailoutbox):
    url = f"/admin/password_reset/{path}"
    assert client.get(url).status_code == 404
    assert client.post(url, {"email": "eve@example.org"}).status_code == 404
    assert mailoutbox == []


def test_a_private_page_sends_strangers_to_the_one_login_and_says_no_to_others(client, carol, health):
    from django.contrib.auth.models import Group
    from wagtail.models import PageViewRestriction

    restriction = PageViewRestriction.objects.create(page=health, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Andere"))
    response = client.get(health.get_url(), follow=True)
    assert response.redirect_chain[-1][0] == f"/konto/login/?next={health.get_url()}"
    client.force_login(carol)
    assert client.get(health.get_url(), follow=True).status_code == 403
