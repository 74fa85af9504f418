from django.core.checks import Info, register

from .conf import conf
from .ical_reading import can_read


@register
def check_settings(app_configs, **kwargs):
    return conf.errors()


@register(deploy=True)
def check_extra(app_configs, **kwargs):
    """Calendars of partners are the only thing that needs it."""
    if can_read():
        return []
    words = "Calendars of partners cannot be read: the extra is missing."
    return [Info(words, hint="pip install kammernetz[import]", id="events.I001")]
