from wagtail import hooks
from wagtail.permissions import register_permission_policy

from networks.roles import COORDINATORS, EDITORS

from . import due_work, logs, member_section, sections
from .models import Registration
from .permissions import RegistrationPolicy
from .registration_viewset import RegistrationViewSet

register_permission_policy(Registration, RegistrationPolicy(Registration))

hooks.register("register_log_actions", logs.register_log_actions)
hooks.register("register_member_section", member_section.my_registrations)
hooks.register("register_network_section", sections.meetings_of_network)
hooks.register("register_due_work", due_work.calendar)
hooks.register("register_due_work", due_work.free_places)
hooks.register("register_due_work", due_work.retention)
hooks.register("register_due_work", due_work.uses_of_the_form)


@hooks.register("register_kammernetz_viewset")
def list_of_registrations():
    return [RegistrationViewSet]


@hooks.register("register_role_permissions")
def who_works_with_registrations():
    may = [f"events.{action}_registration" for action in ("view", "add", "change")]
    return {EDITORS: may, COORDINATORS: may}
