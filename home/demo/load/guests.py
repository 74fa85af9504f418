"""Invented people register, through the same door as everybody. Their mails are written and never leave."""

from itertools import product
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth import get_user_model
from django.utils import timezone

from events.actions import approve, cancel_registration, confirm_address, register, register_group
from events.models import Occurrence, Registration
from events.places import why_closed
from networks.models import OutboxMessage
from networks.slugs import slug_of

from ..content.guests import COMPANIES, FAMILY_NAMES, GIVEN_NAMES, REMARKS
from ..content.people import MAIL_DOMAIN
from ..pictures.canvas import seeded
from . import questions
from .accounts import address
from .dates import cancel


def load(demo):
    last = OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for event, page in demo.fresh_dates:
        occurrences = list(Occurrence.objects.filter(event_key=page.translation_key).order_by("start"))
        for guests in event.guests:
            if not why_closed(occurrences[guests.date]):  # with `--date` in the past some are over
                _register(demo, guests, occurrences[guests.date], event.text.slug)
        if event.cancelled:
            cancel(event, page)
    _keep_mails_back(last)


def _register(demo, guests, occurrence, slug):
    rng = seeded(f"guests {slug} {guests.date}")
    people = [_account_of(name) for name in guests.with_account]
    people += [_guest(rng, *name) for name in rng.sample(list(product(GIVEN_NAMES, FAMILY_NAMES)), guests.count)]
    registrations = [
        register(
            occurrence=occurrence,
            language="de",
            submission_key=uuid5(NAMESPACE_URL, f"kammernetz-demo/{slug}/{guests.date}/{number}"),
            answers=questions.answers(rng, occurrence),
            **person,
        )
        for number, person in enumerate(people)
    ]
    for registration in registrations[: len(registrations) - guests.undecided]:
        _go_on(registration)
    for registration in rng.sample(registrations[len(guests.with_account) :], guests.cancelled):
        cancel_registration(registration)
    if guests.group:
        registrations += _register_group(rng, guests, occurrence, slug)
    _spread(rng, registrations)
    demo.created += len(registrations)


def _register_group(rng, guests, occurrence, slug):
    """Colleagues, by somebody of their company who does not come along."""
    given_names = rng.sample(GIVEN_NAMES, guests.group + 1)
    contact, *people = [_guest(rng, name, "-".join(rng.sample(FAMILY_NAMES, 2))) for name in given_names]
    company = {"organisation": contact["organisation"], "remarks": ""}
    answer = register_group(
        occurrence=occurrence,
        contact={name: value for name, value in contact.items() if name != "remarks"},
        people=[(person | company, questions.answers(rng, occurrence)) for person in people],
        language="de",
        submission_key=uuid5(NAMESPACE_URL, f"kammernetz-demo/{slug}/{guests.date}/group"),
    )
    return list(answer.group.people)


def _go_on(registration):
    """Confirms the address, and is approved, where the event asks for it."""
    registration = confirm_address(registration)
    if registration.is_requested:
        approve(registration, by=None)


def _guest(rng, given_name, family_name):
    return {
        "given_name": given_name,
        "family_name": family_name,
        "email": f"{slug_of(given_name)}.{slug_of(family_name)}@{MAIL_DOMAIN}",
        "organisation": rng.choice(COMPANIES),
        "remarks": rng.choice(REMARKS) if rng.random() < 0.15 else "",
    }


def _account_of(name):
    user = get_user_model().objects.get(email=address(name))
    return {"given_name": user.first_name, "family_name": user.last_name, "email": user.email, "user": user}


def _spread(rng, registrations):
    """People do not register all in the same second; the order stays as it was."""
    moment = timezone.now()
    for registration in reversed(registrations):
        moment -= timezone.timedelta(minutes=rng.randint(7, 900))
        registration.created_at = moment
    Registration.objects.bulk_update(registrations, ["created_at"])


def _keep_mails_back(last):
    """Nobody is behind these addresses: the mails can be read by staff and are never sent."""
    fresh = OutboxMessage.objects.filter(pk__gt=last)
    fresh.update(state=OutboxMessage.State.SENT, sent_at=timezone.now(), error="Demo: geschrieben, nie gesendet")
