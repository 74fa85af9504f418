"""Calendars of one's own: over HTTP for programs that know the secret, and the page on which people manage them."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from networks.languages import language_of
from networks.links import site_url

from .. import actions, personal
from ..feed_links import webcal
from ..models import PersonalCalendar
from .answers import without_a_trace
from .calendars import CONTENT_TYPE, calendar_view

Kind = PersonalCalendar.Kind
NAMES = {Kind.PLACES: "meine-anmeldungen", Kind.MEETINGS: "interne-treffen"}
HEADERS = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}


@calendar_view
def feed(request, token, name):
    """410 for an address that was taken back: programs then stop asking."""
    found = PersonalCalendar.found_by(token)
    if found is None or NAMES[found.kind] != name:
        raise Http404
    if not found.is_open:
        return HttpResponse(status=410, headers=HEADERS, content_type="text/plain; charset=utf-8")
    body = personal.write(found)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=CONTENT_TYPE)
    for header, value in (HEADERS | {"ETag": etag}).items():
        response[header] = value
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
def manage(request):
    """Making one shows its address, this once; taking it back is a button too."""
    if request.method != "POST":
        return _page(request)
    kind = request.POST.get("kind")
    if kind not in Kind.values:
        raise Http404
    if "close" in request.POST:
        actions.close_calendar(user=request.user, kind=kind)
        messages.success(request, gettext("The address leads nowhere now: programs that know it get nothing more."))
        return redirect("events:my_calendars")
    language = language_of(translation.get_language())
    token = actions.open_calendar(user=request.user, kind=kind, language=language)
    return _page(request, kind, token)


def _page(request, new_kind=None, token=None):
    known = set(PersonalCalendar.objects.filter(user=request.user).values_list("kind", flat=True))
    calendars = [
        {"kind": kind, "title": kind.label, "is_open": kind.value in known}
        | (_addresses(kind, token) if kind.value == new_kind else {})
        for kind in Kind
    ]
    return render(request, "events/my_calendars.html", {"calendars": calendars, "hue": "initiative"})


def _addresses(kind, token):
    url = site_url(reverse("events:personal_feed", args=[token, NAMES[kind]]))
    return {"url": url, "webcal_url": webcal(url)}
