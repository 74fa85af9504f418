"""Sending what the outbox holds: by workers, at least once, and with patience for mail servers.

`drain()` sends what is due; any number of workers may call it at the same time.
"""

import logging
import uuid
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from .conf import conf
from .mime import build
from .models import Lease, OutboxMessage
from .outbox import one_line

logger = logging.getLogger(__name__)
State = OutboxMessage.State

BATCH = 50
ORDER = ["-is_secret", "due_at", "pk"]  # for a code to log in somebody waits, also while thousands are invited
RETRY_AFTER = [
    timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400)
]


def drain(limit: int = BATCH) -> int:
    """Send what is due and return how many mails went out. Opens one connection to the mail server for a batch.

    All workers together try at most `OUTBOX_PER_MINUTE`; what is more than that waits for a later call.
    """
    rescue()
    sent = 0
    while batch := _claim(limit):
        sent += _Delivery(batch).run()
    return sent


def rescue() -> int:
    """Queue again what a worker took and did not finish. Its Message-ID stays, so a double can be recognised."""
    deadline = timezone.now() - timedelta(seconds=conf.OUTBOX_RESCUE_AFTER)
    return OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lt=deadline).update(
        state=State.QUEUED, claim=None, due_at=timezone.now(), error="The worker stopped while sending."
    )


def _due():
    return OutboxMessage.objects.filter(state=State.QUEUED, due_at__lte=timezone.now()).order_by(*ORDER)


def _claim(limit):
    """Take a batch that no other worker has. Looks before it locks, so that an idle worker never writes."""
    if not _due().exists():
        return []
    token = uuid.uuid4()
    with transaction.atomic(durable=True):
        rows = _due()
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        chosen = list(rows.values_list("pk", flat=True)[: min(limit, _allowance())])
        OutboxMessage.objects.filter(pk__in=chosen, state=State.QUEUED).update(
            state=State.SENDING, claim=token, claimed_at=timezone.now()
        )
    return list(OutboxMessage.objects.filter(claim=token).prefetch_related("attachments").order_by(*ORDER))


def _allowance():
    """How many more may be tried this minute. Workers that count wait for each other until they have taken theirs."""
    Lease.objects.get_or_create(name="outbox", defaults={"taken_until": timezone.now()})
    Lease.objects.select_for_update().get(name="outbox")
    tried = OutboxMessage.objects.filter(claimed_at__gt=timezone.now() - timedelta(minutes=1)).count()
    return max(conf.OUTBOX_PER_MINUTE - tried, 0)


class _Delivery:
    """One batch through one connection. Every message ends as sent, failed, or waiting for its next attempt."""

    def __init__(self, batch):
        self.batch = batch
        self.connection = None

    def run(self):
        sent = 0
        try:
            for message in self.batch:
                sent += self._deliver(message)
        finally:
            self._hang_up()
        return sent

    def _deliver(self, message):
        if not self._still_ours(message):
            return 0
        try:
            email = build(message)
            email.message()
        except Exception as error:  # a poisoned record must not stop the batch
            return self._fail(message, error)
        try:
            self._send(email)
        except Exception as error:
            return self._refused(message, error)
        return self._close(message, state=State.SENT, sent_at=timezone.now(), error="")

    def _send(self, email):
        if self.connection is None:
            opened = open_connection()
            opened.open()
            self.connection = opened
        self.connection.send_messages([email])

    def _refused(self, message, error):
        if _is_permanent(error):
            return self._fail(message, error)
        if not isinstance(error, (SMTPRecipientsRefused, SMTPDataError)):
            self._hang_up()
        return self._retry(message, error)

    def _fail(self, message, error):
        logger.warning("Mail %s failed for good: %s", message.message_id, type(error).__name__)
        self._close(message, state=State.FAILED, error=_explain(error))
        return 0

    def _retry(self, message, error):
        if message.attempts >= len(RETRY_AFTER):
            return self._fail(message, error)
        due_at = timezone.now() + RETRY_AFTER[message.attempts]
        self._close(message, state=State.QUEUED, due_at=due_at, error=_explain(error))
        return 0

    def _still_ours(self, message):
        mine = OutboxMessage.objects.filter(pk=message.pk, claim=message.claim, state=State.SENDING)
        return mine.update(claimed_at=timezone.now())

    def _close(self, message, **changes):
        mine = OutboxMessage.objects.filter(pk=message.pk, claim=message.claim)
        return mine.update(claim=None, attempts=message.attempts + 1, **changes)

    def _hang_up(self):
        opened, self.connection = self.connection, None
        if opened is not None:
            try:
                opened.close()
            except (OSError, SMTPException):
                logger.debug("The mail server had hung up already.")


def open_connection():
    return mail.mailers.default if hasattr(mail, "mailers") else mail.get_connection()


def _is_permanent(error):
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def _explain(error):
    return one_line(f"{type(error).__name__}: {error}")[:1000]
