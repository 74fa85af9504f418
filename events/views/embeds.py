"""A calendar in a frame on somebody else's page: no cookies, no script, the same for everybody."""

from functools import partial, wraps
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.clickjacking import xframe_options_exempt

from .. import embedding
from ..conf import conf
from .calendars import address_of, answer, calendar_view

SHEET = "events/embed.css"


def framed(view):
    """With a policy of its own, which says who may frame it: `X-Frame-Options` knows no list."""

    @calendar_view
    @xframe_options_exempt
    @wraps(view)
    def run(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Content-Security-Policy"] = policy()
        return response

    return run


def policy() -> str:
    """Whole, since a site may have no policy; those that set one leave an answer alone that has it."""
    sheets = urlsplit(static(SHEET))
    allowed = {
        "default-src": ["'none'"],
        "style-src": ["'self'", *([f"{sheets.scheme or 'https'}://{sheets.netloc}"] if sheets.netloc else [])],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'", *conf.EMBED_ORIGINS],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in allowed.items())


@framed
def dates(request: HttpRequest, selection) -> HttpResponse:
    return _shown(request, selection, partial(embedding.write_dates, selection))


@framed
def month(request: HttpRequest, selection, chosen=None) -> HttpResponse:
    if not embedding.is_in_reach(chosen := chosen or embedding.this_month()):
        raise Http404
    return _shown(request, selection, partial(embedding.write_month, selection, chosen))


def _shown(request, selection, write):
    """A copy from before the last release would name a stylesheet that is no longer there."""
    key = f"{address_of(request)} {static(SHEET)}"
    return answer(request, key, write, "text/html; charset=utf-8", is_shared=selection.is_one_of_few)
