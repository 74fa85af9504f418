"""What people type is text: a script that somebody enters in any of our forms runs nowhere.

Each field of each form gets what would run, break out of its tag, or be calculated. Then all that shows it is opened in
Chromium, without the policy that would stop it: every page of ours for visitors, members and staff, forms that come
back with errors, mails, exports. Django answers in this process; the browser gets the bytes of its answers.
"""

import csv
import itertools
from io import BytesIO
from urllib.parse import urlparse

import openpyxl
import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
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
from tests.walking import a_file, after_a_second_look, errors_in, forms_in, is_of_wagtail, our_addresses, taken_back

pytestmark = pytest.mark.django_db
HERE = "http://kammernetz.test"
MARK = "__fired"
# At most 36 signs: with its number each fits the shortest field.
PAYLOADS = [
    "</title><script>__fired(1)</script>",
    '"><img src=x onerror=__fired(2)>',
    "'\"autofocus onfocus=__fired(3) x='",
    "javascript:__fired(4)//",
    "{{7*7}}{%__fired%}${7*7}{a.__dict__}",
    "=cmd|'__fired(6)'!A1",
    "\u202e<svg/onload=__fired(7)>",
    "</textarea><svg onload=__fired(8)>",
    "';__fired(9);//</script><!--",
    "-->]]><a href=javascript:__fired(0)>",
]
ADDRESSES = ['"<svg/onload=__fired(11)>{}"@example.org', "=cmd|__fired{}@example.org"]
FILES = "'><img src=x onerror=__fired(12)>{}.pdf"


class Typist:
    """Types what would run into each field, with a number, so that each is found again."""

    def __init__(self):
        self.number = itertools.count(100)
        self.turn = itertools.count()
        self.typed = {}

    def text(self, where):
        return self._note(where, f"{PAYLOADS[next(self.turn) % len(PAYLOADS)]}#{next(self.number)}")

    def _note(self, where, text):
        self.typed[text] = where
        return text

    def fill(self, control):
        match control.kind:
            case "text" | "textarea" | "tel" | "search":
                return self.text(control.name)
            case "email":
                number = next(self.number)
                return self._note(control.name, ADDRESSES[number % 2].format(f"#{number}"))
            case "number":
                return "7"
            case "date":
                return "2026-05-17"
            case "file":
                return a_file(self._note(control.name, FILES.format(f"#{next(self.number)}")))
            case "checkbox":
                return control.choices
            case "radio" | "select":
                return control.value or next(filter(None, control.choices), None)
        return None

    def break_(self, control):
        """The same where no such thing fits, so that the form comes back."""
        return PAYLOADS[1] if control.kind in {"email", "number", "date"} else self.fill_again(control)

    def fill_again(self, control):
        if control.kind in {"text", "textarea", "tel", "search"}:
            return PAYLOADS[next(self.turn) % len(PAYLOADS)]
        return control.choices if control.kind == "checkbox" else control.value or next(iter(control.choices), None)

    def send(self, client, path, **fixed):
        form = forms_in(client.get(path))[-1]
        answer = client.post(form.action, form.filled(self.fill) | fixed)
        if answer.status_code == 200:
            answer = after_a_second_look(client, answer)
        assert answer.status_code == 302, (path, errors_in(answer))
        return answer


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


def form_of(date, name="register"):
    return reverse(f"events:{name}", args=[date.uid])


def path_of(target, name="registration", purpose="manage"):
    return reverse(f"events:{name}", args=[RegistrationLink.issue(target, purpose)])


def newest():
    return Registration.objects.order_by("pk").last()


def ten_come_together(typist, client, date):
    """Each of them with another payload in each field."""
    form = forms_in(client.get(form_of(date, "register_group")))[-1]
    for _more in range(8):
        form = forms_in(client.post(form.action, form.filled(lambda control: None) | {"add": ""}))[-1]
    assert client.post(form.action, form.filled(typist.fill)).status_code == 302


def one_manages(typist, date):
    """Registers, proves the address, changes all, hands over; the colleague stays."""
    client = Client()
    typist.send(client, form_of(date))
    path = path_of(newest())
    client.post(path, {"email": newest().email})
    typist.send(client, f"{path}aendern/")
    typist.send(client, f"{path}weitergeben/")


def event(**fields):
    first, _second = publish_event(
        in_days(14), in_days(21), questions=QUESTIONS, **RULES | fields
    ).occurrences.order_by("start")
    return first


@pytest.fixture
def typist():
    return Typist()


@pytest.fixture
def stage(typist, eve, bob, health, settings, tmp_path):
    """All forms were used, by visitors, a member and staff; the queue has people in every state."""
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    settings.MEDIA_ROOT = tmp_path
    date = event(capacity=90, networks=[health])
    full = event(capacity=1, moving_up="offer")
    asked, strict = event(needs_approval=True), event(confirm_address=True)
    member, office = Client(), Client()
    member.force_login(bob)
    office.force_login(eve)
    ten_come_together(typist, member, date)
    one_manages(typist, date)
    typist.send(member, form_of(date), email=bob.email)
    for where in (full, full, full, asked, asked, strict):
        typist.send(Client(), form_of(where))
    actions.cancel_registration(full.registrations.confirmed().get())
    desk = add(AdvicePage, title="Beratung", desk_email="desk@example.org")
    typist.send(Client(), desk.get_url())
    typist.send(Client(), reverse("report_barrier"))
    staff_writes(typist, office, date, asked)
    invite(date, guest("Nele", given_name=typist.text("guest"), organisation=typist.text("guest")))
    return {"member": member, "office": office, "date": date, "desk": desk}


def staff_writes(typist, office, date, asked):
    typist.send(office, f"/admin/registrations/new/?occurrence={date.pk}")
    typist.send(office, reverse("registrations:edit", args=[newest().pk]))
    typist.send(office, reverse("registrations:decline", args=[asked.registrations.first().pk]))
    typist.send(office, reverse("dates:message", args=[date.pk]), send="")
    typist.send(office, reverse("inquiries:edit", args=[Inquiry.objects.first().pk]))
    move(date.page, in_days(20))


# What shows it


class Keys:
    """One of each kind to look at, by `Address.variables`; all registrations, since each shows another payload."""

    def __init__(self, stage):
        date, self.member = stage["date"], stage["member"]
        self.known = {
            "anmeldung/uid": [date.uid],
            "termin/uid": [date.uid],
            "platz/token": [self._proved(registration) for registration in self._in_each_state()],
            "gruppe/token": [self._link(group) for group in Group.objects.all()],
            "bestaetigen/token": [self._link(Registration.objects.get(status="unconfirmed"), "confirm")],
            "absagen/person": list(Group.objects.get().people.values_list("pk", flat=True)[:1]),
            "meine-anmeldung/pk": list(Registration.objects.exclude(user=None).values_list("pk", flat=True)[:2]),
            "meine-gruppe/pk": list(Group.objects.values_list("pk", flat=True)),
            "event/page": [date.page_id],
            "bulk/step": [*STEPS, *invitation_steps.STEPS],
            "einladung/token": [self._link(Invitation.objects.get(), "register")],
            "events.Registration": list(Registration.objects.values_list("pk", flat=True)),
            "networks.OutboxMessage": list(dict(OutboxMessage.objects.values_list("kind", "pk")).values()),
        }

    def of(self, variable):
        if is_of_wagtail(variable):
            return []
        if "." in variable:
            return self.known.get(variable) or list(_keys(variable)[:1])
        found = self.known.get(variable) or ANYTHING.get(variable.rpartition("/")[2])
        assert found, f"Tell this test what {variable} is"
        return found

    @staticmethod
    def _link(target, purpose="manage"):
        return RegistrationLink.issue(target, purpose)

    def _proved(self, registration):
        """With the address entered, so that the page shows all that it can."""
        token = self._link(registration)
        self.member.post(reverse("events:registration", args=[token]), {"email": registration.email})
        return token

    @staticmethod
    def _in_each_state():
        return list({r.status: r for r in Registration.objects.order_by("-pk")}.values())


def _keys(label):
    return apps.get_model(label)._base_manager.values_list("pk", flat=True)


ANYTHING = {"answer": ["platz"], "slug": ["anders"], "language": ["en"], "path": ["x.png"]}


class Screen:
    """A page of Chromium that shows the bytes of an answer, with our scripts and styles, and notices what runs."""

    SEEN = """() => {
      const runs = []
      for (const element of document.querySelectorAll("*"))
        for (const {name, value} of element.attributes)
          if (value.includes("__fired") && name !== "value" && (/^on/.test(name) || /^\\s*javascript:/i.test(value)))
            runs.push(`${element.tagName} ${name}=${value}`)
      const typed = [...document.querySelectorAll("input, textarea")].map(field => field.value)
      return {runs, text: [document.title, document.body.textContent, ...typed].join("\\n")}
    }"""

    def __init__(self, page):
        self.page, self.answer, self.fired, self.texts = page, None, [], {}
        page.add_init_script("window.__fired = number => console.log('fired', number)")
        page.on("console", lambda message: self._note(message.text) if message.text.startswith("fired") else None)
        page.on("dialog", lambda dialog: (self._note(dialog.message), dialog.dismiss()))
        page.route("**/*", self._serve)

    def _note(self, what):
        self.fired.append((self.page.url, what))

    def _serve(self, route):
        path = urlparse(route.request.url).path
        if route.request.is_navigation_request() and self.answer:
            body, kind = self.answer
            self.answer = None
            route.fulfill(body=body, headers={"Content-Type": kind, "X-Content-Type-Options": "nosniff"})
        elif path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=found)
        else:
            route.abort()

    def show(self, path, body, kind="text/html; charset=utf-8"):
        self.answer = (body, kind)
        self.page.goto(f"{HERE}{path}")
        seen = self.page.evaluate(self.SEEN)
        self.fired += [(path, each) for each in seen["runs"]]
        self.texts[path] = " ".join(seen["text"].split())

    def has_shown(self, text):
        return any(text in shown for shown in self.texts.values())


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def show(screen, path, response):
    """Only what holds something that somebody typed."""
    body = body_of(response)
    kind = response.get("Content-Type", "")
    if MARK.encode() in body and kind.startswith(("text/html", "text/csv")):
        screen.show(path, body, "text/plain; charset=utf-8" if "csv" in kind else kind)
    elif MARK.encode() in body:
        assert kind.startswith(("text/calendar", "application/")), (path, kind)


def visit(screen, client, path):
    """The page, and the same with each of its forms sent and not accepted."""
    page = client.get(path)
    show(screen, path, page)
    for form in forms_in(page) if page.status_code == 200 else []:
        for number, button in enumerate(dict.fromkeys(form.buttons)):
            with taken_back(client):
                data = form.filled(Typist().break_) | ({button[0]: button[1]} if button[0] else {})
                show(screen, f"{path}?sent={number}", client.post(form.action, data))


def with_people():
    """Models in which something was stored that somebody typed, and those that they belong to."""
    found = {model for model in apps.get_models() if MARK in str(list(model._base_manager.values_list()))}
    return found | {
        field.related_model for model in found for field in model._meta.concrete_fields if field.is_relation
    }


def ticked(address):
    """For pages about several rows: all of them."""
    return "?" + "&".join(f"id={key}" for key in _keys(address.model._meta.label)) if "/bulk/" in address.route else ""


def visit_all(screen, stage):
    keys, people = Keys(stage).of, with_people()
    for address in our_addresses():
        if not address.is_admin or address.model in people:
            client = stage["office"] if address.is_admin else stage["member"]
            for path in address.paths(keys):
                visit(screen, client, path + ticked(address))
            if not address.variables:
                show(screen, f"{path}?q=1", client.get(path, {"q": PAYLOADS[0], "seite": PAYLOADS[3]}))
    for page in Page.objects.live().filter(depth__gt=1):
        visit(screen, Client(), page.get_url())
        show(screen, f"{page.get_url()}?q=1", Client().get(page.get_url(), {"q": PAYLOADS[1]}))


def read_mails(screen):
    for message in OutboxMessage.objects.prefetch_related("attachments"):
        screen.show(f"/mail/{message.pk}.html", message.html)
        screen.show(f"/mail/{message.pk}.txt", f"{message.subject}\n{message.text}", "text/plain; charset=utf-8")


def test_what_people_type_runs_nowhere(stage, typist, visitor):
    screen = Screen(visitor(bypass_csp=True))
    visit_all(screen, stage)
    read_mails(screen)
    assert screen.fired == []
    unseen = {text: where for text, where in typist.typed.items() if not screen.has_shown(" ".join(text.split()))}
    assert unseen == {}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_that_people_type_is_calculated(stage, typist, kind):
    answer = stage["office"].get(f"{reverse('registrations:index')}?export={kind}")
    cells = CELLS[kind](body_of(answer))
    assert any("cmd|" in str(cell) for cell in cells)
    assert [cell for cell in cells if str(cell)[:1] in {"=", "@", "+", "-"}] == []


def cells_of_csv(content):
    return [cell for row in csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";") for cell in row]


def cells_of_workbook(content):
    """A formula stands there with its sign; text that begins like one does not, for it is marked as text."""
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [cell.value if cell.data_type == "f" else f" {cell.value}" for row in sheet.iter_rows() for cell in row]


CELLS = {"csv": cells_of_csv, "xlsx": cells_of_workbook}
