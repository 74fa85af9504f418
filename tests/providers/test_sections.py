"""What providers put on other pages."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from networks.models import Affiliation
from networks.sections import member_sections, network_sections
from networks.visibility import Tier
from providers.models import Listing

from .conftest import make_listing, make_offer

pytestmark = pytest.mark.django_db


def request_of(user=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return request


def section(sections, slug):
    return next((section for section in sections if section.slug == slug), None)


def titles(found):
    return [card.title for card in found.context["listings"]] if found else []


@pytest.fixture
def in_health(health, directory):
    listing = make_listing("Tidenruh", networks=[health])
    make_offer(listing, "Kurs")
    return listing


def test_a_network_shows_its_providers_with_the_way_to_all(health, training, in_health, directory):
    make_listing("Anderswo")
    found = section(network_sections(request_of(), health), "offers")
    assert titles(found) == ["Tidenruh"]
    assert found.link == directory.get_url()
    assert f"{directory.get_url()}tidenruh/" in found.render(request_of())
    assert section(network_sections(request_of(), training), "offers") is None


def test_a_network_shows_to_strangers_what_is_public(health, in_health, bob):
    make_listing("Intern", networks=[health], visibility=Tier.GROUP)
    make_listing("Entwurf", networks=[health], live=False)
    assert titles(section(network_sections(request_of(), health), "offers")) == ["Tidenruh"]
    assert sorted(titles(section(network_sections(request_of(bob), health), "offers"))) == ["Intern", "Tidenruh"]


def test_without_a_directory_a_network_shows_no_providers(health, in_health, directory):
    directory.unpublish()
    assert section(network_sections(request_of(), health), "offers") is None


def test_members_see_how_their_own_listing_stands(bob, company, directory):
    live = make_listing("Möhlenkolk", organisation=company)
    make_listing("Noch geheim", organisation=company, live=False)
    make_listing("Andere")
    live.save_revision()
    live.has_unpublished_changes = True
    live.save()
    found = section(member_sections(request_of(bob), bob), "our-listing")
    assert [(row["title"], row["live"], row["waiting"]) for row in found.context["rows"]] == [
        ("Möhlenkolk", True, True), ("Noch geheim", False, False),
    ]  # fmt: skip
    html = found.render(request_of(bob))
    assert "Eine Änderung wartet auf Freigabe" in html
    assert "Nicht veröffentlicht" in html


def test_who_no_longer_acts_for_a_company_does_not_see_its_listing(bob, company, carol):
    make_listing("Möhlenkolk", organisation=company)
    Affiliation.objects.update(ends_on="2020-12-31")
    assert section(member_sections(request_of(bob), bob), "our-listing") is None
    assert section(member_sections(request_of(carol), carol), "our-listing") is None
    assert Listing.objects.count() == 1
