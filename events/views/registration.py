"""Registering, and its answer."""

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import actions
from ..access import occurrence_for_visitor
from ..audience import is_member_for
from ..errors import AlreadyRegistered, FullyBooked, QuestionsChanged, RegistrationClosed
from ..forms import RegistrationForm, details_of
from ..full_choices import newcomer_waits_for
from ..models import Question, Registration
from ..places import outcome_of, places_of, why_closed
from ..remembered import remembered
from ..showing import FEW_PLACES
from .answers import closed_page, full_page, kept_when_busy
from .group_form import takes_groups
from .sent_form import AnswerPage, page_of, why_sent_back

ANSWER = AnswerPage("registered", form="register")


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
    if status := why_sent_back(request, form):
        return form_page(request, occurrence, form, status=status)
    try:
        outcome = _register(request, occurrence, form)
    except RegistrationClosed as closed:
        return closed_page(request, occurrence, closed.reason)
    except QuestionsChanged as changed:
        return form_page(request, occurrence, _asked_anew(request, occurrence, str(changed)), status=409)
    except FullyBooked:
        return _full_meanwhile(request, occurrence)
    return ANSWER.lead_to(request, occurrence, outcome, _full_choices(request, occurrence, form, outcome))


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


def _full_choices(request, occurrence, form, outcome):
    """Read from what was chosen, not from what is stored: a known address gets the answer of a new one."""
    if outcome != Registration.Status.WAITING:
        return []
    chosen = [option for given in form.answers for option in given.options]
    return newcomer_waits_for(occurrence, chosen, is_member=is_member_for(occurrence, request.user))


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


@require_safe
@never_cache
def registered(request, uid, answer):
    return ANSWER.show(request, uid, answer)


def form_page(request, occurrence, form, *, status=200, places=None, is_member=None, **more):
    """`is_member` says whether places kept for members are open to the person; without it the account does."""
    places = places or places_of(occurrence)
    is_member = is_member_for(occurrence, request.user) if is_member is None else is_member
    context = {
        "outcome": outcome_of(occurrence, places, is_member=is_member),
        "free": places.free_for(is_member=is_member),
        "few_places": FEW_PLACES,
        "takes_groups": takes_groups(request, occurrence, places),
    }
    template = "events/register.html"
    return page_of(request, occurrence, form, template=template, places=places, status=status, **context | more)
