import secrets
from hashlib import sha256
from pathlib import PurePath

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ..conf import conf

KEY_LENGTH = 36
FOLDER = "registrations"


class Translated(models.Model):
    """Words of a question in the language of the source page, and of its translations: `{"en": {"label": …}}`."""

    label = models.CharField(_("question"), max_length=200)
    translations = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.in_words("label")

    def in_words(self, name):
        """One of the texts in the active language; in that of the source page where nobody translated it."""
        translated = self.translations.get(get_language() or "", {})
        return translated.get(name) or getattr(self, name)


class QuestionQuerySet(models.QuerySet):
    def kept_shorter(self):
        """Those with answers that are deleted before their registration."""
        shorter = Q(retention_days__isnull=False) | Q(special_need=True)
        return self.filter(shorter, answers__isnull=False).distinct()

    def shown_once_at(self, occurrence):
        """Those that whoever takes over a place answers anew, if they like (`is_shown_once`)."""
        is_shown_once = Q(special_need=True) | Q(kind=Question.Kind.FILE)
        return self.filter(is_shown_once, event_key=occurrence.event_key, is_active=True)

    def asked_at(self, occurrence, registration=None):
        """What people are asked who register for a date, with what they can choose.

        With a registration that is to be changed also what it has chosen and nobody else can choose any more.
        """
        options = Prefetch("options", Option.objects.offered_to(registration).with_taken(occurrence))
        return (
            self.filter(event_key=occurrence.event_key, is_active=True)
            .select_related("shown_if")
            .prefetch_related(options)
        )


class Question(Translated):
    """What an event asks those who register, as `actions.questions` projected it from the page.

    A question that was answered and is asked no more stays, retired, with its answers.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("short text")
        LONG_TEXT = "long_text", _("long text")
        NUMBER = "number", _("number")
        CHOICE = "choice", _("one of several")
        CHOICES = "choices", _("several of several")
        DATE = "date", _("date")
        CONSENT = "consent", _("consent")
        FILE = "file", _("file")

    PERSONAL = (Kind.CONSENT, Kind.FILE)

    event_key = models.UUIDField(editable=False)
    of_set = models.UUIDField(null=True, blank=True, editable=False)  # translation key of the set that it stands in
    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    help_text = models.CharField(max_length=1000, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    required = models.BooleanField(default=False)
    special_need = models.BooleanField(default=False)
    retention_days = models.PositiveIntegerField(null=True, blank=True)
    minimum = models.IntegerField(null=True, blank=True)
    maximum = models.IntegerField(null=True, blank=True)
    shown_if = models.ForeignKey("Option", models.SET_NULL, null=True, blank=True, related_name="reveals")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("question of an event")
        verbose_name_plural = _("questions of events")
        constraints = [models.UniqueConstraint(fields=["event_key", "key"], name="question_once")]

    @property
    def days_kept(self):
        """Days after the date until its answers are deleted; None for as long as the registration."""
        if self.retention_days is not None:
            return min(self.retention_days, conf.RETENTION_MAX_DAYS)
        return conf.SPECIAL_NEEDS_DAYS if self.special_need else None

    @property
    def is_shown_once(self):
        """Nobody reads its answer behind a link: a special need, which others could see, or a file."""
        return self.special_need or self.kind == self.Kind.FILE

    @property
    def is_personal(self):
        """Its answer concerns one person alone: it is not handed over, and nobody else reads or changes it."""
        return self.special_need or self.kind in self.PERSONAL

    @property
    def field_name(self):
        """How forms call it."""
        return f"question-{self.pk}"


class OptionQuerySet(models.QuerySet):
    def limited(self):
        return self.filter(places__isnull=False)

    def offered_to(self, registration=None):
        """Adds `is_held` where somebody has registered: they have chosen it before."""
        if registration is None:
            return self.filter(is_active=True)
        chosen = Answer.options.through.objects.filter(option=OuterRef("pk"), answer__registration=registration)
        return self.annotate(is_held=Exists(chosen)).filter(Q(is_active=True) | Q(is_held=True))

    def with_taken(self, occurrence):
        """Adds `taken`: how many people with a place at a date have chosen it; 0 where nobody counts."""
        chosen = Answer.options.through.objects.filter(
            option=OuterRef("pk"), answer__registration__in=occurrence.registrations.with_place().values("pk")
        )
        number = chosen.order_by().values("option").annotate(number=Count("pk")).values("number")
        counted = Case(When(places__isnull=False, then=Subquery(number)), output_field=models.IntegerField())
        return self.annotate(taken=Coalesce(counted, 0))


class Option(Translated):
    """One of the choices of a question, for each date with as many places as it says."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    key = models.CharField(max_length=KEY_LENGTH, editable=False)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = OptionQuerySet.as_manager()

    is_held = False
    taken: int  # where it was read `with_taken`

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("choice of a question")
        verbose_name_plural = _("choices of questions")
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="option_once")]

    @property
    def left(self):
        """Places that nobody has, of one that was read `with_taken`; None without a limit, and for whoever has it."""
        return self.left_with(fewer=0)

    def left_with(self, *, fewer):
        """The same if so many of those who have it left."""
        return None if self.places is None or self.is_held else max(self.places - self.taken + fewer, 0)


def random_name(_answer, name):
    """Nothing of the name that a person gave their file; only what kind of file it turned out to be."""
    return f"{FOLDER}/{secrets.token_hex(16)}{PurePath(name).suffix}"


class AnswerQuerySet(models.QuerySet):
    def personal(self):
        """What concerns one person alone, and nobody who comes in their place."""
        return self.filter(Q(question__special_need=True) | Q(question__kind__in=Question.PERSONAL))

    def passed_on(self):
        return self.exclude(pk__in=self.personal().values("pk"))


class Answer(models.Model):
    """What a person answered to a question, as the type that it is.

    Of a consent `text` holds the words that were agreed to, of a file the name that the person gave it.
    """

    registration = models.ForeignKey("Registration", models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    number = models.IntegerField(null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    wording = models.CharField(max_length=64, blank=True)  # a digest, by which consents to the same words are found
    file = models.FileField(upload_to=random_name, blank=True)
    options = models.ManyToManyField(Option, related_name="answers", blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question__position", "pk"]
        verbose_name = _("answer of a registration")
        verbose_name_plural = _("answers of registrations")
        constraints = [models.UniqueConstraint(fields=["registration", "question"], name="answer_once")]

    def __str__(self):
        # Not what was answered: this text may go into logs.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def value(self):
        """The answer as its type; the words of what was chosen."""
        if self.question.kind in {Question.Kind.CHOICE, Question.Kind.CHOICES}:
            return ", ".join(option.in_words("label") for option in self.options.all())
        if self.question.kind == Question.Kind.CONSENT:
            return gettext("yes")
        return {Question.Kind.NUMBER: self.number, Question.Kind.DATE: self.date}.get(self.question.kind, self.text)

    def agree(self, words, moment):
        """To these words, at this moment."""
        self.text, self.agreed_at = words, moment
        self.wording = sha256(words.encode()).hexdigest()
