"""What people do about their registration themselves: see it, cancel it, accept a place. Each by both doors."""

from contextlib import suppress

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import actions
from ..answers import own_answers_of
from ..errors import CancellationClosed, RegistrationClosed
from ..followers import who_follows
from ..full_choices import waits_for, why_waiting
from ..places import dates_to_move_to, open_dates
from ..self_service_forms import AddressForm
from .answers import about, closed_page
from .doors import prove, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def show(request, door):
    """Opening it changes nothing: mail scanners open links. The one thing that is posted here is the address."""
    if request.method == "POST":
        is_known = door.is_open or door.registration.was_handed_over
        return redirect(door.show_url) if is_known else _prove(request, door)
    return _page(request, door, AddressForm(door.registration))


def _prove(request, door):
    form = prove(request, door.registration)
    return redirect(door.show_url) if form.is_valid() else _page(request, door, form, status=status_of(form))


def _page(request, door, form, *, status=200):
    found = door.registration
    context = {"registration": found, "is_open": door.is_open, "retention_days": found.occurrence.days_kept}
    context |= {"form": form} | (_more(found) if door.is_open else {})
    page = about(found.occurrence) | context | door.addresses()
    response = render(request, "events/registration.html", page, status=status)
    if door.is_open and not found.can_be_accepted:  # nothing is posted from here
        response["Referrer-Policy"] = "no-referrer"
    return response


def _more(found):
    has_other_dates = found.can_be_rebooked and bool(open_dates(found, dates_to_move_to(found)))
    full = waits_for(found) if found.is_waiting else []
    more = {"full_choices": full, "why": why_waiting(full)}
    return more | {"answers": own_answers_of(found), "has_other_dates": has_other_dates}


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, door):
    """By a button only: whoever opens its address sees the page on which that stands."""
    if request.method != "POST":
        return redirect(door.show_url)
    try:
        actions.accept_offer(door.registration)
    except RegistrationClosed as closed:
        return closed_page(request, door.registration.occurrence, closed.reason)
    return redirect(door.show_url)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, door):
    """Asks first."""
    found = door.registration
    if request.method == "POST":
        with suppress(CancellationClosed):  # the page says so
            actions.cancel_registration(found)
    if request.method == "POST" or not found.can_be_cancelled:
        return redirect(door.show_url)
    context = {"registration": found, "somebody_follows": bool(who_follows(found.occurrence, [found]))}
    return render(request, "events/registration_cancel.html", about(found.occurrence) | context | door.addresses())
