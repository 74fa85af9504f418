"""Two ways to one's registration: by a link from a mail, and signed in. Behind both are the same pages.

A page is a function of the request and of the door by which the person came.
"""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from ..access import registration_for_token, registration_of_user
from ..models import Group, Registration
from ..proving import Opened, has_proved, is_one_too_many, remember
from ..self_service_forms import AddressForm
from .answers import kept_when_busy, unknown_page, without_a_trace

VERBS = ("cancel", "accept", "change", "replace", "rebook")


@dataclass(frozen=True)
class Door:
    """`name` and `key` make its addresses; `is_open` says whether more than the least is shown."""

    name: str
    key: str | int
    registration: Registration
    is_open: bool
    contact: Group | None = None  # who registered the person and stands at the door instead of them

    @property
    def show_url(self) -> str:
        return reverse(f"events:{self.name}", args=[self.key])

    def url_of(self, registration: Registration) -> str:
        """The way on to what this one has become: links go along, numbers do not."""
        key = registration.pk if self.key == self.registration.pk else self.key
        return reverse(f"events:{self.name}", args=[key])

    def addresses(self) -> dict[str, str]:
        """For templates: `show_url`, `cancel_url` and so on; the contact has those of the group, not the person's."""
        if self.contact:
            return {"show_url": self.show_url}
        verbs = {f"{verb}_url": reverse(f"events:{self.name}_{verb}", args=[self.key]) for verb in VERBS}
        return {"show_url": self.show_url} | verbs


# A page without any referrer could not post: its browser sends "Origin: null", which CSRF protection refuses.
def by_link(view):
    """For whoever has the link from a mail. Signed in as its owner, nobody needs to prove anything."""

    @without_a_trace("strict-origin")
    @kept_when_busy
    @wraps(view)
    def run(request, token):
        found = registration_for_token(token)
        if found is None:
            return unknown_page(request)
        is_open = is_known(request, found) and not found.was_handed_over
        return view(request, Door("registration", token, found, is_open=is_open))

    return run


def by_login(view):
    """For the account that registered."""

    @login_required
    @without_a_trace("strict-origin")
    @kept_when_busy
    @wraps(view)
    def run(request, pk):
        found = registration_of_user(request.user, pk)
        return view(request, Door("my_registration", pk, found, is_open=not found.was_handed_over))

    return run


def behind_the_address(view):
    """For what only those may do who have proved that the address is theirs."""

    @wraps(view)
    def run(request, door):
        return view(request, door) if door.is_open else redirect(door.show_url)

    return run


def is_known(request: HttpRequest, opened: Opened) -> bool:
    """Who has the link and owns it, or has proved the address."""
    is_owner = request.user.is_authenticated and opened.user_id == request.user.pk
    return is_owner or has_proved(request, opened)


def prove(request: HttpRequest, opened: Opened) -> AddressForm:
    """The form with the address that was sent. If it is valid, more is shown from now on."""
    form = AddressForm(opened, request.POST, is_one_too_many=is_one_too_many(request, opened))
    if form.is_valid():
        remember(request, opened)
    return form


def status_of(form: AddressForm) -> int:
    return 429 if form.is_one_too_many else 422
