import os
import uuid

import pytest

from . import databases
from .servers import start_site

pytest_plugins = ["tests.cast"]


def _worker():
    return os.environ.get("PYTEST_XDIST_WORKER", "main") + f"_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A copy of the migrated template; see `databases`. Tests with `transaction=True` would empty it: start a site."""
    name = f"kn_test_{_worker()}"
    with django_db_blocker.unblock():
        databases.create_copy(name)
        yield
        databases.drop(name)


@pytest.fixture(scope="session", autouse=True)
def media_of_its_own(tmp_path_factory):
    from django.conf import settings

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture
def new_site(tmp_path, django_db_setup, django_db_blocker):
    """`new_site(workers=4, EMAIL_URL=…)` starts a real server with a database of its own and stops it afterwards."""
    from django.db import connection

    running = []

    def start(**options):
        name = f"kn_site_{uuid.uuid4().hex[:12]}"
        before = connection.settings_dict["NAME"]
        with django_db_blocker.unblock():
            url = databases.create_copy(name)
            databases._point_connection_at(before)
        var_dir = tmp_path / name
        var_dir.mkdir()
        site = start_site(url, var_dir, **options)
        running.append((site, name))
        return site

    yield start
    for site, name in running:
        site.stop()
        with django_db_blocker.unblock():
            databases.drop(name)
