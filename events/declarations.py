"""What this app stores about people."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.addresses import addresses_of
from networks.personal_data import Elsewhere, NoPersonalData, PersonalData

from . import ends, handing_over
from .actions import close_calendars, forget_contacts, forget_invitations, forget_people
from .actions.inviting import PERSON as INVITED
from .actions.questions import STRAY_FOR, stray_files
from .actions.retention import ERASED
from .conf import conf
from .models import Answer, ChangeNotice, Group, Invitation, PersonalCalendar, Registration, SavedFilter

CONTRACT = gettext_lazy("Art. 6 (1) b GDPR: taking part in the event")


def personal_data():
    return [
        PersonalData(
            model="events.Registration",
            fields=(*ERASED, "language", "user"),
            subject=_("people who register for a date, and to whom somebody hands over a place"),
            purpose=_("to keep a place, to tell of changes, to prepare the date; notes of staff for the same"),
            legal_basis=_("%(contract)s; for a place that was handed over Art. 6 (1) f, told by mail (Art. 14)")
            % {"contract": CONTRACT},
            retention=_(
                "%(days)d days after the date (setting `EVENTS_RETENTION_DAYS`), or as its event says, from %(least)d"
                " to %(most)d; then anonymous. Without a confirmed address: %(hours)d hours;"
                " `EVENTS_CONFIRM_WITHIN_HOURS`"
            )
            % _numbers(),
            holding=_registrations_of_somebody,
            since="created_at",
            due=ends.registrations,
            rows=_registrations,
            words=handing_over.about_registration,
            erase=forget_people,
        ),
        PersonalData(
            model="events.Group",
            fields=("given_name", "family_name", "email", "organisation", "phone", "language", "user"),
            subject=_("people who register several others for a date"),
            purpose=_("to tell the others who entered them, and to let this person look after all of them"),
            legal_basis=CONTRACT,
            retention=_("with the last registration of the group"),
            holding=_groups_of_somebody,
            since="created_at",
            due=ends.groups,
            rows=_groups,
            words=handing_over.about_group,
            erase=forget_contacts,
        ),
        PersonalData(
            model="events.Invitation",
            fields=(*INVITED, "language", "registration"),
            subject=_("people whom staff invites to a date"),
            purpose=_("to invite them, to remind them once they have not answered, and not to invite them twice"),
            legal_basis=_("Art. 6 (1) f GDPR: telling people of an event that concerns them, told by mail (Art. 14)"),
            retention=_("as the registrations for the date; then anonymous"),
            holding=_invitations_of_somebody,
            since="created_at",
            due=ends.invitations,
            rows=_invitations,
            words=handing_over.about_invitation,
            erase=forget_invitations,
        ),
        PersonalData(
            model="events.RegistrationLink",
            fields=("token_hash",),
            subject=_("people who register for a date, or are invited to one"),
            purpose=_("to open one's registration, group or invitation without an account; only a hash is kept"),
            legal_basis=CONTRACT,
            retention=_("with the registration, the group or the invitation"),
            since="created_at",
            due=ends.links,
            by_hand="goes with the registration, the group or the invitation; the hash says nothing",
        ),
        PersonalData(
            model="events.ChangeNotice",
            fields=("changed_by", "decided_by", "texts"),
            subject=_("staff"),
            purpose=_("to see who changed a date, and whom of the participants was told in which words"),
            legal_basis=CONTRACT,
            retention=_("with the date"),
            since="changed_at",
            rows=_notices,
            by_hand="stays: what staff told participants, and who did",
        ),
        PersonalData(
            model="events.SavedFilter",
            fields=("user", "name", "search"),
            subject=_("staff, and people for whom staff searched the list of registrations"),
            purpose=_("to find the same registrations again"),
            legal_basis=_("Art. 6 (1) f GDPR: daily work"),
            retention=_("with the account, or when its owner deletes it; with search words as long as a registration"),
            holding=_saved_searches,
            since="saved_at",
            due=ends.saved_searches,
            rows=_saved_filters,
            erase=lambda rows: rows.delete(),
        ),
        PersonalData(
            model="events.PersonalCalendar",
            fields=("user",),
            subject=_("people who subscribe to a calendar of their own"),
            purpose=_("to show their registrations and internal meetings in their own program"),
            legal_basis=CONTRACT,
            retention=_("with the account, or when its owner takes the address back; a hash without a person stays"),
            holding=_personal_calendars,
            since="created_at",
            rows=_calendars_of_somebody,
            erase=close_calendars,
        ),
        NoPersonalData("events.PersonalCalendar", ("language", "token_hash"), "a hash of a random secret"),
        NoPersonalData("events.SavedFilter", ("filters",), "keys of dates, networks and groups, and an order"),
        NoPersonalData("events.ChangeNotice", ("before", "after"), "copies of what was published about a date"),
        PersonalData(
            model="events.Answer",
            fields=("text", "number", "date", "options", "agreed_at", "wording", "file"),
            subject=_("people who register for a date"),
            purpose=_("what the event asks to prepare itself; each question can say why"),
            legal_basis=CONTRACT,
            retention=_(
                "with the registration, or sooner as each question says; special needs %(days)d days after the date"
                " (EVENTS_SPECIAL_NEEDS_DAYS)"
            )
            % {"days": conf.SPECIAL_NEEDS_DAYS},
            since="registration__created_at",
            due=ends.answers,
            parts=ends.answers_by_question,
            rows=_answers,
            words=handing_over.about_answer,
            by_hand="goes with the registration",
        ),
        Elsewhere(
            model=_("Files that no answer names any more"),
            subject=_("people who register for a date"),
            purpose=_("none: left over when storing or deleting was cut short"),
            legal_basis=CONTRACT,
            retention=_("a day"),
            written=lambda: stray_files().values(),
            kept_for=STRAY_FOR,
        ),
        Elsewhere(
            model=_("Exported lists of registrations"),
            subject=_("people who register for a date"),
            purpose=_("to prepare the date"),
            legal_basis=CONTRACT,
            retention=_("never stored here: they go straight to whoever exports them, and the log says who did"),
        ),
        Elsewhere(
            model=_("Lists of registrations and of people to invite that staff uploads"),
            subject=_("people who register for a date, or are invited to one"),
            purpose=_("to take them over, or to invite them"),
            legal_basis=CONTRACT,
            retention=_(
                "never stored here: what was read stands in the form that staff looks at; a list of registrations can"
                " be sent from it for an hour"
            ),
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
        NoPersonalData("events.CalendarEntry", ("language", "zone", "ical", "digest"), "copies of what was published"),
        NoPersonalData(
            "events.PartnerCalendar",
            ("name", "website", "address", "visibility", "report", "etag", "last_modified"),
            "about an organisation whose calendar is published",
        ),
        NoPersonalData(
            "events.ImportedEvent",
            ("digest", "dates"),
            "when a published event takes place; organisers and contacts of its calendar are not read",
        ),
        NoPersonalData("events.FormerSlug", ("slug",), "addresses that networks had"),
        NoPersonalData("events.CalendarGeneration", ("mark", "fingerprint"), "what the calendar was written with"),
    ]


def _numbers():
    limits = {"least": conf.RETENTION_MIN_DAYS, "most": conf.RETENTION_MAX_DAYS}
    return limits | {"days": conf.days_kept(None), "hours": 2 * conf.CONFIRM_WITHIN_HOURS}


def _registrations_of_somebody():
    return Registration.objects.filter(anonymised_at=None)


def _groups_of_somebody():
    return Group.objects.filter(anonymised_at=None)


def _personal_calendars():
    return PersonalCalendar.objects.exclude(user=None)


def _calendars_of_somebody(email):
    return PersonalCalendar.objects.filter(user__email__iexact=email)


def _saved_searches():
    return SavedFilter.objects.exclude(search="")


def _saved_filters(email):
    """Those of an account with the address, and those by which it is searched for."""
    return SavedFilter.objects.filter(Q(user__email__iexact=email) | Q(search__icontains=email))


def _invitations_of_somebody():
    return Invitation.objects.filter(anonymised_at=None)


def _invitations(email):
    return Invitation.objects.filter(email__in=addresses_of(email))


def _registrations(email):
    """Under the address itself, and under others of the same account; whom else it has entered is not them."""
    return Registration.objects.filter(email__in=addresses_of(email))


def _groups(email):
    return Group.objects.filter(email__in=addresses_of(email))


def _answers(email):
    return Answer.objects.filter(registration__in=_registrations(email))


def _notices(email):
    return ChangeNotice.objects.filter(Q(changed_by__email__iexact=email) | Q(decided_by__email__iexact=email))
