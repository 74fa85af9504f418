"""A part of a crowd, as a process of its own: `python -m tests.race.crowd <job>`; knows nothing of Django.

The job is JSON on one line of standard input: the `url` of a form for each person, and how often each sends it. When
everybody has opened the form it says "ready", waits for a line, and lets all go at the same moment. Prints how each
post was answered, and what each person reads then.
"""

import http.client
import json
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 100
TRIES = 40
PATIENCE = 60


class StayHere(urllib.request.HTTPRedirectHandler):
    """The answer to a post is a redirect; where it leads is looked at later."""

    def redirect_request(self, *_args):
        return None


class Person:
    """`patient` is who tries again when the site breaks down meanwhile, as people do and browsers."""

    def __init__(self, url, fields, patient=False):
        self.url, self.fields, self.tries = url, fields, TRIES if patient else 1
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), StayHere())

    def open_the_form(self):
        page = self._open(self.url)[2]
        inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        self.data = urllib.parse.urlencode(dict(inputs) | self.fields, doseq=True).encode()

    def send(self):
        status, self.answered_at, self.page = self._open(self.url, self.data)
        return status

    def heading_of_the_answer(self):
        page = self._open(urllib.parse.urljoin(self.url, self.answered_at))[2]
        return re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)[1].strip()

    def _open(self, url, data=None):
        for _try in range(1, self.tries):
            with suppress(OSError, http.client.HTTPException):
                answer = self._open_once(url, data)
                if answer[0] < 500:
                    return answer
            time.sleep(0.5)
        return self._open_once(url, data)

    def _open_once(self, url, data):
        try:
            with self.browser.open(urllib.request.Request(url, data, {"Referer": url}), timeout=TIMEOUT) as answer:
                return answer.status, "", answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", ""), error.read().decode()


def run():
    job = json.loads(sys.stdin.readline())
    people = [Person(**person) for person in job["people"]]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(Person.open_the_form, people))
    posts = [person for person in people for _time in range(job["times"])]
    start = threading.Barrier(len(posts) + 1)
    with ThreadPoolExecutor(len(posts)) as threads:
        statuses = [threads.submit(lambda person=person: (start.wait(), person.send())[1]) for person in posts]
        _say("ready")
        sys.stdin.readline()
        start.wait()
    headings = [person.heading_of_the_answer() for person in people]
    _say(json.dumps({"statuses": [status.result() for status in statuses], "headings": headings}))


def _say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def gather(people, *, times=1, patient=False, processes=4):
    """Let everybody send their form at one moment, `times` times each, from several processes.

    Returns how often each status was answered, and how often each heading was read by the end.
    """
    people = [person | {"patient": patient} for person in people]
    parts = [_start({"people": people[number::processes], "times": times}) for number in range(processes)]
    for part in parts:
        if part.stdout.readline().strip() != "ready":
            raise RuntimeError(part.stderr.read())
    for part in parts:
        part.stdin.write("go\n")
        part.stdin.flush()
    said = [json.loads(part.communicate()[0]) for part in parts]
    return tuple(Counter(item for part in said for item in part[kind]) for kind in ("statuses", "headings"))


def wait_for(condition):
    """Half of what a story tells happens in other processes."""
    deadline = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert condition()


def _start(job):
    pipe = subprocess.PIPE
    part = subprocess.Popen(
        [sys.executable, "-m", "tests.race.crowd"], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )
    part.stdin.write(json.dumps(job) + "\n")
    part.stdin.flush()
    return part


if __name__ == "__main__":
    run()
