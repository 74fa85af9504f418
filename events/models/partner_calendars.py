import uuid
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from networks.visibility import Tier

from .kinds import EventKind
from .pages import EventIndexPage, EventPage


class LooksAgain(models.IntegerChoices):
    """After so many hours."""

    NEVER = 0, _("only when somebody presses the button")
    QUARTERLY = 6, _("every six hours")
    DAILY = 24, _("each day")
    WEEKLY = 168, _("each week")


class PartnerCalendarQuerySet(models.QuerySet):
    def with_events(self):
        """Adds `number_of_events`: that are on the site."""
        shown = models.Q(events__gone=False, events__page__live=True)
        return self.annotate(number_of_events=models.Count("events", filter=shown))

    def held(self, pk):
        """As it is stored now, until the transaction ends: nobody stores its events or changes it meanwhile."""
        return self.select_for_update(no_key=True).filter(pk=pk).first()

    def due(self):
        return self.filter(next_look_at__lte=timezone.now()).exclude(address="").order_by("next_look_at", "pk")


class PartnerCalendar(ClusterableModel):
    """The calendar of somebody else, whose events are shown among ours, as theirs."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("partner"), max_length=120, help_text=_("Stands beside each of their events: “An event of …”.")
    )
    website = models.URLField(
        _("their website"), blank=True, help_text=_("Where visitors are led when an event has no page of its own.")
    )
    address = models.CharField(
        _("address of the calendar"),
        max_length=500,
        blank=True,
        help_text=_("https:// or webcal://, as one subscribes to it. Empty: you choose a file each time."),
    )
    looks_again = models.PositiveSmallIntegerField(
        _("is fetched"), choices=LooksAgain.choices, default=LooksAgain.DAILY
    )
    parent = models.ForeignKey(
        EventIndexPage,
        models.PROTECT,
        related_name="+",
        verbose_name=_("appear under"),
        help_text=_("New events become pages there."),
    )
    kind = models.ForeignKey(EventKind, models.PROTECT, related_name="+", verbose_name=_("kind"))
    visibility = models.CharField(_("shown to"), max_length=10, choices=Tier.choices, default=Tier.PUBLIC)
    networks = ParentalManyToManyField("networks.NetworkPage", blank=True, related_name="+", verbose_name=_("networks"))
    districts = ParentalManyToManyField("networks.District", blank=True, related_name="+", verbose_name=_("districts"))

    # What came of it. Written past the form, by `actions.partner_calendars`.
    looked_at = models.DateTimeField(_("last look"), null=True, editable=False)
    next_look_at = models.DateTimeField(null=True, editable=False, db_index=True)
    failures = models.PositiveIntegerField(default=0, editable=False)  # in a row
    report = models.JSONField(default=dict, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    read_whole_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)  # of what staff says of it

    visibility_before = None  # the last save

    objects = PartnerCalendarQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("calendar of a partner")
        verbose_name_plural = _("calendars of partners")

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Whoever changes it wants it looked at with what is said now."""
        stored = PartnerCalendar.objects.held(self.pk)
        self.visibility_before = stored.visibility if stored else None
        self.version = stored.version + 1 if stored else 0
        self.etag = self.last_modified = ""
        self.failures = 0
        self.next_look_at = timezone.now() if self.address and self.looks_again else None
        super().save(*args, **kwargs)

    def key_of(self, uid: str) -> uuid.UUID:
        """Of the event with a UID of theirs, for ever the same. The UID itself is not kept."""
        return uuid.uuid5(self.key, uid)

    @property
    def pause(self) -> timedelta:
        """Until the next look; after failures it grows, from a quarter of an hour to a day at most."""
        if not self.failures:
            return timedelta(hours=self.looks_again)
        return min(timedelta(minutes=15) * 2 ** min(self.failures - 1, 10), timedelta(days=1))


class ImportedEvent(models.Model):
    """A partner's event and its page. `key` is the page's translation key too; see `PartnerCalendar.key_of`."""

    calendar = models.ForeignKey(PartnerCalendar, models.CASCADE, related_name="events")
    key = models.UUIDField()
    page = models.OneToOneField(EventPage, models.CASCADE, related_name="imported")
    digest = models.CharField(max_length=64)  # of what the partner said of it, but for the dates
    dates = models.JSONField(default=dict)  # as the partner said them last, by the keys of our dates
    gone = models.BooleanField(default=False)  # no longer in the partner's calendar
    unpublished = models.BooleanField(default=False)  # by us, because it was gone

    class Meta:
        verbose_name = _("event of a partner")
        verbose_name_plural = _("events of partners")
        constraints = [models.UniqueConstraint(fields=["calendar", "key"], name="imported_event_once")]

    def __str__(self):
        return str(self.page)
