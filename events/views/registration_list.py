"""The list of registrations in the admin, with its filters and its export."""

import django_filters
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button
from wagtail.coreutils import multigetattr
from wagtail.log_actions import log

from networks import spoken
from networks.exports import SafeSpreadsheetMixin, defused
from networks.filters import networks_of

from .. import bulk
from ..answers import MAY_SEE_SPECIAL_NEEDS, AnswerColumns
from ..group_filter import GroupFilter
from ..models import Occurrence, Registration, SavedFilter

Status = Registration.Status


def list_url(occurrence=None):
    """The list of registrations, of one date if it is given."""
    return reverse("registrations:index") + (f"?occurrence={occurrence.pk}" if occurrence else "")


def _dates(request):
    dates = Occurrence.objects.managed_by(request.user) if request else Occurrence.objects.none()
    return dates.filter(registrations__isnull=False).distinct().order_by("-start").only("title", "start", "zone")


def _when(registration):
    """As people say it: Wagtail's own column calls every day to come "just now"."""
    return spoken.day(registration.occurrence.local_start)


def _waits_as(registration):
    return registration.waiting_position or ""


class RegistrationFilterSet(WagtailFilterSet):
    occurrence = django_filters.ModelChoiceFilter(label=_("Date"), queryset=_dates)
    network = django_filters.ModelChoiceFilter(label=_("Network"), queryset=networks_of, method="in_network")
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    source = django_filters.ChoiceFilter(label=_("Came by"), choices=Registration.Source.choices)
    time = django_filters.ChoiceFilter(
        label=_("Time"), choices=[("upcoming", _("still to come")), ("past", _("over"))], method="at_time"
    )
    group = GroupFilter()

    class Meta:
        model = Registration
        fields = ["occurrence", "network", "status", "source", "time", "group"]

    def in_network(self, queryset, _name, network):
        return queryset.filter(occurrence__in=Occurrence.objects.in_network(network).values("pk"))

    def at_time(self, queryset, _name, time):
        """Filtered alone: the order is that of the list."""
        dates = Occurrence.objects.upcoming() if time == "upcoming" else Occurrence.objects.past()
        return queryset.filter(occurrence__in=dates.order_by().values("pk"))


FILTERS = tuple(RegistrationFilterSet.Meta.fields)


def only(asked: QueryDict, *names: str) -> str:
    """The part of a query string that has these names and says something."""
    kept = QueryDict(mutable=True)
    for name in names:
        if values := [value for value in asked.getlist(name) if value]:
            kept.setlist(name, values)
    return kept.urlencode()


def saved_as(asked: QueryDict) -> str:
    """What is saved of the address of a list: filters, search words and order."""
    return only(asked, *FILTERS, "ordering", "q")


class TickColumn(BaseColumn):
    """A box for each row, in the form around the list; the one at the top, which ticks all, is Wagtail's script."""

    header_template_name = "events/admin/includes/tick_all.html"
    cell_template_name = "events/admin/includes/tick.html"


class RegistrationIndexView(SafeSpreadsheetMixin, generic.IndexView):
    results_template_name = "events/admin/registrations_results.html"
    filterset_class = RegistrationFilterSet
    search_fields = ["family_name", "given_name", "email", "organisation"]
    search_backend_name = None
    default_ordering = "-created_at"
    list_export = [
        "occurrence.title",
        "occurrence.start",
        "get_status_display",
        "waiting_position",
        "family_name",
        "given_name",
        "email",
        "organisation",
        "phone",
        "remarks",
        "language",
        "get_source_display",
        "registered_by",
        "as_member",
        "created_at",
        "cancelled_at",
        "staff_note",
    ]
    export_headings = {
        "occurrence.title": _("Event"),
        "occurrence.start": _("Date"),
        "get_status_display": _("Status"),
        "waiting_position": _("Number on the waiting list"),
        "get_source_display": _("Came by"),
        "registered_by": _("Registered by"),
    }
    export_filename = "anmeldungen"

    @property
    def columns(self):
        name = self._get_title_column_class(TitleColumn)
        tick = [TickColumn("tick")] if self.user_has_permission("change") else []
        return [
            *tick,
            name("full_name", label=_("Name"), sort_key="family_name", get_url=self.get_inspect_url),
            Column("organisation", label=_("Organisation"), sort_key="organisation", classname="long-words"),
            Column("occurrence.title", label=_("Event"), sort_key="occurrence__title", classname="long-words"),
            Column(_when, label=_("Date"), sort_key="occurrence__start"),
            StatusTagColumn(
                "get_status_display", label=_("Status"), sort_key="status", primary=lambda r: r.is_confirmed
            ),
            NumberColumn(_waits_as, label=_("Waits as")),
            DateColumn("created_at", label=_("Registered"), sort_key="created_at"),
        ]

    def get_base_queryset(self):
        return Registration.objects.managed_by(self.request.user).with_event().with_position().select_related("group")

    def get_context_data(self, **kwargs):
        steps = [*bulk.STEPS.values(), bulk.Move] if self.user_has_permission("change") else []
        context = super().get_context_data(**kwargs) | {"steps": steps, "here": self._here()}
        more = {"match": only(self.request.GET, *FILTERS, "q"), "is_more": context["page_obj"].has_other_pages()}
        return context | more | {"saved": self._saved(), "here_now": saved_as(self.request.GET)}

    def _saved(self):
        return list(SavedFilter.objects.filter(user=self.request.user))

    def _here(self):
        asked = self.request.GET.copy()
        asked.pop("_w_filter_fragment", None)
        return f"{self.index_url}?{asked.urlencode()}"

    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *self._buttons_of_date()]

    def _buttons_of_date(self):
        """Of the date whose list it is; a list can be taken over without one, too."""
        chosen = self.filters.form.cleaned_data.get("occurrence") if self.filters.form.is_valid() else None
        if self.user_has_permission("add"):
            url = reverse("registrations:import") + (f"?occurrence={chosen.pk}" if chosen else "")
            yield Button(_("Take over a list …"), url=url, icon_name="upload", priority=80)
        if chosen:
            yield Button(_("Statistics"), url=reverse("dates:statistics", args=[chosen.pk]), icon_name="table")

    def get_list_more_buttons(self, instance):
        return []

    def as_spreadsheet(self, queryset, spreadsheet_format):
        filters = {name: self.request.GET.getlist(name) for name in RegistrationFilterSet.Meta.fields}
        log(self.request.user, "events.export_registrations", user=self.request.user, data={"filters": filters})
        may_see = self.request.user.has_perm(MAY_SEE_SPECIAL_NEEDS)
        self.answers = AnswerColumns(queryset, special_needs=may_see)
        self.list_export = [*self.list_export, *self.answers.headings]
        return super().as_spreadsheet(self.answers.prefetched(queryset), spreadsheet_format)

    def get_heading(self, queryset, field):
        if field in self.answers.headings:
            return defused(self.answers.headings[field])
        return super().get_heading(queryset, field)

    def to_row_dict(self, item):
        answers = self.answers.row(item)
        known = {name: multigetattr(item, name) for name in self.list_export if name not in answers}
        return known | answers
