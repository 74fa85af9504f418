"""A company sends three people to a meeting: they wait, move up, one is replaced, the date moves, it is cancelled.

Once in German with scripts, once in English without. What each of them has in their calendar is read from the mails
that arrived, by two readers of calendars; what subscribers have, from the feed.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlparse
from urllib.request import urlopen

import icalendar
import pytest
from django.core.management import call_command
from django.urls import resolve, reverse
from django.utils import translation
from kammernetz import environment
from playwright.sync_api import expect
from wagtail.models import Locale

from events.models import Venue
from tests.conftest import start_on_a_copy, stop_and_drop
from tests.events.asking import ask
from tests.events.mail_programs import READERS, MailProgram
from tests.events.stories import in_days, publish, publish_event
from tests.smtp import MailServer

from .pages import Watch, axe_findings
from .stage import set_stage
from .test_main_job import log_in

BEGINS, MOVED = in_days(40), in_days(47)
KIM, AYLIN, WIEBKE = "kim@example.org", "aylin@example.org", "wiebke@example.org"
COLLEAGUES = ("malte@example.org", "thees@example.org", "gesa@example.org")


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """One for all stories, each of which has a meeting of its own."""
    options = {"DJANGO_SETTINGS_MODULE": "tests.race.settings"}
    site, name = start_on_a_copy(tmp_path_factory.mktemp("company"), django_db_blocker, **options)
    with site.database():
        set_stage()
        Locale.objects.get_or_create(language_code="en")
    yield site
    stop_and_drop(site, name, django_db_blocker)


@dataclass
class Post:
    """Brings the mails, and opens each once in two mail programs of whom it is to."""

    site: object
    server: MailServer
    programs: dict = field(default_factory=dict)
    opened: int = 0

    def deliver(self):
        with self.site.database():
            call_command("tick")
        for mail, [to] in list(zip(self.server.mails, self.server.recipients, strict=True))[self.opened :]:
            self.opened += 1
            for program in self.of(to):
                program.open(mail)

    def of(self, address):
        return self.programs.setdefault(address, [MailProgram(read, address) for read in READERS.values()])

    def calendars(self, *addresses):
        """When the meeting is, as each reader of each of them has it; None without an entry."""
        entries = [list(program.entries.values()) for address in addresses for program in self.of(address)]
        return {tuple(entry.start for entry in each) for each in entries}

    def link(self, address, part):
        """In the newest mail to them."""
        text = self.server.to(address)[-1].get_body(("plain",)).get_content()
        return urlparse(re.search(rf"https?://\S+/{part}/\S+", text)[0]).path


@pytest.fixture
def post(site, mail_server, settings):
    for name, value in environment.mail(mail_server.url).items():
        setattr(settings, name, value)
    return Post(site, mail_server)


@pytest.fixture
def meeting(site, language):
    """With a workshop for three."""
    with site.database():
        questions = [ask("choice", "Workshop?", ("Yoga", 3), "Tai Chi", required=True)]
        page = publish_event(
            BEGINS,
            title=f"Meeting {language}",
            venue=Venue.objects.get(),
            questions=questions,
            confirm_address=True,
            replace_until_hours=1,
        )
        if language != "de":
            publish(page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True))
        return page.occurrences.get()


class Browser:
    """Whoever sits before it reads their language; `press` and `enter` know buttons and fields by our own words."""

    def __init__(self, site, page, language, *, has_scripts, examined):
        self.site, self.page, self.language = site, page, language
        self.has_scripts, self.examined = has_scripts, examined
        self.watch = Watch.over(page, site.url)

    def words(self, text):
        with translation.override(self.language):
            return translation.gettext(text)

    def open(self, path):
        answer = self.page.goto(self.site.url + path)
        assert answer.status == 200, (path, answer.status)
        self._examine()

    def enter(self, within=None, **values):
        for label, value in values.items():
            (within or self.page).get_by_label(self.words(LABELS[label])).first.fill(value)

    def choose(self, label, within=None):
        (within or self.page).get_by_label(re.compile(label)).first.check()

    def press(self, text):
        button = self.page.get_by_role("button", name=self.words(text), exact=True)
        link = self.page.get_by_role("link", name=self.words(text), exact=True)
        button.or_(link).last.click()
        self._examine()

    def _examine(self):
        """Each kind of page once; axe needs scripts."""
        kind = self.has_scripts and resolve(urlparse(self.page.url).path).view_name
        if kind and kind not in self.examined:
            self.examined.add(kind)
            assert axe_findings(self.page) == [], self.page.url
        assert (self.watch.foreign, self.watch.complaints) == (set(), [])


LABELS = {"given": "Given name", "family": "Family name", "email": "E-mail", "address": "Your e-mail address"}


@pytest.mark.parametrize(("language", "javascript"), [("de", True), ("en", False)], ids=["de", "en-without-script"])
def test_a_company_comes_and_all_calendars_follow(site, post, meeting, visitor, language, javascript):
    examined = set()

    def sits_down():
        page = visitor(width=390, java_script_enabled=javascript, extra_http_headers={"Accept-Language": language})
        return Browser(site, page, language, has_scripts=javascript, examined=examined)

    form = f"{'' if language == 'de' else '/en'}/kalender/anmeldung/{meeting.uid}/"

    aylin_wants_a_place(sits_down(), post, form)
    assert post.calendars(AYLIN) == {(BEGINS,)}
    kim_registers_three(sits_down(), post, f"{form}gruppe/")
    assert post.calendars(*COLLEAGUES) == {()}
    aylin_cancels(sits_down(), post)
    assert post.calendars(*COLLEAGUES) == {(BEGINS,)}
    aylin_wants_a_place(sits_down(), post, form)
    assert post.calendars(AYLIN, KIM) == {()}
    malte_hands_over(sits_down(), post)
    coming = (*COLLEAGUES[1:], WIEBKE)
    assert post.calendars(COLLEAGUES[0], AYLIN) == {()}
    assert post.calendars(*coming) == {(BEGINS,)}
    assert subscribed(site, meeting) == (BEGINS, "CONFIRMED")

    office = visitor()
    log_in(site, office, "eve")
    the_editor_moves_the_date(site, office, meeting, language)
    post.deliver()
    assert post.calendars(*coming) == {(MOVED,)}
    assert subscribed(site, meeting) == (MOVED, "CONFIRMED")

    the_editor_cancels(site, office, meeting)
    post.deliver()
    assert post.calendars(*coming, AYLIN, KIM, COLLEAGUES[0]) == {()}
    assert subscribed(site, meeting) == (MOVED, "CANCELLED")
    everybody_got_entries_in_order(post, coming)


def subscribed(site, meeting):
    """What stands in the feed of all dates."""
    with urlopen(f"{site.url}/kalender/alle.ics", timeout=20) as feed:
        events = icalendar.Calendar.from_ical(feed.read()).walk("VEVENT")
    [event] = [event for event in events if str(meeting.uid) in event["UID"]]
    return event.start, str(event.get("STATUS"))


def aylin_wants_a_place(browser, post, form):
    browser.open(form)
    browser.enter(given="Aylin", family="Brisselkamp", email=AYLIN)
    browser.choose("Yoga")
    browser.press("Secure a place")
    post.deliver()
    browser.open(post.link(AYLIN, "bestaetigen"))
    browser.press("Yes, this is my address")
    post.deliver()


def kim_registers_three(browser, post, form):
    """Two places of the workshop are free: the three wait together."""
    browser.open(form)
    browser.press("One more person")
    browser.enter(given="Kim", family="Torfwerder", email=KIM)
    for number, email in enumerate(COLLEAGUES):
        block = browser.page.locator(f"#person-{number}")
        browser.enter(within=block, given=email.partition("@")[0].title(), family="Vardenhoop", email=email)
        browser.choose("Yoga", within=block)
    browser.press("Secure places for all")
    post.deliver()
    browser.open(post.link(KIM, "gruppe-bestaetigen"))
    browser.press("Yes, this is my address")
    post.deliver()
    browser.open(post.link(KIM, "gruppe"))
    browser.enter(address=KIM)
    browser.press("Show the names")
    expect(browser.page.get_by_role("listitem").filter(has_text="Vardenhoop")).to_have_count(3)


def aylin_cancels(browser, post):
    browser.open(post.link(AYLIN, "platz"))
    browser.press("Cancel my registration")
    browser.page.locator("main form button[type=submit]").click()
    post.deliver()


def malte_hands_over(browser, post):
    path = post.link(COLLEAGUES[0], "platz")
    browser.open(path)
    browser.enter(address=COLLEAGUES[0])
    browser.press("Show my details")
    browser.press("Hand over to somebody else")
    browser.enter(given="Wiebke", family="Vardenhoop", email=WIEBKE)
    browser.press("Hand over")
    post.deliver()


def the_editor_moves_the_date(site, page, meeting, language):
    page.goto(f"{site.url}/admin/pages/{meeting.page_id}/edit/")
    page.get_by_role("tab", name=re.compile("Termine")).click()
    for name, moment in (("starts_at", MOVED), ("ends_at", MOVED + (meeting.end - meeting.start))):
        page.locator(f"#id_dates-0-{name}").fill(f"{moment:%d.%m.%Y %H:%M}")
        page.locator(f"#id_dates-0-{name}").press("Tab")
    page.get_by_role("button", name=re.compile("Weitere Aktionen|Mehr Aktionen")).click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.get_by_role("link", name="Teilnehmende benachrichtigen").click()
    page.locator(f"#id_text_{language}").fill("Der Saal war belegt. / The hall was taken.")
    page.locator("button[name=send]").click()
    expect(page.get_by_text("4 Personen bekommen eine E-Mail")).to_be_visible()


def the_editor_cancels(site, page, meeting):
    page.goto(site.url + reverse("dates:cancel", args=[meeting.pk]))
    page.locator("#id_note").fill("Die Referentin ist krank. / The speaker is ill.")
    page.locator("main button.serious").click()


def everybody_got_entries_in_order(post, coming):
    """Each change raises the sequence; a mail that comes late would change nothing."""
    for address in coming:
        for program in post.of(address):
            assert [method for method, _ in program.received] == ["REQUEST", "REQUEST", "CANCEL"]
            sequences = [sequence for _, sequence in program.received]
            assert sequences == sorted(set(sequences))
