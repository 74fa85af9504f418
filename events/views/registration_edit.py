"""Staff corrects what is stored about somebody who registered."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages

from .. import actions
from ..answers import MAY_SEE_SPECIAL_NEEDS
from ..correction_form import CorrectionForm
from ..errors import AlreadyRegistered, Busy, ChangedMeanwhile, FullyBooked, QuestionsChanged
from ..models import Question
from .registration_admin import OneRegistrationMixin


class RegistrationEditView(OneRegistrationMixin, FormView):
    permission_required = "change"
    form_class = CorrectionForm
    template_name = "events/admin/registration_edit.html"
    page_title = _("Correct registration")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.object.anonymised_at:
            raise Http404

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "registration": self.object,
            "questions": Question.objects.asked_at(self.object.occurrence, self.object),
            "special_needs": self.request.user.has_perm(MAY_SEE_SPECIAL_NEEDS),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"registration": self.object}

    def form_valid(self, form):
        try:
            actions.correct(self.object, by=self.request.user, **form.corrected)
        except ChangedMeanwhile as refusal:
            form.what_is_stored(refusal.registration)
            messages.error(self.request, str(refusal))
        except AlreadyRegistered as refusal:
            form.add_error("email", str(refusal))
        except (FullyBooked, QuestionsChanged) as refusal:  # the form, made anew, says what is
            form = self.get_form()
            form.add_error(None, _said(refusal))
        except Busy as busy:
            messages.error(self.request, str(busy))
        else:
            messages.success(self.request, gettext("Saved."))
            return redirect("registrations:inspect", self.object.pk)
        return self.form_invalid(form)


def _said(refusal):
    if isinstance(refusal, FullyBooked):
        return gettext("What was chosen has been fully booked meanwhile. Nothing was saved.")
    return str(refusal)
