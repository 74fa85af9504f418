"""Staff enters somebody who called."""

import uuid

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from networks.languages import language_choices, language_of

from .. import actions
from ..errors import Busy, FullyBooked, RegistrationRefused
from ..forms import ParticipantFields
from ..full_choices import names_of, waits_for
from ..models import Occurrence, Question, Registration
from ..question_fields import QuestionFields
from .registration_list import list_url


def date_to_enter() -> forms.ModelChoiceField:
    """For the dates `to_enter()`, which the form sets."""
    words = _("Nobody can be registered for this date: it takes no registrations here, is cancelled, or is over.")
    queryset = Occurrence.objects.none()
    return forms.ModelChoiceField(label=_("Date"), queryset=queryset, error_messages={"invalid_choice": words})


class StaffRegistrationForm(QuestionFields, ParticipantFields):
    """What somebody said on the phone. No question must be answered: staff does not know everything."""

    occurrence = date_to_enter()
    language = forms.ChoiceField(label=_("Language of the mails"), choices=language_choices)
    as_member = forms.BooleanField(
        label=_("As a member"), required=False, help_text=_("Can have the places that are kept for members.")
    )
    beyond_limit = forms.BooleanField(
        label=_("Let in beyond the limit"),
        required=False,
        help_text=_("Gives a place although all are taken. This is logged with your name."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)  # the questions that stood in the form

    def __init__(self, *args, user, **kwargs):
        dates = Occurrence.objects.managed_by(user).to_enter()
        super().__init__(*args, questions=_questions_at(dates, *args, **kwargs), **kwargs)
        self.fields["occurrence"].queryset = dates
        person = ["occurrence", *self.PARTICIPANT]
        self.order_fields([*person, *self.question_names, "language", "as_member", "beyond_limit", "key"])
        self._note_what_is_asked()

    def _note_what_is_asked(self):
        """Whoever chooses the date in the form sees its questions when they have sent it, not before."""
        self.unseen = bool(set(self.question_names) - set(self.data.get("asked", "").split()))
        self.initial["asked"] = " ".join(self.question_names)
        if self.is_bound:
            self.data = self.data.copy()
            self.data["asked"] = self.initial["asked"]

    def clean(self):
        if self.unseen:
            words = gettext("This date asks questions of its own: they stand below now. Answer what you know of them.")
            self.add_error("occurrence", words)
        return super().clean()


def _questions_at(dates, *, data=None, initial=None, **_options):
    """The questions of the date that is chosen, as far as staff can answer them."""
    chosen = str((data or initial or {}).get("occurrence") or "")
    date = dates.filter(pk=chosen).first() if chosen.isdecimal() else None
    asked = Question.objects.asked_at(date).exclude(kind__in=Question.PERSONAL) if date else []
    questions = list(asked)
    for question in questions:
        question.required = False
    return questions


class RegistrationAddView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Somebody called: staff enters them, through the same door as everybody."""

    model = Registration
    form_class = StaffRegistrationForm
    permission_required = "add"
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Add a registration")
    header_icon = "user"
    index_url_name = None

    def get_breadcrumbs_items(self):
        items = [{"url": list_url(), "label": gettext("Registrations")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]

    def get_initial(self):
        return {"occurrence": self.request.GET.get("occurrence"), "language": language_of(None)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        labels = {"submit_button_label": gettext("Register"), "submit_button_active_label": gettext("Registering…")}
        return super().get_context_data(**kwargs) | labels | {"action_url": self.request.get_full_path()}

    def form_valid(self, form):
        try:
            registration = self.register(form)
        except FullyBooked as refusal:
            form.add_error("beyond_limit", str(refusal))
        except RegistrationRefused as refusal:
            form.add_error("occurrence", str(refusal))
        except Busy as busy:
            form.add_error(None, str(busy))
        else:
            messages.success(self.request, _what_became_of(registration))
            return redirect(list_url(registration.occurrence))
        return self.form_invalid(form)

    def register(self, form):
        return actions.register(
            occurrence=form.cleaned_data["occurrence"],
            submission_key=form.cleaned_data["key"],
            language=form.cleaned_data["language"],
            as_member=form.cleaned_data["as_member"],
            beyond_limit=form.cleaned_data["beyond_limit"],
            source=Registration.Source.STAFF,
            by=self.request.user,
            answers=form.answers,
            **form.participant,
        )


def _what_became_of(registration):
    name = registration.full_name
    if registration.is_confirmed:
        return gettext("%(name)s has a place. The confirmation is on its way.") % {"name": name}
    if registration.is_waiting:
        return _waits_for(registration)
    words = gettext("%(name)s was entered before, and is: %(status)s. Nothing was stored anew.")
    return words % {"name": name, "status": registration.get_status_display()}


def _waits_for(registration):
    name = registration.full_name
    if full := names_of(waits_for(registration)):
        words = gettext("Fully booked: %(choices)s. %(name)s is on the waiting list.")
        return words % {"name": name, "choices": full}
    return gettext("All places are taken: %(name)s is on the waiting list.") % {"name": name}
