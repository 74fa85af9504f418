import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from networks.visibility import Tier

from ..blocks import BodyBlock, ProgrammeBlock
from ..choices import Attendance, News
from ..conf import conf, default_zone
from ..panels import EVENT
from ..querysets import EventPageManager
from ..question_blocks import EventQuestionsBlock
from ..walltime import midnight
from .kinds import EventKind
from .rules import RegistrationRules
from .venues import Venue


class EventIndexPage(Page):
    """The calendar: a list, a month, filters, feeds. Holds the event pages."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["events.EventPage"]
    template = "events/event_index_page.html"

    def get_context(self, request, *args, **kwargs):
        from ..listing import EventList

        return super().get_context(request, *args, **kwargs) | EventList(request).context()

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")


class EventPage(RegistrationRules, Page):
    """What, why, where and when, as an editor writes it. What happens then lives in `Occurrence` rows."""

    summary = models.TextField(
        _("summary"), max_length=400, blank=True, help_text=_("Two sentences for lists and calendars.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text and pictures"), blank=True)
    programme = StreamField(ProgrammeBlock(), verbose_name=_("programme"), blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    kind = models.ForeignKey(EventKind, models.PROTECT, null=True, related_name="pages", verbose_name=_("kind"))
    networks = ParentalManyToManyField(
        "networks.NetworkPage", blank=True, related_name="event_pages", verbose_name=_("networks")
    )
    districts = ParentalManyToManyField(
        "networks.District", blank=True, related_name="event_pages", verbose_name=_("districts")
    )
    attendance = models.CharField(
        _("takes place"), max_length=10, choices=Attendance.choices, default=Attendance.IN_PERSON
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="pages", verbose_name=_("venue")
    )
    online_url = models.URLField(
        _("link to the online meeting"), blank=True, help_text=_("Shown only to people with a confirmed place.")
    )
    contact = models.ForeignKey(
        "networks.ContactCard", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    cost = models.CharField(_("cost"), max_length=160, blank=True, help_text=_("Empty means: free of charge."))
    visibility = models.CharField(_("shown to"), max_length=10, choices=Tier.choices, default=Tier.PUBLIC)

    news = models.CharField(_("news of registrations"), max_length=10, choices=News.choices, default=News.DAILY)
    mail_text = models.TextField(_("text in the confirmation mail"), blank=True, max_length=2000)
    questions = StreamField(EventQuestionsBlock(), verbose_name=_("questions"), blank=True)

    objects = EventPageManager()

    edit_handler = EVENT
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    template = "events/event_page.html"
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("programme"),
        index.FilterField("visibility"),
    ]

    @property
    def partner(self):
        """Whose event it is, if it comes from the calendar of a partner."""
        imported = getattr(self, "imported", None)
        return imported.calendar if imported else None

    def get_context(self, request, *args, **kwargs):
        from ..event_view import EventView

        return super().get_context(request, *args, **kwargs) | {"event": EventView(self, request)}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")


class EventDate(models.Model):
    """One date of an event. Its `key` survives revisions, so a moved date keeps its registrations."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="dates")
    key = models.UUIDField(default=uuid.uuid4)
    starts_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)  # of whole days: any time on the last one
    all_day = models.BooleanField(_("all day"), default=False)
    zone = models.CharField(_("time zone"), max_length=40, default=default_zone)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    def __str__(self):
        return (
            f"{self.starts_at.astimezone(ZoneInfo(self.zone)):%d.%m.%Y %H:%M}" if self.starts_at else _("no date yet")
        )

    @property
    def span(self):
        """Start and end as they happen: whole days from midnight to midnight of the zone, others with an end."""
        if self.all_day:
            first, last = self._day(self.starts_at), self._day(self.ends_at or self.starts_at)
            return midnight(first, self.zone), midnight(last + timedelta(days=1), self.zone)
        return self.starts_at, self.ends_at or self.starts_at + timedelta(minutes=conf.DEFAULT_DURATION_MINUTES)

    def _day(self, moment):
        return moment.astimezone(ZoneInfo(self.zone)).date()
