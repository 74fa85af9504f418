"""The forms of the admin for events: what may be unfinished in a draft, and what must be right when it is published."""

import uuid

from django import forms
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminDateTimeInput

from networks.models import NetworkPage

from . import walltime
from .choices import Attendance, Audience, RegistrationMode, RegistrationStatus
from .conf import conf, zone_choices
from .questionnaire import check_conditions


class WallTimeField(forms.DateTimeField):
    """A clock time without a zone; the form knows in which zone it is meant."""

    widget = AdminDateTimeInput

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        """As Django reads it, before it would refuse the hours in which the clock is changed."""
        if value in self.empty_values:
            return None
        return super(forms.DateTimeField, self).to_python(value)


class EventDateForm(WagtailAdminModelForm):
    """One date. The hidden key travels with it, so that it stays the same date whatever is changed about it."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    starts_at = WallTimeField(label=gettext_lazy("Begins"))
    ends_at = WallTimeField(
        label=gettext_lazy("Ends"),
        required=False,
        help_text=gettext_lazy("Empty: two hours later. For whole days: the last day."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zone_choices)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.zone not in dict(self.fields["zone"].choices):
            self.fields["zone"].choices = [*self.fields["zone"].choices, (self.instance.zone, self.instance.zone)]
        self._meant = {name: getattr(self.instance, name) for name in ("starts_at", "ends_at")}
        for name, moment in self._meant.items():
            if moment is not None:
                self.initial[name] = walltime.wall_time(moment, self.instance.zone)
        # A form for a new row is a pattern that the browser copies: without a key, or all copies would have the same.
        self.initial["key"] = self.instance.key if self.instance.pk or self.instance.starts_at else None

    def clean_key(self):
        return self.instance.key if self.instance.pk else self.cleaned_data["key"] or uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        for name in ("starts_at", "ends_at"):
            self._to_instant(name, cleaned)
        self._check_order(cleaned)
        return cleaned

    def _to_instant(self, name, cleaned):
        wall = cleaned.get(name)
        if wall is None or "zone" not in cleaned:
            return
        try:
            cleaned[name] = walltime.instant(wall, cleaned["zone"], meant=self._meant[name])
        except walltime.NoSuchTime:
            self.add_error(name, _("This time does not exist: the clock is put forward in that night."))

    def _check_order(self, cleaned):
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if not (start and end):
            return
        if cleaned.get("all_day") and end.date() < start.date():
            self.add_error("ends_at", _("The last day lies before the first."))
        elif not cleaned.get("all_day") and end <= start:
            self.add_error("ends_at", _("The end must lie after the beginning."))


class DatesPanel(InlinePanel):
    """The dates of an event, with a form of their own."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        formset["form"] = get_form_for_model(
            self.db_field.related_model, form_class=EventDateForm, defer_required_on_fields=deferred
        )
        return options


class QuestionSetForm(WagtailAdminModelForm):
    """Within a set, conditions name questions of the same set."""

    def clean_questions(self):
        check_conditions(self.cleaned_data["questions"])
        return self.cleaned_data["questions"]


class EventPageForm(WagtailAdminPageForm):
    """A draft may be unfinished. What would mislead visitors is refused when the event is published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "networks" in self.fields:
            self.fields["networks"].queryset = NetworkPage.objects.to_choose(self.instance.networks.all())
        if self.instance._state.adding and "confirm_address" in self.fields:
            self.initial["confirm_address"] = True  # whoever wants it otherwise takes the tick away

    def clean(self):
        cleaned = super().clean()
        self._check_keys()
        if not self.is_deferred_validation:
            self._check_dates(cleaned)
            self._check_places(cleaned)
            self._check_minimum(cleaned)
            self._check_members(cleaned)
            self._check_retention(cleaned)
            self._check_place(cleaned)
            self._check_registration(cleaned)
            self._check_questions(cleaned)
        return cleaned

    @property
    def _rows(self):
        formset = self.formsets.get("dates")
        if formset is None or not formset.is_valid():
            return []
        return [form for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def _check_keys(self):
        """A row that was copied in the form is a new date."""
        seen = set()
        for form in self._rows:
            if form.cleaned_data.get("key") in seen:
                form.instance.key = form.cleaned_data["key"] = uuid.uuid4()
            seen.add(form.cleaned_data.get("key"))

    @property
    def _starts(self):
        return [form.cleaned_data["starts_at"] for form in self._rows if form.cleaned_data.get("starts_at")]

    def _check_dates(self, cleaned):
        formset = self.formsets.get("dates")
        if formset is None or not formset.is_valid() or self._starts:
            return
        if cleaned.get("registration") == RegistrationMode.HERE:
            self.add_error("registration", _("People can register for dates only: add one, or choose “not needed”."))

    def _check_places(self, cleaned):
        capacity = cleaned.get("capacity")
        confirmed = self._most_confirmed()
        if capacity is not None and capacity < confirmed:
            words = ngettext(
                "%(count)d person has a place at one of the dates. Cancel registrations first, or leave more places.",
                "%(count)d people have a place at one of the dates. Cancel registrations first, or leave more places.",
                confirmed,
            )
            self.add_error("capacity", words % {"count": confirmed})

    def _check_minimum(self, cleaned):
        minimum, capacity = cleaned.get("minimum"), cleaned.get("capacity")
        if minimum is None:
            return
        if capacity is not None and minimum > capacity:
            self.add_error("minimum", _("There are fewer places than that."))
        if "decide_days" in cleaned and cleaned["decide_days"] is None:
            self.add_error("decide_days", _("Say how long before it is decided whether the event takes place."))
        if cleaned.get("registration") != RegistrationMode.HERE:
            self.add_error("minimum", _("Registrations are counted only where people register here."))

    def _check_retention(self, cleaned):
        days = cleaned.get("retention_days")
        if days is not None and days != conf.days_kept(days):
            limits = {"least": conf.RETENTION_MIN_DAYS, "most": conf.RETENTION_MAX_DAYS}
            self.add_error("retention_days", _("At least %(least)d and at most %(most)d days.") % limits)

    def _check_members(self, cleaned):
        """What is promised to members must be possible."""
        opens, earlier = cleaned.get("registration_opens_at"), cleaned.get("opens_for_members_at")
        held, capacity = cleaned.get("held_for_members") or 0, cleaned.get("capacity")
        if earlier and (opens is None or earlier >= opens):
            self.add_error("opens_for_members_at", _("Say when registration opens for all; for members it is earlier."))
        if held and (capacity is None or held > capacity):
            self.add_error("held_for_members", _("No more can be kept for members than there are places."))
        if cleaned.get("audience") == Audience.NETWORKS and not cleaned.get("networks"):
            self.add_error("audience", _("Choose the networks of the event on the tab “Visibility”."))

    def _most_confirmed(self):
        from .models import Occurrence

        if not self.instance.pk:
            return 0
        counted = (
            Occurrence.objects.of_event(self.instance)
            .upcoming()
            .annotate(confirmed=Count("registrations", filter=Q(registrations__status=RegistrationStatus.CONFIRMED)))
        )
        return counted.order_by().aggregate(most=Max("confirmed"))["most"] or 0

    def _check_place(self, cleaned):
        if self.instance.pk and self.instance.partner:
            return  # who says nothing of the place in their calendar says nothing here
        attendance = cleaned.get("attendance")
        if attendance in {Attendance.ONLINE, Attendance.HYBRID} and not cleaned.get("online_url"):
            self.add_error("online_url", _("People who take part online need the link."))
        if attendance in {Attendance.IN_PERSON, Attendance.HYBRID} and not cleaned.get("venue"):
            self.add_error("venue", _("Choose where the event takes place."))

    def _check_registration(self, cleaned):
        opens, closes = cleaned.get("registration_opens_at"), cleaned.get("registration_closes_at")
        if cleaned.get("registration") == RegistrationMode.HERE and self.instance.pk and self.instance.partner:
            self.add_error("registration", _("People register with the partner. Copy the event to register them here."))
        if cleaned.get("registration") == RegistrationMode.EXTERNAL and not cleaned.get("external_url"):
            self.add_error("external_url", _("Give the address at which people register."))
        if opens and closes and closes <= opens:
            self.add_error("registration_closes_at", _("Registration must close after it has opened."))
        if closes and self._starts and closes > max(self._starts):
            self.add_error("registration_closes_at", _("Registration cannot close after the event has begun."))

    def _check_questions(self, cleaned):
        """Conditions count in the page that decides; a translation gives words alone."""
        from .actions.schedule import source_of

        source = source_of(self.instance) if self.instance.pk else None
        if "questions" not in cleaned or (source and source.pk != self.instance.pk):
            return
        try:
            check_conditions(cleaned["questions"])
        except forms.ValidationError as error:
            self.add_error("questions", error)
