"""Settings of this app; `docs/settings.md` explains them."""

from email.utils import parseaddr

from django.conf import settings

from .configuration import Configuration, Number, Text, WholeNumber


class Conf(Configuration):
    prefix = "NETWORKS"
    wrong = "networks.E004"

    # Seconds until a mail whose worker died is sent by another one.
    OUTBOX_RESCUE_AFTER = WholeNumber(600)
    # Mails that are tried within a minute, by all workers together: what the mail server takes.
    OUTBOX_PER_MINUTE = WholeNumber(600)
    # Days after which the words and addresses of a mail are erased.
    OUTBOX_DAYS = WholeNumber(30)
    # The right side of each Message-ID; without it the domain of the sender.
    MAIL_DOMAIN = Text("")
    # A form of the website that comes back faster than this was not read by a person.
    FORM_MINIMUM_SECONDS = Number(3, least=0)
    # Uses of a form within an hour, for one e-mail address and from one IP address (IPv6: /64).
    FORM_LIMIT_PER_ADDRESS = WholeNumber(10)
    FORM_LIMIT_PER_NETWORK = WholeNumber(100)
    # How hard the sum is that browsers do for a form: each bit doubles it. 0 asks for none.
    FORM_PUZZLE_BITS = WholeNumber(0, least=0, most=24)
    # Where it is asked for, for those without an answer: seconds until a form may come back, and uses from one IP
    # address within an hour.
    FORM_SECONDS_WITHOUT_PUZZLE = Number(10, least=0)
    FORM_LIMIT_WITHOUT_PUZZLE = WholeNumber(20)
    # How many proxies of ours stand before the site, each adding to `X-Forwarded-For`.
    TRUSTED_PROXY_COUNT = WholeNumber(0, least=0)

    @property
    def mail_domain(self) -> str:
        return self.MAIL_DOMAIN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


conf = Conf()
