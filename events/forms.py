import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from networks.addresses import plain
from networks.guards import GuardedForm

from .models import Invitation, Registration
from .question_fields import QuestionFields


def _length(name):
    return Registration._meta.get_field(name).max_length


# What nobody sees and what turns the rest of a line around; the joiners of Persian and Indian names stay.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Our mails greet by name, at any address that somebody typed: they carry no links of strangers.
no_web_address = RegexValidator(r"://|\bwww\.", _("Please without a web address."), inverse_match=True, flags=re.I)


class LineField(forms.CharField):
    """One line: whatever white space came with it becomes a single space."""

    def to_python(self, value):
        return " ".join(INVISIBLE.sub("", super().to_python(value)).split())


class ParticipantFields(forms.Form):
    """What we ask of a person, on the website and by staff."""

    given_name = LineField(
        label=_("Given name"),
        max_length=_length("given_name"),
        validators=[no_web_address],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = LineField(
        label=_("Family name"),
        max_length=_length("family_name"),
        validators=[no_web_address],
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
        validators=[no_web_address],
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
        return plain(self.cleaned_data["email"])

    @property
    def participant(self):
        return {name: self.cleaned_data[name] for name in self.PARTICIPANT}


class RegistrationForm(QuestionFields, ParticipantFields, GuardedForm):
    form_name = "registration"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        *person, remarks = self.PARTICIPANT
        self.order_fields([*person, *self.question_names, remarks, "website", "key"])

    @classmethod
    def without_questions(cls, data, files) -> "RegistrationForm":
        """For the moment when they cannot be read."""
        form = cls(data, files=files)
        form.carry_answers(data, files)
        return form


class InvitedForm(RegistrationForm):
    """For whoever was invited: the address is that of the invitation, whatever is sent."""

    def __init__(self, invitation: Invitation, *args, **kwargs):
        known = {name: getattr(invitation, name) for name in ("given_name", "family_name", "email", "organisation")}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["email"].disabled = True
        self.fields["email"].help_text = _("Your invitation is for this address. All mails about the event go there.")


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
