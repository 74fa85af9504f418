"""The pages of whoever registered a group: the address is confirmed, all are seen, and each or all taken off again."""

from contextlib import suppress

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import actions
from ..access import Purpose, group_for_token
from ..conf import conf
from ..errors import CancellationClosed, RegistrationClosed
from ..places import why_over
from .answers import about, closed_page, kept_when_busy, unknown_page, without_a_trace


@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
@kept_when_busy
def confirm_group(request, token):
    """As for one person: opening the link changes nothing, its button does."""
    found = group_for_token(token, Purpose.CONFIRM)
    if found is None:
        return unknown_page(request)
    if request.method == "POST":
        return _confirm(request, found, token)
    if found.can_be_confirmed and (over := why_over(found.occurrence)):
        return closed_page(request, found.occurrence, over)
    return render(request, "events/confirm_group.html", about(found.occurrence) | {"group": found})


def _confirm(request, found, token):
    try:
        actions.confirm_group(found)
    except RegistrationClosed as closed:
        return closed_page(request, found.occurrence, closed.reason)
    return redirect("events:confirm_group", token)


@require_safe
@without_a_trace("strict-origin")
def group(request, token):
    """Names and statuses, no more: what else was said of the people is between them and the organisers."""
    found = group_for_token(token)
    if found is None:
        return unknown_page(request)
    people = _people(found)
    context = _context(found, token) | {
        "people": [(person, reverse("events:group_cancel_one", args=[token, person.pk])) for person in people],
        "offered": next((person for person in people if person.is_offered and person.holds_a_place), None),
        "can_cancel": any(person.can_be_cancelled for person in people),
        "retention_days": conf.RETENTION_DAYS,
    }
    return render(request, "events/group.html", context)


@require_POST
@without_a_trace("strict-origin")
@kept_when_busy
def group_accept(request, token):
    found = group_for_token(token)
    if found is None:
        return unknown_page(request)
    try:
        actions.accept_group(found)
    except RegistrationClosed as closed:
        return closed_page(request, found.occurrence, closed.reason)
    return redirect("events:group", token)


@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
@kept_when_busy
def group_cancel(request, token):
    """Asks first; then takes everybody off."""
    found = group_for_token(token)
    if found is None:
        return unknown_page(request)
    if request.method == "POST":
        actions.cancel_group(found)
    people = [person for person in _people(found) if person.can_be_cancelled]
    if request.method == "POST" or not people:
        return redirect("events:group", token)
    return render(request, "events/group_cancel.html", _context(found, token) | {"people": people})


@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
@kept_when_busy
def group_cancel_one(request, token, pk):
    """The same for one of them."""
    found = group_for_token(token)
    if found is None:
        return unknown_page(request)
    person = next((person for person in _people(found) if person.pk == pk), None)
    if person is None:
        raise Http404
    if request.method == "POST":
        with suppress(CancellationClosed):  # the page says so
            actions.cancel_registration(person)
    if request.method == "POST" or not person.can_be_cancelled:
        return redirect("events:group", token)
    return render(request, "events/group_cancel.html", _context(found, token) | {"people": [person]})


def _people(group):
    """With their numbers on the waiting list."""
    people = list(group.people.with_position())
    for person in people:
        person.occurrence = group.occurrence
    return people


def _context(group, token):
    return about(group.occurrence) | {
        "group": group,
        "show_url": reverse("events:group", args=[token]),
        "accept_url": reverse("events:group_accept", args=[token]),
        "cancel_url": reverse("events:group_cancel", args=[token]),
    }
