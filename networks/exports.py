"""Spreadsheets of lists in the admin: they open well in a German Excel, and no entry can turn them into a program."""

import csv
import datetime
import re

from django.http import StreamingHttpResponse
from django.utils import timezone
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

STARTS_A_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
IS_A_PHONE_NUMBER = re.compile(r"^\+\d[\d ()/-]*$")
BOM = "\ufeff"
ROWS_AT_ONCE = 500


def defused(value):
    """Text that a spreadsheet program would run gets an apostrophe in front; phone numbers stay as they are."""
    if isinstance(value, str) and STARTS_A_FORMULA.match(value) and not IS_A_PHONE_NUMBER.match(value):
        return f"'{value}"
    return value


def as_local_time(value):
    return timezone.localtime(value).replace(tzinfo=None)


def as_text(value):
    return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"


class _Streamed:
    """A queryset that is read in pieces and not kept."""

    def __init__(self, queryset):
        self.model, self.queryset = queryset.model, queryset

    def __iter__(self):
        return self.queryset.iterator(chunk_size=ROWS_AT_ONCE)


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Wagtail's export, with local times, and with a CSV for Excel: semicolons, a byte order mark, no formulas."""

    custom_value_preprocess = SpreadsheetExportMixin.custom_value_preprocess | {
        datetime.datetime: {
            SpreadsheetExportMixin.FORMAT_XLSX: as_local_time,
            SpreadsheetExportMixin.FORMAT_CSV: as_text,
        }
    }

    def get_paginate_by(self, queryset):
        """Also for an export, of which Wagtail would load and keep every row, only to count them."""
        return super(SpreadsheetExportMixin, self).get_paginate_by(queryset)

    def render_to_response(self, context, **options):
        if self.is_export:
            return self.as_spreadsheet(self.object_list, self.request.GET["export"])
        return super().render_to_response(context, **options)

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(_Streamed(queryset), spreadsheet_format)

    def write_csv_response(self, queryset):
        response = StreamingHttpResponse(self.stream_csv(queryset), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.csv"'
        return response

    def stream_csv(self, queryset):
        writer = csv.writer(Echo(), delimiter=";")
        yield BOM.encode()
        yield writer.writerow([self.get_heading(queryset, field) for field in self.list_export])
        for item in queryset:
            row = self.to_row_dict(item).items()
            yield writer.writerow([defused(self.preprocess_field_value(name, value, "csv")) for name, value in row])
