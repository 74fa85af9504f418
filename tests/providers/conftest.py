from datetime import UTC, datetime

import pytest
from django.utils.text import slugify
from wagtail.models import Site

from networks.models import District, Organisation
from providers.models import DirectoryPage, Listing, Offer, Term

PUBLISHED = {"first_published_at": datetime(2026, 11, 2, 9, tzinfo=UTC)}


def terms(*names):
    """`terms("bgf_field:stress", …)`"""
    return [Term.objects.get(facet__slug=facet, slug=slug) for facet, slug in (name.split(":") for name in names)]


def make_organisation(name, **fields):
    return Organisation.objects.create(name=name, slug=slugify(name), **fields)


def make_listing(title, *, organisation=None, slug=None, term_names=(), districts=(), networks=(), **fields):
    """A published listing, of an organisation of the same name if none is given."""
    return Listing.objects.create(
        title=title,
        slug=slug or "",
        organisation=organisation or make_organisation(title),
        terms=terms(*term_names),
        districts=list(District.objects.filter(slug__in=districts)),
        networks=list(networks),
        **{"last_published_at": datetime(2026, 11, 2, 9, tzinfo=UTC)} | fields,
    )


def make_offer(listing, title, *term_names, **fields):
    return Offer.objects.create(listing=listing, title=title, terms=terms(*term_names), **fields)


@pytest.fixture
def directory(db):
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=DirectoryPage(title="Anbieter finden", slug="anbieter-finden"))


@pytest.fixture
def vardenhoop(db):
    """Back courses in Uelzen, on site."""
    listing = make_listing(
        "Vardenhoop Bewegungswerkstatt",
        organisation=make_organisation("Vardenhoop", city="Uelzen", website="https://vardenhoop.example.org"),
        term_names=["bgf_field:bewegung", "provider_type:praxis"],
        districts=["uelzen"],
        summary="Rückenkurse und aktive Pausen im Betrieb.",
    )
    make_offer(listing, "Rückenkurs", "offer_format:kurs", delivery="in_person", group_max=20)
    make_offer(listing, "Vortrag gesund sitzen", "offer_format:vortrag", delivery="online")
    return listing


@pytest.fixture
def tidenruh(db):
    """Stress prevention in Lüneburg and Uelzen, online."""
    listing = make_listing(
        "Tidenruh Stressprävention",
        term_names=["bgf_field:stress", "provider_type:psych"],
        districts=["lueneburg", "uelzen"],
    )
    make_offer(listing, "Gelassen führen", "offer_format:workshop", "bgf_field:fuehrung", delivery="online")
    return listing


@pytest.fixture
def nordlicht(db):
    """An app, nationwide."""
    listing = make_listing(
        "Nordlichtpuls App", term_names=["bgf_field:bewegung", "provider_type:digital"], nationwide=True
    )
    make_offer(listing, "Bewegungspausen als App", "offer_format:app", delivery="online")
    return listing
