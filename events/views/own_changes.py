"""What people change about their registration themselves, when they have proved the address. Each by both doors."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions, proving
from ..answers import passed_on
from ..errors import AddressTaken, ChangedMeanwhile, FullyBooked, QuestionsChanged, RegistrationRefused, TooLate
from ..models import Question
from ..places import dates_to_move_to, open_dates
from ..self_service_forms import ChangeForm, ChangeOfOtherForm, RebookForm, ReplaceForm
from .answers import about
from .doors import behind_the_address


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
    form_class = ChangeOfOtherForm if door.contact else ChangeForm
    request.form = form_class(found, questions=questions, **data)
    return request.form


def _change(request, door, form):
    seen = form.cleaned_data["seen"]
    try:
        actions.change_registration(door.registration, seen=seen, answers=form.answers, **form.participant)
    except TooLate:
        return redirect(door.show_url)
    except ChangedMeanwhile as refusal:
        door.registration.refresh_from_db()
        form.what_is_stored(door.registration)
        form.add_error(None, str(refusal))
        return _change_page(request, door, form, status=409)
    except FullyBooked:  # the form, made anew, says what is
        return _change_page(request, door, _change_form(request, door), status=409)
    except QuestionsChanged as changed:
        form = _change_form(request, door)
        form.add_error(None, str(changed))
        return _change_page(request, door, form, status=409)
    messages.success(request, _("The details are stored as you entered them."))
    return redirect(door.show_url)


def _change_page(request, door, form, *, status=200):
    form.ask_for_files_again()
    context = {"registration": door.registration, "contact": door.contact, "form": form} | door.addresses()
    page = about(door.registration.occurrence) | context
    return render(request, "events/registration_change.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_the_address
def replace(request, door):
    """Afterwards the page behind this door says that the place has gone; a second click finds it gone."""
    found = door.registration
    if not found.can_be_replaced:
        return redirect(door.show_url)
    if request.method != "POST":
        return _replace_page(request, door, ReplaceForm(found, initial={"organisation": found.organisation}))
    request.form = form = ReplaceForm(found, request.POST)
    if not form.is_valid():
        return _replace_page(request, door, form, status=422)
    if form.is_one_too_many(request):
        return _replace_page(request, door, form, status=429)
    try:
        actions.replace_participant(found, language=get_language(), contact=door.contact, **form.participant)
    except AddressTaken as taken:
        form.add_error("email", str(taken))
        return _replace_page(request, door, form, status=409)
    except TooLate:
        pass
    return redirect(door.show_url)


def _replace_page(request, door, form, *, status=200):
    found = door.registration
    context = {"registration": found, "contact": door.contact, "form": form, "passed_on": passed_on(found)}
    context |= door.addresses()
    page = about(found.occurrence) | context
    return render(request, "events/registration_replace.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_the_address
def rebook(request, door):
    found = door.registration
    dates = open_dates(found, dates_to_move_to(found).with_page())
    if not found.can_be_rebooked or not dates:
        return redirect(door.show_url)
    request.form = form = RebookForm(found, dates, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _rebook_page(request, door, form)
    return _rebook(request, door, form) if form.is_valid() else _rebook_page(request, door, form, status=422)


def _rebook(request, door, form):
    accepts_waiting = form.cleaned_data.get("accepts_waiting", False)
    try:
        moved = actions.rebook_registration(door.registration, to=form.chosen, accepts_waiting=accepts_waiting)
    except TooLate:
        return redirect(door.show_url)
    except RegistrationRefused as refused:
        form.add_error("date", str(refused))
        return _rebook_page(request, door, form, status=409)
    proving.remember(request, moved)
    return redirect(door.url_of(moved))


def _rebook_page(request, door, form, *, status=200):
    context = {"registration": door.registration, "form": form} | door.addresses()
    page = about(door.registration.occurrence) | context
    return render(request, "events/registration_rebook.html", page, status=status)
