import os

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import start_on_a_copy, stop_and_drop
from tools import machine

# Playwright keeps an event loop in this thread; Django must not mind that.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ALONE = [  # no calls to a vendor's services
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=ALONE)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium):
    """`visitor(width=390, dark=True)` opens a page in a browser of its own, without cookies, that speaks German."""
    contexts = []

    def open_page(*, width=1280, height=900, dark=False, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory, django_db_setup, django_db_blocker):
    """A running site with the demo's content; for reading, since all stories of a run share it."""
    site, name = start_on_a_copy(tmp_path_factory.mktemp("demo"), django_db_blocker)
    site.manage("demo")
    yield site
    stop_and_drop(site, name, django_db_blocker)
