from django.db import models
from django.utils.translation import gettext_lazy as _


class FormUse(models.Model):
    """One use of a form of the website, for its limits. Address and network are keyed hashes; rows live for a day."""

    form = models.CharField(max_length=40)
    address_hash = models.CharField(max_length=64, blank=True)
    network_hash = models.CharField(max_length=64)
    puzzle = models.UUIDField(unique=True, null=True)  # the one that was solved for it
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("use of a form")
        verbose_name_plural = _("uses of forms")
        indexes = [
            models.Index(fields=["address_hash", "form", "created_at"], name="form_use_by_address"),
            models.Index(fields=["network_hash", "form", "created_at"], name="form_use_by_network"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
