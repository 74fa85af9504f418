from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """A mail as it will be sent: rendered text, written in the transaction that causes it, sent by a worker."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    dedupe_key = models.CharField(
        _("key"), max_length=200, unique=True, help_text=_("No second mail with the same key.")
    )
    message_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    language = models.CharField(_("language"), max_length=10)
    to = models.CharField(_("recipient"), max_length=254)
    reply_to = models.CharField(_("reply to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    is_secret = models.BooleanField(default=False, editable=False)  # holds a code or link to log in as the recipient
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"))
    claim = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        permissions = [("resend_outboxmessage", _("Can send a mail again"))]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_due"),
            models.Index(fields=["-created_at", "-id"], name="outbox_newest"),
        ]

    def __str__(self):
        return self.subject


class OutboxAttachment(models.Model):
    """A small file that goes with a mail, such as the calendar entry of a date."""

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="attachments")
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=120)
    content = models.BinaryField(_("content"))
    is_alternative = models.BooleanField(
        _("another form of the text"), default=False, help_text=_("Read by the program instead of offered as a file.")
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.name


class Lease(models.Model):
    """Who does a recurring piece of work right now: one worker at a time, and another one if that one died."""

    name = models.CharField(max_length=100, primary_key=True)
    taken_until = models.DateTimeField()

    class Meta:
        verbose_name = _("running work")
        verbose_name_plural = _("running work")

    def __str__(self):
        return self.name
