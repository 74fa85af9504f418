"""One migrated database a state of the migrations; every test process and every server under test gets a copy.

Migrating takes about twenty seconds, copying a tenth of one. Copies are named by the process that made them, so that
those of a run that was killed are found and dropped by the next one.
"""

import getpass
import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import allauth
import django
import wagtail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
STORE = Path(tempfile.gettempdir()) / f"kammernetz-tests-{getpass.getuser()}"
# What decides what is in a database after `migrate`: the migrations, and what runs when they are done.
DECISIVE = ["migrations/*.py", "apps.py", "roles.py"]
KEPT_FOR = 2 * 24 * 60 * 60
NAME = re.compile(r"kn_(?:test|site)_(?P<pid>\d+)_\w+|kn_template_\w+")


def state_of_migrations():
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {allauth.__version__}".encode())
    digest.update(Path(__file__).read_bytes())
    for app in ("networks", "events", "providers", "home"):
        for path in sorted(path for pattern in DECISIVE for path in (ROOT / app).glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def name_for(kind, label):
    """A name of a copy: kind is "test" or "site"."""
    return f"kn_{kind}_{os.getpid()}_{label}"


def create_copy(name, *, of=None):
    """Make a database `name`, freshly migrated or as the one `of` which it is to be made. Returns its URL."""
    kind = _kind()
    with _template(kind) as template:
        kind.copy(of or template, name)
    return kind.url(name)


@contextmanager
def _template(kind):
    """The name of the migrated database, built where there is none; nobody else builds or copies meanwhile."""
    STORE.mkdir(exist_ok=True, mode=0o700)
    template = f"kn_template_{state_of_migrations()}"
    with FileLock(STORE / f"{connection.vendor}.lock"):
        if not kind.exists(template):
            _drop_what_nobody_needs(kind)
            _build(kind, template)
        (STORE / f"{template}.used").touch()
        yield template


def drop(name):
    connection.close()
    _kind().drop(name)


def interrupt(*, seconds):
    """Take the PostgreSQL database that we are connected to away from everybody, and give it back."""
    with taken_away(connection.settings_dict["NAME"]):
        time.sleep(seconds)


@contextmanager
def taken_away(name):
    """As a restart of the server looks to those who use this database: all connections end, none is accepted."""
    _Postgres.accept_connections(name, "false")
    try:
        _Postgres.end_connections(name)
        yield
    finally:
        _Postgres.accept_connections(name, "true")


@contextmanager
def connected_to(name):
    """Django's default connection leads to the database `name`, and nothing is remembered of another one."""
    before = connection.settings_dict["NAME"]
    _kind().use(name)
    cache.clear()
    try:
        yield
    finally:
        cache.clear()
        point_connection_at(before)


def point_connection_at(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def _kind():
    return _Sqlite if connection.vendor == "sqlite" else _Postgres


def _build(kind, template):
    """Under another name until it is complete: an interrupted build leaves nothing that looks finished."""
    building = f"{template}_building"
    kind.drop(building)
    kind.create(building)
    with connected_to(building):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", "kammernetz_cache", verbosity=0)  # for served sites; tests cache in memory
    kind.rename(building, template)


def _drop_what_nobody_needs(kind):
    for name in kind.names():
        found = NAME.fullmatch(name)
        if found and (_process_is_gone(found["pid"]) if found["pid"] else _is_old(name)):
            kind.drop(name)


def _process_is_gone(pid):
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _is_old(template):
    """Not used for some days here; another checkout or the other Django may still need a younger one."""
    used = STORE / f"{template}.used"
    return not used.exists() or time.time() - used.stat().st_mtime > KEPT_FOR


class _Sqlite:
    @staticmethod
    def path(name):
        return STORE / f"{name}.sqlite3"

    @classmethod
    def names(cls):
        return [path.name.removesuffix(".sqlite3") for path in STORE.glob("kn_*.sqlite3")]

    @classmethod
    def exists(cls, name):
        return cls.path(name).exists()

    @classmethod
    def create(cls, name):
        cls.path(name).touch()

    @classmethod
    def drop(cls, name):
        for suffix in ("", "-wal", "-shm"):
            Path(f"{cls.path(name)}{suffix}").unlink(missing_ok=True)

    @classmethod
    def rename(cls, old, new):
        database = sqlite3.connect(cls.path(old))
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        cls.path(old).rename(cls.path(new))
        cls.drop(old)

    @classmethod
    def copy(cls, template, name):
        cls.drop(name)
        shutil.copyfile(cls.path(template), cls.path(name))

    @classmethod
    def use(cls, name):
        point_connection_at(str(cls.path(name)))

    @classmethod
    def url(cls, name):
        return f"sqlite:///{cls.path(name)}"


class _Postgres:
    @staticmethod
    def _run(statement, *values):
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    @classmethod
    def names(cls):
        return [name for [name] in cls._run("SELECT datname FROM pg_database WHERE datname LIKE %s", r"kn\_%")]

    @classmethod
    def exists(cls, name):
        return name in cls.names()

    @classmethod
    def create(cls, name):
        cls._run(f'CREATE DATABASE "{name}"')

    @classmethod
    def drop(cls, name):
        connection.close()
        cls._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @classmethod
    def rename(cls, old, new):
        cls._run(f'ALTER DATABASE "{old}" RENAME TO "{new}"')

    @classmethod
    def copy(cls, template, name):
        cls.drop(name)
        cls._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    @classmethod
    def use(cls, name):
        point_connection_at(name)

    @classmethod
    def accept_connections(cls, name, answer):
        cls._run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {answer}')

    @classmethod
    def end_connections(cls, name):
        cls._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)

    @staticmethod
    def url(name):
        s = connection.settings_dict
        return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST'] or 'localhost'}:{s['PORT'] or 5432}/{name}"


if __name__ == "__main__":
    django.setup()
    with _template(_kind()):
        pass
