import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.languages import site_languages
from networks.querysets import ManagedQuerySet

from ..choices import RegistrationStatus
from ..conf import conf
from .questions import Option

Status = RegistrationStatus
LIVE = [Status.UNCONFIRMED, Status.REQUESTED, Status.WAITING, Status.OFFERED, Status.CONFIRMED]


def confirm_by(asked_at, occurrence):
    return min(asked_at + timedelta(hours=conf.CONFIRM_WITHIN_HOURS), occurrence.start)


def holds_q():
    return Q(status__in=Registration.HOLDING, held_until__gt=timezone.now())


class RegistrationQuerySet(ManagedQuerySet):
    def live(self):
        return self.filter(status__in=Registration.LIVE)

    def informed(self):
        """Those who are told more than to confirm their address, which may be somebody else's."""
        return self.live().exclude(status=Status.UNCONFIRMED)

    def confirmed(self):
        return self.filter(status=Status.CONFIRMED)

    def with_place(self):
        """Those who have a place, and those for whom one is kept."""
        return self.filter(Q(status=Registration.Status.CONFIRMED) | holds_q())

    def holding(self):
        """Those for whom a place is kept until they confirm their address or accept an offer."""
        return self.filter(holds_q())

    def to_approve(self):
        return self.upcoming().filter(status=Status.REQUESTED)

    def overdue(self):
        """Whose time to confirm their address, or to accept an offer, is over."""
        asked_before = timezone.now() - timedelta(hours=conf.CONFIRM_WITHIN_HOURS)
        too_late = Q(created_at__lte=asked_before) | Q(occurrence__start__lte=timezone.now())
        unanswered = Q(status=Status.OFFERED, held_until__lte=timezone.now())
        return self.filter(Q(too_late, status=Status.UNCONFIRMED) | unanswered)

    def never_proved(self):
        """Registrations that are over and whose address nobody confirmed, though they were asked to."""
        links = RegistrationLink.objects.filter(purpose=RegistrationLink.Purpose.CONFIRM)
        alone = Q(Exists(links.filter(registration=OuterRef("pk"))), group=None)
        together = Q(Exists(links.filter(group=OuterRef("group"))), group__address_confirmed_at=None)
        return self.filter(alone | together, address_confirmed_at=None).exclude(status__in=Registration.LIVE)

    def waiting(self):
        """Those who wait, in the order in which they get a place."""
        return self.filter(status=Status.WAITING).order_by("queue_number", "pk")

    def managed_q(self, user, viewer):
        return Q(occurrence__networks__in=viewer.coordinated_ids)

    def of_user(self, user):
        return self.filter(user=user)

    def upcoming(self):
        """By date; as for dates, one that runs now is not over."""
        return self.filter(occurrence__end__gt=timezone.now()).order_by("occurrence__start", "pk")

    def not_begun(self):
        return self.filter(occurrence__start__gt=timezone.now())

    def past(self):
        return self.filter(occurrence__end__lte=timezone.now()).order_by("-occurrence__start", "-pk")

    def with_event(self):
        return self.select_related("occurrence__page")

    def with_position(self):
        """Adds `waiting_position`: 1 for whoever gets the next free place, None for everybody who does not wait."""
        ahead = (
            self.model._base_manager.filter(
                status=Status.WAITING,
                occurrence=OuterRef("occurrence"),
                queue_number__lte=OuterRef("queue_number"),
            )
            .order_by()
            .values("occurrence")
            .annotate(number=Count("pk"))
            .values("number")
        )
        is_waiting = When(status=Status.WAITING, then=Subquery(ahead))
        return self.annotate(waiting_position=Case(is_waiting, output_field=models.IntegerField()))

    def last_calendar_sequences(self):
        """The highest of each address at each date."""
        return self.order_by().values("occurrence", "email").annotate(last=Max("calendar_sequence"))

    def next_queue_number(self):
        return self.aggregate(next=Coalesce(Max("queue_number"), 0) + 1)["next"]


class Registration(models.Model):
    """A person at one date of an event. The status moves by `events.transitions` alone, through `events.actions`."""

    Status = Status

    class Source(models.TextChoices):
        WEBSITE = "website", _("website")
        INVITATION = "invitation", _("personal invitation")
        STAFF = "staff", _("entered by staff")

    LIVE = LIVE
    HOLDING = (Status.UNCONFIRMED, Status.OFFERED)

    occurrence = models.ForeignKey(
        "events.Occurrence", models.PROTECT, related_name="registrations", verbose_name=_("date")
    )
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    organisation = models.CharField(_("company or organisation"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    remarks = models.TextField(_("remarks"), max_length=1000, blank=True)
    staff_note = models.TextField(_("note of staff"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    queue_number = models.PositiveIntegerField(
        _("number"), help_text=_("Counts the registrations of a date in the order in which they came.")
    )
    submission_key = models.UUIDField(unique=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=site_languages)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("account"),
    )
    group = models.ForeignKey(
        "events.Group",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("registered by"),
    )
    source = models.CharField(_("came by"), max_length=10, choices=Source.choices, default=Source.WEBSITE)
    as_member = models.BooleanField(
        _("as a member"), default=False, help_text=_("Can have the places that are kept for members.")
    )
    # Another person at the same date, or the same person at another date of the event, who had the place before.
    replaces = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("takes over from"),
    )
    beyond_limit = models.BooleanField(_("let in beyond the limit"), default=False)
    # What our mails put into the person's calendar (events.invitations).
    is_in_calendar = models.BooleanField(default=False, editable=False)
    calendar_sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    held_until = models.DateTimeField(
        _("place kept until"), null=True, blank=True, help_text=_("Until then the place is taken for nobody else.")
    )
    address_confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("made anonymous at"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        permissions = [("view_special_needs", _("Can see what people told of special needs"))]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "email"],
                condition=Q(status__in=LIVE, anonymised_at=None),
                name="registration_one_live",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CANCELLED, cancelled_at__isnull=False)
                | (~Q(status=Status.CANCELLED) & Q(cancelled_at=None)),
                name="registration_cancelled_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["occurrence", "status", "queue_number"], name="registration_queue"),
            models.Index(F("created_at").desc(), F("id").desc(), name="registration_newest"),
        ]

    def __str__(self):
        # No name: this text goes into logs that live longer than the registration's data.
        return f"{self._meta.verbose_name} {self.pk}"

    @cached_property
    def limited_options(self):
        """The keys of what this person chose that has places of its own; to be set where nothing is stored yet."""
        return list(Option.objects.limited().filter(answers__registration=self.pk).values_list("pk", flat=True))

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip() or gettext("(deleted)")

    @property
    def registered_by(self):
        """Who did it for them, in words; empty for whoever came by themselves."""
        return self.group.in_full if self.group else ""

    @property
    def is_live(self):
        return self.status in self.LIVE

    @property
    def confirm_by(self):
        """Until when the person can confirm their address."""
        return confirm_by(self.created_at, self.occurrence)

    @property
    def can_be_confirmed(self):
        return self.is_unconfirmed and not self.occurrence.is_cancelled and self.confirm_by > timezone.now()

    @property
    def can_be_accepted(self):
        """By the person; for a group by whoever registered it."""
        return self.group_id is None and self.is_offered and self.holds_a_place and not self.occurrence.is_cancelled

    @property
    def cancel_until(self):
        """Whoever has no place leaves none empty by going at the last moment."""
        return self.occurrence.cancel_until if self.is_confirmed else self.occurrence.start

    @property
    def can_be_cancelled(self):
        """By the person, in time; a cancelled event needs it no more."""
        return self.is_live and not self.occurrence.is_cancelled and self.cancel_until > timezone.now()

    @property
    def can_be_changed(self):
        return self._can_be_managed(self.occurrence.change_until)

    @property
    def can_be_replaced(self):
        """An offer is to be accepted first: it is made to one person."""
        return not self.is_offered and self._can_be_managed(self.occurrence.replace_until)

    @property
    def can_be_rebooked(self):
        """To another date of the event, if it has one."""
        return self._can_be_managed(self.occurrence.rebook_until)

    @property
    def can_be_moved(self):
        """By staff, to another date of the event: later than by the person, and from a date that is cancelled."""
        return self.is_live and not self.is_unconfirmed and not self.occurrence.is_past

    def _can_be_managed(self, until):
        """By the person, whose address is proved, until a deadline; None if never."""
        is_told = self.is_live and not self.is_unconfirmed
        return is_told and not self.occurrence.is_cancelled and until is not None and until > timezone.now()

    @property
    def successor(self):
        return getattr(self, "replaced_by", None)

    @property
    def was_handed_over(self):
        """To somebody else at the same date, who alone can do anything about it now."""
        return self.successor is not None and self.successor.occurrence_id == self.occurrence_id

    @property
    def takes_a_place(self):
        """As `with_place` asks; a test compares the two."""
        return self.is_confirmed or self.holds_a_place

    @property
    def holds_a_place(self):
        """Whether a place is kept until they confirm their address or accept the offer."""
        is_kept = self.held_until is not None and self.held_until > timezone.now()
        return self.status in self.HOLDING and is_kept

    @property
    def is_confirmed(self):
        return self.status == Status.CONFIRMED

    @property
    def is_offered(self):
        return self.status == Status.OFFERED

    @property
    def is_requested(self):
        return self.status == Status.REQUESTED

    @property
    def is_unconfirmed(self):
        return self.status == Status.UNCONFIRMED

    @property
    def is_waiting(self):
        return self.status == Status.WAITING


class RegistrationLink(models.Model):
    """A link from a mail to a registration, a group or an invitation, for one purpose. Each mail has one of its own.

    We know only its hash.
    """

    class Purpose(models.TextChoices):
        MANAGE = "manage", _("look and cancel")
        CONFIRM = "confirm", _("confirm the address")
        REGISTER = "register", _("register by invitation")

    registration = models.ForeignKey(Registration, models.CASCADE, null=True, related_name="links")
    group = models.ForeignKey("events.Group", models.CASCADE, null=True, related_name="links")
    invitation = models.ForeignKey("events.Invitation", models.CASCADE, null=True, related_name="links")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.MANAGE)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("link to a registration")
        verbose_name_plural = _("links to registrations")
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False, group=None, invitation=None)
                | Q(registration=None, group__isnull=False, invitation=None)
                | Q(registration=None, group=None, invitation__isnull=False),
                name="registration_link_opens_one",
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def issue(cls, target, purpose=Purpose.MANAGE):
        """Store a new link to what it opens and return its token, which exists nowhere else."""
        return cls.issue_each([target], purpose)[target.pk]

    @classmethod
    def issue_each(cls, targets, purpose=Purpose.MANAGE):
        """The same for many things of a kind at once. Returns the tokens by key."""
        tokens = {target.pk: secrets.token_urlsafe(24) for target in targets}
        cls.objects.bulk_create(
            cls(**{target._meta.model_name: target}, purpose=purpose, token_hash=cls.hash_of(tokens[target.pk]))
            for target in targets
        )
        return tokens

    @staticmethod
    def hash_of(token):
        return sha256(token.encode()).hexdigest()
