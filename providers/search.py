"""One searched text for each listing, kept by `index`, asked by `matching` (the directory) and `find` (the site)."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Q, QuerySet, Value, When
from wagtail.rich_text import get_text_for_indexing

from . import text
from .models import Listing, ListingTerm, Offer, OfferTerm, SearchEntry


def find(query: str, user) -> QuerySet[Listing]:
    """The listings that a user may see and that hold every word of a query, best first; none for an empty query."""
    listings = Listing.objects.live().visible_to(user).select_related("organisation", "search_entry")
    return best_first(matching(listings, query), query) if text.wanted(query) else listings.none()


def matching(listings, query: str):
    """The listings of a queryset that hold every word of a query. An empty query asks for nothing."""
    for alternatives in text.wanted(query):
        listings = listings.filter(reduce(or_, (Q(search_entry__text__contains=form) for form in alternatives)))
    return listings


def best_first(listings, query: str):
    """The listings of a queryset by title, those first whose title has words that begin like all words of the query."""
    begins = (
        Q(search_entry__sort_key__startswith=word) | Q(search_entry__sort_key__contains=f" {word}")
        for word in text.begun_in_title(query)
    )
    in_title = Case(When(reduce(and_, begins, Q()), then=0), default=1) if text.wanted(query) else Value(0)
    return listings.alias(in_title=in_title).order_by("in_title", "search_entry__sort_key", "pk")


BOOKKEEPING = frozenset({"latest_revision", "live_revision", "has_unpublished_changes", "go_live_at", "expire_at"})


def is_affected(update_fields: Iterable[str] | None) -> bool:
    """Whether a save of these fields (None: of all) may change the searched text; saving a draft does not."""
    return update_fields is None or not BOOKKEEPING.issuperset(update_fields)


def index(listing_ids: Iterable[int]) -> None:
    """Write down what the directory searches and sorts by. Called whenever something that it holds has changed."""
    wanted = set(listing_ids)
    if not wanted:
        return
    listings = Listing.objects.filter(pk__in=wanted).select_related("organisation__district")
    listings = list(listings.prefetch_related("districts"))
    more = _texts_of_offers_and_terms([listing.pk for listing in listings])
    entries = [_entry(listing, more[listing.pk]) for listing in listings]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["listing"], update_fields=["text", "sort_key"]
    )


def _entry(listing, more):
    organisation = listing.organisation
    own = [listing.title, listing.summary, get_text_for_indexing(listing.description)]
    places = [organisation.city, str(organisation.district or ""), *(d.name for d in listing.districts.all())]
    return SearchEntry(
        listing=listing,
        text=text.searchable(*own, organisation.name, *places, *more),
        sort_key=text.sort_key(listing.title),
    )


def _texts_of_offers_and_terms(listing_ids):
    texts = defaultdict(list)
    names = ("term__name", "term__name_en", "term__synonyms")
    for pk, *found in ListingTerm.objects.filter(listing__in=listing_ids).values_list("listing", *names):
        texts[pk] += found
    offers = Offer.objects.filter(listing__in=listing_ids, live=True)
    for pk, *found in offers.values_list("listing", "title", "summary"):
        texts[pk] += found
    of_offers = OfferTerm.objects.filter(offer__listing__in=listing_ids, offer__live=True)
    for pk, *found in of_offers.values_list("offer__listing", *names):
        texts[pk] += found
    return texts
