"""One date at a time: whatever counts or gives places holds the row of its date."""

import random
import re
import time
from collections.abc import Callable
from functools import wraps

from django.db import IntegrityError, OperationalError, connection, transaction

from .conf import conf
from .errors import Busy
from .models import Occurrence, Registration

# Lock not available, serialization failure, deadlock.
PASSING_STATES = {"55P03", "40001", "40P01"}
ONE_WAS_FASTER = re.compile(r"^(?=.*unique)(?=.*(registration|events_group))", re.IGNORECASE | re.DOTALL)
TRIES = 4
PATIENCE = 10  # seconds; whoever waited this long gets an answer instead of one more try


def locked(occurrence: Occurrence) -> Occurrence:
    """The fresh row of a date, held until the transaction ends. To be the first thing in a transaction.

    On SQLite `select_for_update` says nothing: BEGIN IMMEDIATE, which a system check asks for, holds the database.
    """
    _limit_the_wait()
    return read_for_update(occurrence.pk)


def locked_together(*occurrences: Occurrence) -> list[Occurrence]:
    """The fresh rows of several dates, held. Always in the order of their keys, so that nobody waits in a circle."""
    _limit_the_wait()
    rows = {pk: read_for_update(pk) for pk in sorted({occurrence.pk for occurrence in occurrences})}
    return [rows[occurrence.pk] for occurrence in occurrences]


def held(registration: Registration) -> tuple[Occurrence, Registration]:
    """The row of its date, held, and the fresh registration at it."""
    occurrence = locked(registration.occurrence)
    return occurrence, fresh(registration, occurrence)


def fresh(registration: Registration, occurrence: Occurrence) -> Registration:
    """As it is stored now; its date is held."""
    registration = Registration.objects.get(pk=registration.pk)
    registration.occurrence = occurrence
    return registration


def read_for_update(pk: int) -> Occurrence:
    return Occurrence.objects.select_for_update(no_key=True).get(pk=pk)


def _limit_the_wait():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{conf.LOCK_TIMEOUT}s"])


def in_one_transaction(action: Callable) -> Callable:
    """Run an action in a transaction of its own; a passing fault of the database repeats it up to three times.

    Inside somebody else's transaction nothing is repeated: only its owner can begin it anew.
    """

    @wraps(action)
    def run(*args, **kwargs):
        if connection.in_atomic_block:
            with transaction.atomic():
                return action(*args, **kwargs)
        return _with_tries(transaction.atomic(action), args, kwargs)

    return run


def _with_tries(action, args, kwargs):
    give_up_at = time.monotonic() + PATIENCE
    for number in range(1, TRIES + 1):
        try:
            return action(*args, **kwargs)
        except (OperationalError, IntegrityError) as error:
            if not is_passing(error):
                raise
            if number == TRIES or time.monotonic() > give_up_at:
                raise Busy from error
        time.sleep(random.uniform(0.05, 0.2) * number)  # noqa: S311
    raise AssertionError("unreachable")


def is_passing(error: Exception) -> bool:
    """Whether asking again can help: somebody else held the lock, or was faster by a moment."""
    if isinstance(error, IntegrityError):
        return bool(ONE_WAS_FASTER.search(str(error)))
    state = getattr(error.__cause__, "sqlstate", None)
    return state in PASSING_STATES or "locked" in str(error)
