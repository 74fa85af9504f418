"""The page behind the link in the first mail to a stranger. Mail scanners open links: only its button acts."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import actions
from ..access import Purpose, registration_for_token
from ..errors import RegistrationClosed
from ..places import why_over
from .answers import about, closed_page, kept_when_busy, unknown_page, without_a_trace


@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
@kept_when_busy
def confirm_address(request, token):
    found = registration_for_token(token, Purpose.CONFIRM)
    if found is None:
        return unknown_page(request)
    if request.method == "POST":
        return _confirm(request, found, token)
    if found.is_unconfirmed and (over := why_over(found.occurrence)):
        return closed_page(request, found.occurrence, over)
    return render(request, "events/confirm_address.html", about(found.occurrence) | {"registration": found})


def _confirm(request, found, token):
    """Afterwards the same page says how it stands, as often as it is opened."""
    try:
        actions.confirm_address(found)
    except RegistrationClosed as closed:
        return closed_page(request, found.occurrence, closed.reason)
    return redirect("events:confirm_address", token)
