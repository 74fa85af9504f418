"""`make test`: every leg that this machine can run, and the names of those that it cannot, with the reason.

python -m tools.legs [LEG …]      REQUIRE_ALL=1: a leg that cannot run has failed
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from . import machine
from .machine import ROOT, Missing, Needless

APART = "e2e or race or adopter or redis"
PROCESSES = str(min(os.cpu_count() or 2, 8))
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "kammernetz.settings.production",
    "SECRET_KEY": "only-for-the-check-of-the-production-settings-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "netz.example.org",
    "BASE_URL": "https://netz.example.org",
    "EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "netz@example.org",
}


@dataclass
class Step:
    """A command. Its output is shown only when it fails, but tests tell of themselves."""

    name: str
    command: Callable[[], list]
    env: Callable[[], dict] = dict
    shown: bool = False

    def run(self, live):
        """Did it succeed? `live`: what is shown is shown at once, not when all of it is there."""
        env = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"} | self.env()
        command = [str(part) for part in self.command()]
        print(f"  · {self.name}", flush=True)
        if self.shown and live:
            return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0
        done = subprocess.run(command, cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode or self.shown:
            print(f"  · {self.name}:\n{done.stdout.decode(errors='replace')[-20_000:]}", flush=True)
        return done.returncode == 0


@dataclass
class Leg:
    """Steps one after the other; or `at_once`, where each stands alone, with those of the legs beside it."""

    name: str
    steps: list[Step]
    at_once: bool = False
    results: list[str] = field(default_factory=list)
    failed: bool = False
    started: float = 0
    ended: float = 0

    def run_step(self, step):
        self.started = self.started or time.monotonic()
        self._try(step)
        self.ended = time.monotonic()

    def _try(self, step):
        try:
            if not step.run(live=not self.at_once):
                self.failed = True
                self.results.append(f"failed: {step.name}")
        except Missing as missing:
            self.failed = self.failed or machine.everything_is_required()
            self.results.append(f"left out: {step.name}, since there is {missing}")
        except Needless as reason:
            self.results.append(f"left out: {step.name}, since {reason}")

    @property
    def seconds(self):
        return self.ended - self.started

    @property
    def verdict(self):
        if self.failed:
            return "FAILED"
        return "left out" if len(self.results) == len(self.steps) else "passed"


def run(legs, at_once):
    """One more step at once than there are processors: there is always one that waits, such as for packages."""
    print(f"\n== {', '.join(leg.name for leg in legs)}", flush=True)
    with ThreadPoolExecutor((os.cpu_count() or 1) + 1 if at_once else 1) as pool:
        list(pool.map(lambda job: job[0].run_step(job[1]), [(leg, step) for leg in legs for step in leg.steps]))
    for leg in legs:
        print(f"== {leg.name}: {leg.verdict} in {leg.seconds:.0f} s", flush=True)


def python(*arguments):
    return lambda: [sys.executable, *arguments]


def beside_python(program, *arguments):
    return lambda: [Path(sys.executable).parent / program, *arguments]


def django(*arguments):
    return python("manage.py", *arguments)


def pytest(name, *arguments, marker=f"not ({APART})", parallel=False, interpreter=lambda: sys.executable, env=dict):
    told = ["-q", "--no-header", "--durations=5"]
    spread = ["-n", PROCESSES, "--dist", "worksteal"] if parallel else []
    return Step(
        name,
        lambda: [interpreter(), "-m", "pytest", *told, "-m", marker, *spread, *arguments],
        env,
        shown=True,
    )


def on_postgres():
    return {"DATABASE_URL": machine.postgres()}


def with_redis():
    return {"TEST_REDIS_URL": machine.redis()}


def with_gettext():
    machine.program("xgettext", "the step that collects the texts (gettext)")
    return {}


def with_chromium():
    return {"CHROMIUM": machine.chromium()}


OURS = ["networks", "events", "providers", "home", "site/kammernetz"]


def migrated_database(which, interpreter=lambda: sys.executable, env=dict):
    return Step(
        f"a migrated database {which}",
        lambda: [interpreter(), "-m", "tests.databases"],
        lambda: {"DJANGO_SETTINGS_MODULE": "kammernetz.settings.test"} | env(),
    )


def unit_on_postgres(name, interpreter):
    """Where both are there, the other database and the other Django are shown in one run."""
    marker = f"not ({APART} or counts_queries or thorough)"
    return pytest(name, marker=marker, parallel=True, interpreter=interpreter, env=on_postgres)


LEGS = [
    Leg(
        "prepare",
        [
            migrated_database("of Django 6.1, with its environment", machine.environment_of_newer_python, on_postgres),
            migrated_database("on SQLite"),
            migrated_database("on PostgreSQL", env=on_postgres),
        ],
        at_once=True,
    ),
    Leg("adopter", [pytest("the wheel in a project of somebody else", marker="adopter")], at_once=True),
    Leg(
        "lint",
        [
            Step("ruff: style and common mistakes", python("-m", "ruff", "check", "--quiet", ".")),
            Step("ruff: layout of the code", python("-m", "ruff", "format", "--check", "--quiet", ".")),
            Step("mypy: types", python("-m", "mypy")),
            Step("import-linter: who may know whom", beside_python("lint-imports")),
            Step("bandit: security", python("-m", "bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *OURS)),
            Step("djlint: templates", python("-m", "djlint", "--lint", "--quiet", "templates")),
            Step("migrations are complete", django("makemigrations", "--check", "--dry-run")),
            Step("system checks", django("check", "--fail-level", "WARNING")),
            Step(
                "system checks of the production settings",
                django("check", "--deploy", "--fail-level", "INFO"),
                lambda: PRODUCTION,
            ),
            Step("messages are collected", python("-m", "tools.messages", "--check"), with_gettext),
        ],
        at_once=True,
    ),
    Leg("redis", [pytest("pytest with Redis", marker="redis", env=with_redis)], at_once=True),
    Leg("unit-sqlite", [pytest("pytest on SQLite", parallel=True)]),
    Leg(
        "unit-postgres",
        [
            unit_on_postgres("pytest on PostgreSQL and Django 6.1", machine.environment_of_newer_python),
            unit_on_postgres("pytest on PostgreSQL", machine.the_only_environment),
        ],
    ),
    Leg(
        "race",
        [
            pytest("many at once on SQLite", marker="race", parallel=True),
            pytest("many at once on PostgreSQL", marker="race", parallel=True, env=on_postgres),
        ],
    ),
    Leg("chromium", [pytest("stories in Chromium", marker="e2e", parallel=True, env=with_chromium)]),
]


def main(names):
    unknown = set(names) - {leg.name for leg in LEGS}
    if unknown:
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. Known: {', '.join(leg.name for leg in LEGS)}")
    chosen = [leg for leg in LEGS if not names or leg.name in names]
    for at_once, legs in groupby(chosen, key=lambda leg: leg.at_once):
        if at_once:
            run(list(legs), at_once)
        else:
            for leg in legs:
                run([leg], at_once)
    print("\nLegs")
    for leg in chosen:
        print(f"  {leg.name:<14} {leg.verdict:<9} {leg.seconds:>4.0f} s")
        for result in leg.results:
            print(f"  {'':<14} {result}")
    return any(leg.failed for leg in chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
