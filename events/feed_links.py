"""Links to the calendars that one can subscribe to, in the forms that the programs understand."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.text import slugify

from networks.links import site_url

from .filters import EventQuery
from .models import Venue
from .names import owned, title_of
from .options import Options
from .selection import Selection, of_query


def webcal(url: str) -> str:
    """The same address, as programs for calendars take it."""
    return f"webcal:{url.partition(':')[2]}"


@dataclass(frozen=True)
class FeedLink:
    """For `subscribe_box.html`. The address is `https` where the site is, without a query string."""

    title: str
    selection: Selection

    @cached_property
    def url(self):
        return site_url(reverse("events:feed", args=[self.selection]))

    @property
    def webcal_url(self):
        return webcal(self.url)

    @property
    def google_url(self):
        """Google refuses `https` in it."""
        return f"https://calendar.google.com/calendar/r?{urlencode({'cid': self.webcal_url})}"

    @property
    def outlook_url(self):
        return f"https://outlook.live.com/calendar/0/addfromweb?{self._for_outlook}"

    @property
    def office_url(self):
        return f"https://outlook.office.com/calendar/0/addfromweb?{self._for_outlook}"

    @cached_property
    def _for_outlook(self):
        return urlencode({"url": self.url, "name": self.owned_title}, quote_via=quote, safe="")

    @property
    def json_url(self):
        return site_url(reverse("events:feed_json", args=[self.selection]))

    @property
    def rss_url(self):
        return site_url(reverse("events:feed_rss", args=[self.selection]))

    @property
    def embed_url(self):
        """The next dates, to be shown in a frame."""
        return site_url(reverse("events:embed", args=[self.selection]))

    @property
    def embed_month_url(self):
        return site_url(reverse("events:embed_month", args=[self.selection]))

    @property
    def owned_title(self):
        return owned(self.title)

    @property
    def page_url(self):
        """The page that explains it."""
        return site_url(reverse("events:subscribe", args=[self.selection]))


def network_link(network) -> FeedLink:
    return FeedLink(network.title, Selection({"netzwerk": (network.slug,)}))


def link_of(query: EventQuery, options: Options) -> FeedLink:
    """What one can subscribe to from a list: what is filtered for."""
    selection = of_query(query)
    labels = {group: {option.value: option.label for option in some} for group, some in options.items()}
    return FeedLink(title_of(selection, labels), selection)


def all_links(options: Options) -> dict[str, list[FeedLink]]:
    """By the name of their group in addresses."""
    groups = {
        group: [FeedLink(option.label, Selection({group: (option.value,)})) for option in some]
        for group, some in options.items()
    }
    return groups | {"ort": [venue_link(venue) for venue in Venue.objects.public()]}


def venue_link(venue: Venue) -> FeedLink:
    return FeedLink(str(venue), Selection({"ort": (f"{slugify(str(venue)) or 'ort'}-{venue.pk}",)}))
