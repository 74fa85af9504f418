"""`python -m benchmarks.pages`: requests per second of the main pages and of a feed of 1,000 dates, as a table.

A real server (gunicorn, production's static files) with the demo in a database of its own: SQLite, or a copy on the
PostgreSQL that DATABASE_URL names. The client shares the machine, so figures compare runs on one machine only.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.servers import ROOT, make_site

from . import load


def main():
    options = _arguments()
    with tempfile.TemporaryDirectory(prefix="kammernetz-bench-") as folder:
        database = options.database or f"sqlite:///{folder}/bench.sqlite3"
        _prepare(database, folder)
        site = make_site(database, folder)
        site.shell(f"from wagtail.models import Site; Site.objects.update(hostname='127.0.0.1', port={site.port})")
        site.serve(workers=options.workers, threads=options.threads)
        try:
            told = _content(site, options.dates)
            _table(site, told, options)
        finally:
            site.stop()


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5, help="for each row (default: 5)")
    parser.add_argument("--dates", type=int, default=1000, help="dates in the feed (default: 1000)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server (default: 2)")
    parser.add_argument("--threads", type=int, default=1, help="threads of each (default: 1)")
    parser.add_argument("--database", default="", help="URL of an empty database (default: a SQLite file)")
    return parser.parse_args()


def _prepare(database, folder):
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "kammernetz.settings.served", "DATABASE_URL": database}
    env |= {"VAR_DIR": folder, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    for command in (["migrate", "-v", "0"], ["createcachetable"], ["demo"]):
        print(f"· {command[0]}", file=sys.stderr, flush=True)
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )


def _content(site, dates):
    print(f"· {dates} dates", file=sys.stderr, flush=True)
    site.env["BENCHMARK_DATES"] = str(dates)
    told = json.loads(site.shell((Path(__file__).parent / "prepare.py").read_text()).splitlines()[-1])
    site.tick()
    return told


def _table(site, told, options):
    feed = f"{site.url}/kalender/alle.ics"
    tag = _headers(feed, {"Accept-Encoding": "gzip"})["ETag"]
    rows = [(name, site.url + _path(url), {}) for name, url in told["pages"].items()]
    rows += [
        ("feed, 200", feed, {"Accept-Encoding": "identity"}),
        ("feed, 200, gzip", feed, {"Accept-Encoding": "gzip"}),
        ("feed, 304", feed, {"Accept-Encoding": "gzip", "If-None-Match": tag}),
    ]
    print(f"\n{told['dates']} dates, gunicorn with {options.workers} × {options.threads}, {load.program()} with")
    print(f"{load.CONNECTIONS} connections for {options.seconds} s each, {os.cpu_count()} cores\n")
    print(f"{'page':<18}{'KiB':>8}{'requests/s':>12}{'median ms':>11}{'99 % ms':>9}{'failed':>8}")
    for name, url, headers in rows:
        size = len(_body(url, headers)) / 1024
        assert bool(size) != ("If-None-Match" in headers), f"{name}: not the answer that the row is about"
        measured = load.measure(url, options.seconds, headers)
        print(
            f"{name:<18}{size:>8.1f}{measured.per_second:>12.1f}{measured.median_ms:>11.1f}"
            f"{measured.slow_ms:>9.1f}{measured.failed:>8}",
            flush=True,
        )


def _path(url):
    return "/" + url.split("/", 3)[3] if "://" in url else url


def _headers(url, headers):
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers)).headers


def _body(url, headers):
    """What the row is about; a feed that is asked with its tag must answer that nothing has changed."""
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers)).read()
    except urllib.error.HTTPError as answer:
        if answer.code != 304:
            raise
        return b""


if __name__ == "__main__":
    main()
