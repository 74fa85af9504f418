from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.permissions import register_permission_policy

        from . import checks, privacy, signals  # noqa: F401
        from .models import Inquiry
        from .policies import AsVisitorsWrote

        signals.connect()
        privacy.explain_collections()
        register_permission_policy(Inquiry, AsVisitorsWrote(Inquiry))
