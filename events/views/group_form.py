"""Registering several people at once, and its answer."""

from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from .. import actions
from ..access import occurrence_for_visitor
from ..audience import is_member_for
from ..conf import conf
from ..errors import FullyBooked, QuestionsChanged, RegistrationClosed
from ..forms import details_of
from ..group_forms import LEAST, GroupForm, numbers_in, questions_for_groups
from ..models import Question
from ..places import outcome_of_group, places_of, why_closed
from .answers import closed_page, kept_when_busy
from .sent_form import AnswerPage, page_of, why_sent_back

ANSWER = AnswerPage("group_registered", form="register_group")


def takes_groups(request, occurrence, places) -> bool:
    """Whether two people could come now, with places or on the waiting list."""
    is_member = is_member_for(occurrence, request.user)
    return outcome_of_group(occurrence, places, LEAST, is_member=is_member) is not None


@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_busy
def register_group(request, uid):
    request.form_template = "events/includes/group_form.html"
    request.form_without_questions = GroupForm.without_questions
    occurrence = occurrence_for_visitor(request, uid)
    if closed := why_closed(occurrence, request.user):
        return closed_page(request, occurrence, closed)
    if request.method != "POST":
        return _empty_page(request, occurrence)
    if "add" in request.POST or "remove" in request.POST:
        return _form_page(request, occurrence, _form(request, occurrence, GroupForm.given_back))
    return _submit(request, occurrence, _form(request, occurrence, GroupForm.sent))


def _empty_page(request, occurrence):
    places = places_of(occurrence)
    if not takes_groups(request, occurrence, places):
        return redirect("events:register", occurrence.uid)
    asked, can_wait = _asked(occurrence), places.has_room_to_wait(LEAST)
    return _form_page(request, occurrence, GroupForm.empty(asked, can_wait=can_wait, initial=details_of(request.user)))


def _asked(occurrence):
    return questions_for_groups(Question.objects.asked_at(occurrence))


def _form(request, occurrence, make):
    """Kept on the request: should the database go away, the page that says so shows what was typed."""
    can_wait = places_of(occurrence).has_room_to_wait(len(numbers_in(request.POST)))
    request.form = make(_asked(occurrence), request.POST, request.FILES, can_wait=can_wait)
    return request.form


def _submit(request, occurrence, form):
    if status := why_sent_back(request, form):
        return _form_page(request, occurrence, form, status=status)
    try:
        answer = _register(request, occurrence, form)
    except RegistrationClosed as closed:
        return closed_page(request, occurrence, closed.reason)
    except QuestionsChanged as changed:
        return _asked_anew(request, occurrence, str(changed))
    except FullyBooked:
        return _asked_anew(request, occurrence, _too_few(request, occurrence, len(form.people)))
    return ANSWER.lead_to(request, occurrence, answer.status)


def _register(request, occurrence, form):
    return actions.register_group(
        occurrence=occurrence,
        contact=form.contact.participant,
        people=form.participants,
        submission_key=form.submission_key,
        language=get_language(),
        user=request.user if request.user.is_authenticated else None,
    )


def _asked_anew(request, occurrence, reason):
    """The form as it would be now, with all that was typed."""
    form = _form(request, occurrence, GroupForm.sent)
    form.is_valid()
    form.contact.add_error(None, reason)
    return _form_page(request, occurrence, form, status=409)


def _too_few(request, occurrence, size):
    free = places_of(occurrence).free_for(is_member=is_member_for(occurrence, request.user))
    if free is None or free >= size:
        return _("There is not enough room for all of you with what you have chosen. Nobody has been registered.")
    words = ngettext(
        "There is not enough room for %(size)d people: %(free)d place is free. Nobody has been registered.",
        "There is not enough room for %(size)d people: %(free)d places are free. Nobody has been registered.",
        free,
    )
    return words % {"size": size, "free": free}


@require_safe
@never_cache
def group_registered(request, uid, answer):
    return ANSWER.show(request, uid, answer)


def _form_page(request, occurrence, form, *, status=200):
    places, size = places_of(occurrence), len(form.people)
    is_member = is_member_for(occurrence, request.user)
    context = {
        "size": size,
        "free": places.free_for(is_member=is_member),
        "outcome": outcome_of_group(occurrence, places, size, is_member=is_member),
        "most": conf.GROUP_MAX,
    }
    template = "events/register_group.html"
    return page_of(request, occurrence, form, template=template, places=places, status=status, **context)
