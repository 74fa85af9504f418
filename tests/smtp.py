"""A mail server of our own, in a thread, that takes mails or refuses them as a test says."""

import asyncio
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from kammernetz import environment

from .servers import free_port


@dataclass
class MailServer:
    """`mails` are what arrived, `raw` their bytes. `refuse` maps an address (or "*") to an answer like "450 Later"."""

    mails: list = field(default_factory=list)
    raw: list = field(default_factory=list)
    recipients: list = field(default_factory=list)
    refuse: dict = field(default_factory=dict)
    refuse_data: dict = field(default_factory=dict)
    cut_after_data: int = 0
    delay: float = 0  # seconds before a mail is taken
    sessions: int = 0
    host: str = "127.0.0.1"
    port: int = field(default_factory=free_port)
    controller: Controller | None = None

    @property
    def url(self):
        """For `EMAIL_URL` of a site under test."""
        return f"smtp://{self.host}:{self.port}"

    def start(self):
        self.controller = _Controller(_Handler(self), hostname=self.host, port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def to(self, address):
        """The mails that arrived for an address."""
        return [mail for mail, to in zip(self.mails, self.recipients, strict=True) if address in to]


class _Controller(Controller):
    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True, hostname="mail.example.org")


class _Handler:
    def __init__(self, server):
        self.server = server
        self.lock = threading.Lock()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        with self.lock:
            self.server.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.server.refuse.get(address) or self.server.refuse.get("*")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = next((self.server.refuse_data[to] for to in envelope.rcpt_tos if to in self.server.refuse_data), None)
        if refusal:
            return refusal
        await asyncio.sleep(self.server.delay)
        with self.lock:
            self.server.raw.append(envelope.content)
            self.server.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            self.server.recipients.append(list(envelope.rcpt_tos))
        if self.server.cut_after_data:
            self.server.cut_after_data -= 1
            server.transport.close()
        return "250 OK"


@pytest.fixture
def mail_server():
    """A running `MailServer`; give a site `EMAIL_URL=mail_server.url`, or use `sending_for_real`."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def sending_for_real(settings, mail_server):
    """Mails of this process go to `mail_server` by SMTP."""
    for name, value in environment.mail(mail_server.url).items():
        setattr(settings, name, value)
    return mail_server
