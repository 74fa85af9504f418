"""The databases on which registrations would be lost, or sold twice, are refused at start."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from networks import checks

SAFE_SQLITE = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
POSTGRES = {"ENGINE": "django.db.backends.postgresql"}
REPEATABLE_READ, SERIALIZABLE = 3, 4


@pytest.fixture
def configured(monkeypatch):
    def configure(debug=False, **config):
        databases = {"default": {"ATOMIC_REQUESTS": False, "OPTIONS": {}} | config}
        monkeypatch.setattr(checks, "settings", SimpleNamespace(DATABASES=databases, DEBUG=debug))

    return configure


def found_errors():
    return [error.id for error in checks.check_sqlite(None) + checks.check_postgres(None)]


def test_sqlite_that_takes_its_lock_when_a_transaction_begins_is_accepted(configured):
    configured(**SAFE_SQLITE)
    assert found_errors() == []


def test_sqlite_must_not_begin_without_a_lock(configured):
    configured(ENGINE="django.db.backends.sqlite3")
    assert found_errors() == ["networks.E001"]


def test_a_developer_is_only_warned_of_that(configured):
    configured(ENGINE="django.db.backends.sqlite3", debug=True)
    assert found_errors() == ["networks.W001"]
    assert not checks.check_sqlite(None)[0].is_serious()


def test_sqlite_must_not_lock_for_every_request(configured):
    configured(**SAFE_SQLITE, ATOMIC_REQUESTS=True)
    assert found_errors() == ["networks.E002"]


def test_postgres_as_it_comes_is_accepted(configured):
    configured(**POSTGRES)
    assert found_errors() == []


@pytest.mark.parametrize("level", [REPEATABLE_READ, SERIALIZABLE])
def test_postgres_must_not_be_told_to_be_stricter_than_read_committed(configured, level):
    configured(**POSTGRES, OPTIONS={"isolation_level": level})
    assert found_errors() == ["networks.E003"]


class StrictServer:
    """A PostgreSQL whose own configuration sets another level."""

    alias = "default"
    vendor = "postgresql"

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def execute(self, statement):
        assert statement == "SHOW transaction_isolation"

    def fetchone(self):
        return ("repeatable read",)


def test_postgres_must_not_be_stricter_by_itself(monkeypatch):
    monkeypatch.setattr(checks, "connections", {"default": StrictServer()})
    assert [error.id for error in checks.check_running_postgres(None, databases=["default"])] == ["networks.E003"]


@pytest.mark.django_db
def test_the_running_database_is_accepted():
    assert checks.check_running_postgres(None, databases=["default"]) == []


def test_check_refuses_to_go_on(configured):
    configured(ENGINE="django.db.backends.sqlite3")
    with pytest.raises(SystemCheckError, match=r"networks\.E001"):
        call_command("check")
