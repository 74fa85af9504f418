"""`make demo`: prepare the database, fill it with the demo, start the site and its worker; Ctrl-C stops both."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main():
    port = _arguments().port
    _refuse_taken_port(port)
    address = f"http://localhost:{port}"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "kammernetz.settings.demo", "PYTHONUNBUFFERED": "1"}
    env |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}", "BASE_URL": env.get("BASE_URL", address)}
    print("Preparing the database (half a minute the first time) …", flush=True)
    prepared = subprocess.run([sys.executable, "-m", "tools.demo_content"], cwd=ROOT, env=env, check=False)
    if prepared.returncode:
        return prepared.returncode
    return _run_until_stopped(env, port, address)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def _refuse_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another one: make demo PORT={port + 1}")


def _run_until_stopped(env, port, address):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = [
        sys.executable,
        "-m",
        "gunicorn",
        "kammernetz.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
        "--preload",
    ]
    worker = [sys.executable, "manage.py", "work"]
    started = []
    try:
        started += [
            _start([*server, "--workers", "2", "--threads", "4", "--graceful-timeout", "2"], env),
            _start(worker, env),
        ]
        _wait_for_answer(address, started[0])
        print(f"\nThe site runs at {address}/ (admin: {address}/admin/). Ctrl-C stops it.", flush=True)
        while all(process.poll() is None for process in started):
            time.sleep(0.3)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(started)


def _start(command, env):
    # A group of its own: Ctrl-C reaches only this program, which then stops both in order.
    return subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)


def _wait_for_answer(address, server, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/livez", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("The site did not start.")


def _stop(processes):
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    print("\nStopped.", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
