"""The form by which staff corrects a registration: what the person could change, and what only staff knows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.addresses import plain
from networks.languages import language_choices

from .actions.corrections import CORRECTED
from .models import Question, Registration
from .self_service_forms import ChangeForm


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

    COMPARED = (*CORRECTED, "email")

    def __init__(self, registration, *args, questions=(), special_needs=False, **kwargs):
        self.registration, self.special_needs = registration, special_needs
        asked = _asked_by_staff(questions, registration) if registration.is_live else ()
        super().__init__(registration, *args, questions=asked, **kwargs)
        self.initial |= {name: getattr(registration, name) for name in (*CORRECTED, "email")}
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

    def _in_words(self, name, value):
        return dict(language_choices()).get(value, value) if name == "language" else value


def _asked_by_staff(questions, registration):
    """Nobody agrees for somebody else; that a consent was taken back can be noted."""
    answered = set(registration.answers.values_list("question", flat=True))
    return [question for question in questions if question.kind != Question.Kind.CONSENT or question.pk in answered]
