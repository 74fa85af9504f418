from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .occurrences import Occurrence
from .registrations import Registration


class ChangeNoticeQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(decision=ChangeNotice.Decision.OPEN)

    def to_decide(self):
        """Those about which staff is to be asked: the date is still to come, and somebody knows it otherwise."""
        knows = Registration.objects.informed().filter(
            occurrence=OuterRef("occurrence"), created_at__lte=OuterRef("changed_at")
        )
        to_come = self.undecided().filter(
            occurrence__end__gt=timezone.now(),
            occurrence__published=True,
            occurrence__status=Occurrence.Status.SCHEDULED,
        )
        return to_come.filter(Exists(knows))


class ChangeNotice(models.Model):
    """What people plan by has changed: staff decides whether they are told. Several changes of a date make one."""

    class Decision(models.TextChoices):
        OPEN = "open", _("to be decided")
        TOLD = "told", _("told")
        SILENT = "silent", _("not told")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="change_notices", verbose_name=_("date"))
    before = models.JSONField()
    after = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("changed by")
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    texts = models.JSONField(_("texts, by language"), default=dict)
    told = models.PositiveIntegerField(_("how many were told"), default=0)

    objects = ChangeNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        default_permissions = []
        verbose_name = _("change of a date")
        verbose_name_plural = _("changes of dates")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(decision="open"), name="change_notice_one_undecided"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_undecided(self):
        return self.decision == self.Decision.OPEN

    def recipients(self):
        """Those who know the date as it was: whoever registered later was told what holds now."""
        people = self.occurrence.registrations.informed().filter(created_at__lte=self.changed_at)
        # The link to the meeting is for people with a place.
        return people if self.concerns_all else people.confirmed()

    def languages(self):
        """Those in which a mail about it is read, also by whoever registered a group."""
        found = self.recipients().order_by().values_list("language", "group__language").distinct()
        return sorted({language for pair in found for language in pair if language})

    @property
    def concerns_all(self):
        """Whether anything else than the link to the meeting has changed."""
        private = {"online_url"}
        return any(self.before[name] != self.after[name] for name in self.after.keys() - private)
