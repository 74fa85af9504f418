import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks import spoken
from networks.visibility import Tier

from ..choices import Attendance, MovingUp, OccurrenceStatus
from ..conf import conf
from ..querysets import OccurrenceQuerySet
from ..showing import Shown
from .kinds import EventKind
from .pages import EventPage
from .rules import RegistrationRules
from .venues import Venue

DECIDE_DAYS = 7
DECISIONS_FALL_DUE = time(8)


class Occurrence(Shown, RegistrationRules):
    """One date of a published event: what lists, feeds and registrations ask. Written by `actions.schedule`.

    Never part of a revision: publishing an old one brings no cancelled date back and no counter down.
    """

    Status = OccurrenceStatus

    event_key = models.UUIDField(db_index=True, editable=False)
    key = models.UUIDField(editable=False)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(EventPage, models.CASCADE, related_name="occurrences", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=255)

    start = models.DateTimeField(_("begins"), db_index=True)
    end = models.DateTimeField(_("ends"), db_index=True)
    zone = models.CharField(_("time zone"), max_length=40)
    all_day = models.BooleanField(_("all day"), default=False)

    published = models.BooleanField(_("published"), default=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SCHEDULED)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_reason = models.CharField(_("reason (internal)"), max_length=300, blank=True)
    cancelled_note = models.CharField(_("note for visitors"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    modified = models.DateTimeField(default=timezone.now, editable=False)
    essence = models.CharField(max_length=64, blank=True, editable=False)  # digest of what raises `sequence`

    # Whether it takes place is decided then; see actions.decisions.
    decide_at = models.DateTimeField(_("to be decided at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    facts = models.JSONField(default=dict, editable=False)  # what people plan by; see actions.changes

    visibility = models.CharField(_("shown to"), max_length=10, choices=Tier.choices, default=Tier.PUBLIC)
    # What a page uses is protected; a date that nobody shows any more does not stand in the way.
    kind = models.ForeignKey(EventKind, models.SET_NULL, null=True, related_name="occurrences", verbose_name=_("kind"))
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="occurrences", verbose_name=_("venue")
    )
    attendance = models.CharField(
        _("takes place"), max_length=10, choices=Attendance.choices, default=Attendance.IN_PERSON
    )
    networks = models.ManyToManyField(
        "networks.NetworkPage", blank=True, related_name="occurrences", verbose_name=_("networks")
    )
    districts = models.ManyToManyField(
        "networks.District", blank=True, related_name="occurrences", verbose_name=_("districts")
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        constraints = [
            models.UniqueConstraint(fields=["event_key", "key"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="occurrence_ends_after_start"),
        ]
        indexes = [models.Index(fields=["published", "visibility", "start"], name="occurrence_shown")]

    def __str__(self):
        return f"{self.title}, {self.local_start:%d.%m.%Y}"

    @property
    def tzinfo(self):
        return ZoneInfo(self.zone)

    @property
    def local_start(self):
        return self.start.astimezone(self.tzinfo)

    @property
    def local_end(self):
        return self.end.astimezone(self.tzinfo)

    @property
    def spoken_time(self):
        """ "Donnerstag, 14. Januar 2027, 14–17 Uhr" """
        return spoken.when(self.local_start, self.local_end, all_day=self.all_day)

    def is_on(self, day):
        """Whether it runs at some time of a day."""
        return self.local_start.date() <= day <= spoken.last_whole_day(self.local_start, self.local_end)

    @property
    def online_url(self):
        """The link to the meeting: for people with a place."""
        return self.page.online_url

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    @property
    def has_begun(self):
        return self.start <= timezone.now()

    @property
    def is_past(self):
        return self.end <= timezone.now()

    @property
    def can_be_cancelled(self):
        return self.published and not self.is_cancelled and not self.is_past

    @property
    def is_tentative(self):
        """It has a minimum, and nobody has said yet that it takes place."""
        return self.minimum is not None and self.decided_at is None and not self.is_cancelled

    @property
    def awaits_decision(self):
        return self.published and self.is_tentative and not self.has_begun

    @property
    def is_certain(self):
        """Somebody has decided that it takes place."""
        return self.decided_at is not None and not self.is_cancelled

    def set_decision_time(self):
        """Along with the date: on the morning of a day before it begins."""
        day = self.local_start.date() - timedelta(days=self.decide_days or DECIDE_DAYS)
        morning = datetime.combine(day, DECISIONS_FALL_DUE, self.tzinfo)
        self.decide_at = None if self.minimum is None else morning

    @property
    def days_kept(self):
        """Days after its end until the people are erased from its registrations."""
        return conf.days_kept(self.retention_days)

    @property
    def holds_for_members(self):
        """Places that only members can have now."""
        until = self.held_for_members_until
        return self.held_for_members if until is None or timezone.now() < until else 0

    def opens_at(self, *, is_member):
        """When registration opens for somebody; None when it is open from the start."""
        return (self.opens_for_members_at if is_member else None) or self.registration_opens_at

    @property
    def is_open_to_members_first(self):
        """Whether members can register by now, if others are to wait."""
        return self.opens_for_members_at is not None and self.opens_for_members_at <= timezone.now()

    @property
    def moves_until(self):
        """When the last place is given to somebody who waits, unless staff does it."""
        return self._before_start(self.moves_until_hours)

    @property
    def cancel_until(self):
        """When people with a place can last cancel by themselves."""
        return self._before_start(self.cancel_until_hours)

    @property
    def change_until(self):
        """When people can last change their details and answers by themselves; None when they never can."""
        return self._before_start(self.change_until_hours)

    @property
    def replace_until(self):
        """When people can last hand over their place to somebody else; None when they never can."""
        return self._before_start(self.replace_until_hours)

    @property
    def rebook_until(self):
        """When people can last move from here to another date of the event; None when they never can."""
        return self._before_start(self.rebook_until_hours)

    def _before_start(self, hours):
        return None if hours is None else self.start - timedelta(hours=hours)

    @property
    def offers_places(self):
        return self.moving_up == MovingUp.OFFER

    @property
    def closes_at(self):
        """When registration ends: at the closing time, at the latest with the start."""
        return min(self.registration_closes_at or self.start, self.start)
