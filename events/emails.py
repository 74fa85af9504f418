"""Every mail of this app: a function, and `templates/events/emails/<name>.subject.txt`, `.txt` and `.html`.

Each is written into the outbox in the caller's transaction, in the language of the person, and never twice.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from networks import outbox, spoken

from .answers import answers_of
from .facts import changes_of
from .full_choices import waits_for, why_waiting
from .invitations import invite, take_back
from .models import Attendance, ChangeNotice, Group, Occurrence, Question, Registration, RegistrationLink
from .placeholders import fill

Purpose = RegistrationLink.Purpose
PAGES: dict[str, str] = {Purpose.MANAGE: "events:registration", Purpose.CONFIRM: "events:confirm_address"}
NO_LINK = "/…"  # in previews
AT_ONCE = 200  # mails that are in memory together


def registered(registration: Registration) -> None:
    """The mail that says how a registration stands, after it was made and after its address was confirmed."""
    BY_STATUS[registration.status](registration)


def confirm_address(registration: Registration, *, once=None) -> None:
    """To an address that may be somebody else's: the link to confirm it, and nothing that was typed in the form."""
    confirm_by = _moment(registration, registration.confirm_by)
    _write("confirm_address", registration, once=once, link=Purpose.CONFIRM, confirm_by=confirm_by)


def registration_confirmed(registration: Registration) -> None:
    words = _words_of_editor(registration)
    _write("registration_confirmed", registration, calendar=invite, words=words, **_answers(registration))


def registration_waiting(registration: Registration) -> None:
    why = _why_waiting(registration)
    _write("registration_waiting", registration, position=_position(registration), **why, **_answers(registration))


def _why_waiting(registration):
    full = waits_for(registration)
    with translation.override(registration.language):
        why = why_waiting(full)
    return {"why": why, "can_choose_anew": bool(full) and registration.can_be_changed}


def _position(registration):
    ahead = registration.occurrence.registrations.waiting().filter(queue_number__lt=registration.queue_number)
    return ahead.count() + 1


def registration_requested(registration: Registration) -> None:
    _write("registration_requested", registration, **_answers(registration))


def registration_declined(registration: Registration, *, note: str = "") -> None:
    _write("registration_declined", registration, link=None, note=note)


def registration_moved_up(registration: Registration) -> None:
    words = _words_of_editor(registration)
    _write("registration_moved_up", registration, calendar=invite, words=words, **_answers(registration))


def place_offered(registration: Registration) -> None:
    _write("place_offered", registration, accept_by=_moment(registration, registration.held_until))


def offer_expired(registration: Registration) -> None:
    _write("offer_expired", registration, link=None)


def registration_cancelled(registration: Registration) -> None:
    _write("registration_cancelled", registration, link=None, calendar=take_back)


def registration_changed(registration: Registration, *, once) -> None:
    """Name, contact data or answers are others now."""
    _write("registration_changed", registration, once=once, **_answers(registration))


def address_changed(registration: Registration, *, once) -> None:
    """Staff noted another address: what was sent to the one before is sent here anew, with a link of its own."""
    _write("address_changed", registration, once=once, calendar=invite)


def address_left(registration: Registration, *, once) -> None:
    """To the address that is being replaced: nothing comes there any more, and the date goes out of its calendar."""
    _write("address_left", registration, once=once, link=None, calendar=take_back, online_url="")


def date_left(registration: Registration, *, now: Registration) -> None:
    """To whoever moved to another date: this one is gone, from their calendar too. What holds now is another mail."""
    with translation.override(registration.language):
        moved_to = now.occurrence.spoken_time
    _write("date_left", registration, link=None, calendar=take_back, moved_to=moved_to)


def place_handed_over(registration: Registration, *, to: Registration) -> None:
    """To the one who had it: it is gone, from their calendar too."""
    _write("place_handed_over", registration, link=None, calendar=take_back, successor=to.full_name)


def place_taken_over(registration: Registration, *, before: Registration, contact: Group | None = None) -> None:
    """To the one who has it now and did not ask us: who entered them, what we store, why, until when (Art. 14 GDPR)."""
    told_by = {"entered_by": (contact or before).full_name, "instead_of": before.full_name if contact else ""}
    asks_more = Question.objects.shown_once_at(registration.occurrence).exists()
    more = told_by | {"asks_more": asks_more, "position": _position(registration), **_answers(registration)}
    words = _words_of_editor(registration) if registration.is_confirmed else ""
    _write("place_taken_over", registration, calendar=invite, words=words, **more)


def used_again(registration: Registration) -> None:
    """Somebody used the form again with this address: tell the person, at most once an hour, with a fresh link."""
    hour = f"{timezone.now():%Y%m%d%H}"
    (confirm_address if registration.is_unconfirmed else already_registered)(registration, once=hour)


def already_registered(registration: Registration, *, once) -> None:
    _write("already_registered", registration, once=once)


def occurrence_cancelled(registrations: Sequence[Registration]) -> None:
    _write_to_each("occurrence_cancelled", registrations, link=None, calendar=take_back)


def takes_place(registrations: Sequence[Registration], *, texts: Mapping[str, str]) -> None:
    """It was in doubt, and is no more; `texts` are the words that staff adds, by language."""
    _write_to_each("takes_place", registrations, calendar=invite, more=lambda one: _in_language_of(one, texts))


def _in_language_of(registration, texts):
    return {"words": texts.get(registration.language, "")}


def preview_of_taking_place(occurrence: Occurrence, language: str, *, text: str) -> dict[str, str]:
    with translation.override(language):
        certainty = gettext("This date takes place for certain.")
    return _rendered("takes_place", _somebody(occurrence, language), words=text, certainty=certainty)


def preview_of_cancelling(occurrence: Occurrence, language: str, *, note: str) -> dict[str, str]:
    return _rendered("occurrence_cancelled", _somebody(occurrence, language), note=note, certainty="")


def _words_of_editor(registration):
    return _words_in(registration.occurrence, registration.language)


def _words_in(occurrence, language):
    """In the language of the person, or in that of the event before the text would be lost."""
    with translation.override(language):
        return occurrence.page.localized.mail_text or occurrence.page.mail_text


def date_changed(registrations: Sequence[Registration], *, notice: ChangeNotice, texts: Mapping[str, str]) -> None:
    """When, where or the link are others now; `texts` are the words that staff adds, by language."""
    _write_to_each(
        "date_changed",
        registrations,
        once=notice.pk,
        calendar=invite if notice.concerns_all else None,
        more=lambda one: _of_change(one, notice, texts.get(one.language, "")),
    )


def preview_of_change(occurrence: Occurrence, language: str, *, notice: ChangeNotice, text: str) -> dict[str, str]:
    """Subject, text and HTML of that mail. Nothing is stored or sent."""
    somebody = _somebody(occurrence, language)
    return _rendered("date_changed", somebody, **_of_change(somebody, notice, text))


def message(registrations: Sequence[Registration], *, subject: str, text: str, once: str) -> None:
    """What staff writes to many at once, in the frame of our mails."""
    _write_to_each("message", registrations, once=once, more=lambda _one: {"heading": subject, "words": text})


def not_yet_written_to(registrations: list[Registration], *, once: str) -> list[Registration]:
    return _without_mail("message", registrations, once)


def preview_of_message(occurrence: Occurrence, language: str, *, subject: str, text: str) -> dict[str, str]:
    return _rendered("message", _somebody(occurrence, language), heading=subject, words=text)


def message_on_trial(occurrence: Occurrence, *, to: str, language: str, subject: str, text: str) -> None:
    """The same mail, about an invented person, to whoever writes it."""
    context = _context(_somebody(occurrence, language), dates_described(), link=NO_LINK, heading=subject, words=text)
    key = f"events.message_on_trial:{uuid.uuid4()}"
    stem = "events/emails/message"
    outbox.write(kind="events.message_on_trial", key=key, to=to, language=language, context=context, template=stem)


def _somebody(occurrence, language):
    """For previews: nobody's data."""
    status = Registration.Status.CONFIRMED
    return Registration(
        occurrence=occurrence, language=language, status=status, given_name="Kim", family_name="Beispiel"
    )


def _rendered(name, registration, **more):
    context = _context(registration, dates_described(), link=NO_LINK, **more)
    return outbox.rendered(f"events/emails/{name}", registration.language, context)


def _of_change(registration, notice, text):
    with translation.override(registration.language):
        rows = [row for row in changes_of(notice) if row.name != "link" or registration.is_confirmed]
    return {"changes": rows, "words": text}


def reminder(registrations: Sequence[Registration], *, moment: datetime) -> None:
    """The date comes near. `moment` is when the reminder was due: a date that moves is reminded of anew."""
    words = cache(_words_in)
    _write_to_each(
        "reminder",
        registrations,
        once=_of_moment(moment),
        more=lambda one: {"words": words(one.occurrence, one.language)},
    )


def not_yet_reminded(registrations: list[Registration], *, moment: datetime) -> list[Registration]:
    return _without_mail("reminder", registrations, _of_moment(moment))


def _without_mail(name, registrations, once):
    """Those of them who have no such mail yet, in one query."""
    return outbox.without_mail({_key(name, registration, once): registration for registration in registrations})


def _of_moment(moment):
    return f"{moment.astimezone(UTC):%Y%m%d%H%M}"


def _key(name, registration, once):
    return f"events.{name}:{registration.pk}" + (f":{once}" if once is not None else "")


BY_STATUS: dict[str, Callable[[Registration], None]] = {
    Registration.Status.UNCONFIRMED: confirm_address,
    Registration.Status.REQUESTED: registration_requested,
    Registration.Status.WAITING: registration_waiting,
    Registration.Status.CONFIRMED: registration_confirmed,
}


def _write(name, registration, *, once=None, link=Purpose.MANAGE, calendar=None, **context):
    _write_to_each(name, [registration], once=once, link=link, calendar=calendar, more=lambda _one: context)


def _write_to_each(name, registrations, *, once=None, link=Purpose.MANAGE, calendar=None, more=lambda _one: {}):
    """With as few queries for many people of a date as for one. `more` is what the mail says to each of them."""
    fresh = iter(_without_mail(name, registrations, once))
    about = dates_described()
    while some := list(islice(fresh, AT_ONCE)):
        prefetch_related_objects(some, "group")
        tokens = RegistrationLink.issue_each(some, link) if link else {}
        parts = calendar(some) if calendar else {}
        letters = []
        for one in some:
            path = _path(one, link, tokens[one.pk]) if link else ""
            context = _context(one, about, link=path, **more(one))
            letters.append(_letter(name, one, once, context, parts.get(one.pk, ())))
        outbox.write_each(letters)


def _letter(name, registration, once, context, attachments) -> outbox.Letter:
    contact = context["contact"]
    return {
        "kind": f"events.{name}",
        "key": _key(name, registration, once),
        "to": registration.email,
        "language": registration.language,
        "context": context,
        "reply_to": contact.email if contact else "",
        "attachments": attachments,
    }


def _path(registration, purpose, token):
    with translation.override(registration.language):
        return reverse(PAGES[purpose], args=[token])


def _context(registration, about, *, link, **more):
    context = about(registration.occurrence, registration.language) | _about(registration) | more
    values = values_for(registration, context)
    written = {name: fill(context[name], values) for name in ("words", "heading")}
    return context | written | {"link": urljoin(context["event_url"], link) if link else ""}


def values_for(person: Registration | Group, about: Mapping[str, str]) -> dict[str, str]:
    """What the placeholders in an editor's text stand for."""
    names = {name: getattr(person, name) for name in ("given_name", "family_name", "full_name", "organisation")}
    return names | {name: about[name] for name in ("title", "when", "where")}


def _answers(registration):
    with translation.override(registration.language):
        return {"answers": answers_of(registration, special_needs=False)}


def _moment(registration, deadline):
    return moment(registration.occurrence, registration.language, deadline)


def moment(occurrence: Occurrence, language: str, deadline: datetime | None) -> str:
    """A deadline, in the language of the person and the zone of the date; empty without one."""
    if not deadline:
        return ""
    with translation.override(language):
        return spoken.when(deadline.astimezone(occurrence.tzinfo))


def _about(registration):
    online_url = registration.occurrence.online_url if registration.is_confirmed else ""
    return {"registration": registration, "entered_by": _entered_by(registration), "online_url": online_url}


def _entered_by(registration):
    """Who told us of this person (Art. 14 GDPR); nobody where it was they themselves."""
    group = registration.group
    return group if group and group.email != registration.email and not group.anonymised_at else None


def dates_described() -> Callable[[Occurrence, str], dict[str, Any]]:
    """`about_date` in a language, for many mails: each date is looked up once."""

    @cache
    def about(occurrence, language):
        with translation.override(language):
            return about_date(occurrence)

    return about


def about_date(occurrence: Occurrence) -> dict[str, Any]:
    """What every mail says of a date and of who answers for it, in the active language."""
    site = outbox.of_site()
    root = site["site_url"] + "/"
    page = occurrence.page.localized
    return site | {
        "title": page.title,
        "words": "",
        "heading": "",
        "when": occurrence.spoken_time,
        "day": spoken.day(occurrence.local_start, weekday=False),
        "where": where(occurrence),
        "note": occurrence.cancelled_note,
        "certainty": occurrence.certainty,
        "contact": _contact(occurrence.page),
        "event_url": urljoin(root, page.get_url() or ""),
        "calendar_url": urljoin(root, reverse("events:occurrence_ics", args=[occurrence.uid])),
        "delete_on": spoken.day(occurrence.end + timedelta(days=occurrence.days_kept), weekday=False),
    }


def where(occurrence) -> str:
    if occurrence.attendance == Attendance.ONLINE or occurrence.venue is None:
        return occurrence.get_attendance_display() if occurrence.attendance == Attendance.ONLINE else ""
    return occurrence.venue.address


def _contact(page):
    """The contact person of the event, or who stands in for them; `None` when nobody is there."""
    return page.contact and page.contact.answering()
