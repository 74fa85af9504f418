"""A message to the people whom staff ticked in the list of registrations, all of one date."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from ..access import occurrence_for_staff
from ..actions.messages import recipients_of
from ..models import Registration
from .message import INFORMED, MessageView, WordsForm
from .registration_list import list_url
from .selection import Selection

NAMES = 50


class MessageToChosenView(MessageView):
    form_class = WordsForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.selection = Selection(request)
        self.back_url = get_valid_next_url_from_request(request) or list_url()

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.occurrence else self._not_one_date()

    def post(self, request, *args, **kwargs):
        if not self.occurrence:
            return self._not_one_date()
        if self.selection.has_changed:
            messages.warning(request, self.selection.why_again)
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)

    def _not_one_date(self):
        several = gettext("Please choose registrations of one date only.")
        messages.warning(self.request, several if self.selection.registrations else self.selection.why_empty)
        return redirect(self.back_url)

    @cached_property
    def occurrence(self):
        """The one of all who were chosen."""
        dates = {registration.occurrence_id for registration in self.selection.registrations}
        return occurrence_for_staff(self.request.user, dates.pop()) if len(dates) == 1 else None

    @property
    def among(self):
        """Those that were compared with the ones who were seen, though more match by now."""
        return Registration.objects.filter(pk__in=[registration.pk for registration in self.selection.registrations])

    def get_breadcrumbs_items(self):
        *_dates, here = super().get_breadcrumbs_items()
        return [*self.breadcrumbs_items, {"url": self.back_url, "label": gettext("Registrations")}, here]

    def get_context_data(self, **kwargs):
        meant = list(recipients_of(self.occurrence, INFORMED, self.among))
        more = {
            "kept": [*self.selection.fields, ("next", self.back_url)],
            "meant": meant[:NAMES],
            "more": max(len(meant) - NAMES, 0),
            "left_out": len(self.selection.registrations) - len(meant),
        }
        return super().get_context_data(**kwargs) | more

    def _act(self, written, form):
        return super()._act(written | {"statuses": INFORMED}, form)
