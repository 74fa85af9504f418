from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.languages import site_languages

from .registrations import Registration, confirm_by


class GroupQuerySet(models.QuerySet):
    def of_user(self, user):
        return self.filter(user=user, anonymised_at=None)

    def upcoming(self):
        """Those of which somebody still comes, by date; one that runs now is not over."""
        live = Registration.objects.live().filter(group=OuterRef("pk"), occurrence=OuterRef("occurrence"))
        upcoming = self.filter(Exists(live), occurrence__end__gt=timezone.now())
        return upcoming.annotate(
            size=Subquery(live.order_by().values("group").annotate(n=Count("pk")).values("n"))
        ).order_by("occurrence__start", "pk")


class Group(models.Model):
    """Who registered several people at once. Whoever comes along as well is one of these people too."""

    occurrence = models.ForeignKey("events.Occurrence", models.CASCADE, related_name="groups", verbose_name=_("date"))
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    organisation = models.CharField(_("company or organisation"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=site_languages)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registered_groups",
        verbose_name=_("account"),
    )
    submission_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), default=timezone.now, editable=False)
    address_confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("made anonymous at"), null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self):
        # No name: this text goes into logs that live longer than the group's data.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip() or gettext("(deleted)")

    @property
    def in_full(self):
        return ", ".join(part for part in (self.full_name, self.organisation) if part)

    @property
    def people(self):
        """In the order in which they were entered. Whoever was moved to another date stands on their own."""
        return self.registrations.filter(occurrence=self.occurrence_id).order_by("queue_number", "pk")

    @property
    def status(self):
        """That of the first who still comes."""
        live = [person.status for person in self.people if person.is_live]
        return live[0] if live else Registration.Status.CANCELLED

    @staticmethod
    def people_of(groups):
        """The `people` of many groups of one date, by the keys of these."""
        people = {group.pk: [] for group in groups}
        dates = {group.pk: group.occurrence_id for group in groups}
        for person in Registration.objects.filter(group__in=people).order_by("queue_number", "pk"):
            if person.occurrence_id == dates[person.group_id]:
                people[person.group_id].append(person)
        return people

    @property
    def confirm_by(self):
        """Until when the one who registered can confirm their address."""
        return confirm_by(self.created_at, self.occurrence)

    @property
    def is_unconfirmed(self):
        return self.people.filter(status=Registration.Status.UNCONFIRMED).exists()

    @property
    def can_be_confirmed(self):
        is_possible = not self.occurrence.is_cancelled and self.confirm_by > timezone.now()
        return is_possible and self.is_unconfirmed

    @property
    def can_be_accepted(self):
        """By whoever registered it, for all."""
        offered = self.people.holding().filter(status=Registration.Status.OFFERED)
        return not self.occurrence.is_cancelled and offered.exists()
