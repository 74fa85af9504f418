"""Dates as people say them, and small helps for the parts of a page."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .. import links, spoken
from ..languages import translated

register = template.Library()


def _local(moment, zone=None):
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment, ZoneInfo(zone) if zone else None)
    return moment


# Dates: {{ start|day_and_time:end }}


@register.filter
def day_and_time(start, end=None):
    """ "Donnerstag, 14. Januar 2027, 14–17 Uhr" """
    return spoken.when(_local(start), _local(end)) if start else ""


@register.filter
def day(moment):
    return spoken.day(_local(moment)) if moment else ""


@register.filter
def plain_day(moment):
    """ "14. Januar 2027", where the day of the week tells nobody anything."""
    return spoken.day(_local(moment), weekday=False) if moment else ""


@register.filter
def clock(moment):
    return spoken.clock(_local(moment)) if moment else ""


@register.filter
def month_and_year(moment):
    return spoken.month_and_year(_local(moment)) if moment else ""


@register.filter
def machine_date(moment):
    return spoken.machine(_local(moment)) if moment else ""


@register.simple_tag
def when(occurrence):
    """The date of anything with `start`, `end`, `all_day` and (if it differs from ours) `zone`, as a `<time>`."""
    zone = getattr(occurrence, "zone", None) or None
    start, end = _local(occurrence.start, zone), _local(occurrence.end, zone)
    all_day = getattr(occurrence, "all_day", False)
    words = spoken.when(start, end, all_day=all_day)
    before, comma, clock = words.rpartition(", ") if spoken.DASH in words else (words, "", "")
    return format_html(
        '<time datetime="{}">{}{}<span class="nowrap">{}</span>{}</time>',
        *(spoken.machine(start, all_day=all_day), before, comma, clock, _foreign(start, zone, all_day)),
    )


def _foreign(start, zone, all_day):
    """The place whose clock is meant, when it is not ours at that time."""
    if all_day or not zone or start.utcoffset() == timezone.localtime(start).utcoffset():
        return ""
    return f" ({zone.rpartition('/')[2].replace('_', ' ')})"


# Parts of the date block, which is for the eye only


@register.filter
def weekday_short(start):
    return spoken.date_format(_local(start), "D") if start else ""


@register.filter
def day_number(start, end=None):
    return spoken.day_number(_local(start), _local(end)) if start else ""


@register.filter
def month_short(start):
    return spoken.date_format(_local(start), "M") if start else ""


@register.filter
def other_year(start):
    """The year, unless it is this one."""
    year = _local(start).year if start else None
    return year if year != timezone.localdate().year else None


@register.filter
def weekday_number(moment):
    """1 for Monday to 7 for Sunday."""
    return _local(moment).isoweekday()


@register.simple_tag
def weekday_names():
    return spoken.weekdays()


# Parts of the page


@register.simple_tag
def ancestors(page):
    """The live pages above a page, from the home page down, which is called that whatever its title says."""
    if not getattr(page, "path", None):
        return []
    above = page.get_ancestors().filter(depth__gt=1).live().select_related("locale")
    return [{"title": _("Home") if crumb.depth == 2 else crumb.title, "url": crumb.url} for crumb in above]


@register.filter
def anchor(field):
    """The id of the input that an error leads to; of the first one in a group of choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def initials(name):
    """Two letters for a person or an organisation: first and last word, without titles."""
    words = [word for word in re.split(r"[\s\-–]+", str(name)) if word[:1].isalpha() and not word.endswith(".")]
    return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]])


register.filter(translated)


@register.filter
def dialled(phone):
    """A phone number as a machine dials it, with Germany's prefix."""
    digits = re.sub(r"[^\d+]", "", str(phone).replace("(0)", ""))
    return re.sub(r"^0(?!0)", "+49", re.sub(r"^00", "+", digits))


@register.filter
def in_use(group):
    """Whether a filter of this group is on."""
    mark = "value" if _get(group, "kind") == "date" else "checked"
    return any(_get(option, mark) for option in _get(group, "options"))


def _get(thing, name):
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


@register.filter
def breakable(email):
    """An e-mail address that may break before its at sign."""
    local, at, host = str(email).partition("@")
    return format_html("{}<wbr>{}{}", local, at, host)


@register.filter
def as_lead(label):
    """A label without the mark at its end, to be followed by a colon."""
    return str(label).rstrip(" .:?!")


@register.filter
def message_tone(level):
    return {"success": "good", "warning": "warn", "error": "stop"}.get(level, "info")


@register.simple_tag
def privacy_url():
    return links.privacy_url()


@register.simple_tag
def imprint_url():
    return links.imprint_url()
