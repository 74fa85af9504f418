"""From the questions that an editor published to those that people are asked, and the answers that they gave.

Questions and choices are matched by the ids of their blocks, never by position or words.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..errors import QuestionsChanged
from ..models import Answer, EventPage, Occurrence, Option, Question, QuestionSet, Registration
from ..models.questions import FOLDER
from ..question_fields import Given
from ..questionnaire import Written, WrongCondition, condition_of, words_of, written_in

STRAY_FOR = timedelta(days=1)  # a form may just be storing a file


def project_questions(page: EventPage) -> None:
    """Bring the questions of an event up to date. The caller holds the dates of the event."""
    written = written_in(page.questions)
    known = {question.key: question for question in _questions_of(page.translation_key)}
    translated = _translated_words(page)
    rows = [
        _project(question, position, known.pop(question.key, None), page.translation_key, translated)
        for position, question in enumerate(written, start=1)
    ]
    _tie(written, rows)
    _retire(known.values())


def forget_questions(event_key: uuid.UUID) -> None:
    """After the last page of an event was deleted."""
    _retire(_questions_of(event_key))


def _questions_of(event_key):
    return Question.objects.filter(event_key=event_key).prefetch_related("options")


def _translated_words(page):
    """For each key its words by language, from the translations that visitors see."""
    words: dict[str, dict[str, dict[str, str]]] = {}
    others = EventPage.objects.live().filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    sets = {question.of_set for question in written_in(page.questions) if question.of_set}
    translated_sets = QuestionSet.objects.filter(translation_key__in=sets).exclude(locale=page.locale)
    for other in [*others.select_related("locale"), *translated_sets.select_related("locale")]:
        for key, texts in words_of(written_in(other.questions)).items():
            words.setdefault(key, {}).setdefault(other.locale.language_code, texts)
    return words


def events_that_ask(question_set: QuestionSet) -> list[EventPage]:
    """The pages of the events that ask the questions of a set, or of its translations."""
    keys = Question.objects.filter(of_set=question_set.translation_key, is_active=True).values("event_key")
    pages = EventPage.objects.live().filter(translation_key__in=keys, alias_of=None).order_by("pk")
    return list({page.translation_key: page for page in pages}.values())


def _project(written: Written, position, question, event_key, translated):
    question = question or Question(event_key=event_key, key=written.key)
    for name in ("label", "help_text", "purpose"):
        setattr(question, name, written.value[name])
    question.required = written.value.get("required", False)
    question.special_need = written.value.get("special_need", False)
    question.retention_days = written.value.get("retention_days")
    question.kind, question.of_set = written.kind, written.of_set
    question.minimum, question.maximum = written.value.get("minimum"), written.value.get("maximum")
    question.position, question.is_active = position, True
    question.translations = translated.get(written.key, {})
    question.save()
    _project_options(question, written, translated)
    return question


def _project_options(question, written, translated):
    known = {option.key: option for option in question.options.all()}
    for position, (key, value) in enumerate(written.options.items(), start=1):
        option = known.pop(key, None) or Option(question=question, key=key)
        option.label, option.places = value["label"], value["places"]
        option.position, option.is_active = position, True
        option.translations = translated.get(key, {})
        option.save()
    _retire(known.values())


def _tie(written: Sequence[Written], rows: Sequence[Question]) -> None:
    """Let each question know the choice on which it depends. One that no longer works asks everybody."""
    options = {option.key: option for option in Option.objects.filter(question__in=rows)}
    for number, row in enumerate(rows):
        try:
            condition = condition_of(written[number], written[:number])
        except WrongCondition:
            condition = None
        row.shown_if = options[condition.option] if condition else None
        row.save(update_fields=["shown_if"])


def _retire(rows: Iterable[Question | Option]) -> None:
    """What was answered stays for those answers; the rest goes."""
    for row in rows:
        if row.answers.exists():
            row.is_active = False
            row.save(update_fields=["is_active"])
        else:
            row.delete()


def check_answers(
    occurrence: Occurrence, answers: Sequence[Given], registration: Registration | None = None
) -> list[Option]:
    """Whether all that was answered is still asked; returns the chosen options that have places of their own.

    The caller holds the date, and so its questions. A `registration` that is changed keeps what it had.
    """
    questions = Question.objects.asked_at(occurrence, registration) if answers else []
    asked = {question.pk: question for question in questions}
    limited: list[Option] = []
    for given in answers:
        question = asked.get(given.question.pk)
        offered = {option.pk: option for option in question.options.all()} if question else {}
        chosen = {option.pk for option in given.options}
        if question is None or not chosen <= set(offered):
            raise QuestionsChanged
        limited += [offered[pk] for pk in chosen if offered[pk].places is not None]
    return limited


def store_answers(registration: Registration, answers: Sequence[Given]) -> None:
    stored = [given.as_answer(registration) for given in answers]
    for answer, given in zip(Answer.objects.bulk_create(stored), answers, strict=True):
        if given.options:
            answer.options.set(given.options)


def change_answers(registration: Registration, answers: Sequence[Given]) -> bool:
    """Store what was answered otherwise than before, and delete what is answered no more. Returns whether that is any.

    An answer that stayed the same is not touched, a consent keeps its words and its moment; and so does whatever was
    answered to a question that is asked no more.
    """
    asked = registration.answers.filter(question__is_active=True).select_related("question")
    stored = {answer.question_id: answer for answer in asked.prefetch_related("options")}
    new = [given for given in answers if not _is_stored(given, stored)]
    kept = {given.question.pk for given in answers} - {given.question.pk for given in new}
    gone = [answer.pk for question, answer in stored.items() if question not in kept]
    delete_answers(Answer.objects.filter(pk__in=gone))
    store_answers(registration, new)
    return bool(new or gone)


def _is_stored(given, stored):
    answer = stored.get(given.question.pk)
    return answer is not None and Given.of(answer) == given


def pass_on_answers(registration: Registration, successor: Registration) -> None:
    """To somebody else. What concerns the one person alone is deleted: nobody needs it any more."""
    delete_answers(registration.answers.personal())
    registration.answers.update(registration=successor)


def delete_answers(answers: QuerySet[Answer]) -> None:
    """With their files, which go when it is sure that the rows are gone."""
    names = list(answers.exclude(file="").values_list("file", flat=True))
    answers.delete()
    transaction.on_commit(lambda: _delete_files(names))


def _delete_files(names):
    storage = Answer._meta.get_field("file").storage
    for name in names:
        storage.delete(name)


def delete_stray_files() -> int:
    """Files whose registration was never stored, or whose deletion was cut short. Returns how many."""
    long_ago = timezone.now() - STRAY_FOR
    old = [name for name, modified in stray_files().items() if modified < long_ago]
    _delete_files(old)
    return len(old)


def stray_files() -> dict[str, datetime]:
    """Those that no answer names, with the moment at which they were written."""
    storage = Answer._meta.get_field("file").storage
    if not storage.exists(FOLDER):
        return {}
    names = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    strays = names - set(Answer.objects.exclude(file="").values_list("file", flat=True))
    return {name: storage.get_modified_time(name) for name in strays}
