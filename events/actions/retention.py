"""The end of the data: what is left of a registration, long after the event, is that somebody had a place."""

import uuid
from collections import Counter

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from .. import ends
from ..models import Answer, Group, Occurrence, Registration, RegistrationLink
from .questions import delete_answers
from .registration import cancel_registration

BATCH = 500
CONTACT = ("given_name", "family_name", "email", "organisation", "phone")
ERASED = ("given_name", "family_name", "email", "organisation", "phone", "remarks", "staff_note")


@transaction.atomic
def anonymise_registrations(limit: int = BATCH) -> int:
    """Erase the people from registrations whose time is over; numbers and statuses stay. Returns how many."""
    due = list(ends.registrations(timezone.now()).select_for_update(of=("self",), skip_locked=True)[:limit])
    _anonymise(due)
    return len(due)


@transaction.atomic
def forget_people(rows: QuerySet[Registration]) -> int:
    """Whoever asks for it is erased at once, and taken off the dates to come. Returns how many registrations."""
    registrations = Registration.objects.filter(pk__in=rows.values("pk"))
    for registration in registrations.live().not_begun().order_by("occurrence", "pk"):  # dates are locked in this order
        cancel_registration(registration, at_any_time=True)
    found = list(registrations.filter(anonymised_at=None))
    _anonymise(found)
    return len(found)


def _anonymise(registrations):
    for registration in registrations:
        _erase(registration, ERASED)
    Registration.objects.bulk_update(registrations, [*ERASED, "user", "submission_key", "anonymised_at"])
    RegistrationLink.objects.filter(registration__in=registrations).delete()
    delete_answers(Answer.objects.filter(registration__in=registrations))
    forget_contacts(Group.objects.exclude(registrations__in=Registration.objects.filter(anonymised_at=None)))
    _write_down("events.anonymise_registrations", [registration.occurrence_id for registration in registrations])


@transaction.atomic
def forget_contacts(groups: QuerySet[Group]) -> int:
    """Those who registered others: whoever asks for it, and with the last of these.

    The others stay registered, each on their own: nobody else could accept a place for them.
    """
    found = list(groups.filter(anonymised_at=None))
    Registration.objects.filter(group__in=found).live().not_begun().update(group=None)
    for group in found:
        _erase(group, CONTACT)
    Group.objects.bulk_update(found, [*CONTACT, "user", "submission_key", "anonymised_at"])
    RegistrationLink.objects.filter(group__in=found).delete()
    return len(found)


@transaction.atomic
def forget_answers() -> int:
    """Delete the answers whose time is over before that of their registration. Returns how many."""
    answers = ends.answers_before_their_registration(timezone.now())
    due = dict(answers.order_by().values_list("pk", "registration__occurrence")[:BATCH])
    delete_answers(Answer.objects.filter(pk__in=due))
    _write_down("events.forget_answers", due.values())
    return len(due)


def _erase(row, names):
    for name in names:
        setattr(row, name, "")
    row.user = None
    row.submission_key = uuid.uuid4()  # the old one was made from the address
    row.anonymised_at = timezone.now()


def _write_down(action, dates):
    numbers = Counter(dates)
    for occurrence in Occurrence.objects.filter(pk__in=numbers):
        log(occurrence, action, data={"number": numbers[occurrence.pk]})


def forget_searches() -> int:
    """Filters that staff saved with search words, at the end of their time. Returns how many."""
    return ends.saved_searches(timezone.now()).delete()[0]
