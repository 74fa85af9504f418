"""What happened to registrations, told to organisers as often as each event says: one mail, and none for nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count
from django.utils import timezone, translation

from networks import outbox

from .. import organiser_emails, windows
from ..conf import conf
from ..happenings import Happening, happenings
from ..models import News, Occurrence, Registration
from ..organiser_emails import Digest, NewsRow
from ..organisers import organisers_for
from ..places import places_for
from ..showing import texts_for
from ..windows import Window, Windows

WINDOWS: dict[str, Windows] = {News.AT_ONCE: windows.quarters, News.DAILY: windows.days, News.WEEKLY: windows.weeks}
Numbers = dict[int, Counter[str]]  # by date


def send_news() -> int:
    """Write what is to be told by now. Returns how many mails; safe to call at any time and by two at once."""
    due = {often: find(timezone.now(), conf.TIME_ZONE) for often, find in WINDOWS.items()}
    all_due = [window for some in due.values() for window in some]
    found = happenings(min(w.start for w in all_due), max(w.end for w in all_due))
    if not found:
        return 0
    dates = _dates(found)
    news = _not_yet_told(_by_organiser(found, dates, due))
    for digest, numbers in news.items():
        organiser_emails.news(digest, _rows(digest, numbers, dates))
    return len(news)


def _dates(found: Iterable[Happening]) -> dict[int, Occurrence]:
    rows = Occurrence.objects.filter(pk__in={happening.date for happening in found}).exclude(page__news=News.NEVER)
    contact = "page__contact__affiliation__person"
    deputy = "page__contact__deputy__affiliation__person"
    return {date.pk: date for date in rows.select_related("page__locale", contact, deputy)}


def _by_organiser(found, dates, due: Mapping[str, list[Window]]) -> dict[Digest, Numbers]:
    organisers = organisers_for(dates.values())
    news: dict[Digest, Numbers] = {}
    for happening in found:
        date = dates.get(happening.date)
        if date is None or (window := _window_of(happening, due[date.page.news])) is None:
            continue
        for organiser in organisers[date.pk]:
            numbers = news.setdefault(Digest(organiser, window), {})
            numbers.setdefault(date.pk, Counter())[happening.kind] += 1
    return news


def _window_of(happening: Happening, due: Iterable[Window]) -> Window | None:
    return next((window for window in due if window.holds(happening.moment)), None)


def _not_yet_told(news):
    keys = {organiser_emails.key_of_news(digest): digest for digest in news}
    return {digest: news[digest] for digest in outbox.without_mail(keys)}


def _rows(digest, numbers: Numbers, dates) -> list[NewsRow]:
    mine = sorted((dates[pk] for pk in numbers), key=lambda date: (date.start, date.pk))
    places, requested = places_for(mine), _requests(mine)
    texts = texts_for(mine, digest.organiser.language)
    with translation.override(digest.organiser.language):
        return [
            NewsRow(
                title=texts[date.event_key].title,
                when=date.spoken_time,
                url=organiser_emails.registrations_url(date),
                numbers=numbers[date.pk],
                confirmed=places[date.pk].confirmed,
                capacity=date.capacity,
                waiting=places[date.pk].waiting,
                requested=requested.get(date.pk, 0),
            )
            for date in mine
        ]


def _requests(dates):
    """How many wait for staff's yes or no, by date."""
    open_requests = Registration.objects.filter(occurrence__in=dates, status=Registration.Status.REQUESTED)
    return dict(open_requests.order_by().values_list("occurrence").annotate(n=Count("pk")))
