"""What events put on other pages."""

from django.utils.translation import gettext as _

from networks.links import in_language_of_visit
from networks.sections import Section
from networks.visibility import visible_pages

from .feed_links import network_link
from .models import EventIndexPage, Occurrence

NEXT_DATES = 4


def meetings_of_network(request, network) -> Section:
    """The next dates of a network, the way to all of them, and its calendar to subscribe to."""
    dates = Occurrence.objects.upcoming().visible_to(request.user).in_network(network).with_page()[:NEXT_DATES]
    calendar, feed = calendar_page(request.user), network_link(network)
    return Section(
        heading=_("Next meetings"),
        template="events/sections/network.html",
        context={
            "dates": list(dates),
            "feed": feed,
            "hue": network.hue,
        },
        order=20,
        slug="meetings",
        link=f"{calendar.get_url(request)}?netzwerk={network.slug}" if calendar else "",
        link_text=_("All dates of this network"),
    )


def calendar_page(user) -> EventIndexPage | None:
    """The calendar in the language of the visit, or in any, of those that a user may see."""
    pages = EventIndexPage.objects.order_by("path").select_related("locale")
    return in_language_of_visit(visible_pages(pages, user))
