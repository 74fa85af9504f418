"""A network that is called something else keeps its subscribers: their programs know the old address."""

import pytest
from wagtail.models import PageViewRestriction

from events.models import EventKind, FormerSlug
from networks.models import District, HealthNetworkPage
from tests.cast import make_network

from .stories import publish_event

pytestmark = pytest.mark.django_db
OLD, NEW = "/kalender/netzwerk/unternehmen-gesundheit.ics", "/kalender/netzwerk/gesunde-betriebe.ics"


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """`rename(page, slug)`, as an editor does it."""

    def publish_as(page, slug):
        with django_capture_on_commit_callbacks(execute=True):
            page = page.specific_class.objects.get(pk=page.pk)
            page.slug = slug
            page.save_revision().publish()

    return publish_as


@pytest.fixture
def close(django_capture_on_commit_callbacks):
    def close_page(page):
        with django_capture_on_commit_callbacks(execute=True):
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    return close_page


@pytest.fixture
def renamed(health, rename):
    publish_event(title="Rückentag", networks=[health])
    rename(health, "gesunde-betriebe")
    return health


def test_a_renamed_network_is_read_at_its_old_address_and_at_the_new_one(client, health, rename):
    publish_event(title="Rückentag", networks=[health])
    assert b"SUMMARY:R" in client.get(OLD).content
    for slug in ("gesund", "gesunde-betriebe"):
        rename(health, slug)
    for address in (OLD, "/kalender/netzwerk/gesund.ics", NEW):
        response = client.get(address)
        assert (response.status_code, b"SUMMARY:R" in response.content) == (200, True), address
    assert client.get("/kalender/abonnieren/auswahl/netzwerk/unternehmen-gesundheit/art/messe/").status_code == 200


def test_the_address_of_another_network_is_never_answered_with_this_one(client, renamed, rename, close):
    client.get(OLD)
    other = make_network(HealthNetworkPage, "Neu", "neu")
    rename(other, "unternehmen-gesundheit")
    assert b"SUMMARY:R" not in client.get(OLD).content
    close(other)
    assert client.get(OLD).status_code == 404
    rename(other, "anders")
    assert client.get(OLD).status_code == 404
    other.delete()
    assert client.get(OLD).status_code == 404
    assert b"SUMMARY:R" in client.get(NEW).content


def test_a_draft_with_the_old_name_takes_nothing_until_it_is_published(client, renamed):
    draft = make_network(HealthNetworkPage, "Neu", "unternehmen-gesundheit")
    HealthNetworkPage.objects.filter(pk=draft.pk).update(live=False)
    assert b"SUMMARY:R" in client.get(OLD).content
    HealthNetworkPage.objects.get(pk=draft.pk).save_revision().publish()
    assert b"SUMMARY:R" not in client.get(OLD).content


def test_a_network_that_takes_its_old_name_back_keeps_both(client, renamed, rename):
    rename(renamed, "unternehmen-gesundheit")
    assert [former.slug for former in FormerSlug.objects.all()] == ["gesunde-betriebe"]
    assert b"SUMMARY:R" in client.get(OLD).content
    assert b"SUMMARY:R" in client.get(NEW).content


def test_a_renamed_network_that_is_closed_is_closed_at_every_address(client, renamed, close):
    close(renamed)
    assert client.get(OLD).status_code == client.get(NEW).status_code == 404


@pytest.mark.parametrize(("model", "name"), [(EventKind, "events_eventkind"), (District, "networks_district")])
def test_the_address_of_a_kind_and_of_a_district_is_not_for_editors_to_change(admin_client, model, name):
    row = model.objects.first()
    address = f"/admin/snippets/{name.replace('_', '/')}/edit/{row.pk}/"
    form = admin_client.get(address).context["form"]
    posted = form.initial | {"name": "Ganz anders", "slug": "ganz-anders"}
    assert admin_client.post(address, posted).status_code == 302
    slug = row.slug
    row.refresh_from_db()
    assert (row.name, row.slug) == ("Ganz anders", slug)
