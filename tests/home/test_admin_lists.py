"""All our lists in the admin: whoever sees a row gets from it to its form, or to its page where there is no form."""

import uuid

import pytest
from bs4 import BeautifulSoup
from wagtail.permissions import policy_registry

from events.models import EventIndexPage, EventKind, PartnerCalendar, QuestionSet
from home.models import Inquiry
from networks.admin_menu import viewsets_of_all_apps
from networks.models import Affiliation, ContactCard
from tests.events.dates import make_date, register
from tests.events.invited import invite
from tests.events.stories import make_venue
from tests.providers.conftest import make_listing, make_offer

pytestmark = pytest.mark.django_db

LISTS = [viewset() for viewset in viewsets_of_all_apps()]


@pytest.fixture
def a_row_in_each(health, ada, bob, company):
    """Terms, districts and kinds of events are there from the start; whoever registers gets a mail."""
    ContactCard.objects.create(affiliation=Affiliation.objects.get(organisation=company), tasks="Empfang")
    register(make_date(networks=[health]))
    invite(make_date(networks=[health]))
    make_venue()
    index, kind = EventIndexPage.objects.first(), EventKind.objects.first()
    PartnerCalendar.objects.create(name="Landfrauen", parent=index, kind=kind)
    QuestionSet.objects.create(name="Essen")
    make_offer(make_listing("Vardenhoop"), "Rückenkurs")
    Inquiry.objects.create(message="Frage", name="Şule", language="de", submission_key=uuid.uuid4())


def may(user, viewset, *actions):
    return policy_registry.get_by_type(viewset.model).user_has_any_permission(user, actions)


def first_row(client, viewset):
    html = BeautifulSoup(client.get(viewset.menu_url).content, "html.parser")
    return html.select_one("table.listing tbody tr")


@pytest.mark.thorough
@pytest.mark.parametrize("who", ["ada", "eve", "admin_ina"])
def test_the_name_of_a_row_leads_to_it(client, request, a_row_in_each, who):
    user = request.getfixturevalue(who)
    client.force_login(user)
    assert [name for viewset in LISTS if (name := fault_of(client, user, viewset))] == []


def fault_of(client, user, viewset):
    """The list whose first row does not lead on, with the reason; nothing where all is well."""
    name = viewset.model._meta.model_name
    if not may(user, viewset, "view", "add", "change", "delete"):
        return "" if client.get(viewset.menu_url).status_code == 302 else f"{name}: is open"
    row = first_row(client, viewset)
    link = row.select_one("td.title .title-wrapper a")
    has_form = viewset.get_common_view_kwargs().get("edit_url_name") and may(user, viewset, "change")
    if not link:
        return f"{name}: nobody can open this row" if has_form or viewset.inspect_view_enabled else ""
    if client.get(link["href"]).status_code != 200:
        return f"{name}: leads nowhere"
    has_menu = row.select_one("td.title [data-controller~=w-dropdown]")
    return "" if not has_form or ("/edit/" in link["href"] and has_menu) else f"{name}: has no menu or no form"
