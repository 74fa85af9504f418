"""The report on retention in the admin, for administrators: a page, and the same as a spreadsheet."""

import csv
from io import StringIO

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from .exports import BOM
from .retention import report
from .retention_table import HEADINGS, rows_of

ADDRESS = "retention_report"


class RetentionReportView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "networks/admin/retention.html"
    page_title = _("Personal data and its end")
    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return _spreadsheet() if request.GET.get("format") == "csv" else super().get(request, *args, **kwargs)

    @property
    def header_buttons(self):
        return [HeaderButton(_("Download CSV"), url=f"{reverse(ADDRESS)}?format=csv", icon_name="download")]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=report(), **kwargs)


def _spreadsheet():
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([HEADINGS, *rows_of(report())])
    response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="retention-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def urls():
    return [path("reports/retention/", RetentionReportView.as_view(), name=ADDRESS)]


def menu_item():
    return AdminOnlyMenuItem(_("Personal data and its end"), reverse(ADDRESS), icon_name="user", order=1200)
