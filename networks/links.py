"""Where links lead: in mails and feeds by the site's settings, never by the `Host` of a request; on pages, to a page in
the language of the visit."""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, Site

from .languages import language_of


def site_name_and_url() -> tuple[str, str]:
    """Of the default site; the address without a slash at its end."""
    site = Site.objects.order_by("pk").only("hostname", "port", "site_name").filter(is_default_site=True).first()
    name, url = (site.site_name, site.root_url) if site else ("", settings.WAGTAILADMIN_BASE_URL.rstrip("/"))
    return name or settings.WAGTAIL_SITE_NAME, url


def site_name() -> str:
    return site_name_and_url()[0]


def site_url(path: str = "") -> str:
    """The absolute address of a path of the default site; without a path, the site's address without a slash."""
    url = site_name_and_url()[1]
    return urljoin(f"{url}/", path) if path else url


def privacy_url() -> str:
    """Of the privacy notice in the active language, as an answer to `register_privacy_notice`; else of the site."""
    return _first_answer(hooks.get_hooks("register_privacy_notice")) or site_url()


def imprint_url() -> str:
    """Of the imprint in the active language, as an answer to `register_imprint`; else of the site."""
    return _first_answer(hooks.get_hooks("register_imprint")) or site_url()


def _first_answer(answers):
    return next(filter(None, (answer() for answer in answers)), None)


def best_language_first(pages: Iterable[Page]) -> list[Page]:
    """Those in the language of the visit, then those in the site's own, then the others; else as they came."""
    wanted = [language_of(get_language()), language_of(None)]
    return sorted(pages, key=lambda page: [page.locale.language_code != code for code in wanted])


def in_language_of_visit(pages: Iterable[Page]) -> Page | None:
    """Of pages that stand for each other, such as translations, the one to lead visitors to."""
    return next(iter(best_language_first(pages)), None)


def one_of_each(pages: Iterable[Page]) -> list[Page]:
    """Of pages and their translations, the one of each to lead visitors to."""
    best = {}
    for page in best_language_first(pages):
        best.setdefault(page.translation_key, page)
    return list(best.values())
