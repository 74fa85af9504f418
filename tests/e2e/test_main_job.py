"""The main job, from the editor's first click to the coordinator's list, in a real browser with real mail."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import openpyxl
from playwright.sync_api import expect

from events.models import EventIndexPage
from networks.models import FormUse
from tests.cast import PASSWORD
from tests.readers import differences, subscribed

TITLE = "Regionaler Gesundheitstag Uelzen"
DAY = (datetime.now(UTC) + timedelta(days=60)).date()
BEGINS = datetime(DAY.year, DAY.month, DAY.day, 10, tzinfo=ZoneInfo("Europe/Berlin"))
ENDS = BEGINS + timedelta(hours=6)
MILLISECONDS_OF_A_PERSON = 3_000  # the forms mistrust whoever is faster


def test_the_main_job(new_site, mail_server, visitor, tmp_path):
    site = new_site(EMAIL_URL=mail_server.url, FORM_PUZZLE_BITS="12")
    site.shell("from tests.e2e.stage import set_stage; set_stage()")

    an_editor_publishes_a_health_day(site, visitor())
    a_visitor_subscribes(site, visitor(), tmp_path)
    for name in ("Jördis", "Malte", "Şule"):
        assert "Wir haben einen Platz für Sie reserviert" in register(site, visitor(width=390), name)
    assert "Warteliste" in register(site, visitor(width=390), "Xi")
    site.tick()
    assert {to for [to] in mail_server.recipients} == {address(n) for n in ("Jördis", "Malte", "Şule", "Xi")}

    cancel(visitor(), link_in(mail_server.to(address("Malte"))[0]))
    site.tick()
    [waiting, moved_up] = mail_server.to(address("Xi"))
    assert "Platz" in moved_up["subject"]
    assert moved_up["message-id"] != waiting["message-id"]

    rows = a_coordinator_exports(site, visitor())
    assert len(rows) == 4
    a_company_finds_a_provider(site, visitor())
    an_inquiry_arrives(site, visitor(), mail_server)
    every_browser_did_its_sum(site)


def every_browser_did_its_sum(site):
    with site.database():
        uses = FormUse.objects.filter(form__in=["registration", "inquiry"])
        assert uses.filter(puzzle=None).count() == 0
        assert uses.count() == 5


def address(name):
    return f"{name.lower().replace('ö', 'oe').replace('ş', 's')}@heideregion.example.org"


def log_in(site, page, name):
    page.goto(f"{site.url}/admin/")
    page.get_by_label("E-Mail").fill(f"{name}@example.org")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_label("Passwort", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("/admin/"))


def an_editor_publishes_a_health_day(site, page):
    log_in(site, page, "eve")
    page.goto(f"{site.url}/termine/")
    with site.database():
        parent = EventIndexPage.objects.get().pk
    page.goto(f"{site.url}/admin/pages/add/events/eventpage/{parent}/")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Vorträge, Check-ups und Stände für Betriebe.")
    choose(page, "kind", "Regionaler Gesundheitstag")
    page.get_by_role("tab", name=re.compile("Termine")).click()
    page.get_by_role("button", name="Termin hinzufügen").click()
    page.locator("#id_dates-0-starts_at").fill(f"{BEGINS:%d.%m.%Y %H:%M}")
    page.locator("#id_dates-0-ends_at").fill(f"{ENDS:%d.%m.%Y %H:%M}")
    page.locator("#id_dates-0-starts_at").press("Tab")
    choose(page, "venue", "Kurhaus Uelzen")
    page.get_by_role("tab", name=re.compile("Anmeldung")).click()
    page.locator("#id_capacity").fill("3")
    page.locator("#id_confirm_address").uncheck()
    page.get_by_role("tab", name=re.compile("Sichtbarkeit")).click()
    page.get_by_label("Unternehmen Gesundheit").check()
    page.get_by_label("Uelzen", exact=True).check()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))  # Wagtail saves new pages by itself: not both at once
    page.get_by_role("button", name=re.compile("Weitere Aktionen|Mehr Aktionen")).click()
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_text(re.compile("veröffentlicht")).first).to_be_visible()


def choose(page, field, name):
    page.locator(f"#id_{field}-chooser").get_by_role("button").first.click()
    page.get_by_role("dialog").get_by_role("link", name=re.compile(name)).click()
    expect(page.locator(f"#id_{field}-chooser")).to_contain_text(name)


def a_visitor_subscribes(site, page, folder):
    page.goto(f"{site.url}/termine/?kreis=uelzen")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.goto(f"{site.url}/termine/")
    address = page.locator("link[rel=alternate][type='text/calendar']").get_attribute("href")
    [kept], feeds = subscribed([urljoin(site.url, address)], folder / "subscription")
    [entry] = kept.values()
    assert (entry.start, entry.end) == (BEGINS, ENDS)
    assert differences(feeds, vdirsyncer=[kept]) == []


def register(site, page, name):
    """Fill the form as a person does and return what the page says then."""
    page.goto(f"{site.url}/termine/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=re.compile("Platz sichern|Warteliste")).first.click()
    page.get_by_label("Vorname").fill(name)
    page.get_by_label("Nachname").fill("O'Hartmann-Weiß")
    page.get_by_label("E-Mail").fill("keine Adresse")
    page.wait_for_timeout(MILLISECONDS_OF_A_PERSON)
    submit(page)
    expect(page.get_by_label("Vorname")).to_have_value(name)
    page.get_by_label("E-Mail").fill(address(name))
    submit(page)
    return page.get_by_role("main").inner_text()


def submit(page):
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    page.locator("main form button[type=submit]").last.click()


def link_in(mail):
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"https?://\S+/platz/\S+", text)[0]


def cancel(page, link):
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    page.get_by_role("link", name=re.compile("[Aa]bsagen|[Aa]bmelden")).click()
    page.locator("main form button[type=submit]").click()
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text(re.compile("[Aa]bgesagt"))


def a_coordinator_exports(site, page):
    log_in(site, page, "ada")
    page.get_by_role("link", name="Netzwerk", exact=True).or_(page.get_by_role("button", name="Netzwerk")).first.click()
    page.get_by_role("link", name="Anmeldungen").first.click()
    listing = page.url.split("?")[0]
    answer = page.request.get(f"{listing}?export=xlsx")
    assert answer.ok, answer.status
    sheet = openpyxl.load_workbook(BytesIO(answer.body())).active
    return list(sheet.iter_rows(min_row=2, values_only=True))


def a_company_finds_a_provider(site, page):
    page.goto(f"{site.url}/anbieter/")
    page.goto(f"{site.url}/anbieter/?bgf_field=bewegung&kreis=uelzen")
    expect(page.get_by_role("link", name="Tidenruh")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Vardenhoop")).first.click()
    expect(page.get_by_role("main")).to_contain_text("Rückenkurs")


def an_inquiry_arrives(site, page, mail_server):
    page.goto(f"{site.url}/beratung/")
    page.get_by_label("Name").first.fill("Aylin Brisselkamp")
    page.get_by_label("E-Mail").fill("aylin@heideregion.example.org")
    page.get_by_label(re.compile("Nachricht|Frage")).last.fill("Wie gewinnen wir Pflegekräfte aus Rumänien?")
    page.wait_for_timeout(MILLISECONDS_OF_A_PERSON)
    submit(page)
    site.tick()
    assert len(mail_server.to("imke@kammer.example.org")) == 1
    assert len(mail_server.to("aylin@heideregion.example.org")) == 1
