"""Which day it is for the calendar. Dates have zones of their own; lists, months and feeds turn with this one."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from .conf import conf


def today() -> date:
    return timezone.localdate(timezone=ZoneInfo(conf.TIME_ZONE))
