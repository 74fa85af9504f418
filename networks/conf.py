"""Settings of this app. Each is read when it is used; `docs/settings.md` explains them."""

from email.utils import parseaddr

from django.conf import settings


class Conf:
    @property
    def OUTBOX_RESCUE_AFTER(self) -> int:
        """`NETWORKS_OUTBOX_RESCUE_AFTER`: seconds until a mail whose worker died is sent by another one."""
        return getattr(settings, "NETWORKS_OUTBOX_RESCUE_AFTER", 600)

    @property
    def OUTBOX_DAYS(self) -> int:
        """`NETWORKS_OUTBOX_DAYS`: days after which the words and addresses of a mail are erased."""
        return getattr(settings, "NETWORKS_OUTBOX_DAYS", 30)

    @property
    def MAIL_DOMAIN(self) -> str:
        """`NETWORKS_MAIL_DOMAIN`: the right side of each Message-ID; without it the domain of the sender."""
        return getattr(settings, "NETWORKS_MAIL_DOMAIN", "")

    @property
    def mail_domain(self) -> str:
        return self.MAIL_DOMAIN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


conf = Conf()
