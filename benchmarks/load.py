"""How often an address answers in some seconds: asked by wrk, or by threads of our own where there is none."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 8


@dataclass
class Measured:
    per_second: float
    median_ms: float
    slow_ms: float  # 99 of 100 are faster
    failed: int


def program():
    return (
        "wrk" if shutil.which("wrk") else "threads (no wrk here: slower itself, so read its figures as a lower bound)"
    )


def measure(url, seconds, headers=()):
    return (_with_wrk if shutil.which("wrk") else _with_threads)(url, seconds, dict(headers))


def _with_wrk(url, seconds, headers):
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency", *told, url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    failed = re.findall(r"Non-2xx or 3xx responses: (\d+)|(?:connect|read|write|timeout) (\d+)", said)
    return Measured(
        per_second=float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        median_ms=_milliseconds(re.search(r"50%\s+(\S+)", said)[1]),
        slow_ms=_milliseconds(re.search(r"99%\s+(\S+)", said)[1]),
        failed=sum(int(number) for pair in failed for number in pair if number),
    )


def _milliseconds(text):
    number, unit = re.fullmatch(r"(-?nan|[\d.]+)(us|ms|s|m)", text).groups()  # nan: nothing was answered in time
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def _with_threads(url, seconds, headers):
    end, lock, took, failed = time.monotonic() + seconds, threading.Lock(), [], []

    def ask():
        where = urlsplit(url)
        connection = http.client.HTTPConnection(where.netloc, timeout=30)
        while time.monotonic() < end:
            started = time.monotonic()
            connection.request("GET", where.path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            with lock:
                took.append(time.monotonic() - started)
                failed.extend([answer.status] if answer.status >= 400 else [])

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    ordered = sorted(took)
    at = lambda share: ordered[int(len(ordered) * share)] * 1000  # noqa: E731
    return Measured(len(took) / seconds, at(0.5), at(0.99), len(failed))
