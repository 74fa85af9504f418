"""What a date shows of itself in lists: its text in the visitor's language, its colour, its place, its chips.

Each works for a single row; `present` looks everything up for many rows at once.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models.query import ModelIterable
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Site

from networks import spoken
from networks.languages import language_of
from networks.visibility import Tier

from .choices import Attendance, Audience, RegistrationMode, RegistrationStatus

FEW_PLACES = 5


class Shown:
    """Mixin of `Occurrence`: see docs/parts.md, "What an occurrence offers"."""

    def text(self):
        """The event's page in the active language, or the page that it was translated from."""
        if not hasattr(self, "_text"):
            present([self])
        return self._text

    def show_as(self, page, *, networks):
        """For the preview of a draft, whose dates are not stored."""
        from .places import Places

        self._text, self._networks = page, networks
        self._places = Places(self.capacity, self.waiting_list, self.waiting_list_limit)

    @property
    def foreign_language(self):
        """The language of its title, where nobody has translated that into the language of the page; else empty."""
        code = self.text().locale.language_code
        return "" if code == language_of(get_language()) else code

    @property
    def url(self):
        return self.text().get_url() or ""

    @property
    def hue(self):
        network = next(iter(self._networks if hasattr(self, "_networks") else self.networks.all()), None)
        if network is None:
            return "initiative"
        return getattr(ContentType.objects.get_for_id(network.content_type_id).model_class(), "hue", "initiative")

    @property
    def place(self):
        """A word for a list: the town, or "Online"."""
        if self.attendance == Attendance.ONLINE:
            return _("Online")
        return (self.venue.city or self.venue.name) if self.venue else ""

    @property
    def how_one_moves_up(self):
        """For those who wait, or may come to wait."""
        if not self.offers_places:
            return _("As soon as a place becomes free for you, you have it, and we write to you.")
        words = ngettext(
            "A place that becomes free is offered to you by mail. You then have %(days)d working day to accept it.",
            "A place that becomes free is offered to you by mail. You then have %(days)d working days to accept it.",
            self.offer_working_days,
        )
        return words % {"days": self.offer_working_days}

    @property
    def places(self):
        if not hasattr(self, "_places"):
            present([self])
        return self._places

    @property
    def certainty(self):
        """Whether it takes place, in a sentence; empty where that is no question."""
        if self.is_cancelled or self.has_begun:
            return ""
        if self.is_certain:
            return _("This date takes place for certain.")
        return self._doubt() if self.is_tentative else ""

    def _doubt(self):
        numbers = {"minimum": self.minimum}
        if self.decide_at <= timezone.now():
            return _("Takes place from %(minimum)d registrations on. It is being decided.") % numbers
        day = spoken.day(self.decide_at.astimezone(self.tzinfo))
        words = _("Takes place from %(minimum)d registrations on. It is decided on %(day)s.")
        return words % (numbers | {"day": day})

    def chips_for(self, user):
        """What a visitor must know before they open it, the most important first: members may have places more."""
        places = [] if self.is_cancelled else self._place_chips(user)
        return [*({"label": label, "tone": tone} for label, tone in places), *self.lasting_chips()]

    def lasting_chips(self):
        """Those that are the same for everybody, and only change with the date."""
        if self.is_cancelled:
            return [{"label": _("Cancelled"), "tone": "stop"}]
        return [{"label": label, "tone": tone} for label, tone in (*self._minimum_chips(), *self._kind_chips())]

    def _place_chips(self, user):
        if self.registration != RegistrationMode.HERE or self.is_past or self.places.capacity is None:
            return
        is_member = self._is_member(user)
        outcome, free = self.places.outcome_for(is_member=is_member), self.places.free_for(is_member=is_member)
        if outcome is None:
            yield _("Fully booked"), "stop"
        elif outcome == RegistrationStatus.WAITING:
            yield _("Waiting list"), "warn"
        elif free <= FEW_PLACES:
            yield ngettext("%(count)d place left", "%(count)d places left", free) % {"count": free}, "warn"

    def _is_member(self, user):
        from .audience import is_member_for

        return self.pk is not None and bool(self.places.held_for_members) and is_member_for(self, user)

    def _minimum_chips(self):
        if self.has_begun:
            return
        if self.is_certain:
            yield _("Takes place for certain"), "good"
        elif self.is_tentative:
            yield _("From %(minimum)d registrations on") % {"minimum": self.minimum}, "info"

    def _kind_chips(self):
        if partner := self.page.partner:
            yield _("From %(partner)s") % {"partner": partner.name}, "quiet"
        if self.attendance == Attendance.ONLINE:
            yield _("Online"), "info"
        if self.attendance == Attendance.HYBRID:
            yield _("Also online"), "info"
        if self.visibility in {Tier.MEMBERS, Tier.GROUP} or self._registers_only(Audience.MEMBERS, Audience.NETWORKS):
            yield _("For members only"), "quiet"
        if self._registers_only(Audience.INVITED):
            yield _("By invitation only"), "quiet"
        if self.visibility == Tier.STAFF:
            yield _("For staff only"), "quiet"

    def _registers_only(self, *audiences):
        return self.registration == RegistrationMode.HERE and self.audience in audiences


class ShownIterable(ModelIterable):
    """Rows of `Occurrence.objects.with_page()`: presented together, in two more queries."""

    def __iter__(self):
        rows = list(super().__iter__())
        present(rows)
        yield from rows


def present(occurrences):
    """Give each date its text in the active language and its count of places."""
    from .places import places_for

    if not occurrences:
        return
    texts, places = texts_for(occurrences, get_language()), places_for(occurrences)
    for occurrence in occurrences:
        occurrence._text = texts[occurrence.event_key]
        occurrence._places = places[occurrence.pk]
        occurrence.title = occurrence._text.title  # for the eye: a list never saves its rows


def texts_for(occurrences, language):
    """The page of each event in a language, or the page that it was translated from, by the key of the event.

    A translation that is closed speaks for its event to nobody: whoever may see the date may not see that page.
    """
    from .models import EventPage

    texts = {occurrence.event_key: occurrence.page for occurrence in occurrences}
    keys = [key for key, page in texts.items() if page.locale.language_code != language]
    if keys:
        pages = EventPage.objects.live().open_to(None).filter(translation_key__in=keys, locale__language_code=language)
        pages = pages.defer("body", "programme").select_related("locale")
        texts |= {page.translation_key: page for page in pages}
    _share_site_paths(texts.values())
    return texts


def text_of(occurrence):
    """The page of the event in the active language; leaves the row itself as it is, so that it can be saved."""
    return texts_for([occurrence], get_language())[occurrence.event_key]


def _share_site_paths(pages):
    """Wagtail looks the sites up for each page; here it is done once for all of them."""
    paths = Site.get_site_root_paths()
    for page in pages:
        page._wagtail_cached_site_root_paths = paths
