from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..panels import VENUE
from ..querysets import VenueQuerySet


class Known(models.TextChoices):
    """What we know of a place. "Not known" is an answer too: better than a wrong "no"."""

    UNKNOWN = "", _("not known")
    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


class Venue(models.Model):
    """A place where events happen, with what people need to know to get in."""

    name = models.CharField(_("name"), max_length=160)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True)
    district = models.ForeignKey(
        "networks.District", models.PROTECT, null=True, blank=True, related_name="venues", verbose_name=_("district")
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    step_free = models.CharField(_("step-free access"), max_length=6, choices=Known.choices, blank=True)
    accessible_toilet = models.CharField(_("accessible toilet"), max_length=6, choices=Known.choices, blank=True)
    hearing_loop = models.CharField(_("hearing loop"), max_length=6, choices=Known.choices, blank=True)
    parking = models.CharField(_("accessible parking"), max_length=6, choices=Known.choices, blank=True)
    public_transport = models.CharField(
        _("by bus and train"), max_length=300, blank=True, help_text=_("Stop, lines, minutes on foot.")
    )
    access_notes = models.TextField(
        _("further notes on access"), blank=True, help_text=_("Entrance, lift, doorbell, whom to ask.")
    )

    panels = VENUE
    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["city", "name"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="venue_both_coordinates",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.city}" if self.city else self.name

    @property
    def address(self):
        """One line: name, street, postcode and town."""
        town = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.name, self.street, town) if part)
