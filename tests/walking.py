"""Every address of ours, as the URL configuration knows it, and every form of a page, as a browser would send it.

A new page or form is met by the tests that walk here without being named.
"""

import copy
import itertools
import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.urls import URLPattern, get_resolver

APPS = {"events", "home", "networks", "providers"}
VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
LISTS = {"index", "list", "choose"}


@dataclass(frozen=True)
class Address:
    """`model` is what the list of the same part of the admin shows; the pages of visitors have none."""

    route: str
    name: str
    model: type[models.Model] | None = None

    @property
    def is_admin(self):
        return self.route.startswith("admin/")

    @property
    def variables(self):
        """What has to be known to go there: a key of a model, or a part of the address and the part before it."""
        return [self._variable(found) for found in VARIABLE.finditer(self.route)]

    def _variable(self, found):
        if found[1] == "pk" and self.model:
            return KEYS_OF_OTHERS.get(self.name, self.model._meta.label)
        before = self.route[: found.start()].rstrip("/.").rpartition("/")[2]
        return f"{before}/{found[1]}"

    def path(self, values):
        """With a value for each of the `variables`, in their order."""
        values = iter(values)
        return "/" + VARIABLE.sub(lambda _found: str(next(values)), self.route)

    def paths(self, keys):
        """For every combination of what `keys` gives for the variables."""
        return [self.path(values) for values in itertools.product(*map(keys, self.variables))]


# Addresses whose key is that of another model than the one that their list shows.
KEYS_OF_OTHERS = {"invitations:remind": "events.Occurrence", "registrations:delete_filter": "events.SavedFilter"}
# Parts of addresses of Wagtail's drafts and workflows.
OF_WAGTAIL = {"revision_id", "action_name", "task_id", "task_state_id", "workflow_state_id"}


def is_of_wagtail(variable):
    return variable.rpartition("/")[2] in OF_WAGTAIL


@cache
def our_addresses():
    """What our own views answer, and those of Wagtail that show a model of ours."""
    found = list(_walk(get_resolver().url_patterns))
    models_of = {space: model for _route, space, name, _view, model in found if name in LISTS and model}
    return [
        Address(route, f"{space}:{name}" if space else name or route, models_of.get(space))
        for route, space, name, view, model in found
        if "(?P" not in route and (_is_ours(view) or ((model or models_of.get(space)) and _is_ours(model)))
    ]


def _walk(patterns, before="", space=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield route, space, pattern.name, view, _model_of(pattern.callback, view)
        else:
            yield from _walk(pattern.url_patterns, route, pattern.namespace or space)


def _model_of(callback, view):
    model = getattr(callback, "view_initkwargs", {}).get("model") or getattr(view, "model", None)
    return model if isinstance(model, type) else None


def _is_ours(thing):
    return getattr(thing, "__module__", "").partition(".")[0] in APPS


@dataclass
class Control:
    """A field that a person can fill."""

    name: str
    kind: str
    value: str
    choices: list[str] = field(default_factory=list)


@dataclass
class WebForm:
    """`sent` is what goes out if nobody types anything; `buttons` are those that send it, as name and value."""

    action: str
    sent: dict[str, list[str]]
    controls: list[Control]
    buttons: list[tuple[str, str]]

    @property
    def names(self):
        return {*self.sent, *(control.name for control in self.controls), *(name for name, _value in self.buttons)}

    def filled(self, words: Callable[[Control], object]):
        """What `words` says for each control is sent instead of what stands there; nothing for None."""
        data = {name: list(values) for name, values in self.sent.items()}
        for control in self.controls:
            value = words(control)
            if value is not None:
                data[control.name] = value if isinstance(value, list) else [value]
        return data


def forms_in(response):
    """The forms of a page that are posted; a field that no person sees is left alone."""
    if "html" not in response.get("Content-Type", "") or b"<form" not in response.content:
        return []
    page = BeautifulSoup(response.content, "html.parser")
    forms = [
        _form(element, response) for element in page.find_all("form") if element.get("method", "").upper() == "POST"
    ]
    return [form for form in forms if "logout" not in form.action]


def _form(element, response):
    here = response.wsgi_request.get_full_path()
    form = WebForm(urldefrag(urljoin(here, element.get("action", "")))[0], {}, [], [])
    choices: dict[str, Control] = {}
    for tag in element.find_all(["input", "select", "textarea", "button"]):
        if not tag.get("name") or tag.has_attr("disabled"):
            if tag.name == "button" and tag.get("type", "submit") == "submit":
                form.buttons.append(("", ""))
            continue
        READERS.get(_kind(tag), _read_line)(form, tag, choices)
    form.controls += choices.values()
    return form


def _kind(tag):
    return tag.get("type", "submit" if tag.name == "button" else "text") if tag.name != "select" else "select"


def _read_hidden(form, tag, _choices):
    if tag["name"] != "csrfmiddlewaretoken":
        form.sent.setdefault(tag["name"], []).append(tag.get("value", ""))


def _read_button(form, tag, _choices):
    form.buttons.append((tag["name"], tag.get("value", "")))


def _read_box(form, tag, choices):
    value = tag.get("value", "on")
    control = choices.setdefault(tag["name"], Control(tag["name"], tag["type"], ""))
    control.choices.append(value)
    if tag.has_attr("checked"):
        control.value = value
        form.sent.setdefault(tag["name"], []).append(value)


def _read_select(form, tag, _choices):
    options = [option.get("value", option.text) for option in tag.find_all("option") if not option.has_attr("disabled")]
    chosen = [option.get("value", option.text) for option in tag.find_all("option") if option.has_attr("selected")]
    form.sent[tag["name"]] = chosen or ([] if tag.has_attr("multiple") else options[:1])
    form.controls.append(Control(tag["name"], "select", "".join(chosen), choices=[o for o in options if o]))


def _read_file(form, tag, _choices):
    form.controls.append(Control(tag["name"], "file", ""))


def _read_line(form, tag, _choices):
    value = tag.text.removeprefix("\n") if tag.name == "textarea" else tag.get("value", "")
    form.sent[tag["name"]] = [value]
    if tag.get("tabindex") != "-1":  # the trap for machines
        kind = "textarea" if tag.name == "textarea" else tag.get("type", "text")
        form.controls.append(Control(tag["name"], kind, value))


READERS = {
    "hidden": _read_hidden,
    "submit": _read_button,
    "image": _read_button,
    "button": lambda *_: None,
    "reset": lambda *_: None,
    "checkbox": _read_box,
    "radio": _read_box,
    "select": _read_select,
    "file": _read_file,
}


def after_a_second_look(client, response, sent=None):
    """The answer to a form that came back to ask whether somebody is sure, sent once more as it is with each tick.

    Files are chosen again from what was `sent`, for no browser keeps them.
    """
    form = forms_in(response)[-1]

    def again(control):
        if control.kind == "file":
            return [_from_its_beginning(file) for file in (sent or {}).get(control.name, [])]
        return control.choices if control.kind == "checkbox" else None

    return client.post(form.action, form.filled(again))


def _from_its_beginning(file):
    file.seek(0)
    return file


@contextmanager
def taken_back(client):
    """What happens inside is undone, and the browser knows nothing of it."""
    cookies = copy.deepcopy(client.cookies)
    block = transaction.atomic()
    block._from_testcase = True  # as the test's own: what has to be outermost may run inside
    with block:
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def errors_in(response):
    """What a form that came back says beside its fields, for the message of a test that fails."""
    page = BeautifulSoup(response.content, "html.parser")
    said = page.select('[id$="_error"], .error-message, .errorlist, .error-summary, [role="alert"]')
    return [" ".join(element.text.split()) for element in said if element.text.strip()]


def a_file(name="Nachweis.pdf", content=""):
    return SimpleUploadedFile(name, b"%PDF-1.7 " + content.encode(), "application/pdf")
