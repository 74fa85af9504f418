"""Personal invitations: who was asked to come to a date, and what became of it."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.languages import site_languages
from networks.models import OutboxMessage
from networks.querysets import ManagedQuerySet

from ..choices import InvitationStatus, RegistrationStatus
from .registrations import Registration

Status = InvitationStatus
NOT_SOONER = timedelta(days=1)


class InvitationQuerySet(ManagedQuerySet):
    def managed_q(self, user, viewer):
        return Q(occurrence__networks__in=viewer.coordinated_ids)

    def standing(self):
        """Those that nobody has withdrawn, also when they were used."""
        return self.filter(withdrawn_at=None, anonymised_at=None)

    def to_write(self):
        """Those for whom a mail is asked for; while the date is not shown, it waits."""
        return self.standing().filter(occurrence__published=True).exclude(next_mail="").order_by("pk")

    def with_status(self):
        """Adds `status`, also for whoever registered by another way with the address that was invited."""
        told = Registration.objects.informed().filter(anonymised_at=None)
        by_address = told.filter(occurrence=OuterRef("occurrence"), email=OuterRef("email"))
        informed = [status for status in Registration.LIVE if status != RegistrationStatus.UNCONFIRMED]
        cases = [
            When(withdrawn_at__isnull=False, then=Value(Status.WITHDRAWN)),
            When(registration__status__in=informed, then=Value(Status.REGISTERED)),
            When(Exists(by_address), then=Value(Status.REGISTERED)),
            When(registration__isnull=False, then=Value(Status.GONE)),
            When(declined_at__isnull=False, then=Value(Status.DECLINED)),
            When(~Q(next_mail=""), then=Value(Status.TO_WRITE)),
            When(Q(mails=0) | Q(mail__state=OutboxMessage.State.FAILED), then=Value(Status.FAILED)),
            When(mail__state=OutboxMessage.State.SENT, then=Value(Status.SENT)),
        ]
        status = Case(*cases, default=Value(Status.WRITTEN), output_field=models.CharField())
        return self.annotate(status=status)

    def to_remind(self):
        """Whoever got a mail and has neither registered nor said no; nobody twice within a day."""
        not_just_now = Q(reminded_at=None) | Q(reminded_at__lt=timezone.now() - NOT_SOONER)
        got_one = self.with_status().filter(status__in=[Status.WRITTEN, Status.SENT], anonymised_at=None)
        return got_one.filter(not_just_now)


class Invitation(models.Model):
    """Somebody was asked to come, at one address. The link in each mail is a `RegistrationLink`.

    A worker writes the mail that `next_mail` names; `mail` is the last one. What was withdrawn stays so: whoever is
    invited after that gets another row.
    """

    Status = Status
    status: str  # of rows that were read `with_status()`

    class Mail(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("reminder")

    occurrence = models.ForeignKey(
        "events.Occurrence", models.CASCADE, related_name="invitations", verbose_name=_("date")
    )
    email = models.EmailField(_("e-mail"))
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    organisation = models.CharField(_("company or organisation"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=site_languages)
    origin = models.CharField(_("where we have the address from"), max_length=200)
    words = models.TextField(_("text in the mail"), max_length=2000, blank=True)
    reminder_words = models.TextField(_("text in the reminder"), max_length=2000, blank=True)
    next_mail = models.CharField(max_length=10, choices=Mail.choices, blank=True, editable=False)
    mails = models.PositiveSmallIntegerField(_("mails"), default=0, editable=False)
    mail = models.ForeignKey(
        OutboxMessage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("last mail")
    )
    registration = models.OneToOneField(
        Registration, models.SET_NULL, null=True, blank=True, related_name="invitation", verbose_name=_("registration")
    )
    created_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("said no at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("made anonymous at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ["view", "add", "change"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email"],
                condition=Q(withdrawn_at=None, anonymised_at=None),
                name="invitation_one_standing",
            )
        ]
        indexes = [models.Index(fields=["id"], condition=~Q(next_mail=""), name="invitation_to_write")]

    def __str__(self):
        # No name: this text goes into logs that live longer than the invitation's data.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def full_name(self):
        """Empty for whoever is known by an address alone."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def title(self):
        """What a list calls it."""
        return self.full_name or self.email or gettext("(deleted)")

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def can_be_used(self):
        return not self.is_withdrawn and self.registration_id is None and self.anonymised_at is None

    @property
    def use_until(self):
        """Until when one can register with it, as with the form for everybody."""
        return self.occurrence.closes_at

    def standing_registration(self):
        """The registration of whoever was invited: by this invitation, or by another way with this address."""
        same = self.occurrence.registrations.informed().filter(email=self.email, anonymised_at=None)
        found = same.with_position().first()
        if found is None and self.registration_id:
            found = Registration.objects.with_position().get(pk=self.registration_id)
        return found
