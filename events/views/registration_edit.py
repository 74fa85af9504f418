"""Staff corrects what is stored about somebody who registered."""

from datetime import datetime

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from networks.languages import language_choices

from .. import actions
from ..actions.corrections import CORRECTED
from ..errors import Busy, ChangedMeanwhile
from ..forms import ParticipantFields
from ..models import Registration
from .registration_admin import OneRegistrationMixin


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


class CorrectionForm(ParticipantFields):
    """No other address: links and mails hang on it, so whoever gets another one registers with it."""

    email = None
    language = forms.ChoiceField(label=_("Language of the mails"), choices=language_choices)
    staff_note = forms.CharField(
        label=_("Note of staff"),
        max_length=Registration._meta.get_field("staff_note").max_length,
        required=False,
        help_text=_("Seen by staff only. Whoever it is about may ask to read it; it is erased with the registration."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = MomentField()

    def what_is_stored(self, registration):
        """Beside each field what stands there now, if it is something else; saving once more goes on from there."""
        for name in CORRECTED:
            stored = getattr(registration, name)
            if stored != self.cleaned_data[name]:
                self.add_error(name, gettext("Stored by now: %(value)s") % {"value": stored or "–"})
        self.data = self.data.copy()
        self.data["seen"] = registration.updated_at.isoformat()


class RegistrationEditView(OneRegistrationMixin, FormView):
    permission_required = "change"
    form_class = CorrectionForm
    template_name = "events/admin/registration_edit.html"
    page_title = _("Correct registration")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.object.anonymised_at:
            raise Http404

    def get_initial(self):
        return {name: getattr(self.object, name) for name in CORRECTED} | {"seen": self.object.updated_at}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"registration": self.object}

    def form_valid(self, form):
        try:
            actions.correct(self.object, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile as refusal:
            form.what_is_stored(refusal.registration)
            messages.error(self.request, str(refusal))
        except Busy as busy:
            messages.error(self.request, str(busy))
        else:
            messages.success(self.request, gettext("Saved."))
            return redirect("registrations:inspect", self.object.pk)
        return self.form_invalid(form)
