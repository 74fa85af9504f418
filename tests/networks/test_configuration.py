"""Every setting says which values it takes, and a wrong one stops the site before a visitor meets it."""

import pytest
from django.core.checks import run_checks

from events.conf import conf as events
from home.conf import conf as home
from networks.conf import conf
from networks.configuration import Setting
from providers.conf import conf as providers

CONFS = [conf, events, providers, home]
SETTINGS = [(found, name) for found in CONFS for name, kind in vars(type(found)).items() if isinstance(kind, Setting)]


@pytest.mark.parametrize(("found", "name"), SETTINGS)
def test_each_setting_takes_its_default_and_nothing_senseless(settings, found, name):
    assert found.errors() == []
    setattr(settings, f"{found.prefix}_{name}", {})
    (error,) = found.errors()
    assert error.msg.startswith(f"{found.prefix}_{name} is {{}}; it must be ")
    assert error.id.startswith(f"{found.prefix.lower()}.E")


def test_the_settings_of_every_app_are_looked_at_when_the_site_starts(settings):
    for name in ("NETWORKS_OUTBOX_DAYS", "EVENTS_PAGE_SIZE", "PROVIDERS_PER_PAGE", "HOME_INQUIRY_DAYS"):
        setattr(settings, name, 0)
    assert {error.id for error in run_checks()} >= {"networks.E004", "events.E002", "providers.E001", "home.E001"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NETWORKS_OUTBOX_DAYS", 0),
        ("NETWORKS_OUTBOX_RESCUE_AFTER", 1.5),
        ("NETWORKS_FORM_MINIMUM_SECONDS", -1),
        ("NETWORKS_FORM_MINIMUM_SECONDS", float("inf")),
        ("NETWORKS_FORM_LIMIT_PER_ADDRESS", True),
        ("NETWORKS_TRUSTED_PROXY_COUNT", "1"),
        ("NETWORKS_MAIL_DOMAIN", None),
    ],
)
def test_a_wrong_value_is_named(settings, name, value):
    setattr(settings, name, value)
    (error,) = conf.errors()
    assert (error.id, error.msg.startswith(f"{name} is {value!r}; it must be ")) == ("networks.E004", True)


def test_a_default_can_follow_another_setting(settings):
    settings.TIME_ZONE = "Europe/Bucharest"
    assert events.TIME_ZONE == "Europe/Bucharest"
    settings.EVENTS_TIME_ZONE = "Europe/Berlin"
    assert events.TIME_ZONE == "Europe/Berlin"
