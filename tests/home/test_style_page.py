"""The style page shows every part; it is there for those who build pages, not for visitors."""

import re

PARTS = [
    "breadcrumb",
    "hero",
    "date-block",
    "event-card",
    "event-row",
    "agenda",
    "month",
    "event-head",
    "programme",
    "booking",
    "filters",
    "results",
    "chosen",
    "chip",
    "facts",
    "subscribe",
    "steps",
    "contact",
    "district-map",
    "network-band",
    "member",
    "provider",
    "offer",
    "form",
    "field",
    "errors",
    "empty",
    "notice",
    "pagination",
]


def test_visitors_do_not_see_it(client, db):
    assert client.get("/stil/").status_code == 404


def test_staff_sees_every_part(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("stil@example.org", "x"))
    html = client.get("/stil/").content.decode()
    for part in PARTS:
        assert re.search(rf'class="([\w -]* )?{part}[ "_-]', html), part


def test_editors_see_it_and_members_do_not(client, eve, bob):
    for user, status in ((eve, 200), (bob, 404)):
        client.force_login(user)
        assert client.get("/stil/").status_code == status


def test_providers_and_offers_stand_there_with_all_that_they_can_say(client, eve):
    client.force_login(eve)
    html = client.get("/stil/").content.decode()
    for words in ("Vardenhoop Sport GmbH · Uelzen", "Passende Angebote:", "offer__essentials"):
        assert words in html


def test_an_id_stands_once_on_it(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("stil@example.org", "x"))
    ids = re.findall(r'\sid="([^"]+)"', client.get("/stil/").content.decode())
    assert sorted(ids) == sorted(set(ids))
