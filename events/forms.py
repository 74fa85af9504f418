from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from networks.guards import GuardedForm

from .answers import with_options
from .models import Registration
from .proving import is_address_of
from .question_fields import Given, QuestionFields


def _length(name):
    return Registration._meta.get_field(name).max_length


class LineField(forms.CharField):
    """One line: whatever white space came with it becomes a single space."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class ParticipantFields(forms.Form):
    """What we ask of a person, on the website and by staff."""

    given_name = LineField(
        label=_("Given name"),
        max_length=_length("given_name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = LineField(
        label=_("Family name"),
        max_length=_length("family_name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=_length("email"),
        help_text=_("We send the confirmation and all news about this event to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = LineField(
        label=_("Company or organisation"),
        max_length=_length("organisation"),
        required=False,
        help_text=_("Stands on your name badge and in the list of the organiser."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    phone = LineField(
        label=_("Phone"),
        max_length=_length("phone"),
        required=False,
        help_text=_("Only for short-notice changes."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=_length("remarks"),
        required=False,
        help_text=_("What the organiser should know to prepare for you. Please no details about your health."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    PARTICIPANT = ("given_name", "family_name", "email", "organisation", "phone", "remarks")

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    @property
    def participant(self):
        return {name: self.cleaned_data[name] for name in self.PARTICIPANT}


class RegistrationForm(QuestionFields, ParticipantFields, GuardedForm):
    form_name = "registration"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        *person, remarks = self.PARTICIPANT
        self.order_fields([*person, *self.question_names, remarks, "website", "key"])


class ChangeForm(QuestionFields, ParticipantFields):
    """Details and answers of somebody who is registered. What is not shown again stays when it is left empty."""

    email = None
    PARTICIPANT = ("given_name", "family_name", "organisation", "phone", "remarks")

    def __init__(self, registration, *args, **kwargs):
        answers = with_options(registration.answers.all())
        self.stored = {answer.question_id: Given.of(answer) for answer in answers}
        self.dropped = set()
        super().__init__(*args, can_wait=not registration.takes_a_place, **kwargs)
        self.initial = {name: getattr(registration, name) for name in self.PARTICIPANT} | self._answered()
        *person, remarks = self.PARTICIPANT
        self.order_fields([*person, *self.question_names, remarks])
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def _answered(self):
        return {
            q.field_name: self.stored[q.pk].initial
            for q in self.questions
            if q.pk in self.stored and not q.is_shown_once
        }

    def field_for(self, question):
        field = super().field_for(question)
        if self._is_kept(question):
            words = _("We have an answer of yours. It stays as it is when you leave this empty.")
            field.help_text = format_html("{} <span>{}</span>", field.help_text, words)
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


class ReplaceForm(ParticipantFields, GuardedForm):
    """Who comes instead. Browsers know who sends it, not who that is."""

    form_name = "replacement"
    remarks = None
    PARTICIPANT = ("given_name", "family_name", "email", "organisation", "phone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("Of this person alone: they get a mail with a link of their own.")
        for name in self.PARTICIPANT:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.order_fields([*self.PARTICIPANT, "website", "key"])


class AddressForm(forms.Form):
    """Before more than the least of a registration is shown: the address to which its mails go."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one to which we sent the mail with the link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, registration, *args, is_one_too_many=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.registration, self.is_one_too_many = registration, is_one_too_many

    def clean_email(self):
        """After too many tries nobody learns any more which address is right."""
        if self.is_one_too_many:
            raise forms.ValidationError(_("That was tried too often. Please wait an hour, or ask the organisers."))
        if not is_address_of(self.registration, self.cleaned_data["email"]):
            raise forms.ValidationError(_("Our mail with this link went to another address. Please compare them."))
        return self.cleaned_data["email"]


def details_of(user) -> dict:
    """What we know of a signed-in member, so that they need not type it."""
    if not user.is_authenticated:
        return {}
    person = getattr(user, "person", None)
    affiliation = person and person.affiliations.current().select_related("organisation").first()
    return {
        "given_name": person.given_name if person else user.first_name,
        "family_name": person.family_name if person else user.last_name,
        "email": user.email,
        "phone": person.phone if person else "",
        "organisation": affiliation.organisation.name if affiliation else "",
    }
