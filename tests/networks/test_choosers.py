"""Choosers offer what lists show. A coordinator sees no list of pages, providers or coordinators."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.snippets.models import get_snippet_models

from networks.choosers import ListedRowsChooser
from networks.models import Coordination, MemberIndexPage
from tests.cast import make_network

pytestmark = [pytest.mark.django_db, pytest.mark.searches]
SECRET = "Quittengelee"
OPEN_TO_ALL_STAFF = {"district", "venue", "eventkind", "questionset"}


def text(answer):
    return answer.content.decode()


@pytest.fixture(params=["private", "draft"])
def hidden(request, health, english):
    """A page that Ada sees nowhere, with a page below it."""
    page = make_network(type(health), SECRET, "versteckt")
    page.add_child(instance=Page(title=f"{SECRET} unten", slug="unten", live=request.param != "draft"))
    if request.param == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    else:
        page.unpublish()
    return page


def addresses(page):
    choose = reverse("wagtailadmin_choose_page")
    return [
        reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]),
        reverse("wagtailadmin_choose_page_child", args=[page.pk]),
        f"{choose}?page_type=networks.HealthNetworkPage",
        reverse("wagtailadmin_choose_page_search") + f"?q={SECRET[:6].lower()}",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}&id=x",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.get_first_child().pk}",
    ]


def test_a_coordinator_chooses_no_page_that_the_site_hides_from_her(client, ada, eve, hidden):
    client.force_login(ada)
    for address in addresses(hidden):
        assert SECRET not in text(client.get(address)), address
    client.force_login(eve)
    for address in addresses(hidden):
        assert SECRET in text(client.get(address)), address


def test_a_coordinator_still_chooses_what_the_site_shows_her(client, ada, health):
    client.force_login(ada)
    parent = health.get_parent()
    for address in [
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[parent.pk]),
        f"{reverse('wagtailadmin_choose_page')}?page_type=networks.HealthNetworkPage",
    ]:
        assert client.get(address).status_code == 200
    assert health.title in text(client.get(reverse("wagtailadmin_choose_page_child", args=[parent.pk])))
    assert health.title in text(client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Gesundh"}))
    assert health.title in text(client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": [health.pk]}))


def test_browsing_for_a_kind_of_page_does_not_begin_at_a_hidden_one(client, ada, eve, hidden):
    """It begins at the page above all pages of that kind."""
    hidden.add_child(instance=MemberIndexPage(title="Mitglieder"))
    address = f"{reverse('wagtailadmin_choose_page')}?page_type=networks.MemberIndexPage"
    for user, status in ((ada, 404), (eve, 200)):
        client.force_login(user)
        answer = client.get(address)
        assert (answer.status_code, SECRET in text(answer)) == (status, status == 200)


def test_strangers_choose_nothing(client, carol, health):
    for user in (None, carol):
        if user:
            client.force_login(user)
        answer = client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": [health.pk]})
        assert answer.status_code == 302


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label_lower)
def test_every_chooser_of_rows_offers_what_its_list_shows(model):
    chooser = model.snippet_viewset.chooser_viewset
    assert isinstance(chooser, ListedRowsChooser) or model._meta.model_name in OPEN_TO_ALL_STAFF


def test_a_coordinator_chooses_no_coordination(client, ada, eve, admin_ina):
    row = Coordination.objects.get()
    chooser = "wagtailsnippetchoosers_networks_coordination"
    for user, seen in ((ada, False), (eve, False), (admin_ina, True)):
        client.force_login(user)
        for view in ("choose", "choose_results"):
            assert ("Ada Beispiel" in text(client.get(reverse(f"{chooser}:{view}")))) == seen
        assert client.get(reverse(f"{chooser}:chosen", args=[row.pk])).status_code == (200 if seen else 404)


@pytest.mark.parametrize(("model", "status"), [("membership", 404), ("person", 200)])
def test_where_nothing_can_be_created_there_is_no_address_to_do_so(client, eve, model, status):
    client.force_login(eve)
    address = reverse(f"wagtailsnippetchoosers_networks_{model}:create")
    assert {client.get(address).status_code, client.post(address).status_code} == {status}
