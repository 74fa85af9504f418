"""What people do about their registration themselves: see it, cancel it, accept a place. Each by both doors."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions, proving
from ..answers import own_answers_of, passed_on
from ..conf import conf
from ..errors import (
    AddressTaken,
    CancellationClosed,
    FullyBooked,
    QuestionsChanged,
    RegistrationClosed,
    TooLate,
)
from ..forms import AddressForm, ChangeForm, ReplaceForm
from ..models import Question
from ..places import places_of
from .answers import about, closed_page
from .doors import behind_the_address


@require_http_methods(["GET", "HEAD", "POST"])
def show(request, door):
    """Opening it changes nothing: mail scanners open links. The one thing that is posted here is the address."""
    if request.method == "POST":
        is_known = door.is_open or door.registration.was_handed_over
        return redirect(door.show_url) if is_known else _prove(request, door)
    return _page(request, door, AddressForm(door.registration))


def _prove(request, door):
    is_one_too_many = proving.is_one_too_many(request, door.registration)
    form = AddressForm(door.registration, request.POST, is_one_too_many=is_one_too_many)
    if not form.is_valid():
        return _page(request, door, form, status=429 if is_one_too_many else 422)
    proving.remember(request, door.registration)
    return redirect(door.show_url)


def _page(request, door, form, *, status=200):
    found = door.registration
    context = {"registration": found, "is_open": door.is_open, "retention_days": conf.RETENTION_DAYS}
    context |= {"form": form, "answers": own_answers_of(found) if door.is_open else []}
    page = about(found.occurrence) | context | door.addresses()
    response = render(request, "events/registration.html", page, status=status)
    if door.is_open and not found.can_be_accepted:  # nothing is posted from here
        response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@behind_the_address
def change(request, door):
    if not door.registration.can_be_changed:
        return redirect(door.show_url)
    form = _change_form(request, door)
    if request.method != "POST":
        return _change_page(request, door, form)
    if not form.is_valid():
        return _change_page(request, door, form, status=422)
    return _change(request, door, form)


def _change_form(request, door):
    """Kept on the request: should the database go away, the page that says so shows what was typed."""
    found, sent = door.registration, request.method == "POST"
    questions = Question.objects.asked_at(found.occurrence, found)
    data = {"data": request.POST, "files": request.FILES} if sent else {}
    request.form = ChangeForm(found, questions=questions, **data)
    return request.form


def _change(request, door, form):
    try:
        actions.change_registration(door.registration, answers=form.answers, **form.participant)
    except TooLate:
        return redirect(door.show_url)
    except FullyBooked:  # the form, made anew, says what is
        return _change_page(request, door, _change_form(request, door), status=409)
    except QuestionsChanged as changed:
        form = _change_form(request, door)
        form.add_error(None, str(changed))
        return _change_page(request, door, form, status=409)
    messages.success(request, _("Your details are stored as you entered them."))
    return redirect(door.show_url)


def _change_page(request, door, form, *, status=200):
    context = about(door.registration.occurrence) | {"form": form} | door.addresses()
    return render(request, "events/registration_change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_the_address
def replace(request, door):
    """Afterwards the page behind this door says that the place has gone; a second click finds it gone."""
    found = door.registration
    if not found.can_be_replaced:
        return redirect(door.show_url)
    if request.method != "POST":
        return _replace_page(request, door, ReplaceForm(initial={"organisation": found.organisation}))
    request.form = form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _replace_page(request, door, form, status=422)
    if form.is_one_too_many(request):
        return _replace_page(request, door, form, status=429)
    try:
        actions.replace_participant(found, language=get_language(), **form.participant)
    except AddressTaken as taken:
        form.add_error("email", str(taken))
        return _replace_page(request, door, form, status=409)
    except TooLate:
        pass
    return redirect(door.show_url)


def _replace_page(request, door, form, *, status=200):
    found = door.registration
    context = {"registration": found, "form": form, "passed_on": passed_on(found)} | door.addresses()
    page = about(found.occurrence) | context
    return render(request, "events/registration_replace.html", page, status=status)


@require_POST
def accept(request, door):
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
    context = {"registration": found, "somebody_waits": places_of(found.occurrence).waiting > 0}
    return render(request, "events/registration_cancel.html", about(found.occurrence) | context | door.addresses())
