"""Questions about dates. A date comparison in a view is a hint that one is missing here."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from networks.visibility import VisibleQuerySet, is_closed_to, viewer_for, visible_q

from .choices import OccurrenceStatus, RegistrationMode
from .conf import conf
from .showing import ShownIterable
from .walltime import midnight

PARTNER = "page__imported__calendar"
UNSHOWN = ["page__body", "page__programme"]


class EventPageQuerySet(VisibleQuerySet, PageQuerySet):
    """`visible_to` looks at the tier only; join it with `live()` or `networks.visibility.visible_pages`."""

    def open_to(self, user):
        """Those that Wagtail's privacy does not close to a user; `None` is a stranger."""
        return self if viewer_for(user).sees_everything else self.exclude(is_closed_to(user, path="path"))


def shown_events(user):
    """A `Q` for event pages that a user may see. The page that was written first decides for its translations."""
    from wagtail.models import Locale

    from .models import EventPage

    pages, default = EventPage._base_manager, Locale.get_default()
    keys_of_sources = pages.filter(locale=default).values("translation_key")
    sources = pages.filter(Q(locale=default) | ~Q(translation_key__in=keys_of_sources))
    return Q(translation_key__in=sources.filter(visible_q(user)).order_by().values("translation_key"))


EventPageManager = PageManager.from_queryset(EventPageQuerySet)


class VenueQuerySet(QuerySet):
    def public(self):
        """Those of dates that everybody may see: an internal meeting does not give its place away."""
        from .models import Occurrence

        return self.filter(pk__in=Occurrence.objects.visible_to(None).order_by().values("venue"))


class OccurrenceQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """Published dates of the tiers that a user may see, on pages that are open to them; `None` is a stranger."""
        dates = super().visible_to(user).filter(published=True)
        if viewer_for(user).sees_everything:
            return dates
        return dates.exclude(is_closed_to(user, path="page__path"))

    def managed_by(self, user):
        """The dates that a member of staff works with: all, or those of the networks that they coordinate."""
        viewer = viewer_for(user)
        if viewer.sees_everything:
            return self
        links = self.model.networks.through.objects.filter(networkpage__in=viewer.coordinated_ids)
        return self.filter(pk__in=links.values("occurrence"))

    def published(self):
        return self.filter(published=True)

    def mark_changes(self):
        """Adds `has_change_to_tell`: staff has not yet decided whether those who registered are told of a change."""
        notices = self.model.change_notices.rel.related_model.objects.to_decide()
        return self.annotate(has_change_to_tell=Exists(notices.filter(occurrence=OuterRef("pk"))))

    def to_decide(self):
        """Those with a minimum of which nobody has said yet whether they take place."""
        undecided = self.published().scheduled().not_begun()
        return undecided.filter(minimum__isnull=False, decided_at=None)

    def mark_decisions(self):
        """Adds `decision_is_due`: it is time to say whether the date takes place."""
        due = self.model._default_manager.to_decide().filter(decide_at__lte=timezone.now())
        return self.annotate(decision_is_due=Exists(due.filter(pk=OuterRef("pk"))))

    def scheduled(self):
        return self.filter(status=OccurrenceStatus.SCHEDULED)

    def to_enter(self):
        """Those for which staff can still register people."""
        return self.upcoming().published().scheduled().filter(registration=RegistrationMode.HERE)

    def upcoming(self):
        """Not over yet: a date that runs now counts as upcoming."""
        return self.filter(end__gt=timezone.now()).order_by("start", "pk")

    def not_begun(self):
        return self.filter(start__gt=timezone.now())

    def data_is_over(self, moment):
        """Those from whose registrations the people are erased at a moment."""
        own = set(self.model._base_manager.order_by().values_list("retention_days", flat=True).distinct())
        over = Q(pk__in=[])
        for days in own:
            over |= Q(retention_days=days, end__lt=moment - timedelta(days=conf.days_kept(days)))
        return self.filter(over)

    def past(self):
        return self.filter(end__lte=timezone.now()).order_by("-start", "-pk")

    def between(self, earliest, latest):
        """Dates that touch the time from `earliest` (included) to `latest` (excluded)."""
        return self.filter(start__lt=latest, end__gt=earliest)

    def on_days(self, first, last):
        """Dates that run on some of these days, in the zone of the calendar."""
        after = last + timedelta(days=1)
        return self.between(midnight(first, conf.TIME_ZONE), midnight(after, conf.TIME_ZONE)).order_by("start", "pk")

    def in_network(self, network):
        """Dates of a network, whichever translation of its page was chosen."""
        links = self.model.networks.through.objects.filter(networkpage__translation_key=network.translation_key)
        return self.filter(pk__in=links.values("occurrence"))

    def in_district(self, district):
        links = self.model.districts.through.objects.filter(district=district)
        return self.filter(pk__in=links.values("occurrence"))

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def of_event(self, page):
        return self.filter(event_key=page.translation_key)

    def below(self, page):
        """Dates whose page, or a translation of it, stands under a page (or is that page)."""
        pages = self.model.page.field.related_model.objects.filter(path__startswith=page.path)
        return self.filter(event_key__in=pages.values("translation_key"))

    def about(self, fact):
        """Dates at a venue, of a kind, in a district, of a partner."""
        names = {"Venue": "venue", "EventKind": "kind", "District": "districts", "PartnerCalendar": PARTNER}
        return self.filter(**{names[type(fact).__name__]: fact})

    def with_page(self):
        """Everything that a list shows, in a fixed number of queries, with texts in the active language."""
        rows = self.select_related("page__locale", PARTNER, "kind", "venue").prefetch_related("networks")
        rows = rows.defer(*UNSHOWN)
        rows._iterable_class = ShownIterable
        return rows
