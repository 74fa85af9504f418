"""What staff writes to many people of a date at once."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.log_actions import log

from .. import emails
from ..locking import in_one_transaction, locked
from ..models import Occurrence, Registration


def recipients_of(
    occurrence: Occurrence, statuses: Iterable[str], among: QuerySet[Registration] | None = None
) -> QuerySet[Registration]:
    """Whoever has one of these statuses and may be written to; of those `among` whom they are, if that is given."""
    people = occurrence.registrations.informed().filter(status__in=list(statuses)).order_by("queue_number")
    return people if among is None else people.filter(pk__in=among.order_by().values("pk"))


@in_one_transaction
def write_to_participants(
    *,
    occurrence: Occurrence,
    statuses: Iterable[str],
    subject: str,
    text: str,
    key: uuid.UUID,
    by,
    among: QuerySet[Registration] | None = None,
) -> list[Registration]:
    """A mail to each of them. Returns to whom; the same `key` again writes to nobody a second time."""
    occurrence, statuses = locked(occurrence), list(statuses)
    people = emails.not_yet_written_to(list(recipients_of(occurrence, statuses, among)), once=str(key))
    emails.message(people, subject=subject, text=text, once=str(key))
    if people:
        chosen = {} if among is None else {"chosen": True}
        log(occurrence, "events.message", user=by, data={"number": len(people), "statuses": statuses} | chosen)
    return people
