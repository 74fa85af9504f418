"""A partner's events become pages and dates of ours, marked as theirs; what changes there changes here.

Nothing is deleted: what is gone from the partner's calendar is taken off the site, and comes back if it comes back.
"""

import logging
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from networks.due_work import lease

from ..choices import Attendance, RegistrationMode
from ..fetching import Fetched, Known, fetch
from ..foreign_text import shortened
from ..ical_reading import can_read
from ..import_problems import NotTaken, Problem
from ..models import EventDate, EventPage, ImportedEvent, Occurrence, PartnerCalendar, Venue
from ..partner_plan import MOST_PROBLEMS, Entry, Plan, dates_to_json, plan_of
from .calendar import refresh_calendar
from .schedule import cancel_occurrence

logger = logging.getLogger(__name__)
SUMMARY = 400
READ_ANEW = timedelta(days=7)  # what is to come moves on, also when the partner's file stays the same
TOWN = re.compile(r"(?:^|[,;]\s*|\s-\s)(?:D-)?(\d{5})\s+([^\d,;]{2,100})")
ONLINE = re.compile(
    r"^(https?://|(online|zoom|ms teams|microsoft teams|webex|virtuell|videokonferenz)\b|digital$)", re.I
)
BY_PARTNER = "cancelled in the partner's calendar"
HELD_UP = timedelta(minutes=15)  # for so long a calendar that ends the worker itself is left alone
PATIENCE = 15  # seconds, after which the rest waits for another click, or another look of the worker
Fetch = Callable[..., Fetched]


def look_at(calendar: PartnerCalendar, *, fetch: Fetch = fetch) -> Plan | None:
    """Fetch a partner's calendar and take over what it says. None when nothing has changed or it cannot be had.

    What came of it is stored with the calendar.
    """
    try:
        content, known = _content(calendar, fetch)
        plan = plan_of(calendar, content) if content is not None else None
    except NotTaken as refusal:
        _note_failure(calendar, refusal)
        return None
    if plan is None:
        _note_look(calendar)
        return None
    take_over(plan)
    if plan.left:
        _update(calendar, next_look_at=timezone.now(), read_whole_at=None)
    elif plan.is_stored:
        _note_look(calendar, known, is_whole=True)
    else:
        _note_look(calendar, Known())  # so that all of it is sent again
    return plan


def look_at_due_calendars(fetch: Fetch = fetch) -> int:
    """For the worker: one at a time, since a server may take its time, and mails wait."""
    calendar = PartnerCalendar.objects.due().first() if can_read() else None
    if calendar is None:
        return 0
    with lease(f"partner_calendar.{calendar.pk}") as is_mine:
        if is_mine and PartnerCalendar.objects.due().filter(pk=calendar.pk).exists():
            _look_and_survive(calendar, fetch)
            return 1
    return 0


def _look_and_survive(calendar, fetch):
    """Whatever one calendar does to us, even end the worker: the next in the line has its turn."""
    _update(calendar, next_look_at=timezone.now() + HELD_UP)
    try:
        look_at(calendar, fetch=fetch)
    except Exception:
        logger.exception("Looking at the calendar %s has failed", calendar.pk)
        _note_failure(calendar, NotTaken("unforeseen"))


def take_over(plan: Plan, *, by=None) -> Plan:
    """Each event in a transaction of its own: one that cannot be stored stops no other, and is told.

    For as long as a page may take; `plan.left` says how many wait for the next time. The plan then holds what was done.
    """
    stop = time.monotonic() + PATIENCE
    doors = {"new": store_event, "changed": store_event, "gone": take_off, "withheld": withhold}
    for name, act in doors.items():
        waiting, done = getattr(plan, name), []
        for number, thing in enumerate(waiting):
            if time.monotonic() > stop:
                plan.left += len(waiting) - number
                break
            if _could(plan, act, thing, by):
                done.append(thing)
        setattr(plan, name, done)
    _note_report(plan)
    if plan.does_something:
        log(plan.calendar, "events.take_over_calendar", user=by, data=plan.counts)
    return plan


def _held(calendar):
    """What staff says of it now, which may have changed since the partner was asked."""
    held = PartnerCalendar.objects.held(calendar.pk)
    if held is None:
        raise ValueError("The calendar was deleted meanwhile.")
    return held


def _could(plan, act, thing, by):
    try:
        with transaction.atomic():
            act(plan.calendar, thing, by=by)
    except (ValidationError, DatabaseError, ValueError) as error:
        logger.exception("An event of the calendar %s cannot be stored", plan.calendar.pk)
        reason = " ".join(error.messages) if isinstance(error, ValidationError) else type(error).__name__
        plan.problems.append(Problem("not_stored", str(getattr(thing, "title", thing)), {"reason": reason[:200]}))
        return False
    return True


def store_event(calendar: PartnerCalendar, entry: Entry, *, by=None) -> EventPage:
    calendar = _held(calendar)
    row = calendar.events.filter(key=entry.key).first()
    if row and _is_stored(row, entry):
        return row.page  # somebody else was faster
    page = row.page if row else _new_page(calendar, entry)
    _publish(page, lambda page: _write(page, calendar, entry), by)
    _follow_cancellations(calendar, entry)
    facts = {"digest": entry.digest, "dates": dates_to_json(entry.dates), "gone": False, "unpublished": False}
    ImportedEvent.objects.filter(calendar=calendar, key=entry.key).update(**facts)
    return page


def take_off(calendar: PartnerCalendar, row: ImportedEvent, *, by=None) -> None:
    """It is no longer in the partner's calendar: its dates to come go, and the page too if nothing else is left."""
    row = _held(calendar).events.get(pk=row.pk)
    if row.gone:
        return
    if any(_is_over(date) for date in row.page.dates.all()):
        _publish(row.page, _keep_what_is_over, by)
        ImportedEvent.objects.filter(pk=row.pk).update(gone=True, dates={})
    else:
        _unpublish(row, by)


def withhold(calendar: PartnerCalendar, row: ImportedEvent, *, by=None) -> None:
    """The partner marks it as private: its page goes with all that it says, also of dates that are over."""
    _unpublish(_held(calendar).events.get(pk=row.pk), by)


def _unpublish(row, by):
    row.page.unpublish(user=by)
    ImportedEvent.objects.filter(pk=row.pk).update(gone=True, unpublished=True, dates={})


def _is_stored(row, entry):
    return not row.gone and row.digest == entry.digest and row.dates == dates_to_json(entry.dates)


def _new_page(calendar, entry):
    page = EventPage(live=False, translation_key=entry.key, locale=calendar.parent.locale)
    _write(page, calendar, entry)
    if not slugify(page.title, allow_unicode=True):
        page.slug = str(entry.key)
    Page.objects.get(pk=calendar.parent_id).add_child(instance=page)
    ImportedEvent.objects.create(calendar=calendar, key=entry.key, page=page, digest="")
    return page


def _publish(page, change, by):
    """What staff has not published yet stays so, with what the partner says now."""
    draft = page.get_latest_revision_as_object() if page.live and page.has_unpublished_changes else None
    change(page)
    page.save_revision(user=by).publish(user=by)
    if draft:
        change(draft)
        draft.save_revision(user=by)


@transaction.atomic
def follow_visibility(calendar: PartnerCalendar) -> int:
    """After it was shown to others: all of its pages are at once, also those that no look would touch again, with their
    translations and with drafts that are published later. Returns how many changed.
    """
    if calendar.visibility_before in {None, calendar.visibility}:
        return 0
    pages = EventPage.objects.filter(translation_key__in=calendar.events.values("key"))
    changed = list(pages.exclude(visibility=calendar.visibility))
    for page in changed:
        page.visibility = calendar.visibility
        page.save(clean=False, update_fields=["visibility"])
    for page in pages:
        _show_drafts_to(page, calendar.visibility)
    dates = Occurrence.objects.filter(event_key__in=calendar.events.values("key"))
    dates.update(visibility=calendar.visibility)
    refresh_calendar(dates)
    return len(changed)


def _show_drafts_to(page, visibility):
    for revision in page.revisions.filter(Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)):
        content = revision.content | {"visibility": str(visibility)}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def withdraw_events(calendar: PartnerCalendar) -> int:
    """Before a calendar is deleted: none of its events stays on the site as if it were ours."""
    pages = EventPage.objects.filter(imported__calendar=calendar, live=True)
    for page in pages:
        page.unpublish()
    return len(pages)


def _keep_what_is_over(page):
    page.dates = [date for date in page.dates.all() if _is_over(date)]


def _write(page, calendar, entry):
    event = entry.event
    page.title = event.title
    page.summary = shortened(" ".join(event.text.split()), SUMMARY)
    page.body = _body(event.text)
    page.kind, page.visibility = calendar.kind, calendar.visibility
    page.networks, page.districts = list(calendar.networks.all()), list(calendar.districts.all())
    page.attendance, page.venue = _where(event.place)
    page.registration = RegistrationMode.EXTERNAL if entry.url else RegistrationMode.NONE
    page.external_url = entry.url
    page.dates = _dates(page, entry)


def _body(text):
    """What is more than the summary, paragraph by paragraph."""
    if len(text) <= SUMMARY and "\n" not in text:
        return []
    paragraphs = [escape(part).replace("\n", "<br/>") for part in text.split("\n\n")]
    return [("text", "".join(f"<p>{part}</p>" for part in paragraphs))]


def _where(place):
    if not place:
        return Attendance.IN_PERSON, None
    return (Attendance.ONLINE, None) if ONLINE.match(place) else (Attendance.IN_PERSON, venue_of(place))


def venue_of(place: str) -> Venue | None:
    """The venue with this name and town, or a new one; addresses are taken apart as one writes them here."""
    facts = _parts_of_place(place)
    if not facts["name"]:
        return None
    same = {f"{name}__iexact": facts[name] for name in ("name", "city")}
    known = Venue.objects.filter(**same).order_by("pk").first()
    return known or Venue.objects.create(**facts)


def _parts_of_place(place):
    town = TOWN.search(place)
    before = place[: town.start()] if town else place
    name, _comma, street = before.strip(" ,;").partition(",")
    facts = {"name": name, "street": street, "postcode": town[1] if town else "", "city": town[2] if town else ""}
    if town and not name:
        facts["name"] = town[2]
    lengths = {"name": 160, "street": 200, "postcode": 10, "city": 120}
    return {part: shortened(value.strip(), lengths[part]) for part, value in facts.items()}


def _dates(page, entry):
    """Those that are over stay as they are, so that nothing vanishes from what was."""
    kept = {date.key: date for date in page.dates.all()} if page.pk else {}
    dates = [date for key, date in kept.items() if key not in entry.dates and _is_over(date)]
    for key, told in entry.dates.items():
        date = kept.get(key) or EventDate(key=key)
        date.starts_at = datetime.fromisoformat(told.start)
        date.ends_at = datetime.fromisoformat(told.end) if told.end else None
        date.all_day, date.zone = told.all_day, told.zone
        dates.append(date)
    return dates


def _is_over(date):
    return date.starts_at is None or date.span[1] <= timezone.now()


def _follow_cancellations(calendar, entry):
    """What the partner cancels is cancelled here, and what they hold after all is held; what staff cancels stays so."""
    for occurrence in Occurrence.objects.filter(event_key=entry.key, key__in=entry.dates):
        is_off = entry.dates[occurrence.key].cancelled
        if is_off and not occurrence.is_cancelled:
            cancel_occurrence(occurrence=occurrence, reason=BY_PARTNER)
        elif not is_off and occurrence.is_cancelled and occurrence.cancelled_reason == BY_PARTNER:
            _hold_after_all(occurrence)


def _hold_after_all(occurrence):
    facts = {"status": Occurrence.Status.SCHEDULED, "cancelled_at": None, "cancelled_reason": "", "cancelled_note": ""}
    dates = Occurrence.objects.filter(pk=occurrence.pk)
    dates.update(**facts)
    refresh_calendar(dates)


def _content(calendar, fetch):
    stale = calendar.read_whole_at is None or calendar.read_whole_at < timezone.now() - READ_ANEW
    known = Known() if stale else Known(calendar.etag, calendar.last_modified)
    fetched = fetch(calendar.address, known=known)
    return fetched.content, fetched.known


def _note_report(plan):
    """The form of a calendar is none of our business here: what came of a look is written past it."""
    problems = [problem.to_json() for problem in plan.problems[:MOST_PROBLEMS]]
    _update(plan.calendar, looked_at=timezone.now(), report={"counts": plan.counts, "problems": problems})


def _note_look(calendar, known=None, *, is_whole=False):
    calendar.failures = 0
    facts = {"failures": 0, "looked_at": timezone.now(), "next_look_at": _next_look(calendar)}
    if known:
        facts |= {"etag": known.etag, "last_modified": known.last_modified}
    if is_whole:
        facts["read_whole_at"] = timezone.now()
    _update_unless_saved(calendar, **facts)


def _note_failure(calendar, refusal):
    calendar.failures += 1
    report = {"failure": refusal.problem().to_json()}
    next_look = _next_look(calendar)
    facts = {"failures": calendar.failures, "looked_at": timezone.now(), "next_look_at": next_look, "report": report}
    _update_unless_saved(calendar, **facts)


def _next_look(calendar):
    return timezone.now() + calendar.pause if calendar.address and calendar.looks_again else None


def _update_unless_saved(calendar, **facts):
    """Whoever saved it while the partner was asked wants another look."""
    _write_down(PartnerCalendar.objects.filter(version=calendar.version), calendar, facts)


def _update(calendar, **facts):
    _write_down(PartnerCalendar.objects, calendar, facts)


def _write_down(rows, calendar, facts):
    rows.filter(pk=calendar.pk).update(**facts)
    for name, value in facts.items():
        setattr(calendar, name, value)
