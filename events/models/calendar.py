import uuid
from datetime import timedelta
from typing import NamedTuple

from django.db import connection, models
from django.utils import timezone

from networks.models import NetworkPage

from .occurrences import Occurrence


class CalendarEntry(models.Model):
    """The ready VEVENT of an occurrence in one language. Feeds join these bytes, and say the rules of their zones."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="calendar_entries")
    language = models.CharField(max_length=10)
    zone = models.CharField(max_length=40)  # as the bytes have it, also when the occurrence cannot be written anew
    ical = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occurrence", "language"], name="calendar_entry_once")]

    def __str__(self):
        return f"{self.occurrence} ({self.language})"


class FormerSlug(models.Model):
    """What a network was called in addresses before: whoever subscribed to its calendar then, reads on."""

    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    network = models.ForeignKey(NetworkPage, models.CASCADE, related_name="former_slugs")

    def __str__(self):
        return self.slug


class Generation(NamedTuple):
    number: int = 0
    closed: int = 0
    mark: str = ""


class CalendarGeneration(models.Model):
    """One row that counts the changes of everything that a feed can show. What is kept of feeds is kept with it."""

    number = models.PositiveBigIntegerField(default=0)
    # The number at which something was last taken away from the public: an older copy of a feed may show it.
    closed = models.PositiveBigIntegerField(default=0)
    # Another one each time: after a database was restored, the same number means something else.
    mark = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    fingerprint = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return str(self.number)

    @staticmethod
    def now() -> Generation:
        """By hand, since every visit of every calendar program asks this, and mostly nothing else."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, closed, mark FROM events_calendargeneration WHERE id = 1")
            row = cursor.fetchone()
        return Generation(*row) if row else Generation()

    def move(self, *, closing: bool) -> None:
        """The moment is a full second that no feed has shown before."""
        next_second = timezone.now().replace(microsecond=0) + timedelta(seconds=1)
        self.number += 1
        self.mark = uuid.uuid4().hex
        self.changed_at = max(next_second, self.changed_at + timedelta(seconds=1))
        if closing:
            self.closed = self.number
        self.save(update_fields=["number", "mark", "changed_at", "closed"])
