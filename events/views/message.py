"""A message to the people of one date: written, looked at, tried out on oneself, sent to all of them once."""

import uuid

from django import forms
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from networks.languages import language_of

from .. import actions, emails
from ..actions.messages import recipients_of
from ..errors import Busy
from ..models import Registration
from ..placeholders import IN_GERMAN, unknown
from .one_date import OneDateMixin

Status = Registration.Status
INFORMED = [status for status in Registration.LIVE if status != Status.UNCONFIRMED]


class WordsForm(forms.Form):
    """`key` makes a second click the same message."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=format_lazy(
            _("Greeting, event and link are added. Placeholders: {names}"),
            names=" ".join(f"{{{name}}}" for name in IN_GERMAN),
        ),
    )


class MessageForm(WordsForm):
    statuses = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple,
        choices=[choice for choice in Status.choices if choice[0] in INFORMED],
    )
    field_order = ["key", "statuses"]


class MessageView(OneDateMixin, FormView):
    form_class = MessageForm
    template_name = "events/admin/message.html"
    page_title = _("Write to participants")
    header_icon = "mail"
    looked_at: dict = {}
    among = None
    back_url = reverse_lazy("dates:index")

    def get_initial(self):
        return {"key": uuid.uuid4(), "statuses": [Status.CONFIRMED]}

    def get_context_data(self, **kwargs):
        more = {"occurrence": self.occurrence, "back_url": self.back_url}
        return super().get_context_data(**kwargs) | more | self.looked_at

    def form_valid(self, form):
        try:
            return self._act(form.cleaned_data, form)
        except Busy as busy:
            messages.error(self.request, str(busy))
            return self.form_invalid(form)

    def _act(self, written, form):
        if "send" in self.request.POST:
            return self._send(written)
        if "trial" in self.request.POST:
            self._try_out(written)
        self._look_at(written)
        return self.render_to_response(self.get_context_data(form=form))

    def _look_at(self, written):
        subject, text = written["subject"], written["text"]
        self.looked_at = {
            "mail": emails.preview_of_message(self.occurrence, self._language, subject=subject, text=text),
            "number": recipients_of(self.occurrence, written["statuses"], self.among).count(),
            "strange": unknown(f"{subject}\n{text}"),
        }

    @property
    def _language(self):
        return language_of(get_language())

    def _try_out(self, written):
        to = self.request.user.email
        words = {"subject": written["subject"], "text": written["text"]}
        emails.message_on_trial(self.occurrence, to=to, language=self._language, **words)
        messages.success(self.request, gettext("A trial is on its way to %(address)s.") % {"address": to})

    def _send(self, written):
        whom = {"occurrence": self.occurrence, "among": self.among}
        people = actions.write_to_participants(**whom, by=self.request.user, **written)
        if people:
            words = ngettext("%(count)d person gets a mail.", "%(count)d people get a mail.", len(people))
            messages.success(self.request, words % {"count": len(people)})
        else:
            messages.warning(self.request, gettext("Nobody gets a mail: it went out already, or nobody is meant."))
        return redirect(self.back_url)
