"""Logging in: allauth does it, and this says how. Its mails go through the outbox; accounts are made by staff."""

import uuid
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from networks.links import site_name, site_url
from networks.models import Person

from . import emails
from .conf import conf


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Address and password do not belong together. Please check both."),
        "incorrect_code": _("This is not the code that we have sent. Please compare them, or have a new one sent."),
        "too_many_login_attempts": _("That was wrong too often. Please wait some minutes and try once more."),
    }

    def is_open_for_signup(self, request):
        return conf.SIGNUP_OPEN

    def new_user(self, request):
        """Whoever signs up proves the address to allauth, which keeps it itself."""
        user = super().new_user(request)
        user.signs_up = True
        return user

    def format_email_subject(self, subject):
        return subject

    def send_mail(self, template_prefix, email, context):
        """Write allauth's mail to the outbox: no visitor waits for a mail server, and none can tell accounts apart."""
        rendered = self.render_mail(template_prefix, email, self._mail_context(email) | _with_own_links(context))
        emails.account_mail(
            key=f"account:{uuid.uuid4()}",
            name=template_prefix.rpartition("/")[2],
            to=email,
            language=get_language(),
            subject=rendered.subject,
            text=rendered.body,
        )

    def _mail_context(self, email):
        site = {"name": site_name(), "domain": site_url()}
        return {"request": self.request, "email": email, "current_site": site}


def _with_own_links(context):
    """Links lead to the address of the site, whatever host the request has named."""
    links = {name: value for name, value in context.items() if name.endswith("_url") and isinstance(value, str)}
    return context | {
        name: site_url(urlsplit(value)._replace(scheme="", netloc="").geturl()) for name, value in links.items()
    }


def keep_address(user):
    """Let allauth know the address of an account that staff made or changed; it counts as proved when it is used."""
    if getattr(user, "signs_up", False):
        return
    addresses = EmailAddress.objects.filter(user=user)
    if addresses.filter(email=user.email).exists():
        return
    addresses.filter(primary=True).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)


def confirm_address(user):
    """Count a user's address as verified, for accounts made by people who know it is right (and for the demo)."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


def proved_addresses(user) -> list[str]:
    return list(_verified(user))


def link_person(user) -> Person | None:
    """Tie an account to the one person with a mail address that the account has proved to own.

    Several people with one address (a shared mailbox) are left to staff.
    """
    if Person.objects.filter(user=user).exists():
        return None
    people = [person for address in _verified(user) for person in _unclaimed(address)]
    if len(people) != 1:
        return None
    claimed = Person.objects.filter(pk=people[0].pk, user=None).update(user=user)
    return people[0] if claimed else None


def _verified(user):
    return EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)


def _unclaimed(address):
    return Person.objects.filter(email__iexact=address, user=None)
