"""Settings of the face that would not do what they promise."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from .conf import conf

POSITIVE = ["INQUIRY_DAYS", "INQUIRIES_PER_HOUR", "STAFF_SESSION_HOURS"]


@register(Tags.security)
def numbers_are_positive(**_options):
    wrong = [name for name in POSITIVE if not _is_positive(getattr(conf, name))]
    return [Error(f"HOME_{name} must be a number above zero.", id="home.E001") for name in wrong]


@register(Tags.security)
def staff_sessions_are_watched(**_options):
    if "home.staff.StaffSessionMiddleware" in settings.MIDDLEWARE:
        return []
    hint = "Add home.staff.StaffSessionMiddleware to MIDDLEWARE, after allauth's."
    return [Error("Nothing ends the sessions of staff or asks for a second factor.", hint=hint, id="home.E002")]


def _is_positive(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
