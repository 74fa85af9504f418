from networks.own_rows import OwnRowsPolicy


class RegistrationPolicy(OwnRowsPolicy):
    """Staff sees, adds and changes the registrations of its networks through the one door; nobody deletes a row."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class OccurrencePolicy(OwnRowsPolicy):
    """Dates come from pages: nobody adds or deletes them by hand; to change one is to cancel it."""

    def user_has_permission(self, user, action):
        return action in {"view", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)
