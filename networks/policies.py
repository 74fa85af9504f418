from wagtail.permission_policies import ModelPermissionPolicy


class LimitedActions:
    """For a permission policy: what may be done with rows at all. It holds for administrators, too."""

    allowed: frozenset[str]

    def user_has_permission(self, user, action):
        return action in self.allowed and super().user_has_permission(user, action)


class ReadOnlyPolicy(LimitedActions, ModelPermissionPolicy):
    """Rows that nobody writes by hand."""

    allowed = frozenset({"view"})
