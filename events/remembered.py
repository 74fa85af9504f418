"""What members answered to the same questions before, so that they need not type it."""

from collections.abc import Iterable

from .models import Answer, Question

Kind = Question.Kind


def remembered(user, questions: Iterable[Question]) -> dict:
    """Initial values for a form. Special needs are asked anew each time, and so is every consent."""
    asked = {q.key: q for q in questions if not q.special_need and q.kind not in Question.PERSONAL}
    if not user.is_authenticated or not asked:
        return {}
    before = Answer.objects.filter(registration__user=user, question__key__in=asked, question__special_need=False)
    answers = before.select_related("question").prefetch_related("options").order_by("registration__created_at", "pk")
    return {asked[a.question.key].field_name: _value(a, asked[a.question.key]) for a in answers if _fits(a, asked)}


def _fits(answer, asked):
    return answer.question.kind == asked[answer.question.key].kind


def _value(answer, question):
    if question.kind not in {Kind.CHOICE, Kind.CHOICES}:
        return answer.value
    keys = {option.key for option in answer.options.all()}
    chosen = [str(option.pk) for option in question.options.all() if option.key in keys]
    return chosen if question.kind == Kind.CHOICES else next(iter(chosen), None)
