import secrets
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonalCalendar(models.Model):
    """The secret address of a calendar of one's own. We know only its hash.

    One that was taken back is remembered, without its owner, so that programs are told that it is gone for good.
    """

    class Kind(models.TextChoices):
        PLACES = "places", _("My registrations")
        MEETINGS = "meetings", _("Internal meetings of my networks")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    kind = models.CharField(_("holds"), max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=10)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        default_permissions = []
        verbose_name = _("personal calendar")
        verbose_name_plural = _("personal calendars")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="personal_calendar_once")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self):
        return self.user is not None and self.user.is_active

    @classmethod
    def found_by(cls, token: str) -> "PersonalCalendar | None":
        return cls.objects.select_related("user").filter(token_hash=cls.hash_of(token)).first()

    @staticmethod
    def new_token() -> str:
        return secrets.token_urlsafe(24)

    @staticmethod
    def hash_of(token: str) -> str:
        return sha256(token.encode()).hexdigest()
