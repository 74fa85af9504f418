import pytest
from django.urls import reverse
from wagtail.models import Page

from networks.models import MemberIndexPage
from tests.cast import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(health, company):
    make_membership(health, company)
    parent = health.get_parent().add_child(instance=MemberIndexPage(title="Ordner", slug="ordner"))
    health.move(parent, pos="last-child")
    return parent


def test_a_network_with_members_is_not_deleted_by_itself_with_its_parent_or_in_a_batch(client, eve, health, parent):
    client.force_login(eve)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for address in [
        reverse("wagtailadmin_pages:delete", args=[health.pk]),
        reverse("wagtailadmin_pages:delete", args=[parent.pk]),
        f"{bulk}?id={parent.pk}",
    ]:
        answer = client.post(address, follow=True)
        assert answer.status_code == 200
        assert "1 Mitgliedschaft" in answer.content.decode()
        assert Page.objects.filter(pk=health.pk).exists()


def test_wagtail_refuses_the_page_itself_in_a_batch(client, eve, health, parent):
    client.force_login(eve)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert client.post(f"{bulk}?id={health.pk}", follow=True).status_code == 200
    assert Page.objects.filter(pk=health.pk).exists()


def test_a_network_without_rows_is_deleted(client, eve, health):
    client.force_login(eve)
    client.post(reverse("wagtailadmin_pages:delete", args=[health.pk]))
    assert not Page.objects.filter(pk=health.pk).exists()
