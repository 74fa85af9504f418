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
    def FORM_MINIMUM_SECONDS(self) -> float:
        """`NETWORKS_FORM_MINIMUM_SECONDS`: a form that comes back faster than this was not read by a person."""
        return getattr(settings, "NETWORKS_FORM_MINIMUM_SECONDS", 3)

    @property
    def FORM_LIMIT_PER_ADDRESS(self) -> int:
        """`NETWORKS_FORM_LIMIT_PER_ADDRESS`: uses of a form for one e-mail address within an hour."""
        return getattr(settings, "NETWORKS_FORM_LIMIT_PER_ADDRESS", 10)

    @property
    def FORM_LIMIT_PER_NETWORK(self) -> int:
        """`NETWORKS_FORM_LIMIT_PER_NETWORK`: uses of a form from one IP address (IPv6: /64) within an hour."""
        return getattr(settings, "NETWORKS_FORM_LIMIT_PER_NETWORK", 100)

    @property
    def TRUSTED_PROXY_COUNT(self) -> int:
        """`NETWORKS_TRUSTED_PROXY_COUNT`: how many proxies of ours each add to `X-Forwarded-For`."""
        return getattr(settings, "NETWORKS_TRUSTED_PROXY_COUNT", getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))

    @property
    def mail_domain(self) -> str:
        return self.MAIL_DOMAIN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


conf = Conf()
