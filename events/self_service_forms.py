"""The forms on the pages of one's own registration."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.guards import GuardedForm

from . import proving
from .answers import in_words, with_options
from .errors import FullyBooked, OnlyWaiting
from .forms import ParticipantFields
from .models import Registration
from .places import outcome_of
from .question_fields import Given, QuestionFields, RadioButtons

Status = Registration.Status
TOO_OFTEN = _("That was tried too often. Please wait an hour, or ask the organisers.")


class MomentField(forms.Field):
    """To the microsecond: the form's own field for moments keeps whole seconds."""

    widget = forms.HiddenInput

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, datetime) else value

    def to_python(self, value):
        try:
            return datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise forms.ValidationError(gettext("Please open this form anew.")) from error


class ChangeForm(QuestionFields, ParticipantFields):
    """Details and answers of somebody who is registered. What is not shown again stays when it is left empty."""

    email = None
    PARTICIPANT = ("given_name", "family_name", "organisation", "phone", "remarks")
    COMPARED: tuple[str, ...] = ()  # with what is stored; empty: PARTICIPANT
    KEPT = _("We have an answer of yours. It stays as it is when you leave this empty.")

    seen = MomentField()

    def __init__(self, registration, *args, **kwargs):
        answers = with_options(registration.answers.all())
        self.stored = {answer.question_id: Given.of(answer) for answer in answers}
        self.dropped = set()
        super().__init__(*args, can_wait=not registration.takes_a_place, **kwargs)
        self.initial = {name: getattr(registration, name) for name in self.PARTICIPANT} | self._answered()
        self.initial["seen"] = registration.updated_at
        self.order_fields([*self._but_remarks(), *self.question_names, "remarks"])
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def _but_remarks(self):
        return [name for name in self.PARTICIPANT if name != "remarks"]

    def _answered(self):
        return {
            q.field_name: self.stored[q.pk].initial
            for q in self.questions
            if q.pk in self.stored and not self._is_kept(q)
        }

    def field_for(self, question):
        field = super().field_for(question)
        if self._is_kept(question):
            field.help_text = format_html("{} <span>{}</span>", field.help_text, self.KEPT)
            field.required = field.asks_for_answer = False
        return field

    def _is_kept(self, question):
        return question.is_shown_once and question.pk in self.stored

    def _tie_fields(self):
        """What depends on an answer that is not shown again stays in sight."""
        super()._tie_fields()
        unseen = {option.pk for q in self.questions if self._is_kept(q) for option in self.stored[q.pk].options}
        for question in self.questions:
            if question.shown_if_id in unseen:
                self.fields[question.field_name].widget.attrs.pop("data-shown-if", None)

    def _forget(self, name):
        super()._forget(name)
        self.dropped.add(name)

    def _given(self, question):
        given = super()._given(question)
        is_kept = self._is_kept(question) and question.field_name not in self.dropped
        return given or (self.stored[question.pk] if is_kept else None)

    def what_is_stored(self, registration):
        """Beside each field what stands there now, if it is something else; saving once more goes on from there."""
        for name, value in self._stored_otherwise(registration).items():
            self.add_error(name, gettext("Stored by now: %(value)s") % {"value": self._in_words(name, value) or "–"})
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        sent["seen"] = registration.updated_at.isoformat()
        self.data = sent

    def _in_words(self, _name, value):
        return value

    def _stored_otherwise(self, registration):
        names = [name for name in self.COMPARED or self.PARTICIPANT if name in self.fields]
        stored = {name: getattr(registration, name) for name in names}
        found = {name: value for name, value in stored.items() if value != self.cleaned_data[name]}
        answers = {answer.question_id: answer for answer in with_options(registration.answers.all())}
        for question in (question for question in self.questions if question.field_name in self.fields):
            answer = answers.get(question.pk)
            if not self._is_kept(question) and (answer and Given.of(answer)) != self._given(question):
                found[question.field_name] = in_words(answer) if answer else ""
        return found


class ChangeOfOtherForm(ChangeForm):
    """For whoever registered somebody: what concerns the person alone is not shown, and stays as it is."""

    remarks = None
    PARTICIPANT = ("given_name", "family_name", "organisation", "phone")

    def __init__(self, registration, *args, questions=(), **kwargs):
        questions = list(questions)
        self.hidden = _of_the_person_alone(questions)
        super().__init__(registration, *args, questions=questions, **kwargs)
        for question in questions:
            if question.pk in self.hidden:
                del self.fields[question.field_name]
        for name in self.PARTICIPANT:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def _is_kept(self, question):
        return question.pk in self.hidden and question.pk in self.stored


def _of_the_person_alone(questions):
    """What only they are asked, and what depends on it: that it is asked would tell what they said."""
    hidden, options = set(), set()
    for question in questions:  # a question depends on an earlier one
        if question.is_personal or question.shown_if_id in options:
            hidden.add(question.pk)
            options |= {option.pk for option in question.options.all()}
    return hidden


class ReplaceForm(ParticipantFields, GuardedForm):
    """Who comes instead. Browsers know who sends it, not who that is."""

    form_name = "replacement"
    remarks = None
    PARTICIPANT = ("given_name", "family_name", "email", "organisation", "phone")

    def __init__(self, registration, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.registration = registration
        self.fields["email"].help_text = _("Of this person alone: they get a mail with a link of their own.")
        for name in self.PARTICIPANT:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.order_fields([*self.PARTICIPANT, "website", "key"])

    def is_one_too_many(self, request):
        """Counted for the registration, too: nobody tries out who else is registered."""
        if super().is_one_too_many(request):
            return True
        if not proving.is_one_too_many(request, self.registration, what="successor"):
            return False
        self.add_error(None, TOO_OFTEN)
        return True


class RebookForm(forms.Form):
    """To which date of the event. Whoever has a place says whether the waiting list would do."""

    date = forms.ChoiceField(label=_("New date"), widget=RadioButtons)
    accepts_waiting = forms.BooleanField(
        label=_("The waiting list would do, too"),
        help_text=_("If all places are taken there, you give up your place here and wait."),
        required=False,
    )

    def __init__(self, registration, dates, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dates = {str(date.uid): date for date in dates}
        self.outcomes = {uid: _outcome(date, registration) for uid, date in self.dates.items()}
        field = self.fields["date"]
        field.choices = [(uid, f"{d.spoken_time} – {_left(d, self.outcomes[uid])}") for uid, d in self.dates.items()]
        field.widget.full = frozenset(uid for uid, outcome in self.outcomes.items() if outcome is None)
        if not registration.takes_a_place:
            del self.fields["accepts_waiting"]

    @property
    def chosen(self):
        return self.dates[self.cleaned_data["date"]]

    def clean(self):
        outcome = self.outcomes.get(self.cleaned_data.get("date"), Status.CONFIRMED)
        if outcome is None:
            self.add_error("date", str(FullyBooked()))
        if outcome == Status.WAITING and self.cleaned_data.get("accepts_waiting") is False:
            self.add_error("accepts_waiting", str(OnlyWaiting()))
        return super().clean()


def _outcome(date, registration):
    return outcome_of(date, date.places, is_member=registration.as_member)


def _left(date, outcome):
    words = {None: gettext("fully booked"), Status.WAITING: gettext("waiting list")}
    return words.get(outcome) or gettext("places are free")


class AddressForm(forms.Form):
    """Before more than the least of a registration or group is shown: the address to which its mails go."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one to which we sent the mail with the link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, opened, *args, is_one_too_many=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.opened, self.is_one_too_many = opened, is_one_too_many

    def clean_email(self):
        """After too many tries nobody learns any more which address is right."""
        if self.is_one_too_many:
            raise forms.ValidationError(TOO_OFTEN)
        if not proving.is_address_of(self.opened, self.cleaned_data["email"]):
            raise forms.ValidationError(_("Our mail with this link went to another address. Please compare them."))
        return self.cleaned_data["email"]
