"""What the directory answers: the groups that one can filter by, the rows found and all counts, in ten queries or so.

An offer inherits from its provider what it does not say itself; a provider is found by itself, too.
"""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from networks.models import District

from .filters import Candidates, DirectoryQuery, Group, Option
from .models import Facet, Listing, ListingTerm, Offer, OfferTerm, Term
from .search import matching

DISTRICT, DELIVERY = "district", "delivery"
# What happens at once on site and online is found under both.
DELIVERED_AS = {"hybrid": ("hybrid", "in_person", "online")}


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
    options = {term.slug: _option(term, by_id) for term in _parents_first(terms)}
    moved = {t.slug: by_id[t.replaced_by_id].slug for t in terms if t.replaced_by_id in by_id and not t.is_active}
    return Group(facet.slug, facet.label, facet.hint, options, moved)


def _option(term, by_id):
    parent = by_id[term.parent_id].slug if term.parent_id in by_id else ""
    return Option(term.slug, term.label, parent, term.description, term.is_active)


def _parents_first(terms):
    below = defaultdict(list)
    for term in terms:
        below[term.parent_id].append(term)
    return [each for term in below[None] for each in (term, *below[term.pk])]


class Directory:
    """The listings that a user may see and that answer a query, and what each further choice would leave."""

    def __init__(self, query: DirectoryQuery, groups: list[Group], user):
        self.query, self.groups = query, groups
        self._listings = matching(Listing.objects.live().visible_to(user), query.text)

    @cached_property
    def _rows(self):
        return list(self._listings.by_title().values_list("pk", "whole_region", "nationwide"))

    @cached_property
    def _candidates(self) -> Candidates:
        return _gather(self._rows, self._listings, self.groups)

    @cached_property
    def _found(self) -> set[int]:
        return self._candidates.meeting(self.query.chosen)

    @cached_property
    def listing_ids(self) -> list[int]:
        """The listings found, in the order of the list."""
        found = {self._candidates.owners[candidate] for candidate in self._found}
        return [pk for pk, *_facts in self._rows if pk in found]

    @cached_property
    def offer_ids(self) -> set[int]:
        """The offers that meet all conditions themselves."""
        return {self._candidates.offers[candidate] for candidate in self._found} - {None}

    def counts(self, group: Group) -> dict[str, int]:
        """For each option how many listings it finds under all conditions but those of its own group."""
        others = {key: values for key, values in self.query.chosen.items() if key != group.key}
        found = self._candidates.meeting(others) if group.key in self.query.chosen else self._found
        return {value: self._candidates.count(found, group.key, value) for value in group.options}


def _gather(rows, listings, groups):
    """All candidates by four queries, whatever their number."""
    visible = listings.order_by().values("pk")
    values_of_term = _values_of_terms(groups)
    places = _places(rows, visible, groups)
    said = _said(ListingTerm.objects.filter(listing__in=visible), "listing", values_of_term)
    of_offers = OfferTerm.objects.filter(offer__live=True, offer__listing__in=visible)
    said_by_offers = _said(of_offers, "offer", values_of_term)
    offers = _offers(visible)
    candidates = Candidates()
    for listing, *_facts in rows:
        own = said[listing] | {DISTRICT: places[listing]}
        candidates.add(listing, None, _flat(own))
        for offer, delivered in offers[listing]:
            candidates.add(listing, offer, _flat(own | said_by_offers[offer] | delivered))
    return candidates


def _flat(said):
    return set().union(*said.values())


def _offers(visible):
    """listing → its live offers and how each is delivered"""
    offers = defaultdict(list)
    rows = Offer.objects.filter(live=True, listing__in=visible).order_by().values_list("pk", "listing", "delivery")
    for offer, listing, delivery in rows:
        ways = {(DELIVERY, way) for way in DELIVERED_AS.get(delivery, (delivery,))}
        offers[listing].append((offer, {DELIVERY: ways}))
    return offers


def _values_of_terms(groups):
    """(facet, slug) → the values that a term stands for: itself, and the term it stands below"""
    return {
        (group.key, option.value): {(group.key, v) for v in (option.value, option.parent) if v}
        for group in groups
        for option in group.options.values()
    }


def _said(pairs, owner, values_of_term):
    """owner → {facet: values}"""
    said = defaultdict(dict)
    for pk, facet, slug in pairs.values_list(owner, "term__facet__slug", "term__slug"):
        said[pk].setdefault(facet, set()).update(values_of_term.get((facet, slug), ()))
    return said


def _places(rows, visible, groups):
    """listing → districts; who works in the whole region or nationwide is found under each of them"""
    everywhere = {(DISTRICT, slug) for group in groups if group.key == DISTRICT for slug in group.options}
    through = Listing.districts.through.objects.filter(listing__in=visible)
    places = defaultdict(set)
    for listing, slug in through.values_list("listing", "district__slug"):
        places[listing].add((DISTRICT, slug))
    places.update({pk: everywhere for pk, whole_region, nationwide in rows if whole_region or nationwide})
    return places
