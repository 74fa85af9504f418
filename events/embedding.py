"""What other websites show of a calendar in a frame: the next dates, or a month. Public dates only, whoever asks."""

import logging
from datetime import date, timedelta

from django.template.loader import render_to_string
from django.urls import reverse

from networks.links import imprint_url, privacy_url, site_url

from .conf import conf
from .days import today
from .feed_links import FeedLink
from .feeds import feed_of, in_window, public_dates, readable
from .filters import GROUPS, EventQuery, next_month, previous_month
from .listing import by_month, days_with
from .names import owner
from .sections import calendar_page
from .selection import Selection

logger = logging.getLogger(__name__)
MOST, MOST_OF_MONTH = 20, 300


def write_dates(selection: Selection) -> bytes:
    """From today on, those that are over as well: this is kept until the day ends."""
    feed = feed_of(selection)
    dates = in_window(public_dates(feed)).on_days(today(), _last_day()).with_page()[:MOST]
    return _written("events/embed_dates.html", feed, selection, months=by_month(readable(dates)))


def write_month(selection: Selection, month: date) -> bytes:
    feed = feed_of(selection)
    days = days_with(readable(_first(_of_month(public_dates(feed), month).with_page())), month)
    turns = {"previous": _turn(selection, previous_month(month)), "next": _turn(selection, next_month(month))}
    has_dates = any(day["occurrences"] for day in days)
    return _written("events/embed_month.html", feed, selection, month=month, days=days, has_dates=has_dates, **turns)


def this_month() -> date:
    return today().replace(day=1)


def is_in_reach(month: date) -> bool:
    """As far as feeds look, so that there are only so many months to ask for."""
    return (today() - timedelta(days=conf.FEED_PAST_DAYS)).replace(day=1) <= month <= _last_day()


def _last_day():
    return today() + timedelta(days=conf.FEED_FUTURE_DAYS)


def _of_month(dates, month):
    return dates.on_days(month, next_month(month) - timedelta(days=1))


def _first(dates):
    """No more than a frame can hold: any visitor can have a month rendered."""
    some = list(dates[: MOST_OF_MONTH + 1])
    if len(some) > MOST_OF_MONTH:
        logger.warning("A month in a frame is full: only its first %s dates are shown", MOST_OF_MONTH)
    return some[:MOST_OF_MONTH]


def _turn(selection, month):
    url = reverse("events:embed_month", args=[selection, month])
    return {"date": month, "url": url} if is_in_reach(month) else None


def _written(template, feed, selection, **shown):
    """Without a request: nothing here can depend on who asks."""
    context = {
        "feed": FeedLink(feed.title, selection),
        "is_kept": True,
        "owner": owner(),
        "all_dates_url": _all_dates_url(selection),
        "imprint_url": imprint_url(),
        "privacy_url": privacy_url(),
    }
    return render_to_string(template, context | shown).encode()


def _all_dates_url(selection):
    """The list of our own site, filtered as far as it can be; the site itself where it has no list."""
    index = calendar_page(None)
    chosen = {group: values for group, values in selection.chosen.items() if group in GROUPS}
    query = EventQuery(text=selection.text, chosen=chosen)
    return f"{index.full_url}{query.encoded() if query else ''}" if index else site_url()
