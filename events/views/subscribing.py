"""The page that explains a calendar: how each program subscribes to it, and which others there are."""

from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import feeds
from ..feed_links import FeedLink, all_links
from ..options import options_for
from ..qr import code_of
from ..selection import Selection


@require_safe
def subscribe(request, selection=None):
    selection = selection or Selection()
    link = FeedLink(feeds.feed_of(selection).title, selection)
    context = {
        "feed": link,
        "code": code_of(link.page_url),
        "only_held": None if selection.only_held else _only_held(selection),
        "everything": None if selection == Selection() else FeedLink(_("All events"), Selection()),
        "groups": _groups(),
        "hue": "initiative",
    }
    return render(request, "events/subscribe.html", context)


def _only_held(selection):
    chosen = replace(selection, only_held=True)
    return FeedLink(feeds.feed_of(chosen).title, chosen)


def _groups():
    names = {"netzwerk": _("Networks"), "kreis": _("Districts"), "art": _("Kinds"), "ort": _("Venues")}
    links = all_links(options_for(None))
    return [{"name": names[group], "links": some} for group, some in links.items() if some]
