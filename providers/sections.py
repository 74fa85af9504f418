"""What providers put on other pages: offers on a network's page, "our listing" in the member area."""

from django.utils.translation import gettext as _

from networks.models import Affiliation
from networks.sections import Section

from .cards import listing_cards
from .links import directory_page
from .models import Listing

MOST_IN_NETWORK = 6


def offers_of_network(request, network) -> Section | None:
    """The providers of a network, the most recently published first, with the way to all of them."""
    listings = Listing.objects.live().visible_to(request.user).in_network(network)
    ids = list(listings.order_by("-last_published_at", "pk").values_list("pk", flat=True)[:MOST_IN_NETWORK])
    directory = directory_page() if ids else None
    if directory is None:
        return None
    return Section(
        heading=_("Offers"),
        template="providers/sections/network.html",
        context={"listings": listing_cards(ids, directory=directory, request=request)},
        order=60,
        slug="offers",
        link=directory.get_url(request),
        link_text=_("All providers"),
    )


def our_listings(request, user) -> Section | None:
    """The listings of the organisations that a user acts for today, with what is shown of them."""
    organisations = Affiliation.objects.current().filter(person__user=user).values("organisation")
    listings = Listing.objects.filter(organisation__in=organisations).by_title()
    directory = directory_page() if listings else None
    rows = [
        {
            "title": listing.title,
            "live": listing.live,
            "waiting": listing.has_unpublished_changes,
            "updated_at": listing.last_published_at,
            "url": f"{directory.get_url(request)}{listing.slug}/" if directory and listing.live else "",
        }
        for listing in listings
    ]
    if not rows:
        return None
    return Section(_("Our listing"), "providers/sections/member.html", {"rows": rows}, order=60, slug="our-listing")
