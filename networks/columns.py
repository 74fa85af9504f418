"""Columns of the admin's lists."""

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A day as a date. Wagtail's own column says how long ago it was, and of a day to come that it is now."""

    def get_value(self, instance):
        value = super().get_value(instance)
        if hasattr(value, "hour"):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        return date_format(value, "SHORT_DATE_FORMAT") if value else ""
