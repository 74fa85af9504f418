"""Every mail of the face of the site. Texts: `templates/home/emails/`."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from networks import outbox
from networks.links import site_url

from .models import Inquiry


def key_of_received(inquiry: Inquiry) -> str:
    return f"inquiry-received:{inquiry.pk}"


def inquiry_received(inquiry: Inquiry, *, to: str):
    """To the desk, in the language that the site is run in. An answer goes straight to whoever asked."""
    return outbox.write(
        kind="home.inquiry_received",
        key=key_of_received(inquiry),
        to=to,
        reply_to=inquiry.email,
        language=settings.LANGUAGE_CODE,
        context={"inquiry": inquiry, "action_url": _admin_url(inquiry), "action_label": _("Open the inquiry")},
    )


def inquiry_copy(inquiry: Inquiry):
    """To whoever asked, if they left an address."""
    if not inquiry.email:
        return None
    return outbox.write(
        kind="home.inquiry_copy",
        key=f"inquiry-copy:{inquiry.pk}",
        to=inquiry.email,
        language=inquiry.language,
        context={"inquiry": inquiry},
    )


def account_mail(*, key: str, name: str, to: str, language: str, subject: str, text: str):
    """What allauth has to say (codes, links, notices), in our frame."""
    return outbox.write(
        kind=f"account.{name}",
        template="home/emails/account",
        key=key,
        to=to,
        language=language,
        context={"subject": subject, "text": text},
        is_secret=True,
    )


def _admin_url(inquiry):
    try:
        return site_url(reverse("inquiries:edit", args=[inquiry.pk]))
    except NoReverseMatch:
        return site_url(reverse("wagtailadmin_home"))
