from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """What somebody of staff filters the list of registrations for, by a name of their own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"))
    name = models.CharField(_("name"), max_length=60)
    filters = models.CharField(_("filters and order"), max_length=500, blank=True)
    search = models.CharField(_("search words"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = []
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def query(self):
        """As the address of the list carries it."""
        asked = QueryDict(self.filters, mutable=True)
        if self.search:
            asked["q"] = self.search
        return asked.urlencode()
