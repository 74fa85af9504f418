"""Wrong settings, and databases on which registrations would be lost or sold twice, are refused at start."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from .conf import conf

TOO_STRICT = {"repeatable read", "serializable"}  # in PostgreSQL's words


@register
def check_settings(app_configs, **kwargs):
    return conf.errors()


@register(Tags.security)
def check_sqlite(app_configs, **kwargs):
    return [error for alias, config in _configured("sqlite3") for error in _errors_of_sqlite(alias, config)]


def _configured(engine):
    return [(alias, config) for alias, config in settings.DATABASES.items() if config["ENGINE"].endswith(engine)]


def _errors_of_sqlite(alias, config):
    mode = config.get("OPTIONS", {}).get("transaction_mode") or ""
    if mode.upper() not in ("IMMEDIATE", "EXCLUSIVE"):
        # One developer alone can live with it: a new Wagtail project comes so.
        kind, number = (Warning, "W001") if settings.DEBUG else (Error, "E001")
        yield kind(
            f"The SQLite database “{alias}” begins its transactions without a lock, so that registrations of several "
            "people at once fail with “database is locked”.",
            hint='Set DATABASES[…]["OPTIONS"]["transaction_mode"] = "IMMEDIATE".',
            id=f"networks.{number}",
        )
    elif config.get("ATOMIC_REQUESTS"):
        yield Error(
            f"The SQLite database “{alias}” takes its write lock for every request (ATOMIC_REQUESTS), so that readers "
            "wait for writers.",
            hint='Remove DATABASES[…]["ATOMIC_REQUESTS"].',
            id="networks.E002",
        )


@register(Tags.security)
def check_postgres(app_configs, **kwargs):
    strict = [alias for alias, config in _configured("postgresql") if _configured_isolation(config) in TOO_STRICT]
    return [_too_strict(alias) for alias in strict]


def _configured_isolation(config):
    from django.db.backends.postgresql.psycopg_any import IsolationLevel

    level = config.get("OPTIONS", {}).get("isolation_level", IsolationLevel.READ_COMMITTED)
    return IsolationLevel(level).name.replace("_", " ").lower()


@register(Tags.database)
def check_running_postgres(app_configs, databases=None, **kwargs):
    """The server's own default can be stricter than what Django was told."""
    found = [connections[alias] for alias in databases or [] if connections[alias].vendor == "postgresql"]
    return [_too_strict(connection.alias) for connection in found if _isolation_of(connection) in TOO_STRICT]


def _isolation_of(connection):
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        return cursor.fetchone()[0]


def _too_strict(alias):
    return Error(
        f"The PostgreSQL database “{alias}” works above the isolation level READ COMMITTED: there a lock does not show "
        "what others have just saved, and more places are given away than there are.",
        hint='Leave out DATABASES[…]["OPTIONS"]["isolation_level"] and default_transaction_isolation.',
        id="networks.E003",
    )
