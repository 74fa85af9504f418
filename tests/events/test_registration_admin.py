"""What staff does with registrations, and what a coordinator of one network never learns of another."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry

from events import actions
from events.errors import RegistrationClosed
from events.models import Registration
from networks.models import OutboxMessage, RowLogEntry

from .dates import make_date, make_page, register

pytestmark = pytest.mark.django_db

Status = Registration.Status
LIST = "/admin/registrations/"
PERSON = {"given_name": "Şule", "family_name": "Tollmark", "email": "Sule@example.org", "language": "de"}


@pytest.fixture
def ours(health):
    """A date of Ada's network with one place: Malte has it, Aylin waits."""
    date = make_date(make_page("Rückentag"), networks=[health], capacity=1)
    return [register(date, name) for name in ("Malte", "Aylin")]


@pytest.fixture
def theirs(training):
    """A date of the other network."""
    return register(make_date(make_page("Prüferschulung"), networks=[training]), "Xi", organisation="Zwirnhof")


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def as_eve(client, eve):
    client.force_login(eve)
    return client


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def add(client, date, **fields):
    return client.post(f"{LIST}new/", PERSON | {"occurrence": date.pk, "key": str(uuid.uuid4())} | fields)


def test_a_coordinator_sees_the_registrations_of_their_network_only(as_ada, ours, theirs):
    page = text_of(as_ada.get(LIST))
    assert "Malte Vardenhoop" in page
    assert "Rückentag" in page
    for secret in ("Xi Vardenhoop", "Zwirnhof", "Prüferschulung"):
        assert secret not in page


def test_an_editor_sees_all(as_eve, ours, theirs):
    page = text_of(as_eve.get(LIST))
    assert "Malte Vardenhoop" in page
    assert "Xi Vardenhoop" in page


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_members_and_strangers_do_not_come_in(client, request, ours, name):
    client.force_login(request.getfixturevalue(name))
    for url in (LIST, f"{LIST}new/", f"{LIST}{ours[0].pk}/", f"{LIST}{ours[0].pk}/cancel/"):
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 302
    assert Registration.objects.filter(status=Status.CANCELLED).count() == 0


def test_access_to_the_admin_alone_is_not_enough(client, carol, ours):
    carol.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(carol)
    for url in (LIST, f"{LIST}results/", f"{LIST}?export=xlsx", f"{LIST}new/"):
        assert client.get(url).status_code == 302
    assert client.get(f"{LIST}{ours[0].pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "cancel/", "let-in/"])
def test_a_registration_of_another_network_does_not_exist(as_ada, theirs, path):
    url = f"{LIST}{theirs.pk}/{path}"
    assert as_ada.get(url).status_code == 404
    assert as_ada.post(url).status_code in {404, 405}
    theirs.refresh_from_db()
    assert theirs.is_confirmed


@pytest.mark.parametrize("export", ["xlsx", "csv"])
def test_foreign_ids_in_filters_and_exports_show_nothing(as_ada, ours, theirs, export):
    for query in (f"occurrence={theirs.occurrence_id}", "q=Zwirnhof", "q=Xi", f"network={theirs.occurrence.pk}"):
        assert "Xi Vardenhoop" not in text_of(as_ada.get(f"{LIST}?{query}"))
        exported = as_ada.get(f"{LIST}?{query}&export={export}")
        content = b"".join(exported.streaming_content)
        assert content.count(b"example.org") == content.count(b"malte@") + content.count(b"aylin@")


def test_foreign_dates_cannot_be_chosen(as_ada, ours, theirs):
    assert "Prüferschulung" not in text_of(as_ada.get(f"{LIST}new/"))
    response = add(as_ada, theirs.occurrence)
    assert response.status_code == 200
    assert theirs.occurrence.registrations.count() == 1


def test_search_and_filters_find_people(as_ada, ours, theirs):
    date = ours[0].occurrence
    assert "Aylin" not in text_of(as_ada.get(f"{LIST}?q=malte"))
    waiting = text_of(as_ada.get(f"{LIST}?status=waiting&occurrence={date.pk}"))
    assert "Aylin" in waiting
    assert "Malte" not in waiting
    assert "Malte" in text_of(as_ada.get(f"{LIST}?network={date.networks.get().pk}"))
    assert as_ada.get(f"{LIST}?status=nonsense&occurrence=x&ordering=password&q=%27%22%00").status_code == 200


def test_one_registration_shows_what_happened_to_it(as_ada, ours):
    page = text_of(as_ada.get(f"{LIST}{ours[1].pk}/"))
    assert "Nummer 1" in page
    assert "aylin@example.org" in page
    assert "Zu einem Termin angemeldet" in page


def test_staff_adds_somebody_by_the_same_door(as_ada, ada, health):
    date = make_date(networks=[health], capacity=1)
    response = add(as_ada, date)
    assert response.status_code == 302
    registration = date.registrations.get()
    assert (registration.email, registration.source, registration.status) == ("sule@example.org", "staff", "confirmed")
    assert RowLogEntry.objects.get(action="events.register").user == ada
    assert OutboxMessage.objects.get().to == "sule@example.org"


def test_a_double_click_of_staff_adds_one(as_ada, health):
    date, key = make_date(networks=[health]), str(uuid.uuid4())
    for _time in range(2):
        add(as_ada, date, key=key)
    assert date.registrations.count() == 1


def test_a_form_that_is_sent_again_later_says_what_became_of_the_person(as_ada, health):
    date, key = make_date(networks=[health]), str(uuid.uuid4())
    add(as_ada, date, key=key)
    actions.cancel_registration(date.registrations.get())
    page = text_of(as_ada.get(add(as_ada, date, key=key).url))
    assert "Nichts wurde neu gespeichert" in page
    assert "steht auf der Warteliste" not in page


def test_staff_is_told_when_places_are_gone_and_may_let_in_beyond_the_limit(as_ada, health):
    date = make_date(networks=[health], capacity=1, waiting_list=False)
    register(date, "Malte")
    refused = text_of(add(as_ada, date))
    assert "Alle Plätze sind vergeben" in refused
    assert "Tollmark" in refused
    add(as_ada, date, beyond_limit="on")
    registration = date.registrations.get(email="sule@example.org")
    assert (registration.status, registration.beyond_limit) == (Status.CONFIRMED, True)


def test_staff_is_told_that_somebody_is_registered_already(as_ada, health):
    date = make_date(networks=[health])
    add(as_ada, date)
    assert "schon angemeldet" in text_of(add(as_ada, date))


def test_staff_cancels_by_a_button_and_the_next_one_moves_up(as_ada, ada, ours):
    url = f"{LIST}{ours[0].pk}/cancel/"
    assert "Ja, absagen" in text_of(as_ada.get(url))
    ours[0].refresh_from_db()
    assert ours[0].is_confirmed
    assert as_ada.post(url).status_code == 302
    for registration in ours:
        registration.refresh_from_db()
    assert [registration.status for registration in ours] == [Status.CANCELLED, Status.CONFIRMED]
    assert RowLogEntry.objects.get(action="events.cancel_registration").user == ada


def test_staff_lets_in_beyond_the_limit_and_is_told_so_first(as_ada, ours):
    url = f"{LIST}{ours[1].pk}/let-in/"
    assert "über die Grenze hinaus" in text_of(as_ada.get(url))
    as_ada.post(url)
    ours[1].refresh_from_db()
    assert (ours[1].status, ours[1].beyond_limit) == (Status.CONFIRMED, True)
    assert "über die Grenze hinaus" in text_of(as_ada.get(f"{LIST}{ours[1].pk}/"))


@pytest.mark.parametrize("path", ["edit/1/", "delete/1/", "copy/1/", "history/1/", "usage/1/"])
def test_there_is_no_other_way_to_change_a_row(as_eve, path):
    assert as_eve.get(f"{LIST}{path}").status_code == 404


def test_the_list_costs_the_same_with_one_and_with_sixty(as_ada, health, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    date = make_date(networks=[health], capacity=5)
    register(date, "P0")
    as_ada.get(LIST)
    with CaptureQueriesContext(connection) as few:
        as_ada.get(LIST)
    for number in range(1, 60):
        register(date, f"P{number}")
    with django_assert_max_num_queries(len(few)):
        as_ada.get(LIST)


def test_an_export_is_written_down_without_names(as_ada, ada, ours):
    b"".join(as_ada.get(f"{LIST}?export=xlsx&q=malte&status=confirmed").streaming_content)
    entry = ModelLogEntry.objects.get(action="events.export_registrations")
    assert entry.user == ada
    assert "malte" not in str(entry.data)


def test_nothing_that_people_type_becomes_markup_in_the_admin(as_ada, health):
    poison = "\"'><img src=x onerror=alert(1)>"
    date = make_date(networks=[health], capacity=1)
    fields = dict.fromkeys(("given_name", "family_name", "organisation", "phone", "remarks"), poison)
    registration = register(date, **fields, email='"<script>alert(1)</script>"@example.org')
    for url in (LIST, *(f"{LIST}{registration.pk}/{path}" for path in ("", "cancel/"))):
        page = text_of(as_ada.get(url))
        assert "<img src=x" not in page
        assert "<script>alert(1)" not in page


def test_the_list_says_nothing_of_a_queue_in_which_somebody_does_not_stand(as_ada, ours):
    assert "None" not in text_of(as_ada.get(LIST)).split("<tbody")[1].split("</tbody")[0]


@pytest.mark.parametrize("mode", ["none", "external"])
def test_nobody_is_entered_at_a_date_that_takes_no_registrations(as_ada, health, mode):
    date = make_date(make_page("Frei"), networks=[health], registration=mode)
    assert f'value="{date.pk}"' not in text_of(as_ada.get(f"{LIST}new/"))
    assert "Für diesen Termin kann niemand angemeldet werden" in add(as_ada, date).content.decode()
    with pytest.raises(RegistrationClosed):
        register(date, "Wiebke", source=Registration.Source.STAFF)
    assert not date.registrations.exists()
