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
        self.let_coordinators_in()

    def let_coordinators_in(self):
        from wagtail.permissions import register_permission_policy

        from networks.own_rows import register_own_log

        from .models import Invitation, Occurrence, Registration
        from .policies import InvitationPolicy, OccurrencePolicy, RegistrationPolicy

        register_permission_policy(Registration, RegistrationPolicy(Registration))
        register_permission_policy(Occurrence, OccurrencePolicy(Occurrence))
        register_permission_policy(Invitation, InvitationPolicy(Invitation))
        register_own_log(Registration, Invitation)
