"""Calendars over HTTP, as programs ask for them: HEAD, 304, gzip, no cookies, no redirects, no login."""

from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from networks.languages import language_of

from .. import feeds, ical, keeping, syndication
from ..conf import conf
from ..models import CalendarEntry, Occurrence

CONTENT_TYPE = "text/calendar; charset=utf-8"
FORMS = {
    "ics": (CONTENT_TYPE, feeds.write),
    "json": ("application/feed+json; charset=utf-8", syndication.write_json),
    "rss": ("application/rss+xml; charset=utf-8", syndication.write_rss),
}
FRESH_FOR = "public, max-age=300, stale-if-error=86400"


def calendar_view(view):
    """For programs that read: in the language of the address, and 405 for whatever would write (csrf: nothing does)."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def run(request, *args, language=None, **kwargs):
        language = language_of(language or translation.get_language_from_path(request.path_info))
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        response["X-Content-Type-Options"] = "nosniff"
        response["X-Robots-Tag"] = "noindex"
        return response

    return run


@calendar_view
def feed(request, selection, form="ics"):
    (content_type, write), language, path = FORMS[form], translation.get_language(), address_of(request)
    response = answer(
        request,
        path,
        lambda: write(feeds.feed_of(selection), language=language, path=path),
        content_type,
        is_shared=selection.is_one_of_few,
    )
    if response.status_code != 503:
        response["Content-Disposition"] = content_disposition_header(False, request.path.rpartition("/")[2])
        response["Access-Control-Allow-Origin"] = "*"
    return response


@calendar_view
def occurrence(request, uid):
    """One date to save. A date that is not for everybody is looked up for this visitor and kept by nobody."""
    for_all = date = Occurrence.objects.visible_to(None).filter(uid=uid).first()
    if date is None:
        date = get_object_or_404(Occurrence.objects.visible_to(request.user), uid=uid)
    language = translation.get_language()
    entry = get_object_or_404(CalendarEntry, occurrence=date, language=language)
    response = HttpResponse(ical.single(bytes(entry.ical), date.zone, language), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="termin-{date.local_start:%Y-%m-%d}.ics"'
    response["Cache-Control"] = FRESH_FOR if for_all else "private, no-store"
    return response


def address_of(request):
    """The one address of what was asked for, by which it is kept: there are any number of ways to write it."""
    asked = request.resolver_match
    return reverse(asked.view_name, kwargs=asked.captured_kwargs)


def answer(request, key, write, content_type, *, is_shared):
    """What is kept under a key, or written now."""
    try:
        done = keeping.finished(key, write, is_shared=is_shared)
    except keeping.NotNow:
        return HttpResponse(status=503, headers={"Retry-After": "600"}, content_type="text/plain; charset=utf-8")
    return _answer(request, done, content_type)


def _answer(request, done, content_type):
    zipped = conf.FEED_GZIP and _accepts_gzip(request)
    etag = f'"{done.etag}-gz"' if zipped else f'"{done.etag}"'
    # A moment that is still to come is never shown, but compared: then nobody keeps what changes within this second.
    response = get_conditional_response(request, etag=etag, last_modified=int(done.changed_at.timestamp()))
    response = response or _with_body(request, done, zipped, content_type)
    for name, value in _headers(request, done, etag).items():
        response[name] = value
    return response


def _with_body(request, done, zipped, content_type):
    body = done.compressed if zipped else done.body
    response = HttpResponse(b"" if request.method == "HEAD" else body, content_type=content_type)
    response["Content-Length"] = len(body)
    if zipped:
        response["Content-Encoding"] = "gzip"
    return response


def _headers(request, done, etag):
    shown = min(done.changed_at, timezone.now())
    return {
        "ETag": etag,
        "Last-Modified": http_date(shown.timestamp()),
        "Cache-Control": FRESH_FOR,
        "Vary": "Accept-Encoding",
    }


def _accepts_gzip(request):
    for offer in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _semicolon, quality = offer.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
