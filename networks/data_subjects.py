"""What is stored about one person, found by their e-mail address: to hand it over (Art. 15, 20 GDPR) or to erase it.

Each app says in its declarations how the rows of a person are found, and how the person is taken out of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from .personal_data import PersonalData, declarations

ROUNDS = 2


@dataclass(frozen=True)
class Found:
    """The rows of one declaration that are about a person, by their keys."""

    declaration: PersonalData
    keys: tuple[Any, ...]

    @property
    def rows(self) -> models.QuerySet:
        return apps.get_model(self.declaration.model)._base_manager.filter(pk__in=self.keys)


@dataclass(frozen=True)
class Erased:
    """What became of the rows of a model; `left` are those that somebody has to look at."""

    declaration: PersonalData
    found: int
    left: int


def about(email: str) -> list[Found]:
    """All rows about whoever has this address, found before anything is changed: one leads to another."""
    if not email.strip():
        raise ValueError("An empty address is nobody's.")
    found = [
        Found(item, tuple(item.rows(email.strip()).values_list("pk", flat=True)))
        for item in declarations()
        if isinstance(item, PersonalData) and item.rows
    ]
    return [each for each in found if each.keys]


def write_archive(email: str, target: IO[bytes]) -> dict[str, int]:
    """A ZIP with `data.json` and the files that belong to it. Returns the number of rows a model."""
    found = about(email)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        told = {each.declaration.model: [_told(row, each.declaration, archive) for row in each.rows] for each in found}
        archive.writestr("data.json", json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    return {model: len(rows) for model, rows in told.items()}


def _told(row, declaration, archive):
    told = {name: _value(row, row._meta.get_field(name), archive) for name in declaration.fields}
    return told | (declaration.words(row) if declaration.words else {})


def _value(row, field, archive):
    if field.many_to_many:
        return [str(other) for other in getattr(row, field.name).all()]
    if isinstance(field, models.FileField):
        return _packed(row, getattr(row, field.name), archive)
    if field.is_relation:
        related = getattr(row, field.name)
        return None if related is None else str(related)
    value = field.value_from_object(row)
    return bytes(value).decode(errors="replace") if isinstance(value, (bytes, memoryview)) else value


def _packed(row, file, archive):
    if not file:
        return ""
    name = f"files/{row._meta.label_lower}-{row.pk}{PurePath(file.name).suffix}"
    with file.open("rb") as content:
        archive.writestr(name, content.read())
    return name


@transaction.atomic
def erase(email: str) -> list[Erased]:
    """Take a person out of everything, as far as no other row needs them. Returns what was found and what is left."""
    before = about(email)
    for _round in range(ROUNDS):  # the second one finds what the first one wrote, such as the mail of a cancellation
        _take_out(each for each in about(email) if not each.declaration.goes_last)
    _take_out(each for each in about(email) if each.declaration.goes_last)
    left = {each.declaration.model: len(each.keys) for each in about(email)}
    return [Erased(each.declaration, len(each.keys), left.get(each.declaration.model, 0)) for each in before]


def _take_out(found: Iterable[Found]) -> None:
    for each in found:
        if each.declaration.erase:
            each.declaration.erase(each.rows)


def delete_rows(rows: models.QuerySet) -> None:
    rows.delete()


def delete_unneeded(rows: models.QuerySet) -> None:
    """One by one, but for those that a page or another row still needs."""
    for row in rows:
        try:
            with transaction.atomic():
                row.delete()
        except models.ProtectedError:
            continue
