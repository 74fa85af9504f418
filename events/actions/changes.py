"""A date that people planned with is another now: it is written down, and staff decides whether they are told."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, log

from .. import emails, group_emails
from ..facts import Facts, changes, changes_of
from ..locking import in_one_transaction, locked
from ..models import ChangeNotice, Occurrence, Venue

Decision = ChangeNotice.Decision


def note_change(occurrence: Occurrence) -> ChangeNotice | None:
    """Compare a date, which the caller holds, with what was known of it. Returns what staff is to decide about."""
    known, now = occurrence.facts, Facts.of(occurrence).to_json()
    if known == now:
        return None
    occurrence.facts = now
    occurrence.save(update_fields=["facts"])
    return _write_down(occurrence, known, now) if known else None


@transaction.atomic
def note_moved_venue(venue: Venue) -> None:
    """The venue itself was renamed or has another address."""
    dates = Occurrence.objects.about(venue).upcoming().select_related("page", "venue").order_by("pk")
    for occurrence in dates.select_for_update(of=("self",), no_key=True):
        note_change(occurrence)


@in_one_transaction
def tell_change(notice: ChangeNotice, *, texts: Mapping[str, str], by) -> ChangeNotice:
    """A mail to all who know the date as it was, with staff's words by language. A second time changes nothing."""
    occurrence = locked(notice.occurrence)
    notice = ChangeNotice.objects.get(pk=notice.pk)
    if not notice.is_undecided:
        return notice
    notice.occurrence = occurrence
    recipients = list(notice.recipients().select_related("group"))
    emails.date_changed(recipients, notice=notice, texts=texts)
    group_emails.date_changed(recipients, notice=notice, texts=texts)
    return _decide(notice, Decision.TOLD, by=by, texts=dict(texts), told=len(recipients))


@in_one_transaction
def keep_silent(notice: ChangeNotice, *, by) -> ChangeNotice:
    """Nobody is told. A second time, or after they were told, changes nothing."""
    locked(notice.occurrence)
    notice = ChangeNotice.objects.get(pk=notice.pk)
    return _decide(notice, Decision.SILENT, by=by) if notice.is_undecided else notice


def drop_notice(occurrence: Occurrence) -> None:
    """The date is cancelled, and everybody told: how it had moved before is of no interest any more."""
    occurrence.change_notices.undecided().delete()


def _write_down(occurrence, known, now):
    notice = occurrence.change_notices.undecided().first()
    if notice is None and not _somebody_knows(occurrence):
        return None
    notice = notice or ChangeNotice(occurrence=occurrence, before=known, version=0)
    if not changes(Facts(**notice.before), Facts(**now)):
        drop_notice(occurrence)
        return None
    notice.after, notice.version = now, notice.version + 1
    notice.changed_at, notice.changed_by = timezone.now(), get_active_log_context().user
    notice.save()
    return notice


def _somebody_knows(occurrence):
    is_over = occurrence.is_cancelled or occurrence.is_past
    return not is_over and occurrence.registrations.informed().exists()


def _decide(notice, decision, *, by, **said):
    notice.decision, notice.decided_by, notice.decided_at = decision, by, timezone.now()
    for name, value in said.items():
        setattr(notice, name, value)
    notice.save()
    changed = [change.name for change in changes_of(notice)]
    action = "events.tell_change" if decision == Decision.TOLD else "events.keep_silent"
    log(notice.occurrence, action, user=by, data={"told": notice.told, "changed": changed})
    return notice
