"""Several registrations of an event to another date of it: which date, what becomes of each, and one POST."""

from django import forms
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from ..bulk import Move
from ..models import Occurrence
from .registration_bulk import BeyondLimitForm, RegistrationBulkView


class DateForm(forms.Form):
    to = forms.ChoiceField(label=_("New date"), widget=forms.RadioSelect)

    def __init__(self, *args, dates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(date.pk), f"{date.spoken_time} – {_left(date.places)}") for date in dates]


class RegistrationMoveView(RegistrationBulkView):
    form_class = BeyondLimitForm

    def get_step_class(self):
        return Move

    def get_form_class(self):
        return self.form_class

    def step(self, **options):
        return Move(to=self.to, **options)

    def dispatch(self, request, *args, **kwargs):
        if self.registrations and not self.to and (request.method == "POST" or not self.dates):
            messages.warning(request, self._why_not())
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.registrations and not self.to:
            return TemplateResponse(request, "events/admin/registration_move.html", self._page_of_dates())
        return super().get(request, *args, **kwargs)

    def _page_of_dates(self):
        own = super(RegistrationBulkView, self).get_context_data(form=DateForm(dates=self.dates))
        return own | {"kept": self.kept, "next": self.next_url, "number": len(self.registrations)}

    @cached_property
    def dates(self):
        """Where they can be moved: none, if they are of several events."""
        events = {registration.occurrence.event_key for registration in self.registrations}
        if len(events) != 1:
            return []
        open_dates = Occurrence.objects.managed_by(self.request.user).upcoming().published().scheduled().not_begun()
        here = {registration.occurrence_id for registration in self.registrations}
        alone = here if len(here) == 1 else []
        return list(open_dates.filter(event_key=events.pop()).exclude(pk__in=alone).with_page())

    @cached_property
    def to(self):
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return next((date for date in self.dates if str(date.pk) == sent.get("to")), None)

    @property
    def kept(self):
        return [*super().kept, *([("to", self.to.pk)] if self.to else [])]

    def get_page_subtitle(self):
        return self.to.spoken_time if self.to else ""

    def _why_not(self):
        if len({registration.occurrence.event_key for registration in self.registrations}) > 1:
            return gettext("Please choose registrations of one event only.")
        return gettext("This event has no other date to which anybody could be moved.")


def _left(places):
    if places.free:
        return ngettext("%(free)d place left", "%(free)d places left", places.free) % {"free": places.free}
    if places.free is None:
        return gettext("places are free")
    return gettext("waiting list") if places.can_wait else gettext("fully booked")
