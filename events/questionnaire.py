"""The questions of a stream as an editor wrote them, in one row, and on which answer each of them depends."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

CHOICES = ("choice", "choices")
SET = "set"


@dataclass(frozen=True)
class Written:
    """One question of a stream; `place` is where its block stands."""

    key: str
    kind: str
    value: Mapping[str, Any]
    place: int
    of_set: uuid.UUID | None = None

    @property
    def label(self) -> str:
        return self.value["label"]

    @property
    def options(self) -> dict[str, Mapping[str, Any]]:
        """The choices by their keys."""
        listed = self.value.get("options")
        return {child.id: child.value for child in listed.bound_blocks} if listed else {}


@dataclass(frozen=True)
class Condition:
    """Ask only those who chose this option of an earlier question."""

    question: Written
    option: str


class WrongCondition(Exception):
    """A condition that cannot be met. `field` is where the editor wrote it."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field, self.message = field, message


def written_in(stream) -> list[Written]:
    """All questions of a stream, those of its sets in their place; one that comes twice is asked once."""
    written = {}
    for place, block in enumerate(stream):
        for question in _in_block(block, place):
            written.setdefault(question.key, question)
    return list(written.values())


def _in_block(block, place):
    if block.block_type != SET:
        key = block.id or f"new {place}"  # Wagtail names a block when it is stored
        return [Written(key, block.block_type, block.value, place)]
    asked = block.value.questions if block.value else []  # the set may have been deleted
    key = block.value.translation_key if block.value else None
    return [Written(child.id, child.block_type, child.value, place, key) for child in asked]


def condition_of(question: Written, earlier: Sequence[Written]) -> Condition | None:
    """On which answer a question depends; None for one that everybody is asked. Within a set it knows that alone."""
    if question.of_set:
        earlier = [other for other in earlier if other.of_set == question.of_set]
    name, answer = (question.value[field].strip() for field in ("only_if_question", "only_if_answer"))
    if not name and not answer:
        return None
    asked = _named(name, earlier)
    if asked is None:
        raise WrongCondition("only_if_question", _("No question above this one has these words or this number."))
    if asked.kind not in CHOICES:
        raise WrongCondition("only_if_question", _("Only a question with choices can decide about another one."))
    return Condition(asked, _option_named(answer, asked))


def _named(name, earlier):
    by_words = next((question for question in earlier if _same(question.label, name)), None)
    by_number = earlier[int(name) - 1] if name.isdecimal() and 0 < int(name) <= len(earlier) else None
    return by_words or by_number


def _option_named(answer, question):
    for key, value in question.options.items():
        if _same(value["label"], answer):
            return key
    choices = ", ".join(f"„{value['label']}“" for value in question.options.values())
    raise WrongCondition("only_if_answer", _("This question has no such choice. It has: %(list)s.") % {"list": choices})


def _same(one, other):
    return one.strip().casefold() == other.strip().casefold()


def check_conditions(stream) -> None:
    """Raise a validation error that stands beside each condition that cannot be met."""
    errors: dict[int, ValidationError] = {}
    questions = written_in(stream)
    for number, question in enumerate(questions):
        try:
            condition_of(question, questions[:number])
        except WrongCondition as wrong:
            if question.of_set:
                continue  # its own form says so
            errors[question.place] = StructBlockValidationError({wrong.field: ValidationError(wrong.message)})
    if errors:
        raise StreamBlockValidationError(block_errors=errors)


def words_of(questions: Iterable[Written]) -> dict[str, dict[str, str]]:
    """What a visitor reads of each question and of each choice, by key: what a translation gives."""
    words: dict[str, dict[str, str]] = {}
    for question in questions:
        words[question.key] = {name: question.value[name] for name in ("label", "help_text", "purpose")}
        words |= {key: {"label": value["label"]} for key, value in question.options.items()}
    return words
