"""Staff invites people: a list is pasted or uploaded, looked at as it was understood, and then written to."""

from django import forms
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from networks import tables
from networks.languages import language_choices, language_of, languages

from .. import actions, guests, invitation_emails
from ..actions.inviting import addresses_known_at
from ..errors import Busy, RegistrationRefused
from ..models import Invitation, Occurrence, RegistrationMode
from ..placeholders import IN_GERMAN, NAMES, unknown
from ..words_form import WordsForm
from .invitation_list import list_url
from .one_date import OneDateMixin

Mail = Invitation.Mail
LONGEST_LIST = 400_000
OF_PERSON = {name for name, value in NAMES.items() if value in {"given_name", "family_name", "full_name"}}


class TextsForm(WordsForm):
    LABEL = _("Your words in the mail (%(language)s)")
    HELP = format_lazy(
        _("Greeting, event, link and data protection notice are added. Placeholders: {names}"),
        names=" ".join(f"{{{name}}}" for name in IN_GERMAN),
    )

    @property
    def strange(self):
        return unknown("\n".join(self.texts.values()))


class InviteForm(TextsForm):
    occurrence = forms.ModelChoiceField(label=_("Date"), queryset=Occurrence.objects.none())
    people = forms.CharField(
        label=_("Whom do you invite?"),
        required=False,
        strip=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "One person a line: an address, or “Name <address>”, or columns pasted from a spreadsheet. With a first"
            " line of headings (E-Mail, Vorname, Nachname, Unternehmen, Sprache) the columns may stand in any order."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=format_lazy(
            _("XLSX or CSV, at most {rows} rows. What stands in it then appears in the field above."),
            rows=tables.MOST_ROWS,
        ),
    )
    language = forms.ChoiceField(label=_("Language of those without one"), choices=language_choices)
    origin = forms.CharField(
        label=_("Where do you have the addresses from?"),
        max_length=Invitation._meta.get_field("origin").max_length,
        help_text=_(
            "Stands in the mail, as the law asks (Art. 14 GDPR). For example: “from the list of participants of 2025”."
            " Invite only people whose address you may use for that."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, languages=languages(), **kwargs)
        dates = Occurrence.objects.managed_by(user).upcoming().published().scheduled().not_begun()
        self.fields["occurrence"].queryset = dates.filter(registration=RegistrationMode.HERE)
        texts = [self.name_in(code) for code in self.languages]
        self.order_fields(["occurrence", "people", "file", "language", "origin", *texts, "seen"])

    def clean_file(self):
        """The rows of the file join those that were pasted, so that they are seen, corrected and sent again."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        try:
            rows = tables.read(file)
        except tables.Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return guests.as_text((row.line, row.cells) for row in rows)

    def clean(self):
        cleaned = super().clean()
        pasted, uploaded = cleaned.get("people", ""), cleaned.get("file", "")
        if uploaded:
            cleaned["people"] = f"{pasted.rstrip()}\n{uploaded}" if pasted.strip() else uploaded
            self.data = self.data.copy()
            self.data["people"] = cleaned["people"]
        if "people" not in self.errors and "file" not in self.errors and not cleaned.get("people", "").strip():
            self.add_error("people", _("Paste a list, or choose a file."))
        elif len(cleaned.get("people", "")) > LONGEST_LIST or len(self.list.guests) > tables.MOST_ROWS:
            words = _("These are more than %(count)s people. Please divide the list.") % {"count": tables.MOST_ROWS}
            self.add_error("people", words)
        return cleaned

    @cached_property
    def list(self) -> guests.GuestList:
        language = self.cleaned_data.get("language") or language_of(None)
        return guests.read(self.cleaned_data.get("people", ""), languages=self.languages, language=language)

    @property
    def digest(self):
        """Of all that is decided by sending: who has looked at one thing does not send another."""
        names = [name for name in self.fields if name not in {"file", "seen"}]
        values = [self.cleaned_data.get(name) for name in names]
        said = ["\n".join(str(getattr(value, "pk", value)).split()) for value in values]
        return salted_hmac("events.invite", repr(said), algorithm="sha256").hexdigest()

    @property
    def was_seen(self):
        return constant_time_compare(self.cleaned_data["seen"], self.digest)


class InviteView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = Invitation
    form_class = InviteForm
    permission_required = "add"
    template_name = "events/admin/invite.html"
    page_title = _("Invite people")
    header_icon = "mail"
    looked_at: dict = {}

    def get_breadcrumbs_items(self):
        items = [{"url": list_url(), "label": gettext("Invitations")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *items]

    def get_initial(self):
        return {"occurrence": self.request.GET.get("occurrence"), "language": language_of(None)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"back_url": list_url()} | self.looked_at

    def form_valid(self, form):
        if "send" in self.request.POST and not form.cleaned_data["file"]:
            if form.was_seen:
                return self._send(form)
            messages.warning(self.request, gettext("Something has changed since you looked. Please look once more."))
        self._look_at(form)
        return self.render_to_response(self.get_context_data(form=form))

    def _look_at(self, form):
        occurrence, found = form.cleaned_data["occurrence"], form.list
        known = addresses_known_at(occurrence)
        fresh = [guest for guest in found.guests if guest.email not in known]
        self.looked_at = {
            "fresh": fresh,
            "found": found,
            "invited": [guest for guest in found.guests if known.get(guest.email) == "invited"],
            "registered": [guest for guest in found.guests if known.get(guest.email) == "registered"],
            "mails": [self._preview(occurrence, guest, form) for guest in _one_a_language(fresh)],
            "strange": form.strange,
            "nameless": _nameless(fresh, form.texts),
        }
        form.data = form.data.copy()
        form.data["seen"] = form.digest

    def _preview(self, occurrence, guest, form):
        person = {name: getattr(guest, name) for name in ("given_name", "family_name", "organisation", "language")}
        words, origin = form.texts[guest.language], form.cleaned_data["origin"]
        invitation = Invitation(email=guest.email, words=words, origin=origin, **person)
        return invitation_emails.preview(occurrence, invitation, Mail.INVITATION) | {"to": guest.email}

    def _send(self, form):
        occurrence = form.cleaned_data["occurrence"]
        try:
            invited = actions.invite(
                occurrence=occurrence,
                guests=form.list.guests,
                origin=form.cleaned_data["origin"],
                words=form.texts,
                by=self.request.user,
            )
        except RegistrationRefused as refusal:
            form.add_error("occurrence", str(refusal))
            return self.form_invalid(form)
        except Busy:
            messages.error(self.request, gettext("Many people are registering just now. Please send it once more."))
            return self.form_invalid(form)
        self._tell(len(invited), form.list)
        return redirect(list_url(occurrence))

    def _tell(self, number, found):
        if number:
            words = ngettext(
                "%(count)d person is invited. The mail goes out within a few minutes.",
                "%(count)d people are invited. The mails go out within a few minutes.",
                number,
            )
            messages.success(self.request, words % {"count": number})
        else:
            messages.warning(self.request, gettext("Nobody new was invited."))
        if found.wrong:
            lines = ", ".join(str(wrong.line) for wrong in found.wrong[:20])
            messages.warning(self.request, gettext("Left out, with a mistake: line %(lines)s") % {"lines": lines})


def _one_a_language(fresh):
    first: dict[str, guests.Guest] = {}
    for guest in fresh:
        first.setdefault(guest.language, guest)
    return first.values()


def _nameless(fresh, words):
    """How many have no name, where the text wants one."""
    wanting = {code for code, text in words.items() if any(f"{{{name}}}" in text for name in OF_PERSON)}
    return sum(guest.language in wanting and not guest.full_name for guest in fresh)


class RemindView(OneDateMixin, FormView):
    """A mail to all who were invited to a date and have not answered."""

    form_class = TextsForm
    template_name = "events/admin/remind.html"
    page_title = _("Remind those who have not answered")
    header_icon = "mail"
    mails: list = []

    @cached_property
    def waiting(self):
        return list(self.occurrence.invitations.to_remind())

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        items[-2] = {"url": list_url(self.occurrence), "label": gettext("Invitations")}
        return items

    def get_form_kwargs(self):
        used = {invitation.language for invitation in self.waiting}
        return super().get_form_kwargs() | {"languages": [code for code in languages() if code in used]}

    def get_context_data(self, **kwargs):
        more = {"occurrence": self.occurrence, "number": len(self.waiting), "back_url": list_url(self.occurrence)}
        return super().get_context_data(**kwargs) | more | {"mails": self.mails}

    def form_valid(self, form):
        if "send" in self.request.POST:
            return self._send(form)
        first = {invitation.language: invitation for invitation in reversed(self.waiting)}
        self.mails = [self._preview(invitation, form.texts[code]) for code, invitation in first.items()]
        return self.render_to_response(self.get_context_data(form=form, strange=form.strange))

    def _preview(self, invitation, words):
        invitation.reminder_words = words
        return invitation_emails.preview(self.occurrence, invitation, Mail.REMINDER) | {"to": invitation.email}

    def _send(self, form):
        try:
            number = actions.remind_invited(occurrence=self.occurrence, words=form.texts, by=self.request.user)
        except RegistrationRefused as refusal:
            messages.error(self.request, str(refusal))
        except Busy:
            messages.error(self.request, gettext("Many people are registering just now. Please send it once more."))
            return self.form_invalid(form)
        else:
            words = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", number)
            messages.success(self.request, words % {"count": number})
        return redirect(list_url(self.occurrence))
