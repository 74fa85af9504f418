"""The site as an operator runs it: gunicorn with several processes, a database of its own, mail to a folder or SMTP."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import wagtail
from filelock import FileLock

from .databases import KEPT_FOR, STORE

ROOT = Path(__file__).resolve().parents[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """A site with a database of its own. `url` has no slash at its end; `env` is what its processes see.

    `with site.database():` lets this process's models speak to that database, without starting a Django for a question.
    """

    url: str
    env: dict
    var_dir: Path
    process: subprocess.Popen | None = None
    database: Callable | None = None

    @property
    def port(self):
        return int(self.url.rpartition(":")[2])

    def serve(self, *, workers=2, threads=2):
        """Start the server and wait until it answers."""
        with (self.var_dir / "gunicorn.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "kammernetz.wsgi", "-b", f"127.0.0.1:{self.port}"]
                + ["-w", str(workers), "--threads", str(threads), "--preload", "--backlog", "4096", "--timeout", "120"],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
            )
        _wait_until_it_answers(self)

    def manage(self, *arguments, check=True, stdin=None):
        """Run a management command beside the site and return its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            input=stdin,
        )
        if check and done.returncode:
            raise RuntimeError(f"{arguments} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def shell(self, code):
        """Run Python inside the site's Django and return what it printed."""
        return self.manage("shell", "--no-imports", "-v", "0", "-c", code)

    def tick(self):
        return self.manage("tick")

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:  # on a busy machine; its workers end with it
                self.process.kill()
                self.process.wait()


def make_site(database_url, var_dir, **environment):
    """A site on a free port that is not served yet."""
    url = f"http://127.0.0.1:{free_port()}"
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kammernetz.settings.served",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(var_dir),
        "BASE_URL": url,
        "STATIC_ROOT": str(collected_static()),
        **environment,
    }
    return Site(url=url, env=env, var_dir=Path(var_dir))


@cache
def collected_static():
    """Static files as production has them: bundled, fingerprinted, compressed. Slow, so once for each state of them."""
    folder = STORE / f"static_{_state_of_static_files()}"
    STORE.mkdir(exist_ok=True, mode=0o700)
    with FileLock(STORE / "static.lock"):
        if not folder.exists():
            _remove_old_ones()
            _collect(folder.with_name("static_building"))
            folder.with_name("static_building").rename(folder)
        os.utime(folder)
    return folder


def _remove_old_ones():
    for folder in STORE.glob("static_*/"):
        if folder.name == "static_building" or time.time() - folder.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(folder)


def _collect(folder):
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "kammernetz.settings.served", "STATIC_ROOT": str(folder)}
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)


def _state_of_static_files():
    digest = hashlib.sha256(wagtail.__version__.encode())
    for path in sorted([ROOT / "site/kammernetz/staticfiles.py", *ROOT.glob("*/static/**/*.*")]):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _wait_until_it_answers(site, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{site.url}/", timeout=10)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if site.process.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start; see {site.var_dir / 'gunicorn.log'}")
