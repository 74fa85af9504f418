"""What this app stores about people."""

from django.db.models import Q

from networks.personal_data import NoPersonalData, PersonalData

from .actions import forget_contacts, forget_invitations, forget_people
from .actions.inviting import PERSON as INVITED
from .actions.retention import ERASED
from .conf import conf
from .models import Answer, ChangeNotice, Group, Invitation, Registration

CONTRACT = "Art. 6 (1) b GDPR: taking part in the event"


def personal_data():
    return [
        PersonalData(
            model="events.Registration",
            fields=(*ERASED, "language", "user"),
            subject="people who register for a date, and to whom somebody hands over a place",
            purpose="to keep a place, to tell of changes, to prepare the date; notes of staff for the same",
            legal_basis=f"{CONTRACT}; for a place that was handed over Art. 6 (1) f, told by mail (Art. 14)",
            retention=f"{conf.RETENTION_DAYS} days after the date, then anonymous; setting `EVENTS_RETENTION_DAYS`."
            f" Without a confirmed address: {2 * conf.CONFIRM_WITHIN_HOURS} hours; `EVENTS_CONFIRM_WITHIN_HOURS`",
            rows=_registrations,
            erase=forget_people,
        ),
        PersonalData(
            model="events.Group",
            fields=("given_name", "family_name", "email", "organisation", "phone", "language", "user"),
            subject="people who register several others for a date",
            purpose="to tell the others who entered them, and to let this person look after all of them",
            legal_basis=CONTRACT,
            retention="with the last registration of the group",
            rows=_groups,
            erase=forget_contacts,
        ),
        PersonalData(
            model="events.Invitation",
            fields=(*INVITED, "language", "registration"),
            subject="people whom staff invites to a date",
            purpose="to invite them, to remind them once they have not answered, and not to invite them twice",
            legal_basis="Art. 6 (1) f GDPR: telling people of an event that concerns them, told by mail (Art. 14)",
            retention=f"{conf.RETENTION_DAYS} days after the date, then anonymous; setting `EVENTS_RETENTION_DAYS`",
            rows=_invitations,
            erase=forget_invitations,
        ),
        PersonalData(
            model="events.RegistrationLink",
            fields=("token_hash",),
            subject="people who register for a date, or are invited to one",
            purpose="to open one's registration, group or invitation without an account; only a hash is kept",
            legal_basis=CONTRACT,
            retention="with the registration, the group or the invitation",
            by_hand="goes with the registration, the group or the invitation; the hash says nothing",
        ),
        PersonalData(
            model="events.ChangeNotice",
            fields=("changed_by", "decided_by", "texts"),
            subject="staff",
            purpose="to see who changed a date, and whom of the participants was told in which words",
            legal_basis=CONTRACT,
            retention="with the date",
            rows=_notices,
            by_hand="stays: what staff told participants, and who did",
        ),
        NoPersonalData("events.ChangeNotice", ("before", "after"), "copies of what was published about a date"),
        PersonalData(
            model="events.Answer",
            fields=("text", "number", "date", "options", "agreed_at", "wording", "file"),
            subject="people who register for a date",
            purpose="what the event asks to prepare itself; each question can say why",
            legal_basis=CONTRACT,
            retention="with the registration, or sooner as each question says; special needs"
            f" {conf.SPECIAL_NEEDS_DAYS} days after the date (EVENTS_SPECIAL_NEEDS_DAYS)",
            rows=_answers,
            by_hand="goes with the registration",
        ),
        NoPersonalData("events.QuestionSet", ("name",), "what editors call a set of questions"),
        NoPersonalData(
            "events.Question",
            ("key", "label", "help_text", "purpose", "translations"),
            "copies of what was published about an event",
        ),
        NoPersonalData(
            "events.Option", ("key", "label", "translations"), "copies of what was published about an event"
        ),
        NoPersonalData(
            "events.Venue",
            ("name", "street", "postcode", "city", "public_transport", "access_notes"),
            "places that are open to participants",
        ),
        NoPersonalData(
            "events.Occurrence",
            ("title", "zone", "essence", "external_url", "cancelled_note", "cancelled_reason", "facts"),
            "copies of what was published about a date",
        ),
        NoPersonalData("events.CalendarEntry", ("language", "ical", "digest"), "copies of what was published"),
        NoPersonalData("events.CalendarGeneration", ("fingerprint",), "what the calendar was written with"),
    ]


def _registrations(email):
    """Under the address itself, and from an account with it."""
    return Registration.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email))


def _groups(email):
    return Group.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email))


def _invitations(email):
    return Invitation.objects.filter(email__iexact=email)


def _answers(email):
    return Answer.objects.filter(registration__in=_registrations(email))


def _notices(email):
    return ChangeNotice.objects.filter(Q(changed_by__email__iexact=email) | Q(decided_by__email__iexact=email))
