"""The searched text follows everything that it holds."""

import pytest

from networks.visibility import Tier
from providers.models import SearchEntry, Term
from providers.search import find

from .conftest import make_listing, make_offer, make_organisation, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(db):
    return make_listing("Tidenruh", organisation=make_organisation("Ohlsen GmbH", city="Celle"), summary="Ruhe finden")


def finds(query, user=None):
    return [listing.title for listing in find(query, user)]


@pytest.mark.parametrize("query", ["tidenruh", "ohlsen", "celle", "Ruhe", "tiden celle ruhe"])
def test_a_listing_is_found_by_what_it_says(listing, query):
    assert finds(query) == ["Tidenruh"]


@pytest.mark.parametrize("query", ["", "   ", '"', "\x00", "***"])
def test_a_query_without_words_finds_nothing(listing, query):
    assert finds(query) == []


def test_it_is_found_by_its_offers_while_they_are_live(listing):
    offer = make_offer(listing, "Rückenkurs", summary="am Hochofen")
    assert finds("rücken hochofen") == ["Tidenruh"]
    offer.unpublish()
    assert finds("rücken") == []
    offer.live = True
    offer.save()
    assert finds("rücken") == ["Tidenruh"]
    offer.delete()
    assert finds("rücken") == []


def test_an_offer_that_moves_takes_its_words_along(listing):
    offer, other = make_offer(listing, "Yoga"), make_listing("Anderswo")
    offer.listing = other
    offer.save()
    assert finds("yoga") == ["Anderswo"]


def test_it_is_found_by_terms_in_both_languages_and_by_their_synonyms(listing):
    assert finds("burnout") == []
    listing.terms = terms("bgf_field:stress")
    listing.save()
    assert finds("burnout") == finds("stressbewältigung") == finds("coping") == ["Tidenruh"]


def test_a_renamed_term_is_found_by_its_new_name(listing):
    make_offer(listing, "Kurs", "bgf_field:schlaf")
    term = Term.objects.get(slug="schlaf")
    term.synonyms = "Murmeltier"
    term.save()
    assert finds("murmeltier") == ["Tidenruh"]


def test_a_renamed_organisation_is_found_by_its_new_name(listing):
    listing.organisation.name = "Quellmoor"
    listing.organisation.save()
    assert finds("quellmoor") == ["Tidenruh"]
    assert finds("ohlsen") == []


def test_a_draft_of_something_live_is_not_found_before_it_is_published(listing):
    listing.title = "Neuer Name"
    revision = listing.save_revision()
    assert finds("neuer") == []
    revision.publish()
    assert finds("neuer") == ["Neuer Name"]


def test_drafts_and_what_is_for_others_are_not_found(listing, bob):
    make_listing("Ruhe im Entwurf", live=False)
    make_listing("Ruhe für Mitglieder", visibility=Tier.MEMBERS)
    assert finds("ruhe") == ["Tidenruh"]
    assert finds("ruhe", bob) == ["Ruhe für Mitglieder", "Tidenruh"]


def test_every_listing_has_one_entry(listing):
    listing.save()
    assert SearchEntry.objects.filter(listing=listing).count() == 1
    listing.delete()
    assert not SearchEntry.objects.exists()


def test_whoever_is_called_so_comes_first(listing):
    make_offer(make_listing("Atemraum"), "Rückenkurs")
    make_offer(make_listing("Druckerei"), "Rückenkurs")
    make_offer(make_listing("Haus der Rückenschule"), "Yoga")
    make_listing("Zentrum")
    assert finds("Rücken") == ["Haus der Rückenschule", "Atemraum", "Druckerei"]
