"""What is stored about people, said by each app for its own models through the hook `register_personal_data`.

Every field that can hold words, addresses or files is either declared personal, with a purpose and an end, or declared
to be about no person. What editors publish (pages, and terms of their lists) is content and needs no declaration.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import translation
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.models import Page

from .models.labels import Labelled

FREE_FIELDS = (models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField)


@dataclass(frozen=True)
class PersonalData:
    """Fields of a model (`app.Model`) that say something about a person.

    `rows(email)` finds those about whoever has an address, whatever the case of its letters; `erase(rows)` takes the
    person out of them. Where one of the two is missing, `by_hand` says why, or who does it. What other rows are
    found by, such as an account with its addresses, `goes_last`.

    For the report on retention: `holding()` are the rows that still say something of a person (without it all of
    them), `since` names the field with the moment from which they are kept, `due(moment)` are those that the worker
    ends when it runs at that moment, and `parts(now, soon)` are a table of their own below it. `title` is how it is
    called there; without it as the model.

    `words(row)` is what a person needs besides, or instead of a field, to understand a row that is handed over to them.
    """

    model: str
    fields: tuple[str, ...]
    subject: str
    purpose: str
    legal_basis: str
    retention: str
    rows: Callable[[str], models.QuerySet] | None = None
    erase: Callable[[models.QuerySet], object] | None = None
    by_hand: str = ""
    goes_last: bool = False
    holding: Callable[[], models.QuerySet] | None = None
    since: str = ""
    due: Callable[[datetime], models.QuerySet] | None = None
    parts: Callable[[datetime, datetime], list["Part"]] | None = None
    title: str = ""
    words: Callable[[models.Model], dict[str, Any]] | None = None


@dataclass(frozen=True)
class Part:
    """Some of the rows of a declaration, with a purpose and an end of their own."""

    name: str
    purpose: str
    retention: str
    rows: int
    due: int
    soon: int
    oldest: datetime | None


@dataclass(frozen=True)
class Elsewhere:
    """What is about people and lies in no row, such as files.

    `written()` looks there and tells the moment from which each is kept; the worker ends them when they are older than
    `kept_for`.
    """

    model: str
    subject: str
    purpose: str
    legal_basis: str
    retention: str
    written: Callable[[], Collection[datetime]] | None = None
    kept_for: timedelta | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoPersonalData:
    """Fields that can hold words and are about no person; `why` says what they hold."""

    model: str
    fields: tuple[str, ...]
    why: str


def declarations() -> list[PersonalData | Elsewhere | NoPersonalData]:
    found = [declaration for fn in hooks.get_hooks("register_personal_data") for declaration in fn()]
    return sorted(found, key=lambda item: (isinstance(item, Elsewhere), item.model, item.fields))


def free_fields(model) -> set[str]:
    """The fields of a model into which anybody could write something about a person."""
    return {
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, FREE_FIELDS) and not field.choices and not isinstance(field, models.UUIDField)
    }


def our_models():
    """All models whose rows are state, not content, of the apps that answer the hook."""
    answering = {apps.get_containing_app_config(fn.__module__) for fn in hooks.get_hooks("register_personal_data")}
    return [
        model
        for app in apps.get_app_configs()
        if app in answering
        for model in app.get_models()
        if not issubclass(model, (Page, Labelled)) and not _is_part_of_page(model)
    ]


def _is_part_of_page(model):
    """Rows that are edited and published with a page, such as milestones."""
    return any(isinstance(field, ParentalKey) and issubclass(field.related_model, Page) for field in model._meta.fields)


def problems() -> list[str]:
    """Fields that nobody declared, and declarations of fields that are not there."""
    declared = {}
    for declaration in declarations():
        if not isinstance(declaration, Elsewhere):
            declared.setdefault(declaration.model, set()).update(declaration.fields)
    known = {model._meta.label: {field.name for field in model._meta.get_fields()} for model in apps.get_models()}
    missing = [
        f"{model._meta.label}.{field} is not declared"
        for model in our_models()
        for field in sorted(free_fields(model) - declared.get(model._meta.label, set()))
    ]
    unknown = [
        f"{label}.{field} is declared but not there"
        for label, fields in declared.items()
        for field in sorted(fields - known.get(label, set()))
    ]
    return [*missing, *unknown]


@translation.override("en")
def as_markdown() -> str:
    """The page `docs/personal-data.md`."""
    lines = [
        "# Personal data",
        "",
        "Written by `manage.py personal_data --write`; a test compares it with the code. The legal bases and times are",
        "proposals: the operator's data protection officer decides.",
        "",
        "## About people",
        "",
        "| data | about | purpose | legal basis | kept |",
        "|---|---|---|---|---|",
    ]
    for item in declarations():
        if isinstance(item, (PersonalData, Elsewhere)):
            what = f"`{item.model}`: {', '.join(item.fields)}" if item.fields else item.model
            lines.append(f"| {what} | {item.subject} | {item.purpose} | {item.legal_basis} | {item.retention} |")
    lines += ["", "## About no person", "", "| data | what it holds |", "|---|---|"]
    for item in declarations():
        if isinstance(item, NoPersonalData):
            lines.append(f"| `{item.model}`: {', '.join(item.fields)} | {item.why} |")
    return "\n".join([*lines, ""])
