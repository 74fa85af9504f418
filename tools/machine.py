"""What this machine has for the tests. Each question returns the thing, or raises `Missing` with the reason."""

import os
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://kammernetz:kammernetz@127.0.0.1:5432/kammernetz")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


class Missing(Exception):
    """Something that a leg needs is not on this machine."""


class Needless(Exception):
    """A leg that would only say again what another one says here."""


def everything_is_required():
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")


@cache
def postgres():
    import psycopg

    try:
        psycopg.connect(POSTGRES_URL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        raise Missing(f"no PostgreSQL for {_shown(POSTGRES_URL)} (TEST_POSTGRES_URL): {_first_line(error)}") from error
    return POSTGRES_URL


@cache
def redis():
    where = urlsplit(REDIS_URL)
    try:
        socket.create_connection((where.hostname, where.port or 6379), timeout=3).close()
    except OSError as error:
        raise Missing(f"no Redis at {_shown(REDIS_URL)} (TEST_REDIS_URL): {error.strerror or error}") from error
    return REDIS_URL


def _shown(url):
    where = urlsplit(url)
    return f"{where.hostname}:{where.port}{where.path}"


def _first_line(error):
    return str(error).strip().splitlines()[0]


@cache
def chromium():
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and shutil.which(name):
            return shutil.which(name)
    raise Missing("no Chromium on the path (CHROMIUM)")


def program(name, wanted_for):
    path = shutil.which(name)
    if path is None:
        raise Missing(f"no {name}, which {wanted_for} needs")
    return path


@cache
def node_modules():
    """The few readers and checkers from npm, at the versions of package-lock.json."""
    npm = program("npm", "the leg that reads our calendars and HTML with other people's programs")
    folder, stamp = ROOT / "node_modules", ROOT / "node_modules" / ".kammernetz"
    wanted = (ROOT / "package-lock.json").read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True)
        stamp.write_text(wanted)
    return folder


@cache
def html_checker():
    """The command that starts the Nu HTML checker."""
    java = program("java", "the Nu HTML checker")
    return [java, "-jar", str(node_modules() / "vnu-jar" / "build" / "dist" / "vnu.jar")]


@cache
def newer_python():
    """A Python for which the lock holds Django 6.1."""
    for candidate in ("python3.13", "python3.12", *_pythons_of_pyenv()):
        if _version(candidate) >= (3, 12):
            return shutil.which(candidate)
    raise Missing("no Python 3.12 or newer beside this one, and Django 6.1 needs it")


def _pythons_of_pyenv():
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    return sorted((str(path) for path in root.glob("versions/3.1[23].*/bin/python")), reverse=True)


def _version(command):
    code = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([command, "-c", code], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    return tuple(int(part) for part in done.stdout.split())


@cache
def environment_of_newer_python():
    """An environment with the same lock on the newer Python; made once for each state of the lock."""
    if sys.version_info >= (3, 12):
        raise Needless("the other legs run on Django 6.1 already, which the lock holds for this Python")
    python, folder = newer_python(), ROOT / ".venv-61"
    stamp, wanted = folder / ".dev", (ROOT / "requirements" / "dev.lock").read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([python, "-m", "venv", str(folder)], check=True)
        _install(folder / "bin" / "python", "requirements/dev.lock")
        stamp.write_text(wanted)
    return folder / "bin" / "python"


def _install(python, lock):
    """As the Makefile does: by uv, and where that fails by pip, which may know of mirrors."""
    uv, what = Path(sys.executable).parent / "uv", ["--quiet", "--require-hashes", "-r", lock]
    by_uv = [uv, "pip", "install", "--python", python, *what]
    if uv.exists() and subprocess.run(by_uv, cwd=ROOT, check=False).returncode == 0:
        return
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--no-compile"]
    subprocess.run([*pip, *what], cwd=ROOT, check=True)


def the_only_environment():
    """This one, where there is none beside it."""
    try:
        environment_of_newer_python()
    except (Missing, Needless):
        return sys.executable
    raise Needless("it has run with Django 6.1")
