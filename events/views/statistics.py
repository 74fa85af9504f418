"""Numbers about one date, and about all dates of an event, for those who see the registrations."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from ..access import occurrence_for_staff
from ..models import EventPage, Occurrence, Registration
from ..statistics import statistics_of
from .registration_list import list_url


class StatisticsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Registration
    any_permission_required = ["view", "change"]
    template_name = "events/admin/statistics.html"
    page_title = _("Statistics")
    header_icon = "table"

    def get_breadcrumbs_items(self):
        items = [
            {"url": reverse("dates:index"), "label": gettext("Dates")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
        return [*self.breadcrumbs_items, *items]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"statistics": statistics_of(self.occurrences)}


class DateStatisticsView(StatisticsView):
    @cached_property
    def occurrences(self):
        return [occurrence_for_staff(self.request.user, self.kwargs["pk"])]

    def get_page_subtitle(self):
        return f"{self.occurrences[0].title}, {self.occurrences[0].spoken_time}"

    @property
    def header_buttons(self):
        date = self.occurrences[0]
        return [
            HeaderButton(gettext("Registrations"), url=list_url(date), icon_name="user", priority=10),
            HeaderButton(gettext("All dates"), url=event_url(date.page), icon_name="table", priority=20),
        ]


class EventStatisticsView(StatisticsView):
    """Of all dates of an event, in whichever language its page was opened, that this member of staff works with."""

    @cached_property
    def occurrences(self):
        dates = Occurrence.objects.managed_by(self.request.user).of_event(self.page).select_related("page")
        return list(dates.order_by("start", "pk"))

    @cached_property
    def page(self):
        return get_object_or_404(EventPage, pk=self.kwargs["page"])

    def get(self, request, *args, **kwargs):
        if not self.occurrences:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.occurrences[0].title


def event_url(page):
    return reverse("dates:event_statistics", args=[page.pk])
