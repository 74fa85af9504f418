"""Settings of the face that would not do what they promise."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from .conf import conf


@register
def check_settings(app_configs, **kwargs):
    return conf.errors()


@register(Tags.security)
def staff_sessions_are_watched(**_options):
    if "home.staff.StaffSessionMiddleware" in settings.MIDDLEWARE:
        return []
    hint = "Add home.staff.StaffSessionMiddleware to MIDDLEWARE, after allauth's."
    return [Error("Nothing ends the sessions of staff or asks for a second factor.", hint=hint, id="home.E002")]
