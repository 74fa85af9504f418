"""What editors see before they publish: the same templates, with the unpublished version in its place."""

from django.utils.translation import gettext as _

from . import cards
from .links import directory_page
from .models import DirectoryPage, Facet, Offer
from .views import provider_context


def _page():
    return directory_page() or DirectoryPage(title=_("Providers"))


def _published_offers(listing_id):
    return Offer.objects.filter(live=True, listing=listing_id).prefetch_related("terms")


def listing_preview(listing, request) -> dict:
    offers = list(_published_offers(listing.pk))
    card = cards.listing_card(listing, "", offers, Facet.objects.in_bulk())
    return provider_context(_page(), request, listing, offers) | {"card": card}


def offer_preview(offer, request) -> dict:
    """The provider's page with this version of the offer among the published ones."""
    others = [other for other in _published_offers(offer.listing_id) if other.pk != offer.pk]
    offers = sorted([*others, offer], key=lambda each: (each.sort_order, each.title))
    return provider_context(_page(), request, offer.listing, offers)
