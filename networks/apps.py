from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Networks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401
        from .models import MemberPage
        from .querysets import shown_members
        from .roles import ensure_roles
        from .visibility import register_page_filter

        post_migrate.connect(ensure_roles, sender=self, dispatch_uid="networks.roles")
        register_page_filter(MemberPage, shown_members)
