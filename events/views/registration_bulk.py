"""Several registrations at once: a page that says what will become of each, and one POST that does it."""

from collections import Counter

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..bulk import STEPS, Confirm, Decline
from ..models import Registration
from .registration_approval import NoteForm
from .registration_list import list_url
from .selection import Selection


class BeyondLimitForm(forms.Form):
    beyond_limit = forms.BooleanField(
        label=_("Let in beyond the limit"),
        required=False,
        help_text=_(
            "Gives everybody above a place, also where none is free and instead of the waiting list."
            " This is logged with your name."
        ),
    )


NAMES = 50  # on the page; of the others it says how many
SECONDS = 20  # for one POST: servers wait no longer than 30; the rest is another click

FORMS = {Confirm: BeyondLimitForm, Decline: NoteForm}


class RegistrationBulkView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Wagtail's own bulk actions run in one transaction for all, and need a script to tick a row."""

    model = Registration
    permission_required = "change"
    template_name = "events/admin/registration_bulk.html"
    header_icon = "user"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.step_class = self.get_step_class()
        self.selection = Selection(request)
        self.next_url = get_valid_next_url_from_request(request) or list_url()

    def get_step_class(self):
        if self.kwargs["step"] not in STEPS:
            raise Http404
        return STEPS[self.kwargs["step"]]

    def step(self, **options):
        return self.step_class(**options)

    def get(self, request, *args, **kwargs):
        if not self.registrations:
            return self._nobody()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.registrations:
            return self._nobody()
        if self.selection.has_changed:
            messages.warning(request, self.selection.why_again)
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)

    def _nobody(self):
        messages.warning(self.request, self.selection.why_empty)
        return redirect(self.next_url)

    @cached_property
    def registrations(self):
        return self.selection.registrations

    @property
    def kept(self):
        """Hidden names and values that the form carries on."""
        return [*self.selection.fields, ("next", self.next_url)]

    def get_form_class(self):
        return FORMS.get(self.step_class, forms.Form)

    def get_page_title(self):
        return self.step_class.title

    def get_breadcrumbs_items(self):
        items = [
            {"url": self.next_url, "label": gettext("Registrations")},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *items]

    def get_context_data(self, **kwargs):
        step = self.step()
        outlooks = sorted(step.foresee(self.registrations), key=lambda outlook: not outlook.is_possible)
        more = {
            "step": self.step_class,
            "outlooks": outlooks[:NAMES],
            "more": max(len(outlooks) - NAMES, 0),
            "counts": Counter(outlook.words for outlook in outlooks).items() if len(outlooks) > NAMES else [],
            "can_do": any(outlook.is_possible or outlook.only_beyond_limit for outlook in outlooks),
            "follows": step.follows(outlooks),
            "kept": self.kept,
            "next": self.next_url,
        }
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form):
        step = self.step(**form.cleaned_data)
        outcome = step.carry_out(self.registrations, by=self.request.user, seconds=SECONDS)
        if outcome.sentences:
            messages.success(self.request, " ".join(outcome.sentences))
        for reason, number in outcome.left.items():
            messages.warning(self.request, _stayed(number, reason))
        return self._go_on(outcome.to_do) if outcome.to_do else redirect(self.next_url)

    def _go_on(self, number):
        """The page again, as it stands now; what is done stays done."""
        words = ngettext(
            "%(count)d registration is still to do: the time for one step was over. Please go on.",
            "%(count)d registrations are still to do: the time for one step was over. Please go on.",
            number,
        )
        messages.warning(self.request, words % {"count": number})
        self.selection = Selection(self.request)
        del self.registrations
        return self.render_to_response(self.get_context_data(form=self.get_form()))


def _stayed(number, reason):
    words = ngettext("%(count)d stayed as it was: %(reason)s", "%(count)d stayed as they were: %(reason)s", number)
    return words % {"count": number, "reason": reason}
