"""Every kind of page of the demo, at two widths and in both schemes, as a strict reader sees it."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from events.models import RegistrationLink
from home.demo.load.accounts import PASSWORD
from tests.events.dates import make_date, register
from tests.events.groups import register_group
from tests.events.invited import guest, invite

from .conftest import FRIEND
from .pages import Watch, axe_findings, html_findings, is_wider_than_its_window

Purpose = RegistrationLink.Purpose
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
from django.utils import timezone
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
        for finding in findings_at(page, demo_site.url + path):
            findings[finding].append(name)
    assert dict(findings) == {}
    assert watch.foreign == set()
    assert watch.complaints == []


def findings_at(page, url):
    """Of a page that is there: one that leads elsewhere, such as to the login, is not the one that was meant."""
    page.goto(url)
    assert page.url == url
    return axe_findings(page) + ["wider than the window"] * is_wider_than_its_window(page)


FRAMES = ("/kalender/einbetten/alle/", "/kalender/einbetten/alle/monat/")


def test_frames_on_other_websites_are_accessible_and_only_a_friend_shows_them(demo_site, visitor):
    page = visitor(width=320, dark=True, permissions=["local-network-access"])
    for path in FRAMES:
        assert findings_at(page, demo_site.url + path) == []
    frame = f'<!DOCTYPE html><title>Termine</title><iframe src="{demo_site.url}{FRAMES[1]}"></iframe>'
    page.route("http://*.localhost/", lambda route: route.fulfill(body=frame, content_type="text/html"))
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto("http://stranger.localhost/")
    page.goto(f"{FRIEND}/")
    inside = page.frame_locator("iframe")
    inside.get_by_role("link", name="Liste").click()
    inside.locator(".event-row a").first.click()
    page.wait_for_url(f"{demo_site.url}/**")


MINE = """
from events.models import Registration
print(Registration.objects.live().filter(user__email="mitglied@heideregion.example.org").first().pk)
"""


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (320, False)])
def test_the_pages_of_a_member_are_accessible(demo_site, visitor, width, dark):
    page = visitor(width=width, dark=dark)
    log_in(page, demo_site.url, "mitglied", then="/mein-bereich/")
    mine = f"/kalender/meine-anmeldung/{demo_site.shell(MINE).split()[-1]}/"
    account = ("email", "password/change", "2fa", "reauthenticate", "2fa/totp/activate", "logout")
    prove_once_more(page, f"{demo_site.url}/konto/2fa/totp/activate/")
    findings = defaultdict(list)
    own = (mine, *(f"{mine}{verb}/" for verb in ("absagen", "aendern", "weitergeben")))
    for path in ("/mein-bereich/", *own, *(f"/konto/{name}/" for name in account)):
        for finding in findings_at(page, demo_site.url + path):
            findings[finding].append(path)
    assert dict(findings) == {}


def log_in(page, site_url, name, *, then):
    page.goto(f"{site_url}/konto/login/?next={then}")
    page.get_by_label("E-Mail").fill(f"{name}@heideregion.example.org")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"**{then}")


def prove_once_more(page, url):
    """As pages ask for it that change how one logs in."""
    page.goto(url)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_label("Passwort", exact=True).press("Enter")
    page.wait_for_url(url)


@pytest.fixture(scope="module")
def around_a_date(demo_site):
    """The pages about registrations of one date: those behind links from mails, and those of staff."""
    with demo_site.database():
        date = make_date(confirm_address=True, minimum=2, decide_at=timezone.now())
        unconfirmed, coming = register(date, "Malte"), register(date, "Aylin", source="staff")
        group = register_group(date, "Jördis", "Thees").group
        [invitation] = invite(date, guest("Folke"))
        visitors = {
            "GroupForm": reverse("events:register_group", args=[date.uid]),
            "Group": behind_a_link("group", group),
            "ConfirmGroup": behind_a_link("confirm_group", group, Purpose.CONFIRM),
            "Confirm": behind_a_link("confirm_address", unconfirmed, Purpose.CONFIRM),
            "SelfService": behind_a_link("registration", coming),
            "Invitation": behind_a_link("invitation", invitation, Purpose.REGISTER),
        }
        staff = {
            "Add": f"{reverse('registrations:add')}?occurrence={date.pk}",
            "Registration": reverse("registrations:inspect", args=[coming.pk]),
            "Correct": reverse("registrations:edit", args=[coming.pk]),
            "Bulk": f"{reverse('registrations:bulk', args=['cancel'])}?id={coming.pk}&id={unconfirmed.pk}",
            "Import": f"{reverse('registrations:import')}?occurrence={date.pk}",
            "Invite": f"{reverse('invitations:add')}?occurrence={date.pk}",
            "Decide": reverse("dates:decide", args=[date.pk]),
            "Message": reverse("dates:message", args=[date.pk]),
            "Statistics": reverse("dates:statistics", args=[date.pk]),
        }
    return visitors, staff


def behind_a_link(name, target, purpose=Purpose.MANAGE):
    return reverse(f"events:{name}", args=[RegistrationLink.issue(target, purpose)])


def test_the_pages_behind_links_from_mails_are_accessible(demo_site, visitor, around_a_date):
    page = visitor(width=320)
    found = {name: findings_at(page, demo_site.url + path) for name, path in around_a_date[0].items()}
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_the_pages_of_staff_about_registrations_are_accessible(demo_site, visitor, around_a_date):
    page = visitor()
    log_in(page, demo_site.url, "redaktion", then="/admin/registrations/")
    found = {name: findings_at(page, demo_site.url + path) for name, path in around_a_date[1].items()}
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_forms_with_errors_are_accessible(demo_site, visitor, addresses):
    page = visitor(width=320)
    for name in ("Register", "AdvicePage", "Barrier", "Login"):
        page.goto(demo_site.url + addresses[name])
        page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("[aria-invalid=true]").first, name).to_be_attached()  # after the browser's sum
        assert axe_findings(page) == [], name


def test_the_html_is_valid_and_nothing_is_inline(demo_site, visitor, addresses, tmp_path):
    page = visitor()
    for name, path in {**addresses, "Dates": FRAMES[0], "DatesOfAMonth": FRAMES[1]}.items():
        html = page.request.get(demo_site.url + path).body()
        assert INLINE.findall(html) == [], name
        (tmp_path / f"{name}.html").write_bytes(html)
    assert html_findings(tmp_path) == []
