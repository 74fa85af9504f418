"""From the content's questions to the stream of an event page. The keys come from their places in the demo."""

from uuid import NAMESPACE_URL, uuid5

from events.models import Question
from events.question_fields import Given


def stream(event, language):
    return [_block(event, number, ask, language) for number, ask in enumerate(event.questions)]


def _block(event, number, ask, language):
    name = f"{event.text.slug}/question/{number}"
    value = {
        "label": ask.label if language == "de" else ask.english,
        "help_text": ask.hint if language == "de" else ask.hint_en,
        "required": ask.required,
        "purpose": ask.purpose if language == "de" else ask.purpose_en,
        "special_need": ask.special_need,
        "retention_days": None,
        "only_if_question": ask.only_if[0],
        "only_if_answer": ask.only_if[1],
    }
    if ask.options:
        value["options"] = [_option(name, place, option, language) for place, option in enumerate(ask.options)]
    return {"type": ask.kind, "value": value, "id": _key(name)}


def _option(name, place, option, language):
    german, english, *places = option
    value = {"label": german if language == "de" else english, "places": places[0] if places else None}
    return {"type": "item", "value": value, "id": _key(f"{name}/{place}")}


def _key(name):
    return str(uuid5(NAMESPACE_URL, f"kammernetz-demo/{name}"))


def answers(rng, occurrence):
    """What a guest chooses; nobody in the demo writes about their health."""
    asked = Question.objects.asked_at(occurrence).filter(kind__in=["choice", "choices"], shown_if=None)
    return [Given(question, options=(rng.choice(question.options.all()),)) for question in asked]
