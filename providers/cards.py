"""Listings and offers as the parts of a page want them: plain values, asked for all rows at once."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .links import provider_url
from .models import Facet, Listing, Offer

MOST_TOPICS = 4
MOST_PLACES = 3


@dataclass(frozen=True)
class OfferCard:
    title: str
    summary: str
    essentials: list[str]  # where, how many, how long, how much: words that need no label
    facts: list[tuple[str, str]]
    anchor: str


@dataclass(frozen=True)
class ListingCard:
    title: str
    url: str
    summary: str
    organisation: str
    place: str
    topics: list[str]
    offer_count: int
    image: object = None
    offers: list[dict] = field(default_factory=list)  # those that meet the filters: title, url


def listing_cards(
    listing_ids, *, directory, request=None, encoded_query="", offer_ids=frozenset()
) -> list[ListingCard]:
    """A card for each id, in their order, in a fixed number of queries."""
    listings = Listing.objects.select_related("organisation", "image").prefetch_related("districts", "terms")
    listings = listings.in_bulk(list(listing_ids))
    offers = _offers(listings)
    facets = Facet.objects.in_bulk()
    cards = []
    for listing in (listings[pk] for pk in listing_ids):
        url = provider_url(listing, directory, request, encoded_query)
        matching = [offer for offer in offers[listing.pk] if offer.pk in offer_ids]
        cards.append(listing_card(listing, url, offers[listing.pk], facets, matching))
    return cards


def listing_card(listing, url, offers, facets, matching=()) -> ListingCard:
    return ListingCard(
        title=listing.title,
        url=url,
        summary=listing.summary,
        organisation="" if listing.organisation.name == listing.title else listing.organisation.name,
        place=place(listing),
        topics=topics(listing, facets),
        offer_count=len(offers),
        image=listing.image,
        offers=[{"title": offer.title, "url": f"{url}#{anchor(offer)}"} for offer in matching],
    )


def topics(listing, facets) -> list[str]:
    """The terms of the first filter that says something about a provider: what it is about, in a few words."""
    labelled = labels_by_facet(listing.terms.all(), facets)
    return labelled[0][1][:MOST_TOPICS] if labelled else []


def _offers(listing_ids):
    offers = defaultdict(list)
    for offer in Offer.objects.filter(live=True, listing__in=listing_ids).only("title", "listing"):
        offers[offer.listing_id].append(offer)
    return offers


def offer_card(offer, facets, said=()) -> OfferCard:
    """`said` is what the provider's page says anyway, as pairs of facet and labels: not repeated for each offer."""
    essentials = [offer.get_delivery_display(), group_size(offer), offer.duration, offer.price_note]
    own = [pair for pair in labels_by_facet(offer.terms.all(), facets) if pair not in said]
    return OfferCard(
        title=offer.title,
        summary=offer.summary,
        essentials=[words for words in essentials if words],
        facts=[(facet.label, ", ".join(labels)) for facet, labels in own],
        anchor=anchor(offer),
    )


def anchor(offer) -> str:
    return f"offer-{offer.pk or 'new'}"


def group_size(offer) -> str:
    least, most = offer.group_min, offer.group_max
    if least and most:
        return _("%(least)d to %(most)d people") % {"least": least, "most": most} if least < most else _people(most)
    if most:
        return _("up to %(people)s") % {"people": _people(most)}
    return _("from %(people)s") % {"people": _people(least)} if least else ""


def _people(number):
    return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def place(listing) -> str:
    """Where a provider works, in a few words."""
    if listing.nationwide:
        return _("nationwide or online")
    if listing.whole_region:
        return _("in the whole region")
    names = [district.name for district in listing.districts.all()]
    if len(names) <= MOST_PLACES:
        return ", ".join(names)
    more = len(names) - MOST_PLACES + 1
    shown = ", ".join(names[: MOST_PLACES - 1])
    return ngettext("%(shown)s and %(n)d more", "%(shown)s and %(n)d more", more) % {"shown": shown, "n": more}


def labels_by_facet(terms, facets) -> list[tuple[Facet, list[str]]]:
    """The labels of terms under their facets, both in the editors' order; retired facets are left out."""
    labels = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term.sort_order, term.name)):
        labels[term.facet_id].append(term.label)
    shown = [facet for facet in facets.values() if facet.is_active and facet.pk in labels]
    return [(facet, labels[facet.pk]) for facet in sorted(shown, key=lambda facet: (facet.sort_order, facet.name))]
