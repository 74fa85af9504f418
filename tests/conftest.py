import gc
import re
import shutil
import uuid
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import translation

from tools.machine import Missing, everything_is_required

from . import databases
from .servers import make_site

pytest_plugins = ["tests.cast", "tests.smtp"]
COUNTS_QUERIES = re.compile(r"costs?_the_same|/test_costs\.py")


def _leave_out(missing):
    """A test that asks for a program which is not here is skipped by name, unless all are required."""
    if everything_is_required():
        pytest.fail(f"There is {missing}", pytrace=False)
    pytest.skip(f"there is {missing}")


def pytest_collection_modifyitems(items):
    """Tests with servers of their own run apart from the quick ones; those in a browser have marked themselves.

    Those that count questions to a database need not be run for a second one.
    """
    for item in items:
        if "new_site" in item.fixturenames and "/e2e/" not in str(item.path):
            item.add_marker(pytest.mark.race)
        if COUNTS_QUERIES.search(item.nodeid):
            item.add_marker(pytest.mark.counts_queries)
    # The demo is loaded by one process: from the end of its row another would take some of these, and load it as well.
    items.sort(key=lambda item: "home/test_demo.py" not in item.nodeid)


def pytest_collection_finish():
    """What is loaded by now stays: collecting it over and over took a fifth of the time of all tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    try:
        return (yield)
    except Missing as missing:
        _leave_out(missing)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    try:
        return (yield)
    except Missing as missing:
        _leave_out(missing)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A copy of the migrated template; see `databases`. Tests with `transaction=True` would empty it: start a site."""
    name = databases.name_for("test", "main")
    with django_db_blocker.unblock():
        databases.create_copy(name)
        with databases.connected_to(name):
            yield
        databases.drop(name)


@pytest.fixture(scope="session", autouse=True)
def media_of_its_own(tmp_path_factory):
    from django.conf import settings

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def references_are_not_noted(request):
    """Wagtail's index of what uses what took an eighth of the time of all tests; few of them look at it."""
    from wagtail.signal_handlers import reference_index_auto_update_disabled as paused

    paused.value = "references" not in request.keywords
    yield
    paused.value = False


@pytest.fixture(autouse=True)
def pages_are_not_indexed(request, monkeypatch):
    """Wagtail's index of words took a tenth; the tests of the site's search are those that ask it."""
    if "searches" not in request.keywords:
        nobody = SimpleNamespace(enqueue=lambda *_which: None)
        monkeypatch.setattr("modelsearch.signal_handlers.insert_or_update_object_task", nobody)


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """Neither the language of the last test's visitors, nor what the cache holds of rows that were taken back."""
    from events.keeping import memory

    translation.deactivate()
    cache.clear()
    memory.forget()


@pytest.fixture
def new_site(tmp_path, django_db_setup, django_db_blocker):
    """`new_site(workers=4, EMAIL_URL=…)` starts a real server with a database of its own and stops it afterwards.

    With `workers=0` there is no server, only its commands.
    """
    running = []

    def start(**options):
        running.append(start_on_a_copy(tmp_path, django_db_blocker, **options))
        return running[-1][0]

    yield start
    for site, name in running:
        stop_and_drop(site, name, django_db_blocker)


def start_on_a_copy(folder, blocker, *, of=None, workers=2, threads=2, **environment):
    """A running site and the name of its database. `of`: database and folder that it begins with."""
    from wagtail.models import Site

    name = databases.name_for("site", uuid.uuid4().hex[:8])

    @contextmanager
    def database():
        with blocker.unblock(), databases.connected_to(name):
            yield

    database_before, folder_before = of or (None, None)
    with blocker.unblock():
        url = databases.create_copy(name, of=database_before)
    var_dir = folder / name
    var_dir.mkdir()
    if folder_before:
        shutil.copytree(folder_before, var_dir, dirs_exist_ok=True)
    site = make_site(url, var_dir, **environment)
    site.database = database
    with site.database():
        Site.objects.update(hostname="127.0.0.1", port=site.port)
    if workers:
        site.serve(workers=workers, threads=threads)
    return site, name


def stop_and_drop(site, name, blocker):
    site.stop()
    with blocker.unblock():
        databases.drop(name)
