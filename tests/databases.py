"""One migrated database a state of the migrations; every test process and every server under test gets a copy.

Migrating takes about twenty seconds, copying a tenth of one.
"""

import hashlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

import allauth
import django
import wagtail
from django.core.management import call_command
from django.db import connection
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
STORE = Path(tempfile.gettempdir()) / "kammernetz-tests"


def state_of_migrations():
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {allauth.__version__}".encode())
    for app in ("networks", "events", "providers", "home"):
        for path in sorted(ROOT.glob(f"{app}/migrations/*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def create_copy(name):
    """Make a fresh database `name` and point Django's default connection at it. Returns its URL."""
    STORE.mkdir(exist_ok=True)
    kind = _Sqlite if connection.vendor == "sqlite" else _Postgres
    with FileLock(STORE / "lock"):
        template = f"kn_template_{state_of_migrations()}"
        if not kind.exists(template):
            _build(kind, template)
        kind.copy(template, name)
    kind.use(name)
    return kind.url(name)


def _build(kind, template):
    building = f"{template}_building"
    kind.drop(building)
    kind.create(building)
    kind.use(building)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()
    kind.rename(building, template)


class _Sqlite:
    @staticmethod
    def path(name):
        return STORE / f"{name}.sqlite3"

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
        with sqlite3.connect(cls.path(old)) as database:
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
        _point_connection_at(str(cls.path(name)))

    @classmethod
    def url(cls, name):
        return f"sqlite:///{cls.path(name)}"


class _Postgres:
    @staticmethod
    def _run(statement):
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(statement)

    @classmethod
    def exists(cls, name):
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

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
        _point_connection_at(name)

    @staticmethod
    def url(name):
        s = connection.settings_dict
        return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST'] or 'localhost'}:{s['PORT'] or 5432}/{name}"


def _point_connection_at(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def drop(name):
    connection.close()
    (_Sqlite if connection.vendor == "sqlite" else _Postgres).drop(name)
