"""What the pages about registrations have in common: answers that several give, and how they are sent."""

import logging
from functools import wraps

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from ..access import next_dates
from ..actions import arriving
from ..booking import login_url
from ..errors import Busy
from ..showing import text_of

logger = logging.getLogger(__name__)
FORM = "networks/includes/form.html"


def kept_when_busy(view):
    """When the database does not answer: a page that says so and keeps what was typed."""

    @wraps(view)
    def run(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (Busy, OperationalError, InterfaceError) as error:
            logger.warning("A page about registrations was answered with 503: %s", error.__cause__ or error)
            return busy_page(request)

    return run


def without_a_trace(policy):
    """For pages behind a secret link: not stored, not indexed, and their address goes nowhere."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def run(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["X-Robots-Tag"] = "noindex, nofollow"
            response.setdefault("Referrer-Policy", policy)
            return response

        return run

    return decorate


def must_confirm(occurrence, user):
    """Whether a visitor who enters the address of their account, if they have one, is asked to confirm it."""
    return arriving.must_confirm(occurrence, user=user, email=getattr(user, "email", ""))


def about(occurrence):
    return {"occurrence": occurrence, "event": text_of(occurrence)}


def closed_page(request, occurrence, reason):
    context = {
        "reason": reason,
        "next_dates": next_dates(occurrence, request.user),
        "login_url": login_url(occurrence, reason, request.user, then=request.path),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "events/register_closed.html", about(occurrence) | context, status=status)


def full_page(request, occurrence):
    context = {"next_dates": next_dates(occurrence, request.user)}
    return render(request, "events/register_full.html", about(occurrence) | context)


def unknown_page(request, *, by_invitation=False):
    context = {"by_invitation": by_invitation}
    return render(request, "events/registration_unknown.html", context, status=404)


def busy_page(request):
    """As a page of the site, or, where even that needs the database, on plain paper."""
    form = _kept_form(request)
    if hasattr(form, "ask_for_files_again"):
        form.ask_for_files_again()
    context = {"form": form, "form_template": getattr(request, "form_template", FORM)}
    try:
        text = render_to_string("events/registration_busy.html", context, request)
    except (DatabaseError, InterfaceError):
        text = render_to_string("events/registration_busy_plain.html", context, request)
    return HttpResponse(text, status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})


def _kept_form(request):
    """A page whose form can be shown before the questions are known says how: `form_without_questions`."""
    form = getattr(request, "form", None)
    make = getattr(request, "form_without_questions", None)
    if form is None and make and request.method == "POST":
        return make(request.POST, request.FILES)
    return form
