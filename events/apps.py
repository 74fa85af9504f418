from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from networks.visibility import register_page_filter

        from . import checks, log_filter, signals  # noqa: F401
        from .models import EventPage
        from .querysets import shown_events

        signals.connect()
        log_filter.install()
        register_page_filter(EventPage, shown_events)
