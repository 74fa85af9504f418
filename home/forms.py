"""The forms that visitors fill. Whatever is wrong, what was typed stays, and a sentence says what to do."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from networks.guards import GuardedForm, Limits

from .conf import conf
from .search import KINDS


class DeskForm(GuardedForm):
    """What visitors write to the desk. Each makes two mails, so a network may send fewer than registrations."""

    def limits(self):
        return Limits(conf.INQUIRIES_PER_HOUR, conf.INQUIRIES_PER_HOUR)


def kept_for():
    days = conf.INQUIRY_DAYS
    return ngettext("We delete it after %(days)d day.", "We delete it after %(days)d days.", days) % {"days": days}


class InquiryForm(DeskForm):
    form_name = "inquiry"

    topic = forms.ChoiceField(label=_("Topic"))
    message = forms.CharField(
        label=_("Your question"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What is it about, and what have you tried so far?"),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("So that we know whom to answer."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send the answer and a copy of your question there."),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Helps us to advise you; funding depends on size and sector."),
    )

    field_order = ["topic", "message", "name", "email", "organisation", "website", "key"]

    def __init__(self, *args, topics=(), **kwargs):
        super().__init__(*args, **kwargs)
        if topics:
            other = _("Something else")
            self.fields["topic"].choices = [("", _("Please choose")), *((t, t) for t in topics), (other, other)]
        else:
            del self.fields["topic"]


class BarrierForm(DeskForm):
    form_name = "barrier"

    page_url = forms.CharField(
        label=_("Page"),
        max_length=500,
        required=False,
        help_text=_("The address of the page where you met the barrier."),
    )
    message = forms.CharField(
        label=_("What did not work?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Tell us what you wanted to do. Your browser and any aids you use help us to find the cause."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only if you want an answer. We send a copy of your report there."),
    )

    field_order = ["page_url", "message", "name", "email", "website", "key"]


class SearchForm:
    """What was asked in an address: whatever stands there becomes something that can be searched for."""

    MOST = 200

    def __init__(self, data):
        typed = str(data.get("q", ""))
        self.is_too_long = len(typed) > self.MOST
        self.words = " ".join(typed[: self.MOST].replace("\x00", " ").split())
        self.kind = self._one_of(data.get("kind", ""), [kind.slug for kind in KINDS])
        self.page = self._number(data.get("page", ""))

    def _one_of(self, value, known):
        return value if value in known else ""

    def _number(self, value):
        return int(value) if value.isdecimal() and len(value) < 6 else 1
