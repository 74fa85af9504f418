from networks.own_rows import OwnRowsPolicy
from networks.policies import LimitedActions


class RegistrationPolicy(LimitedActions, OwnRowsPolicy):
    """Staff sees, adds and changes the registrations of its networks through the one door; nobody deletes a row."""

    allowed = frozenset({"view", "add", "change"})


class OccurrencePolicy(LimitedActions, OwnRowsPolicy):
    """Dates come from pages: nobody adds or deletes them by hand; to change one is to cancel it."""

    allowed = frozenset({"view", "change"})


class InvitationPolicy(LimitedActions, OwnRowsPolicy):
    """As for registrations: staff invites and withdraws; no row is edited or deleted by a form."""

    allowed = frozenset({"view", "add", "change"})
