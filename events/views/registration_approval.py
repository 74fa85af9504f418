"""Staff approves or declines whoever asked for a place."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import actions, bulk
from .registration_admin import ConfirmedActionView


class RegistrationApproveView(ConfirmedActionView):
    page_title = _("Approve")
    step = bulk.Approve

    def act(self):
        registration = actions.approve(self.object, by=self.request.user)
        if registration.is_waiting:
            return gettext("Approved: the person is on the waiting list.")
        return gettext("Approved: the person has a place.")


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note in the mail"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A reason, or another date. It is kept nowhere else."),
    )


class RegistrationDeclineView(ConfirmedActionView):
    page_title = _("Decline")
    step = bulk.Decline

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"form": self.form}

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = NoteForm(request.POST if request.method == "POST" else None)

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.form.is_valid() else self._page(status=422)

    def refused(self):
        """The note stays: it is kept nowhere else."""
        return self._page(status=409)

    def _page(self, **options):
        return self.render_to_response(self.get_context_data(), **options)

    def act(self):
        actions.decline(self.object, by=self.request.user, note=self.form.cleaned_data["note"])
        return gettext("The registration is declined.")
