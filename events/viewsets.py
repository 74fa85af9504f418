"""The lists of the admin: dates, venues, kinds of events."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from networks.filters import YesNoFilter, networks_of
from networks.models import District
from networks.own_rows import OwnRowsMixin

from . import panels
from .models import EventKind, Occurrence, QuestionSet, RegistrationMode, Venue
from .views.change_notice import ChangeNoticeView
from .views.decision import DecisionView
from .views.message import MessageView
from .views.occurrence_admin import OccurrenceCancelView
from .views.statistics import DateStatisticsView, EventStatisticsView


class OccurrenceFilterSet(WagtailFilterSet):
    """Shows what is to come unless something else is asked for."""

    when = django_filters.ChoiceFilter(
        label=_("Time"),
        choices=[("upcoming", _("upcoming")), ("past", _("past")), ("all", _("all"))],
        method="in_time",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    network = django_filters.ModelChoiceFilter(label=_("Network"), queryset=networks_of, method="in_network")
    districts = django_filters.ModelChoiceFilter(label=_("District"), queryset=District.objects.all())
    kind = django_filters.ModelChoiceFilter(label=_("Kind"), queryset=EventKind.objects.all())
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Occurrence.Status.choices)
    to_decide = YesNoFilter(label=_("Decision due"), field_name="decision_is_due")
    to_tell = YesNoFilter(label=_("Changed, participants not told"), field_name="has_change_to_tell")

    class Meta:
        model = Occurrence
        fields = ["when", "network", "districts", "kind", "status", "to_decide", "to_tell"]

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else None
        if data is not None and not data.get("when"):
            data["when"] = "upcoming"
        super().__init__(data, *args, **kwargs)

    def in_time(self, dates, _name, when):
        return {"upcoming": dates.upcoming, "past": dates.past}.get(when, dates.all)()

    def in_network(self, dates, _name, network):
        return dates.in_network(network)


class OccurrenceIndexView(generic.IndexView):
    filterset_class = OccurrenceFilterSet
    search_fields = ["title", "venue__name", "venue__city"]
    search_backend_name = None
    default_ordering = "start"
    any_permission_required = ["view", "change"]

    @property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            Column("spoken_time", label=_("Date"), sort_key="start"),
            title("title", label=_("Event"), sort_key="title", get_url=self.get_edit_url),
            Column(_network_titles, label=_("Networks")),
            Column(_district_names, label=_("Districts")),
            NumberColumn(_taken, label=_("Places taken")),
            NumberColumn(lambda date: date.places.waiting or "", label=_("Waiting")),
            StatusTagColumn(_status, label=_("Status"), primary=lambda date: not date.is_cancelled),
            Column(_to_do, label=_("To do")),
        ]

    def get_base_queryset(self):
        mine = Occurrence.objects.managed_by(self.request.user).published()
        return mine.with_page().prefetch_related("districts").mark_changes().mark_decisions()

    def get_edit_url(self, instance):
        """The title leads to the event for those who may edit it, to the registrations for all others."""
        return self._page_url(instance) or _registrations_url(instance)

    def _page_url(self, instance):
        may_edit = instance.page.permissions_for_user(self.request.user).can_edit()
        return reverse("wagtailadmin_pages:edit", args=[instance.page_id]) if may_edit else ""

    def get_list_more_buttons(self, instance):
        return list(self._buttons(instance))

    def _buttons(self, date):
        yield Button(_("Registrations"), url=_registrations_url(date), icon_name="user", priority=10)
        if date.registration == RegistrationMode.HERE and self.request.user.has_perm("events.view_invitation"):
            url = f"{reverse('invitations:index')}?occurrence={date.pk}"
            yield Button(_("Invitations"), url=url, icon_name="mail", priority=11)
        yield Button(_("Statistics"), url=reverse("dates:statistics", args=[date.pk]), icon_name="table", priority=12)
        if url := self._page_url(date):
            yield Button(_("Edit event"), url=url, icon_name="edit", priority=20)
        if not date.is_cancelled and self.user_has_permission("change"):
            url = reverse("dates:message", args=[date.pk])
            yield Button(_("Write to participants"), url=url, icon_name="mail", priority=15)
        if date.has_change_to_tell and self.user_has_permission("change"):
            url = reverse("dates:tell", args=[date.pk])
            yield Button(_("Tell participants …"), url=url, icon_name="mail", priority=5)
        if date.awaits_decision and self.user_has_permission("change"):
            url = reverse("dates:decide", args=[date.pk])
            yield Button(_("Decide whether it takes place …"), url=url, icon_name="check", priority=4)
        if date.can_be_cancelled and self.user_has_permission("change"):
            url = reverse("dates:cancel", args=[date.pk])
            yield Button(_("Cancel date"), url=url, icon_name="cross", priority=30)


def _network_titles(date):
    return ", ".join(network.title for network in date.networks.all())


def _district_names(date):
    return ", ".join(district.name for district in date.districts.all())


def _taken(date):
    places = date.places
    return f"{places.taken} / {places.capacity}" if places.capacity is not None else places.taken


def _status(date):
    return gettext("still in doubt") if date.is_tentative else date.get_status_display()


def _to_do(date):
    tasks = [
        (date.decision_is_due, gettext("decide whether it takes place")),
        (date.has_change_to_tell, gettext("changed, participants not told")),
    ]
    return ", ".join(words for is_open, words in tasks if is_open)


def _registrations_url(date):
    return f"{reverse('registrations:index')}?occurrence={date.pk}"


class OccurrenceFinder(ModelAdminURLFinder):
    """Where reports of Wagtail lead to: a date is edited on its page."""

    def construct_edit_url(self, instance):
        return reverse("wagtailadmin_pages:edit", args=[instance.page_id])


class OccurrenceViewSet(OwnRowsMixin, ModelViewSet):
    """Dates are written by publishing their event; here they are watched, and cancelled one by one."""

    model = Occurrence
    name = "dates"
    icon = "date"
    menu_label = _("Dates")
    menu_order = 200
    list_per_page = 50
    index_view_class = OccurrenceIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    form_fields = []
    url_finder_class = OccurrenceFinder

    def get_common_view_kwargs(self, **kwargs):
        names = ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"]
        return super().get_common_view_kwargs(**kwargs) | dict.fromkeys(names)

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/cancel/", OccurrenceCancelView.as_view(), name="cancel"),
            path("<int:pk>/decide/", DecisionView.as_view(), name="decide"),
            path("<int:pk>/message/", MessageView.as_view(), name="message"),
            path("<int:pk>/statistics/", DateStatisticsView.as_view(), name="statistics"),
            path("event/<int:page>/statistics/", EventStatisticsView.as_view(), name="event_statistics"),
            path("<int:pk>/tell/", ChangeNoticeView.as_view(), name="tell"),
        ]


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "home"
    menu_label = _("Venues")
    menu_order = 220
    add_to_admin_menu = False
    list_display = ["name", "city", "district", Column("get_step_free_display", label=_("Step-free access"))]
    list_filter = ["district", "step_free"]
    list_per_page = 50
    search_fields = ["name", "city", "street"]
    search_backend_name = None
    ordering = ["city", "name"]


class EventKindViewSet(SnippetViewSet):
    model = EventKind
    icon = "tag"
    menu_label = _("Kinds of events")
    menu_order = 230
    add_to_admin_menu = False
    edit_handler = panels.KIND
    list_display = [
        "name",
        "name_en",
        Column("get_colour_display", label=_("Colour")),
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_per_page = 50
    search_fields = ["name", "name_en"]
    search_backend_name = None
    ordering = ["sort_order", "name"]


class QuestionSetViewSet(SnippetViewSet):
    model = QuestionSet
    icon = "list-ol"
    menu_label = _("Sets of questions")
    menu_order = 240
    add_to_admin_menu = False
    list_display = ["name"]
    list_per_page = 50
    search_fields = ["name"]
    search_backend_name = None
    ordering = ["name"]
