"""The mails to whoever registered a group, as `emails` has those to the people in it."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from urllib.parse import urljoin

from django.urls import reverse
from django.utils import timezone, translation

from networks import outbox

from . import emails
from .facts import changes_of
from .models import ChangeNotice, Group, Registration, RegistrationLink
from .placeholders import fill

Purpose = RegistrationLink.Purpose
Status = Registration.Status
PAGES: dict[str, str] = {Purpose.MANAGE: "events:group", Purpose.CONFIRM: "events:confirm_group"}


def registered(group: Group, *, once: str | None = None) -> None:
    """How the group stands, after it came and after the address was confirmed."""
    if group.is_unconfirmed:
        _confirm_address(group, once=once)
    else:
        _write("group_registered", group, once=once, status=group.status)


def used_again(group: Group) -> None:
    """Somebody used the form again with this address: a fresh link, at most once an hour."""
    registered(group, once=f"{timezone.now():%Y%m%d%H}")


def moved_up(group: Group, people: list[Registration]) -> None:
    _write("group_moved_up", group, once=_once(people), stem="group_registered", status=Status.CONFIRMED)


def offered(group: Group, people: list[Registration]) -> None:
    accept_by = emails.moment(people[0].occurrence, group.language, people[0].held_until)
    _write("group_offered", group, once=_once(people), accept_by=accept_by)


def offer_expired(group: Group, people: list[Registration]) -> None:
    _write("group_offer_expired", group, once=_once(people), link=None)


def date_changed(people: Iterable[Registration], *, notice: ChangeNotice, texts: Mapping[str, str]) -> None:
    """To whoever registered them and is told of it in no mail of their own. The link to the meeting is not theirs."""
    if not notice.concerns_all:
        return

    def more(group, about):
        with translation.override(group.language):
            changes = [row for row in changes_of(notice) if row.name != "link"]
        words = fill(texts.get(group.language, ""), emails.values_for(group, about))
        return {"changes": changes, "words": words, "status": Status.CONFIRMED}

    _write_to_each("group_date_changed", list(_groups_of(_of_others(people))), once=notice.pk, more=more)


def occurrence_cancelled(people: Iterable[Registration]) -> None:
    """To whoever registered them and is told of it in no mail of their own."""
    groups = list(_groups_of(_of_others(people)))
    more = {"status": Status.CONFIRMED}
    _write_to_each("group_occurrence_cancelled", groups, link=None, more=lambda _group, _about: more)


def _of_others(people):
    """Those whose contact is none of them."""
    people = list(people)
    told = {person.email for person in people}
    return [person for person in people if person.group and person.group.email not in told]


def tell_contacts(people: Iterable[Registration], mail: Callable[[Group, list[Registration]], None]) -> None:
    """One mail for each group that is among them."""
    for group, members in _groups_of(people).items():
        mail(group, members)


def _groups_of(people: Iterable[Registration]) -> dict[Group, list[Registration]]:
    """Those to whose contact we can write, and who of them is among these people."""
    groups: dict[Group, list[Registration]] = {}
    for person in people:
        if person.group and not person.group.anonymised_at:
            groups.setdefault(person.group, []).append(person)
    for group, members in groups.items():
        group.occurrence = members[0].occurrence
    return groups


def _confirm_address(group, *, once):
    """Nothing that was typed in the form: the address may be somebody else's."""
    confirm_by = emails.moment(group.occurrence, group.language, group.confirm_by)
    stem = "confirm_address"
    _write("group_confirm_address", group, once=once, stem=stem, link=Purpose.CONFIRM, confirm_by=confirm_by)


def _once(people):
    """By the date and its first: a group moves up in parts where staff approves its people one by one."""
    return f"{people[0].occurrence_id}:{min(person.pk for person in people)}"


def _write(name, group, *, once=None, stem=None, link=Purpose.MANAGE, **context):
    _write_to_each(name, [group], once=once, stem=stem, link=link, more=lambda _group, _about: context)


def _write_to_each(name, groups, *, more, once=None, stem=None, link=Purpose.MANAGE):
    """With as few queries for many groups of a date as for one."""
    fresh = iter(outbox.without_mail({_key(name, group, once): group for group in groups}))
    about = emails.dates_described()
    while some := list(islice(fresh, emails.AT_ONCE)):
        tokens = RegistrationLink.issue_each(some, link) if link else {}
        people = Group.people_of(some)
        letters = []
        for group in some:
            of_date = about(group.occurrence, group.language)
            context = of_date | {"group": group, "people": people[group.pk], "Status": Status} | more(group, of_date)
            path = _path(group, link, tokens[group.pk]) if link else ""
            context["link"] = urljoin(of_date["event_url"], path) if link else ""
            letters.append(_letter(name, group, once, stem, context))
        outbox.write_each(letters)


def _letter(name, group, once, stem, context) -> outbox.Letter:
    contact = context["contact"]
    return {
        "kind": f"events.{name}",
        "key": _key(name, group, once),
        "to": group.email,
        "language": group.language,
        "template": f"events/emails/{stem or name}",
        "context": context,
        "reply_to": contact.email if contact else "",
    }


def _key(name, group, once):
    return f"events.{name}:{group.pk}" + (f":{once}" if once else "")


def _path(group, purpose, token):
    with translation.override(group.language):
        return reverse(PAGES[purpose], args=[token])
