"""How our apps declare their settings: a prefix, and for each setting its default, its kind and its limits.

    class Conf(Configuration):
        prefix = "EVENTS"
        wrong = "events.E002"
        PAGE_SIZE = WholeNumber(20)

`conf.PAGE_SIZE` is `settings.EVENTS_PAGE_SIZE` or 20, read when it is asked for. `conf.errors()` are the system checks:
`wrong` is the id of values that do not fit, unless a setting has an `id` of its own.
"""

from collections.abc import Callable
from math import inf, isfinite
from typing import Any

from django.conf import settings
from django.core.checks import Error


class Setting:
    """`default` may be a function, for a default that depends on other settings."""

    expected = ""

    def __init__(self, default: Any | Callable[[], Any], *, id: str = ""):
        self.default, self.id = default, id

    def __set_name__(self, owner, name):
        self.name = f"{owner.prefix}_{name}"

    def __get__(self, conf, owner=None):
        if conf is None:
            return self
        return getattr(settings, self.name, self.default() if callable(self.default) else self.default)

    def accepts(self, value) -> bool:
        raise NotImplementedError


class Text(Setting):
    expected = "a text"

    def accepts(self, value):
        return isinstance(value, str)


class Switch(Setting):
    expected = "True or False"

    def accepts(self, value):
        return isinstance(value, bool)


class Number(Setting):
    kinds = (int, float)
    name_of_kind = "a number"

    def __init__(self, default, *, least: float = 1, most: float = inf, **more):
        super().__init__(default, **more)
        self.least, self.most = least, most

    @property
    def expected(self):
        at_most = "" if self.most == inf else f" and at most {self.most}"
        return f"{self.name_of_kind}, at least {self.least}{at_most}"

    def accepts(self, value):
        is_number = isinstance(value, self.kinds) and not isinstance(value, bool)
        return is_number and isfinite(value) and self.least <= value <= self.most


class WholeNumber(Number):
    kinds = (int,)
    name_of_kind = "a whole number"


class Configuration:
    prefix: str
    wrong: str

    def errors(self) -> list[Error]:
        """A system check for each setting whose value does not fit."""
        declared = [setting for setting in vars(type(self)).values() if isinstance(setting, Setting)]
        return [error for setting in declared for error in self._errors_of(setting)]

    def _errors_of(self, setting):
        value = setting.__get__(self)
        if not setting.accepts(value):
            yield Error(
                f"{setting.name} is {value!r}; it must be {setting.expected}.",
                hint="docs/settings.md explains it. Without it the default holds.",
                id=setting.id or self.wrong,
            )
