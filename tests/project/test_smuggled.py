"""Whatever is sent besides what a form asks for changes nothing, and nobody reaches what belongs to others.

Every address of ours is met by the URL configuration, so that a new one is tried as well; where it asks for something
that the stage below does not know, the test says so. What a POST did is seen by its writes to the database.
"""

import itertools
import re
from collections import defaultdict
from urllib.parse import urlencode

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models
from django.http import HttpResponse
from django.test import Client
from django.urls import path as route
from django.utils import timezone
from wagtail.models import Page

from events import actions
from events.bulk import STEPS
from events.models import Option, Registration, RegistrationLink, SavedFilter
from events.views import invitation_steps
from home.models import AdvicePage
from networks.visibility import Tier
from tests.cast import make_membership
from tests.events.asking import ask
from tests.events.dates import register
from tests.events.groups import register_group
from tests.events.invited import guest, invite
from tests.events.stories import in_days, move, publish_event
from tests.home.making import add, make_card
from tests.walking import APPS, Address, a_file, forms_in, is_of_wagtail, our_addresses, secret_of_calendar, taken_back

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SMUGGLED = "eingeschmuggelt"
Purpose = RegistrationLink.Purpose
QUESTIONS = [ask("text", "Halle?"), ask("choice", "Workshop?", ("Kraft", 30), ("Ruhe", 30)), ask("file", "Nachweis?")]
# What every POST may leave behind: that a form was used, and what a browser is known by.
TRACES = {"networks_formuse", "django_session", "wagtailadmin_editingsession"}
REFUSED = {302, 403, 404, 405}
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# No field of a model, but what a careless view might listen to.
NO_FIELDS = ("id", "pk", "is_member", "member", "by", "override", "at_any_time", "is_superuser", "groups", "token")


# The stage: what belongs to somebody, and what to others


@pytest.fixture
def now(settings):
    settings.NETWORKS_FORM_MINIMUM_SECONDS = 0
    settings.NETWORKS_FORM_LIMIT_PER_ADDRESS = settings.NETWORKS_FORM_LIMIT_PER_NETWORK = 10_000
    with time_machine.travel(timezone.now(), tick=False):
        yield


def event(network, **fields):
    rules = {"capacity": 30, "change_until_hours": 1, "replace_until_hours": 1, "rebook_until_hours": 1}
    dates = [in_days(14), in_days(21)]
    page = publish_event(*dates, networks=[network], questions=QUESTIONS, **rules | fields)
    return list(page.occurrences.order_by("start"))


def one_of_each(network, *, of=None, **fields):
    """A date of a network with people in every state; the first of them has the account `of`. Returns what there is."""
    first, second = event(network, **fields)
    full, _later = event(network, capacity=1, moving_up="offer", **fields)
    asked, _later = event(network, needs_approval=True, **fields)
    strict, _later = event(network, confirm_address=True, **fields)
    mine = register(first, f"{network.slug[:3]}eins", user=of)
    has_it = register(full, f"{network.slug[:3]}zwei")
    offered, waiting = (register(full, f"{network.slug[:3]}{name}", user=of) for name in ("drei", "vier"))
    actions.cancel_registration(has_it)
    group = register_group(first, "Malte", "Aylin", user=of).group
    strange = register_group(strict, "Thees", "Gesa").group
    people = {
        "mine": mine,
        "offered": offered,
        "waiting": waiting,
        "requested": register(asked, f"{network.slug[:3]}fünf"),
        "unconfirmed": register(strict, f"{network.slug[:3]}sechs"),
    }
    register(second, f"{network.slug[:3]}sieben")
    move(second.page, in_days(22), position=1)
    [invited] = invite(first, guest(f"{network.slug[:3]}gast"))
    return {"date": first, "group": group, "strange": strange, "invited": invited} | people


@pytest.fixture
def stage(now, health, training, ada, bob, carol, dora):
    """Bob's things belong to the health network, which Ada coordinates; Carol's to a network that they may not see."""
    add(AdvicePage, title="Beratung", desk_email="desk@example.org")
    make_card("Imke")
    make_membership(training, make_card("Nele").affiliation.person)
    ours = one_of_each(health, of=bob)
    theirs = one_of_each(training, of=carol, visibility=Tier.GROUP)
    register(ours["date"], "Wiebke")
    SavedFilter.objects.create(user=carol, name="Meine", search="Wiebke")
    return {"own": keys_to(ours), "foreign": keys_to(theirs), "ours": ours, "theirs": theirs}


def link(target, purpose=Purpose.MANAGE):
    return RegistrationLink.issue(target, purpose)


def keys_to(things):
    """What stands in addresses, by `Address.variables`."""
    people, group, strange = list(things["group"].people), things["group"], things["strange"]
    return {
        "platz/token": [link(things["mine"]), link(things["offered"])],
        "bestaetigen/token": [link(things["unconfirmed"], Purpose.CONFIRM)],
        "gruppe/token": [link(group)],
        "gruppe-bestaetigen/token": [link(strange, Purpose.CONFIRM)],
        "einladung/token": [link(things["invited"], Purpose.REGISTER)],
        "anmeldung/uid": [things["date"].uid],
        "termin/uid": [things["date"].uid],
        **{f"{step}/person": [people[0].pk] for step in ("absagen", "aendern", "weitergeben")},
        "p/token": [secret_of_calendar(things["mine"].user)],
        "meine-anmeldung/pk": [things["mine"].pk],
        "meine-gruppe/pk": [group.pk],
        "event/page": [things["date"].page_id],
    }


def wrong_links(things):
    """Links that exist, and open something else."""
    confirming, managing = link(things["unconfirmed"], Purpose.CONFIRM), link(things["mine"])
    return {
        "p/token": [managing],
        "platz/token": [confirming, link(things["group"])],
        "einladung/token": [confirming, managing],
        "gruppe/token": [managing, link(things["strange"], Purpose.CONFIRM)],
        "bestaetigen/token": [managing, link(things["strange"], Purpose.CONFIRM)],
        "gruppe-bestaetigen/token": [confirming, link(things["group"])],
    }


ANYTHING = {"answer": "platz", "slug": "anders", "language": "en", "path": "x.png"}
ANYTHING |= {"selection": "alle", "name": "kalender", "chosen": f"{timezone.now():%Y-%m}"}


class Keys:
    """What one of our people may use in addresses, and what belongs to others."""

    def __init__(self, stage, user):
        self.user, self.stage = user, stage
        self.foreign_links = wrong_links(stage["ours"])

    def own(self, variable):
        if "." in variable:
            return self._rows(variable, mine=True)
        if variable == "bulk/step":
            return [*STEPS, *invitation_steps.STEPS]
        if variable == "file/answer":
            return self._files(self.stage["ours"])
        return self.stage["own"].get(variable, [])

    def foreign(self, variable):
        if "." in variable:
            return self._rows(variable, mine=False)
        if variable == "file/answer":
            return self._files(self.stage["theirs"])
        return self.foreign_links.get(variable) or self.stage["foreign"].get(variable, [])

    def ticked(self, address):
        """For pages about several rows: one's own, and those of others; for a form that asks about a date: which."""
        if address.name == "registrations:add":
            return f"?occurrence={self.stage['ours']['date'].pk}"
        if "/bulk/" not in address.route:
            return ""
        label = address.model._meta.label
        return "?" + urlencode({"id": [*self.own(label), *self.foreign(label)]}, doseq=True)

    def _files(self, things):
        return [answer.pk for answer in things["mine"].answers.exclude(file="")]

    def _rows(self, label, *, mine):
        if label == "events.SavedFilter":
            return list(SavedFilter.objects.exclude(user=self.user).values_list("pk", flat=True)) if not mine else []
        rows = apps.get_model(label)._default_manager.all()
        keys = rows.values_list("pk", flat=True).order_by("pk")
        if not hasattr(rows, "managed_by"):
            return [] if mine else list(keys[:1])
        managed = rows.managed_by(self.user) if self.user else rows.none()
        if not mine:
            return list(keys.exclude(pk__in=managed.values("pk"))[:1])
        return self._in_each_state(managed) if label == "events.Registration" else list(keys.filter(pk__in=managed)[:1])

    def _in_each_state(self, registrations):
        by_state = dict(registrations.order_by("-pk").values_list("status", "pk"))
        return [by_state[status] for status in ("confirmed", "waiting", "requested")]


def known(variable):
    return ANYTHING.get(variable.rpartition("/")[2])


def ways(address, keys):
    """The paths of an address that are one's own, and those with anything of others in them."""
    own, foreign = [], []
    for variable in address.variables:
        mine, theirs = keys.own(variable), keys.foreign(variable)
        if not mine and not theirs:
            assert known(variable) or is_of_wagtail(variable) or "." in variable, (
                f"Tell the stage of this test what {variable} is"
            )
            mine = [known(variable) or 1]
        own.append(mine)
        foreign.append(theirs)
    ticked = keys.ticked(address)
    yield from ((True, address.path(values) + ticked) for values in itertools.product(*own))
    for places in itertools.product((False, True), repeat=len(own)):
        if any(places):
            values = [theirs if strange else mine for strange, mine, theirs in zip(places, own, foreign, strict=True)]
            yield from ((False, address.path(each)) for each in itertools.product(*values))


# What a POST does


def effect_of(client, path, data):
    """`(response, {(table, "new" | "changed" | "gone", row, column): value})`; afterwards all is as before."""
    written = set()

    def listen(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    with taken_back(client), connection.execute_wrapper(listen):
        response = _post(client, path, data)
        tables = written - TRACES
        after = {table: _rows(table) for table in tables}
    before = {table: _rows(table) for table in tables}
    return response, dict(change for table in sorted(tables) for change in _changes(table, before[table], after[table]))


def _post(client, path, data):
    files = [name for name, value in data.items() if value and hasattr(value[0], "read")]
    if files:
        return client.post(path, data | {name: a_file() for name in files})
    return client.post(path, urlencode(data, doseq=True), content_type="application/x-www-form-urlencoded")


def _rows(table):
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')
        names = [column[0] for column in cursor.description]
        return {row[names.index(key)]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}


def _changes(table, before, after):
    new = [row for key, row in after.items() if key not in before]
    for number, row in enumerate(new):
        yield from (((table, "new", number, name), value) for name, value in row.items())
    for key, row in before.items():
        if key not in after:
            yield (table, "gone", key, ""), None
        else:
            changed = {name: value for name, value in after[key].items() if value != row[name]}
            yield from (((table, "changed", key, name), value) for name, value in changed.items())


def is_same(effect, once, again):
    """As the two before, but for what was another value in each of them: keys, links, moments."""
    steady = {key for key in once if key in again and once[key] == again[key]}
    return effect.keys() == once.keys() == again.keys() and all(effect[key] == once[key] for key in steady)


# What is smuggled in


def smuggled(foreign):
    """A value for every column of every table of ours, and all that a model of others could be called by."""
    sent = defaultdict(list, {name: [SMUGGLED] for name in NO_FIELDS})
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
                for name in {field.name, getattr(field, "attname", field.name)}:
                    sent[name] += [value for value in _hostile(field, foreign) if value not in sent[name]]
    return dict(sent)


def _hostile(field, foreign):
    if field.is_relation:
        key = foreign(field.related_model)
        return [] if key is None else [key]
    if field.choices:
        return [value for value, _label in field.flatchoices]
    if isinstance(field, models.DateField):
        return ["2031-01-01T10:00" if isinstance(field, models.DateTimeField) else "2031-01-01"]
    kinds = {models.BooleanField: "on", models.IntegerField: 99, models.AutoField: 99, models.JSONField: '{"a": 1}'}
    return [next((value for kind, value in kinds.items() if isinstance(field, kind)), SMUGGLED)]


def foreign_row(user):
    """The newest row of a model that is not one's own."""

    def find(model):
        if not model._meta.managed or model is models.Model:
            return None
        rows = model._base_manager.order_by("-pk")
        managed = getattr(model._default_manager.all(), "managed_by", None)
        if managed and user:
            rows = rows.exclude(pk__in=managed(user).values("pk"))
        return rows.values_list("pk", flat=True).first()

    return find


def fill(control):
    match control.kind:
        case "file":
            return a_file()
        case "email":
            return control.value or f"neu{len(control.name)}{control.name[-7:-6]}@example.org"
        case "number":
            return control.value or "7"
        case "date":
            return control.value or "2026-05-17"
        case "checkbox":
            return None if "beyond" in control.name else control.choices
        case "radio" | "select":
            return control.value or next(filter(None, control.choices), None)
    return control.value or "Vardenhoop"


# Of addresses whose form stands on another page.
FORMS_ELSEWHERE = {"registrations:save_filter": {"name": ["Meine"], "query": ["q=a"]}}


class Actor:
    """Somebody with a browser, who tries every address."""

    def __init__(self, stage, user=None):
        self.user, self.client = user, Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self.keys = Keys(stage, user)
        self.extra = smuggled(foreign_row(user))
        self.faults, self.filled = [], {}

    def prove(self, things):
        """That the addresses of registrations and of a group are theirs, as somebody does who has the links."""
        [group] = self.keys.own("gruppe/token")
        assert self.client.post(f"/kalender/gruppe/{group}/", {"email": things["group"].email}).status_code == 302
        for token, name in zip(self.keys.own("platz/token"), ("mine", "offered"), strict=True):
            assert self.client.post(f"/kalender/platz/{token}/", {"email": things[name].email}).status_code == 302

    def walk(self, addresses, filled):
        for address in addresses:
            for is_own, path in ways(address, self.keys):
                if is_own:
                    self.use(address, path)
                else:
                    self.reach(path, filled.get(address.name, {}))
        return self

    def use(self, address, path):
        """Send each form of the page as it is meant, and with all else besides: it does the same."""
        forms = self.forms_at(path)
        for form, button in forms:
            self.send(address, form, button)
        if not forms:
            self.send_blindly(address, path)

    def send_blindly(self, address, path):
        response, effect = effect_of(self.client, path, self.extra)
        if response.status_code in REFUSED - {302}:
            self.note(path, response, effect)
        elif effect:
            known = FORMS_ELSEWHERE.get(address.name, {})
            self.compare(address, path, known, {n: value for n, value in self.extra.items() if n not in known})

    def forms_at(self, path):
        """Each of them once, with each of its buttons."""
        found = {}
        for form in forms_in(self.client.get(path)):
            for button in form.buttons or [("", "")]:
                if form.action.startswith("/"):
                    found.setdefault((form.action, frozenset(form.names), button), (form, button))
        return list(found.values())

    def send(self, address, form, button):
        data = form.filled(fill)
        if button[0]:
            data[button[0]] = [button[1]]
        prefixes = {"", *(found[0] for name in form.names if (found := re.match(r".*-\d+-", name)))}
        extra = {f"{prefix}{name}": value for prefix in prefixes for name, value in self.extra.items()}
        extra = {name: value for name, value in extra.items() if name not in form.names}
        if "id" in form.sent:
            extra["id"] = [*data["id"], *self.keys.foreign("events.Registration")]
        if self.compare(address, form.action, data, extra):
            self.filled[address.name] = data
            self.choose_foreign(form, data)

    def compare(self, address, path, data, extra):
        _plain, once = effect_of(self.client, path, data)
        response, effect = effect_of(self.client, path, data | extra)
        again = effect_of(self.client, path, data)[1] if once != effect else once
        if response.status_code >= 500 or not is_same(effect, once, again) or SMUGGLED in str(effect):
            self.faults.append((path, response.status_code, _difference(effect, once, again)))
        return once

    def choose_foreign(self, form, data):
        """What a form lets one choose from is chosen from what others have."""
        typed = {control.name for control in form.controls if not control.choices}
        for name in data.keys() - typed:
            wrong = self._foreign_choice(name)
            if wrong is not None:
                response, effect = effect_of(self.client, form.action, data | {name: [wrong]})
                if effect:
                    self.note(f"{form.action} {name}={wrong}", response, effect)

    def _foreign_choice(self, name):
        if "question-" in name and "None" not in name:
            return Option.objects.filter(question__event_key=self.keys.stage["theirs"]["date"].event_key).last().pk
        model = MANAGED.get(re.sub(r".*-\d+-", "", name))
        return foreign_row(self.user)(model) if model else None

    def intrude(self, coordinator, addresses):
        """Into what somebody else may do, with what they would send."""
        for address in addresses:
            for _is_own, path in ways(address, coordinator.keys):
                self.reach(path, coordinator.filled.get(address.name, {}))

    def reach(self, path, data):
        """What belongs to others stays as it is, whatever is sent there."""
        response, effect = effect_of(self.client, path, self.extra | data)
        self.note(path, response, effect)

    def note(self, path, response, effect):
        if effect or response.status_code not in REFUSED:
            self.faults.append((path, response.status_code, sorted({key[:2] for key in effect})))


def _difference(effect, once, again):
    keys = {key for key in {*effect, *once} if effect.get(key) != once.get(key) and once.get(key) == again.get(key)}
    return sorted(f"{key[0]} {key[1]} {key[3]}: {once.get(key)!r} → {effect.get(key)!r}" for key in keys)


# Foreign keys in forms whose rows belong to networks.
MANAGED = {
    field.name: field.related_model
    for model in apps.get_models()
    if model._meta.app_label in APPS
    for field in model._meta.concrete_fields
    if field.is_relation and hasattr(getattr(field.related_model, "objects", None), "managed_by")
}


def pages_of_visitors():
    """Pages of Wagtail with a form, which the URL configuration does not know one by one."""
    return [
        Address(page.get_url().lstrip("/"), f"page:{page.slug}") for page in Page.objects.live().filter(depth__gt=2)
    ]


def test_nothing_that_is_smuggled_in_counts_and_nothing_of_others_is_reached(stage, ada, bob):
    addresses = our_addresses()
    admin = [address for address in addresses if address.is_admin]
    public = [address for address in addresses if not address.is_admin]
    coordinator = Actor(stage, ada).walk(admin, {})
    member = Actor(stage, bob)
    member.walk([address for address in [*public, *pages_of_visitors()] if "token" not in address.route], {})
    member.intrude(coordinator, admin)
    stranger = Actor(stage)
    stranger.prove(stage["ours"])
    stranger.walk([address for address in public if address.name.startswith("events:")], member.filled)
    assert [coordinator.faults, member.faults, stranger.faults] == [[], [], []]
    assert EXPECTED - {*coordinator.filled, *member.filled, *stranger.filled} == set()


# Forms that must have done something, else the above proves little.
EXPECTED = {
    "events:confirm_group",
    "events:group_cancel_one",
    "events:invitation",
    "events:my_registration_change",
    "events:register_group",
    "events:registration",
    "events:registration_rebook",
    "events:registration_replace",
    "registrations:add",
    "registrations:edit",
    "report_barrier",
    "wagtailsnippets_networks_person:edit",
}


def test_a_page_that_stores_whatever_it_gets_from_whoever_asks_is_noticed(stage, settings):
    settings.ROOT_URLCONF = (route("sorglos/<int:pk>/", careless),)
    stranger = Actor(stage)
    stranger.use(Address("sorglos/<int:pk>/", "careless"), f"/sorglos/{stage['ours']['mine'].pk}/")
    assert "staff_note" in str(stranger.faults.pop())
    stranger.reach(f"/sorglos/{stage['theirs']['mine'].pk}/", {})
    assert stranger.faults


def careless(request, pk):
    Registration.objects.filter(pk=pk).update(
        **{name: request.POST[name] for name in ("organisation", "staff_note") if name in request.POST}
    )
    return HttpResponse('<form method="post"><input name="organisation"><button></button></form>')
