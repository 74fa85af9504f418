"""The page behind the link of a personal invitation. Opening it changes nothing; once used, it says how it stands."""

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from networks.addresses import plain

from .. import actions
from ..access import invitation_for_token
from ..audience import is_member_for
from ..errors import AlreadyRegistered, FullyBooked, InvitationVoid, QuestionsChanged, RegistrationClosed
from ..forms import InvitedForm
from ..models import Question
from ..places import outcome_of, places_of, why_closed
from .answers import about, closed_page, full_page, kept_when_busy, unknown_page, without_a_trace
from .registration import form_page
from .sent_form import why_sent_back


@require_http_methods(["GET", "HEAD", "POST"])
@without_a_trace("strict-origin")
@kept_when_busy
def invited(request, token):
    invitation = invitation_for_token(token)
    if invitation is None:
        return unknown_page(request, by_invitation=True)
    registration = invitation.standing_registration()
    if registration:
        return _registered(request, invitation, registration)
    if invitation.is_withdrawn:
        return _page(request, invitation)
    if closed := why_closed(invitation.occurrence, _account(request, invitation), is_invited=True):
        return closed_page(request, invitation.occurrence, closed)
    if request.method != "POST":
        return _empty_form(request, invitation)
    if "decline" in request.POST:
        actions.decline_invitation(invitation)
        return redirect("events:invitation", token)
    return _submit(request, invitation, token)


def _registered(request, invitation, registration):
    """The least; for more there is the link in the mail about the registration, which can be asked for anew."""
    if request.method == "POST" and registration.is_live:
        actions.tell_already_registered(registration)
        return redirect(request.path + "?link")
    return _page(request, invitation, registration=registration, was_sent="link" in request.GET)


def _page(request, invitation, **more):
    context = about(invitation.occurrence) | {"invitation": invitation, **more}
    return render(request, "events/invitation.html", context, status=409 if request.method == "POST" else 200)


def _empty_form(request, invitation):
    places = places_of(invitation.occurrence)
    if outcome_of(invitation.occurrence, places, is_member=_is_member(request, invitation)) is None:
        return full_page(request, invitation.occurrence)
    return _form_page(request, invitation, _form(request, invitation), places=places)


def _form(request, invitation, **sent):
    """Kept on the request: should the database go away, the page that says so shows what was typed."""
    occurrence = invitation.occurrence
    questions, can_wait = Question.objects.asked_at(occurrence), places_of(occurrence).can_wait
    request.form = InvitedForm(invitation, questions=questions, can_wait=can_wait, **sent)
    return request.form


def _form_page(request, invitation, form, **options):
    more = {"invitation": invitation, "must_confirm": False, "takes_groups": False}
    is_member = _is_member(request, invitation)
    return form_page(request, invitation.occurrence, form, is_member=is_member, **options, **more)


def _submit(request, invitation, token):
    sent = {"data": request.POST, "files": request.FILES}
    form = _form(request, invitation, **sent)
    if status := why_sent_back(request, form):
        return _form_page(request, invitation, form, status=status)
    try:
        _register(request, invitation, form)
    except RegistrationClosed as closed:
        return closed_page(request, invitation.occurrence, closed.reason)
    except QuestionsChanged as changed:
        form = _form(request, invitation, **sent)
        form.add_error(None, str(changed))
        return _form_page(request, invitation, form, status=409)
    except FullyBooked:  # the date, or no more than a choice: the form, made anew, says which
        return _form_page(request, invitation, _full(request, invitation, sent), status=409)
    except (AlreadyRegistered, InvitationVoid):
        pass  # the page says so
    return redirect("events:invitation", token)


def _full(request, invitation, sent):
    form = _form(request, invitation, **sent)
    if form.is_valid():
        form.add_error(None, _("All places are taken, and the waiting list is closed."))
    return form


def _account(request, invitation):
    """Whoever is logged in with another address has opened somebody else's link, perhaps on their behalf."""
    user = request.user
    return user if user.is_authenticated and plain(user.email) == invitation.email else None


def _is_member(request, invitation):
    return is_member_for(invitation.occurrence, _account(request, invitation))


def _register(request, invitation, form):
    return actions.register(
        occurrence=invitation.occurrence,
        submission_key=form.submission_key,
        language=get_language(),
        user=_account(request, invitation),
        answers=form.answers,
        invitation=invitation,
        **form.participant,
    )
