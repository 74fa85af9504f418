import re

from allauth.account import app_settings as allauth_settings
from django import template
from django.template.defaultfilters import filesizeformat

from ..district_shapes import SHAPES

register = template.Library()

TONES = {
    "idea": "quiet",
    "developing": "info",
    "feasibility_study": "info",
    "funding": "info",
    "launched": "good",
    "running": "good",
    "on_hold": "warn",
    "completed": "quiet",
    "permanent": "good",
}


@register.filter
def state_tone(project):
    """The tone of a project's chip; the chip always says the state in words, too."""
    return TONES.get(project.state, "info")


@register.filter
def file_kind(document):
    """ "PDF, 340 KB": what one gets before one clicks."""
    size = document.get_file_size()
    kind = document.file_extension.upper()
    return f"{kind}, {filesizeformat(size)}" if size else kind


@register.simple_tag
def code_minutes(purpose):
    """How long a code is good that was sent by mail, for logging in or to confirm an address."""
    logs_in = "login" in purpose
    settings = allauth_settings
    return (settings.LOGIN_BY_CODE_TIMEOUT if logs_in else settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT) // 60


@register.filter
def district_shape(slug):
    return SHAPES.get(slug)


@register.filter
def map_name(name):
    """The lines of a name on the map, where it is plain that Wolfsburg is a city."""
    return re.sub("-", "-\n", str(name).partition(" (")[0]).splitlines()
