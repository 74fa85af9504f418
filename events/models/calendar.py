from django.db import models
from django.utils import timezone

from .occurrences import Occurrence


class CalendarEntry(models.Model):
    """The ready VEVENT of an occurrence in one language. Feeds join these bytes."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="calendar_entries")
    language = models.CharField(max_length=10)
    ical = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "language"], name="calendar_entry_once")]

    def __str__(self):
        return f"{self.occurrence} ({self.language})"


class CalendarGeneration(models.Model):
    """One row that counts the changes of everything that a feed can show. Caches are keyed by it."""

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    fingerprint = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return str(self.number)
