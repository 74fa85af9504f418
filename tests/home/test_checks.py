import pytest

from home import checks


@pytest.mark.parametrize("value", [0, -1, None, "12", True, float("nan")])
@pytest.mark.parametrize("name", ["HOME_INQUIRY_DAYS", "HOME_INQUIRIES_PER_HOUR", "HOME_STAFF_SESSION_HOURS"])
def test_a_senseless_number_is_named(settings, name, value):
    setattr(settings, name, value)
    (error,) = checks.check_settings(None)
    assert error.id == "home.E001"
    assert name in error.msg


def test_the_defaults_are_in_order():
    assert checks.check_settings(None) == []
    assert checks.staff_sessions_are_watched() == []


def test_unwatched_staff_sessions_are_an_error(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "home" not in name]
    (error,) = checks.staff_sessions_are_watched()
    assert error.id == "home.E002"
