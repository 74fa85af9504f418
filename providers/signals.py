"""Keeps the searched text true when something changes that listings only point to."""

from django.db.models import Q

from .models import Listing
from .search import index


def index_listings_of_organisation(sender, instance, created=False, **kwargs):
    if not created:
        index(instance.listings.values_list("pk", flat=True))


def index_listings_of_district(sender, instance, **kwargs):
    index(
        Listing.objects.filter(Q(districts=instance) | Q(organisation__district=instance)).values_list("pk", flat=True)
    )


def index_listings_with_term(sender, instance, **kwargs):
    listings = Listing.objects.filter(Q(terms=instance) | Q(offers__terms=instance))
    index(listings.values_list("pk", flat=True))


def index_listing_of_offer(sender, instance, **kwargs):
    index([instance.listing_id])
