"""The site itself: its name and address, both languages, the home pages, who runs it."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale

from home.models import HomePage, LegalPage, SiteDetails
from networks.roles import ensure_roles

from ..content import pages
from ..content.people import MAIL_DOMAIN
from .dates import calendar_pages


class OtherContent(Exception):
    """The database holds a site that is not the demo."""


def load(demo):
    _refuse_other_content(demo)
    Locale.objects.get_or_create(language_code="de")
    Locale.objects.get_or_create(language_code="en")
    ensure_roles()
    _name_the_site(demo)
    _english_home(demo)
    calendar_pages(demo)  # first in the menu


def _refuse_other_content(demo):
    children = demo.home.get_children().not_type(LegalPage)
    if children.exists() and not SiteDetails.for_site(demo.site).is_demo:
        raise OtherContent


def _name_the_site(demo):
    """The address follows BASE_URL at each run, since `make demo` can be told another port."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = demo.site
    address = (base.hostname, base.port or {"https": 443}.get(base.scheme, 80))
    if (site.hostname, site.port) != address or site.site_name != pages.SITE_NAME:
        site.hostname, site.port = address
        site.site_name = pages.SITE_NAME
        site.save()
    details = SiteDetails.for_site(site)
    if not details.is_demo:
        details.publisher, details.address, details.phone = "Beispielkammer", pages.ADDRESS, pages.PHONE
        details.email = f"info@{MAIL_DOMAIN}"
        details.barrier_email = f"barrierefrei@{MAIL_DOMAIN}"
        details.is_demo = True
        details.save()


def _english_home(demo):
    root = demo.home.get_parent()
    if not demo.home.has_translation(demo.english):
        home = HomePage(
            title=pages.HOME_EN.title,
            slug="home-en",
            locale=demo.english,
            translation_key=demo.home.translation_key,
        )
        root.add_child(instance=home)
        demo.created += 1
