"""Registering, and its answer."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import actions
from ..access import occurrence_for_visitor
from ..audience import is_member_for
from ..errors import AlreadyRegistered, FullyBooked, QuestionsChanged, RegistrationClosed
from ..forms import RegistrationForm, details_of
from ..models import Question, Registration
from ..places import outcome_of, places_of, why_closed
from ..remembered import remembered
from ..showing import FEW_PLACES
from .answers import about, closed_page, full_page, kept_when_busy, must_confirm
from .group_form import takes_groups

Status = Registration.Status


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_busy
def register(request, uid):
    request.form_without_questions = RegistrationForm.without_questions
    occurrence = occurrence_for_visitor(request, uid)
    if closed := why_closed(occurrence, request.user):
        return closed_page(request, occurrence, closed)
    if request.method == "POST":
        return _submit(request, occurrence, _form(request, occurrence, data=request.POST, files=request.FILES))
    places = places_of(occurrence)
    if outcome_for_visitor(request, occurrence, places) is None:
        return full_page(request, occurrence)
    return form_page(request, occurrence, _empty_form(request, occurrence, places), places=places)


def outcome_for_visitor(request, occurrence, places):
    return outcome_of(occurrence, places, is_member=is_member_for(occurrence, request.user))


def _empty_form(request, occurrence, places):
    """With what we know of a member, and what they answered before."""
    form = _form(request, occurrence, places, initial=details_of(request.user))
    form.initial |= remembered(request.user, form.questions)
    return form


def _form(request, occurrence, places=None, **options):
    """Kept on the request: should the database go away, the page that says so shows what was typed."""
    questions = Question.objects.asked_at(occurrence)
    places = places or places_of(occurrence)
    request.form = RegistrationForm(questions=questions, can_wait=places.can_wait, **options)
    return request.form


def _submit(request, occurrence, form):
    if not form.is_valid():
        return form_page(request, occurrence, form, status=422)
    if form.is_one_too_many(request):
        return form_page(request, occurrence, form, status=429)
    try:
        outcome = _register(request, occurrence, form)
    except RegistrationClosed as closed:
        return closed_page(request, occurrence, closed.reason)
    except QuestionsChanged as changed:
        return form_page(request, occurrence, _asked_anew(request, occurrence, str(changed)), status=409)
    except FullyBooked:
        return _full_meanwhile(request, occurrence)
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
            answers=form.answers,
            **form.participant,
        ).status
    except AlreadyRegistered as known:
        actions.tell_already_registered(known.registration)
        return known.outcome


def _full_meanwhile(request, occurrence):
    """The date, or no more than a choice: then the form says which, and what was typed stays."""
    if outcome_for_visitor(request, occurrence, places_of(occurrence)) is None:
        return redirect("events:register", occurrence.uid)
    form = _form(request, occurrence, data=request.POST, files=request.FILES)
    return form_page(request, occurrence, form, status=409)


def _asked_anew(request, occurrence, reason):
    """The questions as they are now, with what was typed where it still fits."""
    form = _form(request, occurrence, data=request.POST, files=request.FILES)
    form.add_error(None, reason)
    return form


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
    context = {"outcome": outcome, "Status": Status}
    return render(request, "events/registered.html", about(occurrence) | context)


def form_page(request, occurrence, form, *, status=200, places=None, **more):
    form.ask_for_files_again()
    places = places or places_of(occurrence)
    is_member = is_member_for(occurrence, request.user)
    context = {"form": form, "places": places, "free": places.free_for(is_member=is_member)}
    outcome = outcome_for_visitor(request, occurrence, places)
    context |= {"outcome": outcome, "Status": Status, "few_places": FEW_PLACES}
    context |= {"retention_days": occurrence.days_kept, "must_confirm": must_confirm(occurrence, request.user)}
    context["takes_groups"] = takes_groups(request, occurrence, places)
    response = render(request, "events/register.html", about(occurrence) | context | more, status=status)
    # Not `no-store`: the back button is to bring back the form with its key and all that was typed.
    patch_cache_control(response, private=True, no_cache=True)
    return response
