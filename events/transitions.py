"""How the status of a registration may move: the whole truth as a table. `docs/registration.md` prints it."""

from dataclasses import dataclass

from .models import Registration

Status = Registration.Status


class ForbiddenTransition(Exception):
    """Somebody asked for a move that is not in the table."""


@dataclass(frozen=True)
class Transition:
    """`before` is None for a registration that begins here."""

    before: str | None
    after: str
    when: str


TRANSITIONS = (
    Transition(None, Status.UNCONFIRMED, "A stranger registers for a date that asks for a confirmed address."),
    Transition(None, Status.REQUESTED, "Somebody registers where staff approves, or takes over such a request."),
    Transition(None, Status.CONFIRMED, "Somebody registers and a place is free for them, or takes over a place."),
    Transition(
        None, Status.WAITING, "Somebody registers, all places are taken, the list is open; or takes over a number."
    ),
    Transition(Status.UNCONFIRMED, Status.REQUESTED, "The address is confirmed, staff is to approve."),
    Transition(Status.UNCONFIRMED, Status.CONFIRMED, "The address is confirmed, and a place was kept or is free."),
    Transition(Status.UNCONFIRMED, Status.WAITING, "The address is confirmed, all places are taken."),
    Transition(Status.UNCONFIRMED, Status.EXPIRED, "The address was not confirmed in time."),
    Transition(
        Status.UNCONFIRMED,
        Status.CANCELLED,
        "Staff cancels; or whoever registered a group does it anew, with another address.",
    ),
    Transition(Status.REQUESTED, Status.CONFIRMED, "Staff approves, and a place is free; or staff lets the person in."),
    Transition(Status.REQUESTED, Status.WAITING, "Staff approves, all places are taken."),
    Transition(Status.REQUESTED, Status.DECLINED, "Staff declines."),
    Transition(Status.REQUESTED, Status.CANCELLED, "The person or staff cancels."),
    Transition(Status.WAITING, Status.CONFIRMED, "A place becomes free, or staff lets the person in."),
    Transition(Status.WAITING, Status.OFFERED, "A place becomes free at a date that offers places with a deadline."),
    Transition(Status.WAITING, Status.CANCELLED, "The person or staff cancels."),
    Transition(Status.OFFERED, Status.CONFIRMED, "The person accepts in time, or staff lets them in."),
    Transition(Status.OFFERED, Status.EXPIRED, "The deadline passes without an answer."),
    Transition(Status.OFFERED, Status.CANCELLED, "The person declines the offer, or staff cancels."),
    Transition(Status.CONFIRMED, Status.CANCELLED, "The person or staff cancels."),
)
ALLOWED = frozenset((transition.before, transition.after) for transition in TRANSITIONS)


def may_move(before: str | None, after: str | None) -> bool:
    return (before, after) in ALLOWED


def check(before: str | None, after: str | None) -> None:
    if not may_move(before, after):
        raise ForbiddenTransition(f"{before or 'new'} → {after}")


def as_markdown() -> str:
    """The table as the docs show it; a test compares the two."""
    rows = [f"| {t.before or '(new)'} | {t.after} | {t.when} |" for t in TRANSITIONS]
    return "\n".join(["| from | to | when |", "|---|---|---|", *rows])
