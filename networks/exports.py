"""Spreadsheets of lists in the admin: they open well in a German Excel, and no entry can turn them into a program."""

import csv
import datetime
import re

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from wagtail.admin.views.mixins import Echo, ExcelDateFormatter, SpreadsheetExportMixin

STARTS_A_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
IS_A_PHONE_NUMBER = re.compile(r"^\+\d[\d ()/-]*$")
BOM = "\ufeff"
ROWS_AT_ONCE = 500
LEAST_WIDTH, MOST_WIDTH = 18, 40


def defused(value):
    """Text that a spreadsheet program would run gets an apostrophe in front; phone numbers stay as they are."""
    if isinstance(value, str) and STARTS_A_FORMULA.match(value) and not IS_A_PHONE_NUMBER.match(value):
        return f"'{value}"
    return value


def as_local_time(value):
    return timezone.localtime(value).replace(tzinfo=None)


def as_text(value):
    return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"


def as_word(value):
    return gettext("yes") if value else gettext("no")


def width_of(heading: str) -> int:
    """In characters: enough for a moment and for the heading, not so much that it pushes the others away."""
    return min(max(len(heading) + 2, LEAST_WIDTH), MOST_WIDTH)


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
        },
        bool: {SpreadsheetExportMixin.FORMAT_CSV: as_word},  # XLSX knows them, and shows them in the reader's language
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

    def write_xlsx(self, queryset, output):
        """As Wagtail writes it, and the headings stay in sight above columns that are wide enough."""
        book = Workbook(write_only=True, iso_dates=True)
        sheet, date_format = book.create_sheet(title="Sheet1"), ExcelDateFormatter().get()
        headings = [str(self.get_heading(queryset, field)) for field in self.list_export]
        sheet.freeze_panes = "A2"
        for number, heading in enumerate(headings, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width_of(heading)
        sheet.append(headings)
        for item in queryset:
            sheet.append(self.generate_xlsx_row(sheet, self.to_row_dict(item), date_format=date_format))
        book.save(output)

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
