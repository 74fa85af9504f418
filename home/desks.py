"""Where inquiries go: to the desk's own address, else to who answers for its contact, else to the general address."""

from email.utils import parseaddr

from django.conf import settings

from .models import AdvicePage, SiteDetails


def address_of(page: AdvicePage, details: SiteDetails) -> str:
    contact = page.contact and page.contact.answering()
    return page.desk_email or (contact and contact.email) or general_address(details)


def barrier_address(details: SiteDetails) -> str:
    return details.barrier_email or general_address(details)


def general_address(details: SiteDetails) -> str:
    return details.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
