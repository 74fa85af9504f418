"""What is over of the data about people, at a moment: for the worker, which ends it, and for the report about it."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.personal_data import Part

from .conf import conf
from .models import Answer, Group, Invitation, Occurrence, Question, Registration, RegistrationLink, SavedFilter


def registrations(moment: datetime) -> QuerySet[Registration]:
    """After the date; and much sooner whoever never confirmed their address."""
    last_asked = moment - timedelta(hours=2 * conf.CONFIRM_WITHIN_HOURS)
    never_proved = Registration.objects.never_proved().filter(created_at__lt=last_asked)
    over = Q(occurrence__in=Occurrence.objects.data_is_over(moment).values("pk"))
    return Registration.objects.filter(over | Q(pk__in=never_proved.values("pk")), anonymised_at=None).order_by("pk")


def groups(moment: datetime) -> QuerySet[Group]:
    """With the last of the people in it."""
    stay = Registration.objects.filter(group=OuterRef("pk"), anonymised_at=None)
    stay = stay.exclude(pk__in=registrations(moment).order_by().values("pk"))
    return Group.objects.filter(~Exists(stay), anonymised_at=None)


def invitations(moment: datetime) -> QuerySet[Invitation]:
    """As the registrations for the date, also of whoever never answered."""
    over = Occurrence.objects.data_is_over(moment).values("pk")
    return Invitation.objects.filter(occurrence__in=over, anonymised_at=None).order_by("pk")


def links(moment: datetime) -> QuerySet[RegistrationLink]:
    of_people = Q(registration__in=registrations(moment).order_by().values("pk"))
    of_invited = Q(invitation__in=invitations(moment).order_by().values("pk"))
    return RegistrationLink.objects.filter(of_people | of_invited | Q(group__in=groups(moment).values("pk")))


def saved_searches(moment: datetime) -> QuerySet[SavedFilter]:
    """Search words may be somebody's name."""
    return SavedFilter.objects.filter(saved_at__lt=moment - timedelta(days=conf.days_kept(None))).exclude(search="")


def answers(moment: datetime) -> QuerySet[Answer]:
    """With their registration, or sooner."""
    theirs = Q(registration__in=registrations(moment).order_by().values("pk"))
    return Answer.objects.filter(theirs | _own_time_is_over(moment))


def answers_before_their_registration(moment: datetime) -> QuerySet[Answer]:
    return Answer.objects.filter(_own_time_is_over(moment))


def _own_time_is_over(moment):
    days = {question.pk: question.days_kept for question in Question.objects.kept_shorter()}
    over = Q(pk__in=[])
    for number in set(days.values()):
        questions = [pk for pk, kept in days.items() if kept == number]
        over |= Q(question__in=questions, registration__occurrence__end__lt=moment - timedelta(days=number))
    return over


def answers_by_question(now: datetime, soon: datetime) -> list[Part]:
    """A line for each question that was answered; those that several events ask in the same words are one."""
    questions = list(Question.objects.filter(answers__isnull=False).distinct())
    kept, due, later = (_by_question(rows) for rows in (Answer.objects.all(), answers(now), answers(soon)))
    alike: dict[tuple, list[int]] = {}
    for question in questions:
        alike.setdefault((question.label, question.purpose, question.days_kept), []).append(question.pk)
    return [_part(words, pks, kept, due, later) for words, pks in sorted(alike.items(), key=lambda item: item[0][0])]


def _by_question(rows):
    counted = rows.order_by().values("question").annotate(number=Count("pk"), oldest=Min("registration__created_at"))
    return {row["question"]: row for row in counted}


def _part(words, questions, kept, due, later):
    label, purpose, days = words
    now, soon = (sum(rows[pk]["number"] for pk in questions if pk in rows) for rows in (due, later))
    return Part(
        name=label,
        purpose=purpose,
        retention=_kept(days),
        rows=sum(kept[pk]["number"] for pk in questions if pk in kept),
        due=now,
        soon=soon - now,
        oldest=min((kept[pk]["oldest"] for pk in questions if pk in kept), default=None),
    )


def _kept(days):
    if days is None:
        return _("with the registration")
    return ngettext("%(n)d day after the date", "%(n)d days after the date", days) % {"n": days}
