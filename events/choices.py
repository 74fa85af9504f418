"""What can be chosen about events, dates and registrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attendance(models.TextChoices):
    IN_PERSON = "in_person", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class Audience(models.TextChoices):
    ALL = "all", _("everybody")
    MEMBERS = "members", _("members of any network")
    NETWORKS = "networks", _("members of the networks of this event")
    INVITED = "invited", _("people with a personal invitation")


class MovingUp(models.TextChoices):
    AT_ONCE = "at_once", _("gives the place at once")
    OFFER = "offer", _("offers the place, with a deadline")


class News(models.TextChoices):
    """How often the organisers of an event hear by mail what happened to its registrations."""

    AT_ONCE = "at_once", _("within a quarter of an hour")
    DAILY = "daily", _("each morning")
    WEEKLY = "weekly", _("each Monday")
    NEVER = "never", _("never")


class RegistrationMode(models.TextChoices):
    NONE = "none", _("not needed")
    HERE = "here", _("here, with our form")
    EXTERNAL = "external", _("at another site")


class OccurrenceStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("takes place")
    CANCELLED = "cancelled", _("cancelled")


class RegistrationStatus(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("address to be confirmed")
    REQUESTED = "requested", _("to be approved")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("place offered")
    CONFIRMED = "confirmed", _("confirmed")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("run out")
    DECLINED = "declined", _("declined")


class InvitationStatus(models.TextChoices):
    """Nobody sets it: `Invitation.objects.with_status()` reads it from what happened."""

    TO_WRITE = "to_write", _("is being written")
    WRITTEN = "written", _("written, not yet sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("cannot be delivered")
    REGISTERED = "registered", _("registered")
    GONE = "gone", _("no longer registered")
    DECLINED = "declined", _("does not come")
    WITHDRAWN = "withdrawn", _("withdrawn")
