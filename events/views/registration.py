"""Registering, its answer, and the page behind the link in the mails."""

import logging
from contextlib import suppress
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import actions
from ..access import next_dates, occurrence_for_visitor, registration_for_token, registration_of_user
from ..conf import conf
from ..errors import AlreadyRegistered, Busy, CancellationClosed, FullyBooked, RegistrationClosed
from ..forms import RegistrationForm, details_of
from ..models import Registration
from ..places import places_of, why_closed

logger = logging.getLogger(__name__)
Status = Registration.Status


def kept_when_busy(view):
    """When the database does not answer: a page that says so and keeps what was typed."""

    @wraps(view)
    def run(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (Busy, OperationalError, InterfaceError) as error:
            logger.warning("A page about registrations was answered with 503: %s", error.__cause__ or error)
            return _busy_page(request)

    return run


def without_a_trace(policy):
    """For pages behind a secret link: not stored, not indexed, and their address goes nowhere."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def run(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = policy
            return response

        return run

    return decorate


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_busy
def register(request, uid):
    occurrence = occurrence_for_visitor(request, uid)
    if closed := why_closed(occurrence):
        return _closed_page(request, occurrence, closed)
    if request.method == "POST":
        return _submit(request, occurrence, RegistrationForm(request.POST))
    places = places_of(occurrence)
    if places.outcome is None:
        return _full_page(request, occurrence)
    return _form_page(request, occurrence, RegistrationForm(initial=details_of(request.user)), places=places)


def _submit(request, occurrence, form):
    if not form.is_valid():
        return _form_page(request, occurrence, form, status=422)
    if form.is_one_too_many(request):
        return _form_page(request, occurrence, form, status=429)
    try:
        outcome = _register(request, occurrence, form)
    except RegistrationClosed as closed:
        return _closed_page(request, occurrence, closed.reason)
    if outcome not in Registration.LIVE:
        return _back_to_the_form(request, occurrence, outcome)
    return redirect("events:registered", occurrence.uid, _signer(occurrence).sign(outcome))


def _register(request, occurrence, form):
    """What the person is told. A known address gets the answer of a new one; its owner gets a mail."""
    try:
        return actions.register(
            occurrence=occurrence,
            submission_key=form.submission_key,
            language=get_language(),
            user=request.user if request.user.is_authenticated else None,
            **form.participant,
        ).status
    except AlreadyRegistered as known:
        actions.tell_already_registered(known.registration)
        return known.outcome
    except FullyBooked:
        return None


def _back_to_the_form(request, occurrence, status):
    """With no place at all the page there says why; a form that was sent before, and is void by now, says so itself."""
    if status is not None:
        words = _("You had sent this form already, and that registration is void. To come after all, send it anew.")
        messages.warning(request, words)
    return redirect("events:register", occurrence.uid)


def _signer(occurrence):
    """No time goes in: everybody who gets the same answer for a date gets the same address."""
    return signing.Signer(salt=f"events.registered.{occurrence.uid}")


@require_safe
@never_cache
def registered(request, uid, answer):
    """The same page for everybody who got the same answer: it shows nothing that the visitor did not know."""
    occurrence = occurrence_for_visitor(request, uid)
    try:
        outcome = _signer(occurrence).unsign(answer)
    except signing.BadSignature:
        return redirect("events:register", occurrence.uid)
    return render(request, "events/registered.html", _about(occurrence) | {"is_waiting": outcome == Status.WAITING})


@require_safe
@without_a_trace("no-referrer")
def registration(request, token):
    """Shows, changes nothing: mail scanners open links."""
    return _show(request, registration_for_token(token), _addresses("registration", token))


# A page without any referrer could not post: its browser sends "Origin: null", which CSRF protection refuses.
@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
@kept_when_busy
def registration_cancel(request, token):
    return _ask_and_cancel(request, registration_for_token(token), _addresses("registration", token))


@require_safe
@login_required
@without_a_trace("strict-origin")
def my_registration(request, pk):
    """The same page for signed-in people, who need no link."""
    return _show(request, registration_of_user(request.user, pk), _addresses("my_registration", pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@without_a_trace("strict-origin")
@kept_when_busy
def my_registration_cancel(request, pk):
    return _ask_and_cancel(request, registration_of_user(request.user, pk), _addresses("my_registration", pk))


def _addresses(name, key):
    return {
        "show_url": reverse(f"events:{name}", args=[key]),
        "cancel_url": reverse(f"events:{name}_cancel", args=[key]),
    }


def _show(request, found, addresses):
    if found is None:
        return _unknown_page(request)
    context = {"registration": found, "retention_days": conf.RETENTION_DAYS, **addresses}
    return render(request, "events/registration.html", _about(found.occurrence) | context)


def _ask_and_cancel(request, found, addresses):
    if found is None:
        return _unknown_page(request)
    if request.method == "POST":
        with suppress(CancellationClosed):  # the page says so
            actions.cancel_registration(found)
    if request.method == "POST" or not found.can_be_cancelled:
        return redirect(addresses["show_url"])
    somebody_waits = places_of(found.occurrence).waiting > 0
    context = {"registration": found, "somebody_waits": somebody_waits, **addresses}
    return render(request, "events/registration_cancel.html", _about(found.occurrence) | context)


def _about(occurrence):
    return {"occurrence": occurrence, "event": occurrence.page.localized}


def _form_page(request, occurrence, form, *, status=200, places=None, busy=False):
    places = places or places_of(occurrence)
    context = {"form": form, "places": places, "waits": places.outcome != Status.CONFIRMED, "busy": busy}
    context |= {"retention_days": conf.RETENTION_DAYS}
    response = render(request, "events/register.html", _about(occurrence) | context, status=status)
    # Not `no-store`: the back button is to bring back the form with its key and all that was typed.
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _closed_page(request, occurrence, reason):
    context = {"reason": reason, "next_dates": next_dates(occurrence, request.user)}
    status = 409 if request.method == "POST" else 200
    return render(request, "events/register_closed.html", _about(occurrence) | context, status=status)


def _full_page(request, occurrence):
    context = {"next_dates": next_dates(occurrence, request.user)}
    return render(request, "events/register_full.html", _about(occurrence) | context)


def _unknown_page(request):
    return render(request, "events/registration_unknown.html", status=404)


def _busy_page(request):
    """As a page of the site, or, where even that needs the database, on plain paper."""
    form = RegistrationForm(request.POST) if "given_name" in request.POST else None
    try:
        text = render_to_string("events/registration_busy.html", {"form": form}, request)
    except (DatabaseError, InterfaceError):
        text = render_to_string("events/registration_busy_plain.html", {"form": form}, request)
    return HttpResponse(text, status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
