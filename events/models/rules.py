from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import Audience, MovingUp, RegistrationMode


class RegistrationRules(models.Model):
    """Who may register and how places are given: an editor says it on the page, each date has a copy that counts."""

    registration = models.CharField(
        _("registration"), max_length=10, choices=RegistrationMode.choices, default=RegistrationMode.HERE
    )
    external_url = models.URLField(_("address of the other registration"), blank=True)
    audience = models.CharField(_("who can register"), max_length=10, choices=Audience.choices, default=Audience.ALL)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("For each date. Empty: no limit.")
    )
    waiting_list = models.BooleanField(_("waiting list when full"), default=True)
    waiting_list_limit = models.PositiveIntegerField(
        _("length of the waiting list"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    held_for_members = models.PositiveIntegerField(
        _("of these, kept for members"),
        default=0,
        help_text=_("Others can have the rest. Members: of the event's networks, or of any if it has none."),
    )
    held_for_members_until = models.DateTimeField(
        _("kept until"), null=True, blank=True, help_text=_("Then everybody can have them. Empty: to the end.")
    )
    minimum = models.PositiveIntegerField(
        _("minimum number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2)],
        help_text=_("People with a place, at each date. Empty: it takes place with any number."),
    )
    decide_days = models.PositiveSmallIntegerField(
        _("decided how many days before"),
        null=True,
        blank=True,
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_(
            "The page names the day. On its morning a mail asks you: does it take place? Nothing happens by itself."
        ),
    )
    moving_up = models.CharField(
        _("a place that becomes free"), max_length=10, choices=MovingUp.choices, default=MovingUp.AT_ONCE
    )
    offer_working_days = models.PositiveSmallIntegerField(
        _("working days to accept"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Only for offers. Then the place goes to the next person."),
    )
    moves_until_hours = models.PositiveSmallIntegerField(
        _("moving up ends"),
        default=0,
        help_text=_("So many hours before the event begins. Later you let people in by hand."),
    )
    registration_opens_at = models.DateTimeField(
        _("registration opens"), null=True, blank=True, help_text=_("Empty: as soon as the event is published.")
    )
    opens_for_members_at = models.DateTimeField(
        _("opens for members"),
        null=True,
        blank=True,
        help_text=_("Earlier than for others. Empty: for all at once."),
    )
    registration_closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Empty: when the event begins.")
    )
    needs_approval = models.BooleanField(
        _("staff approves"),
        default=False,
        help_text=_("Nobody has a place until you approve them in the list of registrations."),
    )
    confirm_address = models.BooleanField(
        _("have e-mail addresses confirmed"),
        default=False,
        help_text=_(
            "People get a mail with a link and have a place only when they have used it. Recommended for events that"
            " are open to strangers. Members who are logged in and use their own address need not."
        ),
    )

    cancel_until_hours = models.PositiveSmallIntegerField(
        _("cancelling ends"),
        default=0,
        help_text=_("So many hours before the event begins. Whoever has no place yet can leave until then."),
    )
    change_until_hours = models.PositiveSmallIntegerField(
        _("changing details and answers ends"),
        null=True,
        blank=True,
        default=24,
        help_text=_("So many hours before the event begins. Empty: nobody changes them here."),
    )
    replace_until_hours = models.PositiveSmallIntegerField(
        _("handing over a place ends"),
        null=True,
        blank=True,
        default=0,
        help_text=_(
            "So many hours before the event begins. A colleague then comes instead, also when the event is full and"
            " without a new approval. Empty: nobody hands over a place here."
        ),
    )

    rebook_until_hours = models.PositiveSmallIntegerField(
        _("moving to another date ends"),
        null=True,
        blank=True,
        default=0,
        help_text=_("So many hours before the date that one leaves. Empty: nobody moves to another date here."),
    )

    retention_days = models.PositiveIntegerField(
        _("keep registrations for"),
        null=True,
        blank=True,
        help_text=_("So many days after each date; then names and addresses are deleted. Empty: as the site does."),
    )

    class Meta:
        abstract = True

    @classmethod
    def names(cls) -> list[str]:
        return [field.name for field in cls._meta.get_fields()]
