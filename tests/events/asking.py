"""Questions as an editor writes them, and answers as visitors send them."""

import uuid

from events.models import EventPage, Question

from .stories import in_days, publish, publish_event

PLAIN = {
    "help_text": "",
    "required": False,
    "purpose": "",
    "special_need": False,
    "retention_days": None,
    "only_if_question": "",
    "only_if_answer": "",
}


def ask(kind, label, *options, **fields):
    """A block of the stream, with ids that stay."""
    value = PLAIN | {"label": label} | fields
    if kind == "number":
        value = {"minimum": None, "maximum": None} | value
    if options:
        value["options"] = [_option(option) for option in options]
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def _option(option):
    """Words alone, or with the number of places."""
    label, places = option if isinstance(option, tuple) else (option, None)
    return {"type": "item", "value": {"label": label, "places": places}, "id": str(uuid.uuid4())}


def event_that_asks(*questions, **fields):
    """A published event with one date and these questions; returns the date."""
    return publish_event(in_days(14), questions=list(questions), **fields).occurrences.get()


def ask_anew(date, *questions):
    """An editor changes the questions and publishes."""
    page = EventPage.objects.get(pk=date.page_id).get_latest_revision_as_object()
    page.questions = list(questions)
    publish(page)


def questions_of(date):
    """The questions as they are asked now, by their words."""
    return {question.label: question for question in Question.objects.asked_at(date)}


def field(date, label):
    """What the form calls a question."""
    return questions_of(date)[label].field_name


def choice(date, label, option):
    """What the form sends for a choice."""
    return str(questions_of(date)[label].options.get(label=option).pk)


def answered(registration):
    """What is stored, by the words of the questions."""
    return {answer.question.label: answer.value for answer in registration.answers.all()}
