"""What the log says about registrations: ids and causes, no names, for it outlives the registration's data."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

ACTIONS = {
    "events.register": (_("Register"), _("Registered for a date")),
    "events.confirm_address": (_("Confirm address"), _("Address confirmed")),
    "events.approve": (_("Approve"), _("Approved by staff")),
    "events.decline": (_("Decline"), _("Declined by staff")),
    "events.expire": (_("Run out"), _("Not answered in time")),
    "events.correct_registration": (_("Correct"), _("Data corrected by staff")),
    "events.cancel_registration": (_("Cancel registration"), _("Registration cancelled")),
    "events.change_registration": (_("Change registration"), _("Details or answers changed")),
    "events.hand_over": (_("Hand over place"), _("Place handed over to somebody else")),
    "events.take_over": (_("Take over place"), _("Place taken over from somebody else")),
    "events.leave_date": (_("Leave date"), _("Moved to another date")),
    "events.rebook": (_("Move to this date"), _("Moved here from another date")),
    "events.move_up": (_("Give on a place"), _("Moved up from the waiting list")),
    "events.offer_place": (_("Offer place"), _("Place offered")),
    "events.accept_offer": (_("Accept place"), _("Offered place accepted")),
    "events.let_in": (_("Let in"), _("Let in by staff")),
    "events.export_registrations": (_("Export registrations"), _("Registrations exported")),
    "events.invite": (_("Invite"), _("People invited")),
    "events.invite_again": (_("Invite again"), _("Invited again")),
    "events.remind_invited": (_("Remind the invited"), _("Invited people reminded")),
    "events.withdraw_invitation": (_("Withdraw invitation"), _("Invitation withdrawn")),
    "events.decline_invitation": (_("Say no"), _("Said that they do not come")),
    "events.forget_invitations": (_("Make invitations anonymous"), _("Invitations made anonymous")),
    "events.import_registrations": (_("Import registrations"), _("Registrations taken over from a file")),
    "events.take_over_calendar": (_("Take over events"), _("Events of the partner taken over")),
    "events.cancel_occurrence": (_("Cancel date"), _("Date cancelled")),
    "events.confirm_occurrence": (_("Date takes place"), _("Decided that the date takes place")),
    "events.message": (_("Write to participants"), _("Message written to participants")),
    "events.tell_change": (_("Tell of a change"), _("Participants told that the date has changed")),
    "events.keep_silent": (_("Tell nobody of a change"), _("Nobody told that the date has changed")),
    "events.forget_answers": (_("Delete answers"), _("Answers deleted at the end of their time")),
    "events.anonymise_registrations": (_("Make registrations anonymous"), _("Registrations made anonymous")),
}


class RegistrationFormatter(LogFormatter):
    def format_message(self, entry):
        beyond = entry.data.get("beyond_limit")
        return _("%(message)s, beyond the limit") % {"message": self.message} if beyond else self.message


def register_log_actions(actions):
    for action, (label, message) in ACTIONS.items():
        formatter = type("Formatter", (RegistrationFormatter,), {"label": label, "message": message})
        actions.register_action(action)(formatter)
