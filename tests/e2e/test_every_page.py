"""Every kind of page of the demo, at two widths and in both schemes, as a strict reader sees it."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from home.demo.load.accounts import PASSWORD

from .pages import Watch, axe_findings, html_findings, is_wider_than_its_window

INLINE = re.compile(rb"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)")


@pytest.fixture(scope="module")
def addresses(demo_site):
    """One address of each kind of page, with what a visitor can get out of it."""
    shown = demo_site.shell(ONE_OF_EACH_KIND).split()
    return {
        **{line.split("=", 1)[0]: urlsplit(line.split("=", 1)[1]).path for line in shown},
        "Month": f"/termine/?monat={datetime.now(UTC):%Y-%m}",
        "NoEvents": "/termine/?q=gibtesnicht",
        "PastEvents": "/termine/?zeit=vergangen",
        "NoProviders": "/anbieter/?q=gibtesnicht",
        "Search": "/suche/?q=gesundheit",
        "SearchNothing": "/suche/?q=gibtesnicht",
        "Login": "/konto/login/",
        "LoginCode": "/konto/login/code/",
        "Password": "/konto/password/reset/",
        "SignUp": "/konto/signup/",
        "WrongLink": "/kalender/platz/gibtesnicht/",
        "Barrier": "/barriere-melden/",
        "NotFound": "/gibtesnicht/",
        "English": "/en/",
    }


ONE_OF_EACH_KIND = """
from wagtail.models import Page
from events.models import Occurrence
from events.places import places_of
from providers.models import Listing, DirectoryPage
from networks.visibility import visible_pages
seen = set()
for page in visible_pages(Page.objects.filter(locale__language_code="de", depth__gte=2), None).specific():
    name = type(page).__name__
    if name not in seen:
        seen.add(name)
        print(f"{name}={page.get_full_url()}")
directory = DirectoryPage.objects.live().first()
print(f"Provider={directory.get_full_url()}{Listing.objects.live().first().slug}/")
from django.urls import reverse
for occurrence in Occurrence.objects.upcoming().visible_to(None):
    kind = "RegisterFull" if places_of(occurrence).is_full else "Register"
    if occurrence.registration == "here" and not occurrence.is_cancelled and kind not in seen:
        seen.add(kind)
        print(f"{kind}={reverse('events:register', args=[occurrence.uid])}")
for occurrence in Occurrence.objects.visible_to(None).filter(status="cancelled", published=True)[:1]:
    print(f"CancelledEvent={occurrence.page.get_full_url()}")
    print(f"RegisterClosed={reverse('events:register', args=[occurrence.uid])}")
"""


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_every_page_is_accessible_and_asks_nobody_else(demo_site, visitor, addresses, width, dark):
    page = visitor(width=width, dark=dark)
    watch = Watch.over(page, demo_site.url)
    findings = defaultdict(list)
    for name, path in addresses.items():
        page.goto(demo_site.url + path)
        for finding in axe_findings(page) + ["wider than the window"] * is_wider_than_its_window(page):
            findings[finding].append(name)
    assert dict(findings) == {}
    assert watch.foreign == set()
    assert watch.complaints == []


MINE = """
from events.models import Registration
print(Registration.objects.live().filter(user__email="mitglied@heideregion.example.org").first().pk)
"""


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (320, False)])
def test_the_pages_of_a_member_are_accessible(demo_site, visitor, width, dark):
    page = visitor(width=width, dark=dark)
    log_in_as_member(page, demo_site.url)
    mine = f"/kalender/meine-anmeldung/{demo_site.shell(MINE).split()[-1]}/"
    account = ("email", "password/change", "2fa", "2fa/totp/activate", "logout")
    findings = defaultdict(list)
    own = (mine, *(f"{mine}{verb}/" for verb in ("absagen", "aendern", "weitergeben")))
    for path in ("/mein-bereich/", *own, *(f"/konto/{name}/" for name in account)):
        assert page.goto(demo_site.url + path).status == 200, path
        for finding in axe_findings(page) + ["wider than the window"] * is_wider_than_its_window(page):
            findings[finding].append(path)
    assert dict(findings) == {}


def log_in_as_member(page, site_url):
    page.goto(f"{site_url}/konto/login/")
    page.get_by_label("E-Mail").fill("mitglied@heideregion.example.org")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/mein-bereich/")


def test_forms_with_errors_are_accessible(demo_site, visitor, addresses):
    page = visitor(width=320)
    for name in ("Register", "AdvicePage", "Barrier", "Login"):
        page.goto(demo_site.url + addresses[name])
        page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
        page.locator("main form button[type=submit]").first.click()
        assert page.locator("[aria-invalid=true]").count() > 0, name
        assert axe_findings(page) == [], name


def test_the_html_is_valid_and_nothing_is_inline(demo_site, visitor, addresses, tmp_path):
    page = visitor()
    for name, path in addresses.items():
        html = page.request.get(demo_site.url + path).body()
        assert INLINE.findall(html) == [], name
        (tmp_path / f"{name}.html").write_bytes(html)
    assert html_findings(tmp_path) == []
