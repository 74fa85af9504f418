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
        self.let_coordinators_in()

    def let_coordinators_in(self):
        from wagtail.permissions import register_permission_policy

        from .models import Affiliation, ContactCard, Membership, Organisation, OutboxMessage, Person
        from .own_rows import register_own_log, register_own_rows
        from .policies import ReadOnlyPolicy

        register_own_rows(Affiliation, ContactCard, Membership, Organisation, Person)
        register_own_log(Affiliation, ContactCard, Membership, Organisation, Person)
        register_permission_policy(OutboxMessage, ReadOnlyPolicy(OutboxMessage))
