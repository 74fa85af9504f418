"""The rows of a calendar that are still to come, for programs that are no calendars: JSON Feed and RSS."""

import json
import re

from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape, linebreaks

from networks.links import site_url

from .conf import conf
from .days import today
from .entries import Describer
from .feeds import Feed, in_window, public_dates, readable
from .ical import clean, one_line
from .names import owned
from .querysets import PARTNER
from .walltime import midnight

MOST = 300
VERSION = "https://jsonfeed.org/version/1.1"
NO_XML = re.compile("[\ufffe\uffff]")  # what XML must not hold, beside what `clean` takes out


class Rss(Rss201rev2Feed):
    def latest_post_date(self):
        """Never now: an empty feed is the same bytes all day."""
        return super().latest_post_date() if self.items else midnight(today(), conf.TIME_ZONE)


def write_json(feed: Feed, *, language: str, path: str) -> bytes:
    said = {
        "version": VERSION,
        "title": _title(feed),
        "home_page_url": site_url(),
        "feed_url": iri_to_uri(site_url(path)),
        "language": language,
        "items": [_item(*row) for row in _rows(feed, language)],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def write_rss(feed: Feed, *, language: str, path: str) -> bytes:
    """A date that moves or is cancelled is news once more, so it is dated by its last change; its guid stays."""
    title = _xml(_title(feed))
    rss = Rss(title, site_url(), title, language=language, feed_url=site_url(path))
    for date, event, _language in _rows(feed, language):
        rss.add_item(
            title=_xml(one_line(event.summary)),
            link=event.url,
            description=linebreaks(escape(_xml(_text(date, event)))),
            unique_id=f"urn:uuid:{event.uid}",
            unique_id_is_permalink=False,
            pubdate=date.modified,
            categories=[_xml(one_line(category)) for category in event.categories],
        )
    return rss.writeString("utf-8").encode()


def _xml(text):
    return NO_XML.sub("", text)


def _title(feed):
    return one_line(owned(feed.title))


def _rows(feed, language):
    dates = in_window(public_dates(feed)).upcoming().select_related("page__locale", PARTNER, "kind", "venue")
    dates = readable(dates.prefetch_related("networks", "districts")[:MOST])
    describer = Describer(dates, [language])
    return [(date, describer.event(date, language), describer.language_of(date, language)) for date in dates]


def _item(date, event, language):
    item = {
        "id": f"urn:uuid:{event.uid}",
        "url": event.url,
        "title": one_line(event.summary),
        "content_text": _text(date, event),
        "date_modified": date.modified.isoformat(),
        "language": language,
        "tags": list(event.categories),
    }
    return item | {"_event": _times(date, event)}


def _times(date, event):
    """What the standard has no place for, under a name of our own, as it asks for."""
    return {
        "start": date.local_start.isoformat(),
        "end": date.local_end.isoformat(),
        "all_day": date.all_day,
        "time_zone": date.zone,
        "location": one_line(event.location),
        "status": "cancelled" if event.cancelled else "tentative" if event.tentative else "confirmed",
    }


def _text(date, event):
    return clean("\n\n".join(part for part in (date.spoken_time, event.location, event.description) if part))
