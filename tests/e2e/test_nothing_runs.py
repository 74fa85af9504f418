"""What people type is text: a script that somebody enters in any of our forms runs nowhere.

Each field of each form gets what would run, break out of its tag, or be calculated. Then all that shows it is opened in
Chromium, without the policy that would stop it: every page of ours for visitors, members and staff, forms that come
back with errors, what is said when one was sent, mails, exports. Django answers in this process; a server of a few
lines gives the browser the bytes of its answers, and our scripts.
"""

import csv
import itertools
import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from events import actions
from events.bulk import STEPS
from events.models import Group, Invitation, Registration, RegistrationLink
from events.views import invitation_steps
from home.models import AdvicePage, Inquiry
from networks.models import OutboxMessage
from tests.events.asking import ask
from tests.events.invited import guest, invite
from tests.events.stories import in_days, move, publish_event
from tests.home.making import add
from tests.walking import (
    a_file,
    after_a_second_look,
    errors_in,
    forms_in,
    is_of_wagtail,
    our_addresses,
    secret_of_calendar,
    taken_back,
)

pytestmark = pytest.mark.django_db
MARK = "__fired"
# Each begins as an address or a formula and holds ways out of text, attributes, scripts and comments.
PAYLOADS = [
    "javascript:__fired(1)//--></title></textarea></script><svg/onload=__fired(2)>{{7*7}}",
    "=cmd|'\"autofocus onfocus=__fired(3) ';__fired(4);//]]><img src=x onerror=__fired(5)>",
]
SHORT = "'\"><svg/onload=__fired(6)>"
ADDRESSES = ['"<svg/onload=__fired(7)>{}"@example.org', "=cmd|__fired{}@example.org"]
FILE = "'><img src=x onerror=__fired(8)>{}.pdf"
LINES = {"text", "textarea", "tel", "search"}


class Typist:
    """Types what would run into each field, with a number, so that each is found again."""

    def __init__(self):
        self.numbers = itertools.count(100)
        self.typed, self.answers = {}, []

    def text(self, where):
        return self._note(where, SHORT if "phone" in where else PAYLOADS[len(self.typed) % 2], "#{}")

    def _note(self, where, payload, numbered=""):
        text = payload + numbered.format(next(self.numbers))
        self.typed[text] = where
        return text

    def fill(self, control):
        if control.kind in LINES:
            return self.text(control.name)
        match control.kind:
            case "email":
                number = next(self.numbers)
                return self._note(control.name, ADDRESSES[number % 2].format(number))
            case "file":
                return a_file(self._note(control.name, FILE.format(next(self.numbers))))
            case "checkbox":
                return control.choices
            case "radio" | "select":
                return control.value or next(filter(None, control.choices), None)
        return {"number": "7", "date": "2026-05-17"}.get(control.kind)

    def send(self, client, path, **fixed):
        """The last form of a page. What the site says then is kept."""
        form = forms_in(client.get(path))[-1]
        answer = client.post(form.action, form.filled(self.fill) | fixed)
        if answer.status_code == 200:
            answer = after_a_second_look(client, answer)
        assert answer.status_code == 302, (path, errors_in(answer))
        self.answers.append((answer.url, client.get(answer.url)))


def broken(control):
    """For a form that is to come back."""
    return PAYLOADS[1] if control.kind in {"email", "number", "date"} else Typist().fill(control)


# All forms are used


QUESTIONS = [
    ask("text", "Halle?"),
    ask("long_text", "Wünsche?"),
    ask("number", "Wie viele?"),
    ask("choice", "Workshop?", ("Kraft", 90), "Ruhe"),
    ask("choices", "Wann?", "früh", "spät"),
    ask("date", "Anreise?"),
    ask("consent", "Fotos?"),
    ask("file", "Nachweis?"),
    ask("text", "Kost?", special_need=True),
]
RULES = {"change_until_hours": 1, "replace_until_hours": 1, "rebook_until_hours": 1, "cancel_until_hours": 1}


def event(**fields):
    page = publish_event(in_days(14), in_days(21), questions=QUESTIONS, **RULES | fields)
    return page.occurrences.order_by("start")[0]


def form_of(date, name="register"):
    return reverse(f"events:{name}", args=[date.uid])


def newest():
    return Registration.objects.order_by("pk").last()


def one_manages(typist, date):
    """Registers, proves the address, changes all, hands over."""
    client = Client()
    typist.send(client, form_of(date))
    path = reverse("events:registration", args=[link(newest())])
    client.post(path, {"email": newest().email})
    typist.send(client, f"{path}aendern/")
    typist.send(client, f"{path}weitergeben/")


def staff_writes(typist, office, date, asked):
    typist.send(office, f"/admin/registrations/new/?occurrence={date.pk}")
    typist.send(office, reverse("registrations:edit", args=[newest().pk]))
    typist.send(office, reverse("registrations:decline", args=[asked.registrations.first().pk]))
    typist.send(office, reverse("dates:message", args=[date.pk]), send="")
    typist.send(office, reverse("inquiries:edit", args=[Inquiry.objects.first().pk]))
    move(date.page, in_days(20))


@pytest.fixture
def typist():
    return Typist()


@pytest.fixture
def stage(typist, eve, bob, health, settings, tmp_path):
    """All forms were used, by visitors, a member and staff; the queue has people in every state."""
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    settings.MEDIA_ROOT = tmp_path
    date = event(capacity=90, networks=[health])
    full, asked, strict = event(capacity=1, moving_up="offer"), event(needs_approval=True), event(confirm_address=True)
    member, office = Client(), Client()
    member.force_login(bob)
    office.force_login(eve)
    one_manages(typist, date)
    typist.send(member, form_of(date, "register_group"))
    typist.send(member, form_of(date), email=bob.email)
    for where in (full, full, full, asked, asked, strict):
        typist.send(Client(), form_of(where))
    actions.cancel_registration(full.registrations.confirmed().get())
    typist.send(Client(), add(AdvicePage, title="Beratung", desk_email="desk@example.org").get_url())
    typist.send(Client(), reverse("report_barrier"))
    staff_writes(typist, office, date, asked)
    invite(date, guest("Nele", given_name=typist.text("guest"), organisation=typist.text("guest")))
    return {"member": member, "office": office, "date": date}


# What shows it


def link(target, purpose="manage"):
    return RegistrationLink.issue(target, purpose)


class Keys:
    """One of each kind to look at, by `Address.variables`."""

    ANYTHING = {"answer": ["platz"], "slug": ["anders"], "language": ["en"], "path": ["x.png"]}
    ANYTHING |= {"selection": ["alle"], "name": ["kalender"], "chosen": [f"{timezone.now():%Y-%m}"]}

    def __init__(self, stage):
        date, self.member, group = stage["date"], stage["member"], Group.objects.get()
        in_each_state = {r.status: r for r in Registration.objects.order_by("-pk")}.values()
        self.known = {
            "anmeldung/uid": [date.uid],
            "termin/uid": [date.uid],
            "platz/token": [self._proved(registration) for registration in in_each_state],
            "gruppe/token": [self._proved(group, "group")],
            "p/token": [secret_of_calendar(Registration.objects.exclude(user=None).first().user)],
            "gruppe-bestaetigen/token": [link(group, "confirm")],
            "bestaetigen/token": [link(Registration.objects.get(status="unconfirmed"), "confirm")],
            **{f"{step}/person": [group.people.first().pk] for step in ("absagen", "aendern", "weitergeben")},
            "meine-anmeldung/pk": [Registration.objects.exclude(user=None).first().pk],
            "meine-gruppe/pk": [group.pk],
            "event/page": [date.page_id],
            "bulk/step": [*STEPS, *invitation_steps.STEPS],
            "einladung/token": [link(Invitation.objects.get(), "register")],
            "events.Registration": [r.pk for r in in_each_state if r.status in ("confirmed", "waiting", "requested")],
        }

    def of(self, variable):
        if is_of_wagtail(variable):
            return []
        found = self.known.get(variable) or self.ANYTHING.get(variable.rpartition("/")[2])
        assert found or "." in variable, f"Tell this test what {variable} is"
        return found or list(_keys(variable)[:1])

    def _proved(self, target, page="registration"):
        """With the address entered, so that the page shows all that it can."""
        token = link(target)
        self.member.post(reverse(f"events:{page}", args=[token]), {"email": target.email})
        return token


def _keys(label):
    return apps.get_model(label)._base_manager.order_by("-pk").values_list("pk", flat=True)


class Answers(BaseHTTPRequestHandler):
    """Gives the browser what it is to show, and our static files, which it may keep."""

    protocol_version = "HTTP/1.1"
    shown: dict = {}

    def do_GET(self):
        path = urlsplit(self.path).path
        file = path.startswith("/static/") and finders.find(path.removeprefix("/static/"))
        if file:
            self._give(200, Path(file).read_bytes(), mimetypes.guess_type(file)[0] or "", "max-age=900")
        else:
            self._give(*self.shown.get(self.path, (404, b"", "text/plain")), "no-store")

    def _give(self, status, body, kind, keep):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(body), "Cache-Control": keep}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Quiet."""


@pytest.fixture
def screen(visitor):
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Screen(visitor(), f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


class Screen:
    """Shows the bytes of answers and notices what runs."""

    SEEN = """() => {
      const LEADS = /^(xlink:)?href$|src$|action$|^data$/
      const runs = []
      for (const element of document.querySelectorAll("*"))
        for (const {name, value} of element.attributes)
          if (value.includes("__fired") && (/^on/.test(name) || (LEADS.test(name) && /^\\s*javascript:/i.test(value))))
            runs.push(`${element.tagName} ${name}=${value}`)
      const typed = [...document.querySelectorAll("input, textarea")].map(field => field.value)
      return {runs, text: [document.title, document.body.textContent, ...typed].join("\\n")}
    }"""

    def __init__(self, page, url):
        self.page, self.url, self.fired, self.texts = page, url, [], []
        page.add_init_script("window.__fired = number => console.log('fired', number)")
        page.on("console", lambda message: self._note(message.text) if message.text.startswith("fired") else None)

    def _note(self, what):
        self.fired.append((self.page.url.removeprefix(self.url), what))

    def show(self, body, name="/", kind="text/html; charset=utf-8"):
        Answers.shown[f"{name}#".partition("#")[0]] = (200, body, kind)
        self.page.goto(self.url + name)
        seen = self.page.evaluate(self.SEEN)
        self.fired += [(name, each) for each in seen["runs"]]
        self.read(seen["text"])

    def read(self, text):
        self.texts.append(" ".join(text.split()))

    def has_shown(self, text):
        return any(" ".join(text.split()) in shown for shown in self.texts)

    def show_answer(self, path, response):
        """Only what holds something that somebody typed."""
        kind = response.get("Content-Type", "")
        body = body_of(response)
        if MARK.encode() not in body:
            return
        if kind.startswith("application/json"):
            self.show(response.json()["html"].encode(), path)
        elif kind.startswith("text/html"):
            self.show(body, path, kind)
        else:
            assert kind.startswith(("text/calendar", "text/csv", "application/")), (path, kind)


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def visit(screen, client, path, *, sends):
    """The page, and what comes when each of its forms is sent as it should not be."""
    page = client.get(path)
    screen.show_answer(path, page)
    for number, form in enumerate(forms_in(page) if sends and page.status_code == 200 else []):
        with taken_back(client):
            data = form.filled(broken) | dict([button for button in form.buttons[:1] if button[0]])
            screen.show_answer(f"{path}#{number}", client.post(form.action, data, follow=True))


def with_people():
    """Models in which something was stored that somebody typed, and those that they belong to."""
    found = {model for model in apps.get_models() if MARK in str(list(model._base_manager.values_list()))}
    return found | {
        field.related_model for model in found for field in model._meta.concrete_fields if field.is_relation
    }


def ticked(address):
    """For pages about several rows: all of them."""
    return "?" + "&".join(f"id={key}" for key in _keys(address.model._meta.label)) if "/bulk/" in address.route else ""


OF_WAGTAIL = ["/admin/", "/admin/reports/site-history/"]


def visit_all(screen, stage):
    keys, people = Keys(stage).of, with_people()
    for address in our_addresses():
        if not address.is_admin or address.model in people:
            client = stage["office"] if address.is_admin else stage["member"]
            for number, path in enumerate(address.paths(keys)):
                visit(screen, client, path + ticked(address), sends=not number)
            if not address.variables:
                screen.show_answer(path, client.get(path, {"q": PAYLOADS[0], "seite": PAYLOADS[1]}))
    for path in OF_WAGTAIL:
        visit(screen, stage["office"], path, sends=False)
    for page in Page.objects.live().filter(depth__gt=1):
        visit(screen, Client(), page.get_url(), sends=True)
        screen.show_answer(page.get_url(), Client().get(page.get_url(), {"q": PAYLOADS[1]}))


def read_mails(screen):
    for message in OutboxMessage.objects.all():
        screen.show(message.html.encode())
        screen.read(f"{message.subject}\n{message.text}")


def test_what_people_type_runs_nowhere_and_is_not_calculated(stage, typist, screen):
    for path, answer in typist.answers:
        screen.show_answer(path, answer)
    visit_all(screen, stage)
    for registration in Registration.objects.all():
        visit(screen, stage["office"], reverse("registrations:inspect", args=[registration.pk]), sends=False)
    read_mails(screen)
    nothing_is_calculated(stage["office"])
    assert screen.fired == []
    shown = {where for text, where in typist.typed.items() if screen.has_shown(text)}
    assert {*typist.typed.values()} - shown == set()


@pytest.mark.parametrize("careless", ["<p>%s</p>", '<p title="%s">', "<a href='%s'>", "<script>a = '%s'</script>"])
def test_a_page_that_repeats_what_was_typed_is_noticed(screen, careless):
    for payload in PAYLOADS:
        screen.show((careless % payload).encode())
    assert screen.fired


def nothing_is_calculated(office):
    for kind, read in (("csv", cells_of_csv), ("xlsx", cells_of_workbook)):
        cells = read(body_of(office.get(f"{reverse('registrations:index')}?export={kind}")))
        assert any("cmd|" in str(cell) for cell in cells)
        assert [cell for cell in cells if str(cell)[:1] in {"=", "@", "+", "-"}] == []


def cells_of_csv(content):
    return [cell for row in csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";") for cell in row]


def cells_of_workbook(content):
    """A formula stands there with its sign; text that begins like one does not, for it is marked as text."""
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [cell.value if cell.data_type == "f" else f" {cell.value}" for row in sheet.iter_rows() for cell in row]
