"""Columns of the admin's lists."""

from django.contrib.admin.utils import quote
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn


class DayColumn(Column):
    """A day as a date. Wagtail's own column says how long ago it was, and of a day to come that it is now."""

    def get_value(self, instance):
        value = super().get_value(instance)
        if hasattr(value, "hour"):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        return date_format(value, "SHORT_DATE_FORMAT") if value else ""


class LinkedRowsMixin:
    """For an index view: the first column leads to the row and carries its menu, also where it is a `Column` of ours.

    Wagtail makes such a column of a field's name alone, which knows neither a label nor what to sort by.
    """

    @cached_property
    def columns(self):
        return [self._link(column) if column is self.list_display[0] else column for column in super().columns]

    def _link(self, column):
        return self._get_title_column_class(TitleColumn)(
            column.name,
            label=column.label,
            accessor=column.accessor,
            sort_key=column.sort_key,
            get_url=lambda row: self.get_edit_url(row) or self.get_inspect_url(row),
            get_title_id=lambda row: f"snippet_{quote(row.pk)}_title",
        )
