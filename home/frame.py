"""What stands around every page: navigation from the page tree, languages, the footer's duties.

Everything is worked out when a template asks for it and once a request, in a fixed number of queries.
"""

from functools import cached_property, partial
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from networks.links import best_language_first, in_language_of_visit
from networks.visibility import visible_list

from .conf import conf
from .models import LegalPage, SiteDetails

NAMES = [
    "site_name",
    "home_url",
    "nav_items",
    "language_links",
    "alternates",
    "search_url",
    "login_url",
    "signup_open",
    "my_area_url",
    "footer_links",
    "footer_contact",
    "feedback_url",
    "privacy_url",
    "demo",
]

# Names of the parts of addresses that are secrets: whoever has them, may.
SECRETS = {"token", "key", "uidb36"}


def frame(request):
    """Context processor: callables, so that templates which show no frame (the admin's, mails) cost nothing."""
    if _shows_admin(request):
        return {}  # the admin's templates have names of their own, `search_url` among them
    around = Frame(request)
    return {name: partial(getattr, around, name) for name in NAMES}


def _shows_admin(request):
    """Below the admin's address only the door shows pages of the site."""
    return request.path.startswith(reverse("wagtailadmin_home")) and not getattr(request, "is_at_door", False)


class Frame:
    def __init__(self, request):
        self.request = request

    # Where we are

    @cached_property
    def site(self):
        return Site.find_for_request(self.request)

    @cached_property
    def page(self):
        """The page that Wagtail is serving; None on other views."""
        route = getattr(self.request, "_wagtail_route_for_request", None)
        return route.page if route else None

    @cached_property
    def homes(self):
        """The live home pages, one a language."""
        if self.site is None:
            return {}
        pages = Page.objects.live().filter(translation_key=self.site.root_page.translation_key)
        return {home.locale.language_code: home for home in pages.select_related("locale")}

    @cached_property
    def home(self):
        return in_language_of_visit(self.homes.values())

    def url(self, page):
        return page.get_url(self.request, self.site)

    # Header

    @cached_property
    def site_name(self):
        return (self.site and self.site.site_name) or settings.WAGTAIL_SITE_NAME

    @cached_property
    def home_url(self):
        return self.url(self.home) if self.home else "/"

    @cached_property
    def nav_items(self):
        if self.home is None:
            return []
        pages = visible_list(self.home.get_children().in_menu().select_related("locale"), self.request.user)
        return [self._nav_item(page) for page in pages]

    def _nav_item(self, page):
        url = self.url(page)
        path = self.request.path
        return {"title": page.title, "url": url, "current": path.startswith(url), "exact": path == url}

    @cached_property
    def language_links(self):
        """The same page in the other languages; the home page of a language where there is no translation."""
        others = [code for code, _name in settings.LANGUAGES if code != get_language() and code in self.homes]
        return [
            {"code": code, "name": get_language_info(code)["name_local"], "url": self._url_in(code)} for code in others
        ]

    def _url_in(self, code):
        if self.page is None:
            return translate_url(self.request.get_full_path(), code)
        return self.translations.get(code) or self.url(self.homes[code])

    @cached_property
    def translations(self):
        """Addresses of the served page in the other languages, where it is translated and may be seen."""
        if self.page is None:
            return {}
        pages = visible_list(self.page.get_translations().select_related("locale"), self.request.user)
        return {page.locale.language_code: self.url(page) + self._below_page for page in pages}

    @cached_property
    def _below_page(self):
        """What follows the page's own address, such as a provider in the directory."""
        return self.request.path.removeprefix(self.url(self.page) or self.request.path)

    @cached_property
    def alternates(self):
        """The served page in all its languages, for search engines; nothing while there is only one."""
        if not self.translations:
            return []
        addresses = self.translations | {self.page.locale.language_code: self.request.path}
        return [{"code": code, "url": self.site.root_url + url} for code, url in sorted(addresses.items())]

    @cached_property
    def search_url(self):
        return reverse("search")

    @cached_property
    def login_url(self):
        return reverse("account_login")

    @cached_property
    def signup_open(self):
        return conf.SIGNUP_OPEN

    @cached_property
    def my_area_url(self):
        return reverse("my_area")

    # Footer

    @cached_property
    def details(self):
        return SiteDetails.for_request(self.request) if self.site else SiteDetails()

    @cached_property
    def demo(self):
        return self.details.is_demo

    @cached_property
    def footer_contact(self):
        return self.details

    @cached_property
    def footer_links(self):
        pages = [self.legal_pages[kind] for kind in LegalPage.Kind if kind in self.legal_pages]
        return [{"title": page.title, "url": self.url(page)} for page in pages]

    @cached_property
    def privacy_url(self):
        page = self.legal_pages.get(LegalPage.Kind.PRIVACY)
        return self.url(page) if page else ""

    @cached_property
    def legal_pages(self):
        """By kind, in this language, and in another one where there is no translation: the duty stands."""
        found = {}
        for page in best_language_first(self._legal_pages()):
            found.setdefault(page.kind, page)
        return found

    def _legal_pages(self):
        roots = tuple(home.path for home in self.homes.values())
        pages = LegalPage.objects.live().order_by("path").select_related("locale").defer_streamfields()
        return [page for page in pages if page.path.startswith(roots)]

    @cached_property
    def feedback_url(self):
        """With the page it stands on, unless the address of that is a secret."""
        url = reverse("report_barrier")
        match = self.request.resolver_match
        is_secret = match is not None and not SECRETS.isdisjoint(match.kwargs)
        return (
            url
            if is_secret or self.request.path.startswith(url)
            else f"{url}?{urlencode({'seite': self.request.path})}"
        )
