"""Settings that would mislead are said when the site starts."""

import pytest

from events import checks


def found():
    return {error.id for error in checks.check_settings(None)}


def test_the_defaults_are_right():
    assert found() == set()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("EVENTS_TIME_ZONE", "Europe/Lueneburg", "events.E001"),
        ("EVENTS_PAGE_SIZE", 0, "events.E002"),
        ("EVENTS_FEED_FUTURE_DAYS", "548", "events.E002"),
        ("EVENTS_RETENTION_DAYS", -1, "events.E002"),
        ("EVENTS_LOCK_TIMEOUT", True, "events.E002"),
        ("EVENTS_CONFIRM_WITHIN_HOURS", 0, "events.E002"),
        ("EVENTS_HOLIDAYS", "DE", "events.E005"),
        ("EVENTS_HOLIDAYS", ("DE", "XX"), "events.E005"),
        ("EVENTS_HOLIDAYS", ("Heideland",), "events.E005"),
        ("EVENTS_FEED_GZIP", "no", "events.E002"),
        ("EVENTS_CALENDAR_NAME", None, "events.E002"),
        ("EVENTS_FEED_CACHE", "nowhere", "events.E003"),
        ("EVENTS_FEED_MAX_BYTES", 100, "events.E004"),
        ("EVENTS_RETENTION_DAYS", 400, "events.E006"),
        ("EVENTS_RETENTION_MIN_DAYS", 91, "events.E006"),
    ],
)
def test_a_wrong_setting_is_named(settings, name, value, error):
    setattr(settings, name, value)
    assert found() == {error}
