from datetime import timedelta

from django.conf import settings
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import MembershipQuerySet
from ..visibility import Tier
from .people import Organisation, Person

EXPIRING_WITHIN = timedelta(days=30)


def canonical_network_id(network_id):
    """Translations of a network share their rows, which all stand at the translation that was there first."""
    from .pages import NetworkPage

    keys = NetworkPage.objects.filter(pk=network_id).values("translation_key")
    first = NetworkPage.objects.filter(translation_key__in=keys).order_by("pk").values_list("pk", flat=True).first()
    return first or network_id


class Membership(models.Model):
    """An organisation or a person in a network. Decisions are stored; states that follow from dates are computed."""

    class Decision(models.TextChoices):
        APPLIED = "applied", _("applied")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        RESIGNED = "resigned", _("resigned")
        EXCLUDED = "excluded", _("excluded")

    class State(models.TextChoices):
        APPLIED = "applied", _("application open")
        PENDING = "pending", _("starts later")
        ACTIVE = "active", _("active")
        EXPIRING = "expiring", _("ends soon")
        EXPIRED = "expired", _("expired")
        DECLINED = "declined", _("declined")
        RESIGNED = "resigned", _("resigned")
        EXCLUDED = "excluded", _("excluded")

    network = models.ForeignKey(
        "networks.NetworkPage", models.PROTECT, related_name="memberships", verbose_name=_("network")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("person")
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, default=Decision.APPLIED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    applied_on = models.DateField(_("applied on"), default=timezone.localdate)
    starts_on = models.DateField(_("member from"), null=True, blank=True)
    ends_on = models.DateField(_("member until"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    visibility = models.CharField(
        _("shown to"),
        max_length=10,
        choices=Tier.choices,
        default=Tier.STAFF,
        help_text=_("As the member wishes. Until you know, leave it at staff only."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [
            models.Index(fields=["network", "decision", "starts_on", "ends_on"], name="membership_in_force"),
            models.Index(fields=["-applied_on", "-id"], name="membership_newest"),
        ]
        permissions = [("view_everything", _("Can see what is hidden from visitors and members"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None, person__isnull=False) | Q(organisation__isnull=False, person=None),
                name="membership_of_one_member",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["approved", "resigned"]) | Q(starts_on__isnull=False),
                name="membership_approved_has_start",
            ),
            models.CheckConstraint(
                condition=~Q(decision="resigned") | Q(ends_on__isnull=False), name="membership_resigned_has_end"
            ),
            models.UniqueConstraint(
                fields=["network", "organisation"], condition=Q(decision="applied"), name="membership_one_application"
            ),
            models.UniqueConstraint(
                fields=["network", "person"], condition=Q(decision="applied"), name="membership_one_application_person"
            ),
        ]

    def __str__(self):
        return f"{self.member} – {self.network}"

    @property
    @display(description=_("member"))
    def member(self):
        return self.organisation or self.person

    @property
    @display(description=_("district"))
    def district(self):
        """That of an organisation; a person has none."""
        return self.organisation.district if self.organisation_id else None

    @property
    def state(self):
        if self.decision not in IN_FORCE:
            return self.State(self.decision)
        today = timezone.localdate()
        if self.ends_on is not None and self.ends_on < today:
            return self.State.RESIGNED if self.decision == self.Decision.RESIGNED else self.State.EXPIRED
        if self.starts_on > today:
            return self.State.PENDING
        ends_soon = self.ends_on is not None and self.ends_on <= today + EXPIRING_WITHIN
        return self.State.EXPIRING if ends_soon else self.State.ACTIVE

    @property
    def state_label(self):
        return self.state.label

    def save(self, *args, **kwargs):
        self.network_id = canonical_network_id(self.network_id)
        super().save(*args, **kwargs)

    @property
    def is_active(self):
        return self.state in {self.State.ACTIVE, self.State.EXPIRING}

    def clean(self):
        """Every fault beside its field and all at once: what is left over, the database would call by its name."""
        if faults := self._faults_of_member() | self._faults_of_dates() or self._overlap():
            raise ValidationError(faults)

    def _faults_of_member(self):
        if bool(self.organisation_id) != bool(self.person_id):
            return {}
        return dict.fromkeys(["organisation", "person"], _("Choose either an organisation or a person."))

    def _faults_of_dates(self):
        faults = {}
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            faults["ends_on"] = _("The end lies before the start.")
        if self.decision in IN_FORCE and self.starts_on is None:
            faults["starts_on"] = _("An approved membership needs a first day.")
        if self.decision == self.Decision.RESIGNED and self.ends_on is None:
            faults["ends_on"] = _("Who resigns needs a last day; until then the membership goes on.")
        return faults

    def _overlap(self):
        """One member is in a network once at a time; a member who comes back gets a row of its own."""
        if self.network_id is None or self.decision not in {self.Decision.APPLIED, *IN_FORCE}:
            return {}
        field = "organisation" if self.organisation_id else "person"
        others = Membership.objects.same_member(self).exclude(pk=self.pk)
        if self.decision == self.Decision.APPLIED:
            applied = others.filter(decision=self.Decision.APPLIED).exists()
            return {field: _("This member has already applied to the network.")} if applied else {}
        if others.overlapping(self.starts_on, self.ends_on).exists():
            return {field: _("This member is in the network at that time already; change that membership.")}
        return {}


# A resigned member stays until the last day; who is excluded is out at once.
IN_FORCE = (Membership.Decision.APPROVED, Membership.Decision.RESIGNED)


class Coordination(models.Model):
    """Which user looks after which network. A row of its own, so that no page revision can bring a right back."""

    network = models.ForeignKey(
        "networks.NetworkPage", models.CASCADE, related_name="coordinations", verbose_name=_("network")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coordinations", verbose_name=_("coordinator")
    )

    class Meta:
        verbose_name = _("coordinator of a network")
        verbose_name_plural = _("coordinators of networks")
        constraints = [models.UniqueConstraint(fields=["network", "user"], name="coordination_once")]

    def __str__(self):
        return f"{self.user} – {self.network}"

    def save(self, *args, **kwargs):
        self.network_id = canonical_network_id(self.network_id)
        super().save(*args, **kwargs)
