"""A date has changed: staff sees how, writes a few words, looks at the mail, and sends it to all or decides not to."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from .. import actions, emails
from ..access import change_notice_for_staff
from ..errors import Busy
from ..facts import changes_of
from ..words_form import WordsForm
from .one_date import OneDateMixin

SUGGESTION = _("We ask for your understanding. If you can still come, there is nothing you need to do.")


class NoticeForm(WordsForm):
    """`version` tells a change that came in between."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def suggestion(self, code):
        with translation.override(code):
            return str(SUGGESTION)


class ChangeNoticeView(OneDateMixin, FormView):
    form_class = NoticeForm
    template_name = "events/admin/change_notice.html"
    page_title = _("Tell participants of a change")
    header_icon = "mail"
    previews: list = []

    @cached_property
    def notice(self):
        return change_notice_for_staff(self.request.user, self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.notice is None:
            messages.info(request, gettext("There is nothing to be decided about this date."))
            return redirect("dates:index")
        return super().dispatch(request, *args, **kwargs)

    @property
    def occurrence(self):
        return self.notice.occurrence

    def get_form_kwargs(self):
        more = {"languages": self.notice.languages(), "initial": {"version": self.notice.version}}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs):
        more = {"notice": self.notice, "occurrence": self.notice.occurrence, "previews": self.previews}
        more |= {"changes": changes_of(self.notice), "number": self.notice.recipients().count()}
        return super().get_context_data(**kwargs) | more | {"back_url": reverse("dates:index")}

    def form_valid(self, form):
        if form.cleaned_data["version"] != self.notice.version:
            messages.warning(self.request, gettext("The date has changed once more. Please look at it again."))
            return redirect(self.request.path)
        try:
            return self._act(form)
        except Busy as busy:
            messages.error(self.request, str(busy))
            return self.form_invalid(form)

    def _act(self, form):
        if "send" in self.request.POST:
            return self._send(form.texts)
        if "silent" in self.request.POST:
            actions.keep_silent(self.notice, by=self.request.user)
            messages.success(self.request, gettext("Nobody is told of this change."))
            return redirect("dates:index")
        self.previews = [self._preview(code, text) for code, text in form.texts.items()]
        return self.render_to_response(self.get_context_data(form=form))

    def _send(self, texts):
        told = actions.tell_change(self.notice, texts=texts, by=self.request.user).told
        words = ngettext("%(count)d person gets a mail.", "%(count)d people get a mail.", told) % {"count": told}
        messages.success(self.request, words)
        return redirect("dates:index")

    def _preview(self, code, text):
        return emails.preview_of_change(self.notice.occurrence, code, notice=self.notice, text=text)
