"""The pages of whoever registered a group: the address is confirmed, all are seen, and each or all taken off again.

Two ways lead to them, as to one's own registration: a link from a mail, and being signed in.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from .. import actions
from ..access import Purpose, group_for_token, group_of_user
from ..errors import CancellationClosed, RegistrationClosed
from ..models import Group, Registration
from ..places import why_over
from ..self_service_forms import AddressForm
from .answers import about, closed_page, kept_when_busy, unknown_page, without_a_trace
from .doors import Door, is_known, prove, status_of

Status = Registration.Status


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
    if found.is_unconfirmed and (over := why_over(found.occurrence)):
        return closed_page(request, found.occurrence, over)
    context = {"group": found, "is_let_in": found.people.informed().exists()}
    return render(request, "events/confirm_group.html", about(found.occurrence) | context)


def _confirm(request, found, token):
    try:
        actions.confirm_group(found)
    except RegistrationClosed as closed:
        return closed_page(request, found.occurrence, closed.reason)
    return redirect("events:confirm_group", token)


@dataclass(frozen=True)
class Way:
    """By which somebody came to their group; `name` and `key` make the addresses of its pages.

    `is_open` says whether more than the least is shown.
    """

    name: str
    key: str | int
    group: Group
    is_open: bool

    def url(self, verb: str = "", *more: int) -> str:
        return reverse(f"events:{self.name}{verb}", args=[self.key, *more])

    def context(self) -> dict[str, object]:
        urls = {"show_url": self.url(), "accept_url": self.url("_accept"), "cancel_url": self.url("_cancel")}
        return about(self.group.occurrence) | {"group": self.group, "is_open": self.is_open} | urls

    def people(self):
        """With their numbers on the waiting list."""
        people = list(self.group.people.with_position())
        for person in people:
            person.occurrence = self.group.occurrence
        return people

    def person(self, pk: int) -> Registration:
        """One of them; nobody else can be reached from here."""
        found = next((person for person in self.people() if person.pk == pk), None)
        if found is None:
            raise Http404
        return found

    def verbs(self, person: Registration) -> dict[str, str]:
        """The addresses of what can be done for one of them."""
        return {f"{verb}_url": self.url(f"_{verb}_one", person.pk) for verb in ("cancel", "change", "replace")}


# A page without any referrer could not post: its browser sends "Origin: null", which CSRF protection refuses.
def by_link(view):
    @without_a_trace("strict-origin")
    @kept_when_busy
    @wraps(view)
    def run(request, token, **more):
        found = group_for_token(token)
        if found is None:
            return unknown_page(request)
        return view(request, Way("group", token, found, is_open=is_known(request, found)), **more)

    return run


def by_login(view):
    @login_required
    @without_a_trace("strict-origin")
    @kept_when_busy
    @wraps(view)
    def run(request, pk, **more):
        return view(request, Way("my_group", pk, group_of_user(request.user, pk), is_open=True), **more)

    return run


def for_one_of_theirs(view):
    """A page about one's own registration, for the contact: the same rules, and the way back leads to the group."""

    @wraps(view)
    def run(request, way, person):
        return view(request, Door(way.name, way.key, way.person(person), way.is_open, contact=way.group))

    return run


@require_http_methods(["GET", "HEAD", "POST"])
def show(request, way):
    """How many stand how; behind the address the names, too. Opening it changes nothing."""
    if request.method != "POST":
        return _page(request, way, AddressForm(way.group))
    form = None if way.is_open else prove(request, way.group)
    if form is None or form.is_valid():
        return redirect(way.url())
    return _page(request, way, form, status=status_of(form))


def _page(request, way, form, *, status=200):
    people, can_be_accepted = way.people(), way.group.can_be_accepted
    context = way.context() | {
        "form": form,
        "people": [(person, way.verbs(person)) for person in people] if way.is_open else [],
        "standing": [(Status(name).label, number) for name, number in Counter(p.status for p in people).items()],
        "offered": next((person for person in people if person.is_offered), None) if can_be_accepted else None,
        "can_cancel": any(person.can_be_cancelled for person in people),
        "retention_days": way.group.occurrence.days_kept,
    }
    return render(request, "events/group.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, way):
    """By a button only: whoever opens its address sees the page on which that stands."""
    if request.method != "POST":
        return redirect(way.url())
    try:
        actions.accept_group(way.group)
    except RegistrationClosed as closed:
        return closed_page(request, way.group.occurrence, closed.reason)
    return redirect(way.url())


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, way):
    """Asks first; then takes everybody off. Who that is, stands there behind the address only."""
    if request.method == "POST":
        actions.cancel_group(way.group)
    people = [person for person in way.people() if person.can_be_cancelled]
    if request.method == "POST" or not people:
        return redirect(way.url())
    return render(request, "events/group_cancel.html", way.context() | {"people": people})


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_one(request, way, person):
    """The same for one of them."""
    found = way.person(person)
    if not way.is_open:
        return redirect(way.url())
    if request.method == "POST":
        with suppress(CancellationClosed):  # the page says so
            actions.cancel_registration(found)
    if request.method == "POST" or not found.can_be_cancelled:
        return redirect(way.url())
    return render(request, "events/group_cancel.html", way.context() | {"people": [found]})
