"""Links to the calendars that one can subscribe to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.links import site_url

from .filters import EventQuery
from .options import Options

FEEDS = {"netzwerk": "feed_network", "kreis": "feed_district", "art": "feed_kind"}


def feed_link(name: str, title: str, *args) -> dict:
    """For `subscribe_box.html`: the address to copy, and the one that opens a calendar program."""
    url = site_url(reverse(f"events:{name}", args=args))
    return {"title": title, "url": url, "webcal_url": f"webcal:{url.partition(':')[2]}"}


def feed_of(query: EventQuery, options: Options) -> dict:
    """What one can subscribe to from a list: the one thing that is filtered for, or everything."""
    chosen = [(group, value) for group, values in query.chosen.items() for value in values]
    if len(chosen) != 1:
        return feed_link("feed_all", _("All events"))
    ((group, value),) = chosen
    label = next(option.label for option in options[group] if option.value == value)
    return feed_link(FEEDS[group], label, value)


def all_feeds(options: Options) -> list[dict]:
    some = [
        {"title": option.label, "url": reverse(f"events:{FEEDS[group]}", args=[option.value])}
        for group, found in options.items()
        for option in found
    ]
    return [{"title": _("All events"), "url": reverse("events:feed_all")}, *some]
