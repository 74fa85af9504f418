"""What `manage.py tick` does for registrations and calendars. Each piece may run twice and by two workers at once."""

from networks.due_work import DueWork

from . import actions

MINUTE, HOUR = 60, 3600


def calendar():
    """After an update, or a move to another address: write all entries anew."""
    return DueWork("calendar", actions.rebuild_if_outdated, every=MINUTE)


def missing_entries():
    return DueWork("missing entries of calendars", actions.write_missing_entries, every=5 * MINUTE)


def free_places():
    return DueWork("free places", actions.fill_all_free_places, every=MINUTE)


def deadlines():
    """Addresses that nobody confirmed in time, and offers that nobody accepted: their places go on."""
    return DueWork("deadlines of registrations", actions.expire_due, every=MINUTE)


def retention():
    return DueWork("registrations' retention", actions.anonymise_registrations, every=HOUR, is_retention=True)


def reminders():
    return DueWork("reminders", actions.remind, every=MINUTE)


def decisions():
    return DueWork("decisions about dates", actions.ask_for_decisions, every=MINUTE)


def news():
    return DueWork("news for organisers", actions.send_news, every=5 * MINUTE)


def answers():
    return DueWork("answers' retention", actions.forget_answers, every=HOUR, is_retention=True)


def saved_searches():
    return DueWork("saved searches' retention", actions.forget_searches, every=24 * HOUR, is_retention=True)


def stray_files():
    return DueWork("stray files of registrations", actions.delete_stray_files, every=24 * HOUR, is_retention=True)


def invitations():
    return DueWork("invitations", actions.write_invitations, every=5)


def invitations_retention():
    return DueWork("invitations' retention", actions.anonymise_invitations, every=HOUR, is_retention=True)


def partner_calendars():
    return DueWork("calendars of partners", actions.look_at_due_calendars, every=MINUTE)
