"""Cancelling one date in the admin: a page that says what will happen, and a POST that does it."""

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from .. import actions
from ..errors import Busy
from .one_date import OneDateMixin


class CancelForm(forms.Form):
    note = forms.CharField(
        label=_("Note for visitors"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands on the page, in calendars and in the mail to everybody who has registered."),
    )
    reason = forms.CharField(
        label=_("Reason (internal)"), max_length=300, required=False, help_text=_("Only in the log, for colleagues.")
    )


class OccurrenceCancelView(OneDateMixin, FormView):
    form_class = CancelForm
    template_name = "events/admin/occurrence_cancel.html"
    page_title = _("Cancel date")
    header_icon = "date"

    @property
    def object(self):
        return self.occurrence

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.object.can_be_cancelled else self._back()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.object.can_be_cancelled else self._back()

    def _back(self):
        messages.warning(self.request, gettext("This date is over or cancelled already."))
        return redirect("dates:index")

    def get_context_data(self, **kwargs):
        told = self.object.registrations.informed().count()
        return super().get_context_data(occurrence=self.object, told=told, back_url=reverse("dates:index"), **kwargs)

    def form_valid(self, form):
        told = self.object.registrations.informed().count()
        try:
            actions.cancel_occurrence(occurrence=self.object, by=self.request.user, **form.cleaned_data)
        except Busy as busy:
            messages.error(self.request, str(busy))
            return self.form_invalid(form)
        words = ngettext(
            "The date is cancelled. %(count)d person gets a mail.",
            "The date is cancelled. %(count)d people get a mail.",
            told,
        )
        messages.success(self.request, words % {"count": told})
        return redirect("dates:index")
