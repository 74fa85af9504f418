"""The wheel in somebody else's project: only INSTALLED_APPS and addresses are added, nothing of ours is touched."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.project.test_docs import HOOK_IN_CODE, headings
from tests.servers import ROOT, free_port

pytestmark = pytest.mark.adopter

ADDED_SETTINGS = """
INSTALLED_APPS = ["testapp", "events", "providers", "networks", "wagtail.contrib.routable_page", *INSTALLED_APPS]
"""
ADDED_ADDRESSES = """
urlpatterns = [path("calendar/", include("events.urls")), *urlpatterns]
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_plugins_whole_and_nothing_of_the_site(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"networks", "events", "providers"}
    for app, template in [("networks", "network_page"), ("events", "event_page"), ("providers", "directory_page")]:
        assert f"{app}/templates/{app}/{template}.html" in names
        assert f"{app}/locale/de/LC_MESSAGES/django.mo" in names
        assert any(name.startswith(f"{app}/static/{app}/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


class Project:
    """What `wagtail start` makes, with our wheel beside it and nothing of this checkout on the path."""

    def __init__(self, folder, wheel):
        self.folder, packages = folder / "theirs", folder / "packages"
        self.env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(packages), "HOME": str(folder)}
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(packages)]
        self.run([*pip, str(wheel)], cwd=folder)
        self.run([str(Path(sys.executable).parent / "wagtail"), "start", "theirs"], cwd=folder)
        shutil.copytree(
            ROOT / "tests" / "testapp", self.folder / "testapp", ignore=shutil.ignore_patterns("__pycache__")
        )
        self.add("theirs/settings/base.py", ADDED_SETTINGS)
        self.add("theirs/urls.py", ADDED_ADDRESSES)

    def run(self, command, cwd=None, stdin=None):
        done = subprocess.run(
            command, cwd=cwd or self.folder, env=self.env, capture_output=True, text=True, check=False, input=stdin
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def manage(self, *arguments, stdin=None):
        return self.run([sys.executable, "manage.py", *arguments], stdin=stdin)

    def add(self, path, text):
        with (self.folder / path).open("a") as file:
            file.write(text)

    def serve(self):
        self.url = f"http://127.0.0.1:{free_port()}"
        command = [sys.executable, "manage.py", "runserver", "--noreload", self.url.removeprefix("http://")]
        self.server = subprocess.Popen(
            command, cwd=self.folder, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.get("/")[0] is None:
            time.sleep(0.2)

    def get(self, path):
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return None, ""


@pytest.fixture(scope="session")
def theirs(wheel, tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("adopter"), wheel)
    project.manage("makemigrations", "testapp")
    project.manage("migrate", "-v", "0")
    project.uid = project.manage("shell", "-v", "0", stdin=(ROOT / "tests/testapp/populate.py").read_text()).strip()
    project.serve()
    yield project
    project.server.terminate()
    project.server.wait(10)


def test_migrations_of_the_wheel_are_complete(theirs):
    assert "No changes detected" in theirs.manage("makemigrations", "--check", "--dry-run")


def test_an_event_page_answers_in_the_adopters_frame(theirs):
    status, page = theirs.get("/events/open-barn/")
    assert status == 200
    assert "Open barn" in page
    assert "/static/css/theirs.css" in page
    assert "events/events.css" in page


def test_a_template_of_ours_can_be_overridden(theirs):
    assert "The adopter greets you." in theirs.get("/events/open-barn/")[1]


def test_feeds_and_single_dates_answer(theirs):
    for path in ("/calendar/alle.ics", f"/calendar/termin/{theirs.uid}.ics"):
        status, calendar = theirs.get(path)
        assert status == 200
        assert "SUMMARY:Open barn" in calendar


def test_dates_are_shown_in_a_frame(theirs):
    status, page = theirs.get("/calendar/einbetten/alle/")
    assert status == 200
    assert "Open barn" in page
    assert "https://stages.example.org/imprint/" in page


def test_a_network_type_of_their_own_is_a_network(theirs):
    status, page = theirs.get("/stages/")
    assert status == 200
    assert "Stage: Barn" in page
    assert "Open barn" in page
    assert "Wilma Wacholder" in page
    assert "Open barn" in theirs.get("/calendar/netzwerk/stages.ics")[1]


def test_styles_come_with_the_wheel(theirs):
    assert theirs.get("/static/events/events.css")[0] == 200


def test_work_that_falls_due_is_done(theirs):
    assert "thanks: 1" in theirs.manage("tick")


def test_the_example_uses_each_hook():
    used = set(HOOK_IN_CODE.findall((ROOT / "tests/testapp/wagtail_hooks.py").read_text()))
    assert used == headings("hooks.md")


def test_what_the_adopter_stores_about_people_is_told_with_ours(theirs):
    assert "testapp.Patron" in theirs.manage("personal_data")
