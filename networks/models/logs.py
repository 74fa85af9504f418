from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager

from ..visibility import viewer_for


class RowLogManager(BaseLogEntryManager):
    def log_action(self, instance, action, **kwargs):
        return super().log_action(instance, action, **kwargs | {"object_id": str(instance.pk)})

    def viewable_by_user(self, user):
        """Reports show coordinators what they did themselves; an object's own history shows all of it."""
        entries = super().viewable_by_user(user)
        return entries if viewer_for(user).sees_everything else entries.filter(user=user)

    def for_instance(self, instance):
        content_type = ContentType.objects.get_for_model(instance, for_concrete_model=False)
        return self.filter(content_type=content_type, object_id=str(instance.pk))

    def forget_name(self, instance):
        """For a row that goes: who it was about is not kept for good in its history."""
        self.for_instance(instance).update(label=f"{instance._meta.verbose_name} {instance.pk}")


class RowLogEntry(BaseLogEntry):
    """The history of rows that coordinators see some of. Wagtail's own log shows each model's rows all or none."""

    object_id = models.CharField(max_length=255, db_index=True)

    objects = RowLogManager()

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-id"]
        verbose_name = _("log entry of a row")
        verbose_name_plural = _("log entries of rows")

    def __str__(self):
        return f"{self.action} {self.content_type_id}:{self.object_id}"
