"""What happened to the registrations of dates, as organisers are told of it: kinds and moments, no names."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast, Coalesce

from networks.models import OutboxMessage, RowLogEntry

from .models import Group, Invitation, Registration

NEW, CANCELLED, MOVED_UP, HANDED_OVER, FAILED = "new", "cancelled", "moved_up", "handed_over", "failed"
KINDS = {
    "events.register": NEW,
    "events.confirm_address": NEW,
    "events.rebook": NEW,
    "events.cancel_registration": CANCELLED,
    "events.leave_date": CANCELLED,
    "events.move_up": MOVED_UP,
    "events.accept_offer": MOVED_UP,
    "events.hand_over": HANDED_OVER,
}
ABOUT_ONE = re.compile(r"events\.(?P<name>\w+):(?P<pk>\d+)(:|$)")
TO_ORGANISERS = ("events.decision_due", "events.minimum_reached", "events.news")


@dataclass(frozen=True)
class Happening:
    date: int
    kind: str
    moment: datetime


def happenings(since: datetime, until: datetime) -> list[Happening]:
    return [*_logged(since, until), *_failed_mails(since, until)]


def _logged(since, until):
    registrations = ContentType.objects.get_for_model(Registration)
    entries = RowLogEntry.objects.filter(
        content_type=registrations, action__in=KINDS, timestamp__gte=since, timestamp__lt=until
    )
    keys = entries.order_by().annotate(pk_of_row=Cast("object_id", BigIntegerField())).values("pk_of_row")
    dates = dict(Registration.objects.filter(pk__in=keys).values_list("pk", "occurrence"))
    for key, action, data, moment in entries.values_list("object_id", "action", "data", "timestamp"):
        if int(key) in dates and not _is_of_stranger(data):
            yield Happening(dates[int(key)], KINDS[action], moment)


def _is_of_stranger(data):
    """Whose address nobody has confirmed: they are no news yet, or never were."""
    return Registration.Status.UNCONFIRMED in (data.get("status"), data.get("was"))


def _failed_mails(since, until):
    """By the moment of the last try."""
    mails = OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED, kind__startswith="events.")
    mails = mails.exclude(kind__in=TO_ORGANISERS).annotate(failed_at=Coalesce("claimed_at", "created_at"))
    recent = mails.filter(failed_at__gte=since, failed_at__lt=until).values_list("dedupe_key", "failed_at")
    about = [(_model_of(found["name"]), int(found["pk"]), at) for key, at in recent if (found := ABOUT_ONE.match(key))]
    dates = {model: _dates_of(model, about) for model in {model for model, _pk, _at in about}}
    for model, pk, at in about:
        if pk in dates[model]:
            yield Happening(dates[model][pk], FAILED, at)


def _model_of(name):
    """Whose key stands in that of a mail."""
    return Group if name.startswith("group_") else Invitation if name == "invitation" else Registration


def _dates_of(model, about):
    keys = {pk for of_model, pk, _at in about if of_model is model}
    return dict(model.objects.filter(pk__in=keys).values_list("pk", "occurrence"))
