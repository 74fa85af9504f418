from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.labels import Labelled


class Colour(models.TextChoices):
    """CSS names, the only colours that a calendar file may carry (RFC 7986, 5.9)."""

    STEELBLUE = "steelblue", _("steel blue")
    DARKSLATEBLUE = "darkslateblue", _("slate blue")
    MEDIUMORCHID = "mediumorchid", _("orchid")
    PURPLE = "purple", _("purple")
    TEAL = "teal", _("teal")
    SEAGREEN = "seagreen", _("sea green")
    OLIVEDRAB = "olivedrab", _("olive")
    GOLDENROD = "goldenrod", _("golden")
    CHOCOLATE = "chocolate", _("chocolate")
    FIREBRICK = "firebrick", _("brick red")
    SLATEGRAY = "slategray", _("slate grey")


class EventKind(Labelled):
    """Network meeting, health day, workshop: what sort of event it is. An editors' list."""

    colour = models.CharField(_("colour"), max_length=20, choices=Colour.choices, default=Colour.STEELBLUE)

    class Meta(Labelled.Meta):
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of events")
