from django.db import models
from django.utils.translation import gettext_lazy as _

from ..languages import translated
from ..slugs import free_slug


class Labelled(models.Model):
    """A term of an editors' list with a stable slug: German name, English name beside it, order, retired or not."""

    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, help_text=_("Part of addresses; never changes."))
    sort_order = models.PositiveIntegerField(_("order"), default=0, db_index=True)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("A retired term stays where it is used but is no longer offered.")
    )

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.label

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(self, self.name)
        super().save(*args, **kwargs)

    @property
    def label(self):
        """The name in the active language; German where no English one was given."""
        return translated(self, "name")
