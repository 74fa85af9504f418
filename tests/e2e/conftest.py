import os

import pytest
from filelock import FileLock
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
    """The longest story comes first, while another process makes the demo for all others."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: "test_the_main_job" not in item.nodeid)


HAS_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.stash[HAS_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=ALONE)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, request, tmp_path):
    """`visitor(width=390, dark=True)` opens a page in a browser of its own, without cookies, that speaks German.

    When the test fails, what each of them shows is kept as a picture in the test's folder.
    """
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
    if request.node.stash.get(HAS_FAILED, False):
        for number, page in enumerate(page for context in contexts for page in context.pages):
            page.screenshot(path=tmp_path / f"{number}.png")
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demo_content(tmp_path_factory, testrun_uid, django_db_setup, django_db_blocker):
    """Database and folder of a site with the demo's content, made once for all processes of a run, which copy them."""
    folder = tmp_path_factory.getbasetemp().parent / f"demo-{testrun_uid}"
    with FileLock(f"{folder}.lock"):
        if not (folder / "name").exists():
            folder.mkdir()
            site, name = start_on_a_copy(folder, django_db_blocker, workers=0)
            site.manage("demo")
            site.var_dir.rename(folder / "var")
            (folder / "name").write_text(name)
    return (folder / "name").read_text(), folder / "var"


FRIEND = "http://friend.localhost"  # may show our dates in a frame


@pytest.fixture(scope="session")
def demo_site(demo_content, tmp_path_factory, django_db_blocker):
    """A running site with the demo's content; for reading, since all stories of a process share it.

    Its forms have browsers do a short sum, and a friend may frame its dates, as operators may choose.
    """
    folder = tmp_path_factory.mktemp("demo")
    site, name = start_on_a_copy(folder, django_db_blocker, of=demo_content, FORM_PUZZLE_BITS="8", EMBED_ORIGINS=FRIEND)
    yield site
    stop_and_drop(site, name, django_db_blocker)
