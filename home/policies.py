from wagtail.permission_policies import ModelPermissionPolicy


class AsVisitorsWrote(ModelPermissionPolicy):
    """Nobody writes an inquiry for somebody else."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - {"add"})
