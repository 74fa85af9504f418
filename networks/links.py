"""Addresses for mails and feeds: from the site's settings, never from the `Host` of a request."""

from urllib.parse import urljoin

from django.conf import settings
from wagtail.models import Site


def default_site():
    return Site.objects.filter(is_default_site=True).first()


def site_url(path: str = "") -> str:
    """The absolute address of a path of the default site; without a path, the site's address without a slash."""
    site = default_site()
    root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return urljoin(f"{root}/", path) if path else root


def site_name() -> str:
    site = default_site()
    return (site and site.site_name) or settings.WAGTAIL_SITE_NAME
