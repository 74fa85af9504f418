"""The form by which staff corrects a registration: what the person could change, and what only staff knows."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.addresses import plain
from networks.languages import language_choices

from .actions.corrections import CORRECTED
from .answers import in_words, with_options
from .models import Question, Registration
from .question_fields import Given
from .self_service_forms import ChangeForm


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


class CorrectionForm(ChangeForm):
    """Answers and address are those of somebody who still comes. Another address is to be ticked as well."""

    KEPT = _("There is an answer. It stays as it is when you leave this empty.")

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=Registration._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    address_is_right = forms.BooleanField(
        label=_("The new address is right"),
        required=False,
        help_text=_("Links in earlier mails stop working, and a mail with a new link goes to the new address."),
    )
    language = forms.ChoiceField(label=_("Language of the mails"), choices=language_choices)
    staff_note = forms.CharField(
        label=_("Note of staff"),
        max_length=Registration._meta.get_field("staff_note").max_length,
        required=False,
        help_text=_("Seen by staff only. Whoever it is about may ask to read it; it is erased with the registration."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = MomentField()

    def __init__(self, registration, *args, questions=(), special_needs=False, **kwargs):
        self.registration, self.special_needs = registration, special_needs
        asked = _asked_by_staff(questions, registration) if registration.is_live else ()
        super().__init__(registration, *args, questions=asked, **kwargs)
        self.initial |= {name: getattr(registration, name) for name in (*CORRECTED, "email")}
        self.initial["seen"] = registration.updated_at
        *person, remarks = self.PARTICIPANT
        address = ("email", "address_is_right")
        self.order_fields([*person[:2], *address, *person[2:], *self.question_names, remarks])
        self._drop_what_is_not_asked()

    def _drop_what_is_not_asked(self):
        if not self.registration.is_live:
            del self.fields["email"]
        if not self.registration.is_live or not self._has_new_address():
            del self.fields["address_is_right"]

    def _has_new_address(self):
        return self.is_bound and plain(self.data.get("email", "")) != self.registration.email

    def _is_kept(self, question):
        """What this member of staff may not read, and files, which a form cannot show."""
        hidden = question.kind == Question.Kind.FILE or (question.special_need and not self.special_needs)
        return hidden and question.pk in self.stored

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("address_is_right") is False and "email" not in self.errors:
            words = _("Please compare the address, and say that it is right: %(email)s")
            self.add_error("address_is_right", words % {"email": cleaned["email"]})
        return cleaned

    @property
    def corrected(self) -> dict:
        """For `actions.correct`."""
        values = {name: self.cleaned_data[name] for name in (*CORRECTED, "seen")}
        answers = self.answers if self.registration.is_live else None
        return values | {"email": self.cleaned_data.get("email"), "answers": answers}

    def what_is_stored(self, registration):
        """Beside each field what stands there now, if it is something else; saving once more goes on from there."""
        for name, value in self._stored_otherwise(registration).items():
            self.add_error(name, gettext("Stored by now: %(value)s") % {"value": self._in_words(name, value) or "–"})
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        sent["seen"] = registration.updated_at.isoformat()
        self.data = sent

    def _in_words(self, name, value):
        return dict(language_choices()).get(value, value) if name == "language" else value

    def _stored_otherwise(self, registration):
        names = [name for name in (*CORRECTED, "email") if name in self.fields]
        stored = {name: getattr(registration, name) for name in names}
        found = {name: value for name, value in stored.items() if value != self.cleaned_data[name]}
        answers = {answer.question_id: answer for answer in with_options(registration.answers.all())}
        for question in self.questions:
            answer = answers.get(question.pk)
            if not self._is_kept(question) and (answer and Given.of(answer)) != self._given(question):
                found[question.field_name] = in_words(answer) if answer else ""
        return found


def _asked_by_staff(questions, registration):
    """Nobody agrees for somebody else; that a consent was taken back can be noted."""
    answered = set(registration.answers.values_list("question", flat=True))
    return [question for question in questions if question.kind != Question.Kind.CONSENT or question.pk in answered]
