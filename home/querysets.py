from datetime import timedelta

from django.db import models
from django.utils import timezone

from .conf import conf


class InquiryQuerySet(models.QuerySet):
    def new(self):
        return self.filter(state=self.model.State.NEW)

    def expired(self, moment=None):
        """What has been kept for as long as the form says; now, or at another moment."""
        return self.filter(created_at__lt=(moment or timezone.now()) - timedelta(days=conf.INQUIRY_DAYS))
