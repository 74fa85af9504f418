"""What a page costs does not grow with what there is: as many questions to the database for 1 and for 200."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import AdvicePage, ContentPage, LegalPage, PressIndexPage, PressReleasePage
from home.models.advice import AdviceTopic
from home.models.legal import AccessibilityGap
from networks.models import Affiliation, HealthNetworkPage, MemberIndexPage, MemberPage, Organisation
from providers.models import DirectoryPage, Listing
from providers.search import index
from tests.cast import make_membership, make_network, put_below

from .making import add, home_page, make_card, numbers

pytestmark = pytest.mark.django_db
MANY = 200


def queries(client, address):
    client.get(address)  # sites and content types are looked up once a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def pages(model, parent, n, **fields):
    """Many pages, quickly: without revisions."""
    parent.refresh_from_db()
    for number in range(n):
        put_below(parent, model(**{"title": f"Rücken {number}", "slug": f"viele-{next(numbers)}"} | fields))


def companies(n):
    return Organisation.objects.bulk_create(
        Organisation(name=f"Rücken {number}", slug=f"ruecken-{next(numbers)}") for number in range(n)
    )


def listings(organisations):
    made = Listing.objects.bulk_create(
        Listing(organisation=organisation, title=organisation.name, slug=organisation.slug)
        for organisation in organisations
    )
    index([listing.pk for listing in made])


def test_the_press_page(client):
    press = add(PressIndexPage, contact=make_card())
    addresses = [press.get_url() + end for end in ("", "?page=2", "feed/")]
    pages(PressReleasePage, press, 21)
    few = [queries(client, address) for address in addresses]
    pages(PressReleasePage, press, MANY)
    assert [queries(client, address) for address in addresses] == few


def test_a_press_release(client):
    press = add(PressIndexPage, contact=make_card())

    def release(n):
        return add(PressReleasePage, press, body=[("contact", make_card(f"C{number}")) for number in range(n)])

    one = release(1)
    few = queries(client, one.get_url())
    pages(PressReleasePage, press, MANY)
    assert queries(client, one.get_url()) == few
    assert queries(client, release(20).get_url()) == few


def test_an_advice_page(client):
    def advice(n):
        page = add(AdvicePage, contact=make_card(), body=[("contact", make_card(f"C{i}")) for i in range(min(n, 20))])
        page.topics = [AdviceTopic(name=f"Thema {number}") for number in range(n)]
        page.save()
        return page.get_url()

    assert queries(client, advice(MANY)) == queries(client, advice(1))


def test_a_legal_page(client):
    def statement(n):
        page = LegalPage.objects.get(kind=LegalPage.Kind.ACCESSIBILITY)
        page.gaps = [AccessibilityGap(what=f"Karte {number}", reason="folgt") for number in range(n)]
        page.save()
        return page.get_url()

    few = queries(client, statement(1))
    pages(ContentPage, home_page(), MANY)
    assert queries(client, statement(MANY)) == few


def test_the_sitemap(client):
    pages(ContentPage, home_page(), 1)
    few = queries(client, "/sitemap.xml")
    pages(ContentPage, home_page(), MANY)
    assert queries(client, "/sitemap.xml") == few


def test_searching(client, health):
    members = add(MemberIndexPage, health)
    add(DirectoryPage)

    def more(n):
        pages(ContentPage, home_page(), n)
        made = companies(n)
        listings(made)
        for company in made:
            make_membership(health, company)
            pages(MemberPage, members, 1, organisation=company)

    more(1)
    searches = [f"/suche/?q=Rücken{kind}" for kind in ("", "&kind=pages", "&kind=members", "&kind=providers")]
    few = [queries(client, search) for search in searches]
    more(MANY)
    assert [queries(client, search) for search in searches] == few


def test_my_area(client, bob, company):
    """Somebody who acts for many organisations, each in a network of its own, each with a listing."""
    add(DirectoryPage)

    def more(n):
        made = companies(n)
        listings(made)
        for organisation in made:
            Affiliation.objects.create(person=bob.person, organisation=organisation, starts_on="2026-01-01")
            network = make_network(HealthNetworkPage, "Netz", f"netz-{next(numbers)}")
            make_membership(network, organisation)

    more(1)
    client.force_login(bob)
    few = queries(client, "/mein-bereich/")
    more(MANY)
    assert queries(client, "/mein-bereich/") == few
