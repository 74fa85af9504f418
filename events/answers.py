"""What people answered, for those who may read it: on pages, in mails, in spreadsheets."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from networks import spoken

from .models import Answer, Question, Registration

MAY_SEE_SPECIAL_NEEDS = "events.view_special_needs"


@dataclass(frozen=True)
class Said:
    """A question and its answer in words."""

    label: str
    text: str
    url: str = ""


def answers_of(registration: Registration, *, special_needs: bool) -> list[Said]:
    """The answers of a person in the active language, in the order in which they were asked."""
    answers = with_options(registration.answers.all())
    return [Said(answer.question.in_words("label"), in_words(answer)) for answer in _shown(answers, special_needs)]


def answers_for_staff(registration: Registration, *, special_needs: bool) -> list[Said]:
    """The same, with links to files."""
    answers = with_options(registration.answers.all())
    return [
        Said(answer.question.in_words("label"), in_words(answer), _url_of_file(answer))
        for answer in _shown(answers, special_needs)
    ]


def _url_of_file(answer):
    return reverse("registrations:file", args=[answer.registration_id, answer.pk]) if answer.file else ""


def own_answers_of(registration: Registration) -> list[Said]:
    """For the page behind a link from a mail: of special needs only that they were told."""
    return [
        Said(
            answer.question.in_words("label"),
            _("Only the organisers see your answer.") if answer.question.special_need else in_words(answer),
        )
        for answer in with_options(registration.answers.all())
    ]


def passed_on(registration: Registration) -> list[str]:
    """The questions whose answers go to whoever comes instead."""
    answers = registration.answers.passed_on().select_related("question")
    return [answer.question.in_words("label") for answer in answers]


def _shown(answers, special_needs):
    return answers if special_needs else answers.filter(question__special_need=False)


def with_options(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    return answers.select_related("question").prefetch_related("options")


def in_words(answer: Answer) -> str:
    if answer.agreed_at:
        return _("Agreed on %(day)s") % {"day": spoken.day(timezone.localtime(answer.agreed_at), weekday=False)}
    value = answer.value
    return spoken.day(value, weekday=False) if isinstance(value, date) else str(value)


class AnswerColumns:
    """The columns of a spreadsheet for what the people on it answered: one for each question.

    A question that several events ask, by a copied page, is one column.
    """

    def __init__(self, registrations: QuerySet[Registration], *, special_needs: bool):
        answered = Answer.objects.filter(registration__in=registrations.order_by().values("pk"))
        self.answers = with_options(_shown(answered.model.objects.all(), special_needs))
        ids = _shown(answered, special_needs).order_by().values("question")
        rows = Question.objects.filter(pk__in=ids).order_by("position", "pk")
        self.headings = {f"answer {row.key}": row.in_words("label") for row in rows}

    def prefetched(self, registrations: QuerySet[Registration]) -> QuerySet[Registration]:
        return registrations.prefetch_related(Prefetch("answers", self.answers))

    def row(self, registration: Registration) -> dict[str, Any]:
        """What somebody answered, by the names of the columns; empty for what they were not asked."""
        given = {f"answer {answer.question.key}": answer.value for answer in registration.answers.all()}
        # A person and their answers point to each other: of a long list they would pile up.
        registration.__dict__.pop("_prefetched_objects_cache", None)
        return {name: given.get(name, "") for name in self.headings}
