from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from networks.choosers import ListedRowsChooser
from networks.columns import DayColumn

from .models import PartnerCalendar
from .panels import PARTNER_CALENDAR
from .partner_reports import outcome_of, shown_events
from .views.partner_calendar import PartnerCalendarView, look_url

BUTTON = _("Look at it and take over …")


class PartnerIndexView(IndexView):
    def get_list_more_buttons(self, instance):
        more = super().get_list_more_buttons(instance)
        if not self.user_has_permission("change"):
            return more
        return [Button(BUTTON, url=look_url(instance), icon_name="download", priority=5), *more]


class PartnerCreateView(CreateView):
    def get_success_url(self):
        return look_url(self.object)


class PartnerEditView(EditView):
    @property
    def header_more_buttons(self):
        button = HeaderButton(BUTTON, url=look_url(self.object), icon_name="download", priority=5)
        return [button, *super().header_more_buttons]


class PartnerDeleteView(DeleteView):
    @property
    def confirmation_message(self):
        return _("Their events are taken off the site; the pages stay as drafts. Delete this calendar?")


class PartnerCalendarViewSet(SnippetViewSet):
    model = PartnerCalendar
    icon = "download"
    menu_label = _("Calendars of partners")
    menu_order = 250
    add_to_admin_menu = False
    edit_handler = PARTNER_CALENDAR
    index_view_class = PartnerIndexView
    add_view_class = PartnerCreateView
    edit_view_class = PartnerEditView
    delete_view_class = PartnerDeleteView
    chooser_viewset_class = ListedRowsChooser
    copy_view_enabled = False
    list_display = [
        "name",
        Column("get_looks_again_display", label=_("Is fetched")),
        NumberColumn(shown_events, label=_("Events")),
        DayColumn("looked_at", label=_("Last look")),
        Column(outcome_of, label=_("What came of it")),
    ]
    list_per_page = 50
    search_fields = ["name", "address"]
    search_backend_name = None
    ordering = ["name"]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("look/<str:pk>/", PartnerCalendarView.as_view(), name="look")]

    def get_queryset(self, request):
        return PartnerCalendar.objects.with_events()


def list_url():
    return reverse("wagtailsnippets_events_partnercalendar:list")
