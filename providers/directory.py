"""What the directory answers: the groups that one can filter by, the rows found and all counts, in ten queries or so.

An offer inherits from its provider what it does not say itself; a provider is found by itself, too.
"""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from networks.models import District

from .filters import Candidates, DirectoryQuery, Group, Option
from .models import Facet, Listing, ListingTerm, Offer, OfferTerm, Term
from .search import best_first, matching

DISTRICT, DELIVERY, EVERYWHERE = "kreis", "delivery", None
# What happens at once on site and online is found under both.
HYBRID, DELIVERED_BY_HYBRID = Offer.Delivery.HYBRID, {Offer.Delivery.IN_PERSON, Offer.Delivery.ONLINE}


def all_groups() -> list[Group]:
    """District, delivery and the facets, with every term: three queries, however many there are."""
    facets = Facet.objects.filters().in_bulk()
    terms = defaultdict(list)
    for term in Term.objects.filter(facet__in=facets).order_by("sort_order", "name"):
        terms[term.facet_id].append(term)
    ordered = sorted(facets.values(), key=lambda facet: (facet.sort_order, facet.name))
    return [_districts(), _delivery(), *(_facet(facet, terms[facet.pk]) for facet in ordered)]


def _districts():
    options = {d.slug: Option(d.slug, d.name) for d in District.objects.all()}
    return Group(DISTRICT, _("District"), options=options)


def _delivery():
    return Group(DELIVERY, _("Takes place"), options={v: Option(v, label) for v, label in Offer.Delivery.choices})


def _facet(facet, terms):
    by_id = {term.pk: term for term in terms}
    below = defaultdict(list)
    for term in terms:
        below[term.parent_id].append(term)
    ordered = [each for term in below[None] for each in (term, *below[term.pk])]
    options = {term.slug: _option(term, by_id.get(term.parent_id), below[term.pk]) for term in ordered}
    moved = {t.slug: by_id[t.replaced_by_id].slug for t in terms if t.replaced_by_id in by_id and not t.is_active}
    return Group(facet.slug, facet.label, facet.hint, options, moved)


def _option(term, parent, below):
    terms = (term.pk, *(each.pk for each in below))
    return Option(term.slug, term.label, parent.slug if parent else "", term.description, term.is_active, terms)


class Directory:
    """The listings that a user may see and that answer a query, and what each further choice would leave."""

    def __init__(self, query: DirectoryQuery, groups: list[Group], user):
        self.query, self.groups = query, groups
        self._listings = best_first(matching(Listing.objects.live().visible_to(user), query.text), query.text)

    @cached_property
    def _rows(self):
        return list(self._listings.values_list("pk", "whole_region", "nationwide"))

    @cached_property
    def _candidates(self) -> Candidates:
        return _gather(self._rows, self.groups)

    @cached_property
    def _found(self) -> set[int]:
        return self._candidates.meeting(self.query.chosen)

    @cached_property
    def listing_ids(self) -> list[int]:
        """The listings found, in the order of the list."""
        found = self._candidates.listings(self._found)
        return [pk for pk, *_facts in self._rows if pk in found]

    @cached_property
    def offer_ids(self) -> set[int]:
        """The offers that meet all conditions themselves."""
        return {candidate for candidate in self._found if candidate > 0}

    def counts(self, group: Group) -> dict[str, int]:
        """For each option how many listings it finds under all conditions but those of its own group."""
        others = {key: values for key, values in self.query.chosen.items() if key != group.key}
        found = self._candidates.meeting(others) if group.key in self.query.chosen else self._found
        return {value: self._candidates.count(found, group.key, value) for value in group.options}


def _gather(rows, groups):
    """All candidates by four queries, whatever their number: an offer is its id, a provider its id below zero.

    Rows of what is not visible are read too and drop out by themselves: no candidate answers to them. That is faster
    than to ask the database for the visible ones four times.
    """
    found = _Gathering(rows, Offer.objects.filter(live=True).order_by().values_list("pk", "listing", "delivery"))
    of_listings, of_offers = _by_term(ListingTerm, "listing"), _by_term(OfferTerm, "offer")
    places = _places(rows)
    for group in groups:
        if group.key == DISTRICT:
            found.add_places(group, places)
        elif group.key == DELIVERY:
            found.add_deliveries(group)
        else:
            found.add_facet(group, of_listings, of_offers)
    return Candidates(found.owners, found.holding)


class _Gathering:
    def __init__(self, rows, offers):
        listings = {pk for pk, *_facts in rows}
        self.offers = [offer for offer in offers if offer[1] in listings]
        self.offers_of = defaultdict(list)
        for offer, listing, _delivery in self.offers:
            self.offers_of[listing].append(offer)
        self.owners = {-pk: pk for pk, *_facts in rows} | {offer: listing for offer, listing, _delivery in self.offers}
        self.holding = {}

    def add_places(self, group, places):
        for value in group.options:
            listings = places[value] | places[EVERYWHERE]
            self.holding[group.key, value] = self._themselves(listings) | self._offers(listings)

    def add_deliveries(self, group):
        for value in group.options:
            ways = {value, HYBRID} if value in DELIVERED_BY_HYBRID else {value}
            self.holding[group.key, value] = {offer for offer, _listing, way in self.offers if way in ways}

    def add_facet(self, group, of_listings, of_offers):
        """An offer inherits from its provider only what it does not say itself."""
        said = {value: _union(of_offers, option.terms) for value, option in group.options.items()}
        speaking = set().union(*said.values())
        for value, option in group.options.items():
            listings = _union(of_listings, option.terms)
            inherited = self._offers(listings) - speaking
            self.holding[group.key, value] = self._themselves(listings) | said[value] | inherited

    def _themselves(self, listings):
        return {-pk for pk in listings}

    def _offers(self, listings):
        return set().union(*map(self.offers_of.__getitem__, listings & self.offers_of.keys()))


def _union(of_terms, terms):
    return set().union(*(of_terms[term] for term in terms if term in of_terms))


def _by_term(through, owner):
    """term → those that carry it"""
    carriers = defaultdict(set)
    for pk, term in through.objects.values_list(owner, "term"):
        carriers[term].add(pk)
    return carriers


def _places(rows):
    """district → listings; who works in the whole region or nationwide stands under `EVERYWHERE`"""
    places = defaultdict(set)
    for listing, slug in Listing.districts.through.objects.values_list("listing", "district__slug"):
        places[slug].add(listing)
    places[EVERYWHERE] = {pk for pk, whole_region, nationwide in rows if whole_region or nationwide}
    return places
