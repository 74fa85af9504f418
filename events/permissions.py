"""What staff may do with registrations: see them, add and change them by the one door; nobody deletes them by hand."""

from wagtail.permission_policies import ModelPermissionPolicy

from .models import Registration


class RegistrationPolicy(ModelPermissionPolicy):
    """A role gives the right to work with registrations; which ones, the networks that somebody coordinates."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and self._managed_by(user).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        return self._managed_by(user) if self.user_has_any_permission(user, actions) else Registration.objects.none()

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])

    def _managed_by(self, user):
        return Registration.objects.managed_by(user)
