from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .pages import EventPage

LONGEST = timedelta(days=90)


class EventReminder(models.Model):
    """When people with a place are reminded of each date of an event."""

    class Unit(models.TextChoices):
        DAYS = "days", _("days")
        HOURS = "hours", _("hours")

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="reminders")
    amount = models.PositiveSmallIntegerField(
        _("how long before"), default=1, validators=[MinValueValidator(1), MaxValueValidator(LONGEST.days)]
    )
    unit = models.CharField(_("unit"), max_length=5, choices=Unit.choices, default=Unit.DAYS)

    class Meta:
        ordering = ["-unit", "amount", "pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self):
        return f"{self.amount} {self.get_unit_display()}"

    @property
    def before(self):
        return timedelta(**{self.unit: self.amount})
