"""A calendar is fetched from public places only, once looked up, bounded in time and size. Real servers answer here."""

import gzip
import socket
import ssl
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from events import fetching
from events.fetching import Known, Limits, fetch, is_public
from events.import_problems import NotTaken

pytestmark = pytest.mark.thorough  # no database has a part in it
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
HERE = Limits(is_allowed=lambda address: str(address) == "127.0.0.1", ports=None, seconds=5, size=100_000)


class Pages(BaseHTTPRequestHandler):
    """Each path is a way to answer."""

    asked: list = []

    def do_GET(self):
        self.here = self.connection.getsockname()[0]
        self.asked.append(self)
        getattr(self, f"_{self.path.strip('/').partition('?')[0] or 'calendar'}")()

    def say(self, status=200, body=CALENDAR, **headers):
        self.send_response(status)
        for name, value in ({"Content_Length": len(body)} | headers).items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def _calendar(self):
        if self.headers["If-None-Match"] == '"1"':
            self.send_response(304)
            self.end_headers()
        else:
            self.say(ETag='"1"', Last_Modified="Mon, 23 Nov 2026 10:00:00 GMT")

    def _gone(self):
        self.say(404, b"gone")

    def _broken(self):
        self.say(500, b"oh")

    def _secret(self):
        self.say(401, b"who are you")

    def _once(self):
        self.say(302, b"", Location="/calendar")

    def _round(self):
        self.say(302, b"", Location="/round")

    def _inside(self):
        self.say(302, b"", Location=f"http://127.0.0.2:{self.server.server_port}/calendar")

    def _nowhere(self):
        self.say(302, b"", Location="http://[")

    def _nobody(self):
        self.say(302, b"", Location="//[x]/")

    def _unchanged(self):
        self.send_response(304)
        self.end_headers()

    def _file(self):
        self.say(302, b"", Location="file:///etc/passwd")

    def _large(self):
        self.say(body=b"x" * 200_000)

    def _endless(self):
        self.say(body=b"", Content_Length=None)
        self._until_cut(b"x" * 50_000, 0)

    def _bomb(self):
        self.say(body=gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")

    def _packed(self):
        self.say(body=gzip.compress(CALENDAR), Content_Encoding="gzip")

    def _garbled(self):
        self.say(body=b"no gzip at all", Content_Encoding="gzip")

    def _half(self):
        self.say(body=gzip.compress(CALENDAR)[:-9], Content_Encoding="gzip")

    def _short(self):
        self.say(body=CALENDAR, Content_Length=1000)

    def _drips(self):
        self.say(body=b"", Content_Length=None)
        self._until_cut(b"B", 0.1)

    def _dripping_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._until_cut(b"x", 0.1)

    def _until_cut(self, piece, pause):
        try:
            while True:
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def log_message(self, *_args):
        pass


@pytest.fixture
def server():
    Pages.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def why(address, limits=HERE):
    with pytest.raises(NotTaken) as refused:
        fetch(address, limits=limits)
    assert str(refused.value)
    return refused.value.code


def test_what_is_fetched_can_be_asked_for_again_without_being_sent(server):
    first = fetch(server, limits=HERE)
    assert first == fetching.Fetched(CALENDAR, Known('"1"', "Mon, 23 Nov 2026 10:00:00 GMT"))
    assert fetch(server, known=first.known, limits=HERE) == fetching.Fetched(None, first.known)


def test_nobody_is_told_more_than_needed(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    fetch(f"{server}/calendar?a=ü", limits=HERE)
    [asked] = Pages.asked
    assert set(asked.headers.keys()) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert asked.path == "/calendar?a=%C3%BC"


def test_what_is_packed_is_unpacked(server):
    assert fetch(f"{server}/packed", limits=HERE).content == CALENDAR


def test_a_server_may_lead_on_a_few_times(server):
    assert fetch(f"{server}/once", limits=HERE).content == CALENDAR
    assert why(f"{server}/round") == "too_many_redirects"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("gone", "not_found"),
        ("broken", "status"),
        ("secret", "not_allowed"),
        ("inside", "private"),
        ("file", "no_address"),
        ("nowhere", "no_address"),
        ("nobody", "no_address"),
        ("unchanged", "status"),
        ("large", "too_large"),
        ("endless", "too_large"),
        ("bomb", "too_large"),
        ("garbled", "garbled"),
        ("half", "garbled"),
        ("short", "no_answer"),
    ],
)
def test_what_goes_wrong_is_said(server, path, code):
    assert why(f"{server}/{path}") == code


@pytest.mark.parametrize("path", ["drips", "dripping_head"])
def test_a_server_that_drips_is_cut_off(server, path):
    assert why(f"{server}/{path}", replace(HERE, seconds=0.5)) == "too_slow"


def test_a_server_that_says_nothing_is_cut_off():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert why(f"http://127.0.0.1:{port}/", replace(HERE, seconds=0.3)) == "too_slow"
        assert why(f"https://127.0.0.1:{port}/", replace(HERE, seconds=0.3)) == "too_slow"


def test_nobody_there_is_said():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert why(f"http://127.0.0.1:{port}/") == "no_answer"


def test_a_name_that_leads_inside_is_refused_before_anybody_is_asked(server):
    port = server.rpartition(":")[2]
    assert why(f"http://localhost:{port}/", Limits(ports=None)) == "private"
    assert why(server, Limits(ports=None)) == "private"
    assert Pages.asked == []


def test_a_name_that_leads_elsewhere_the_second_time_is_looked_up_once(server, monkeypatch):
    """As names do that were made for it."""
    look_up, asked = socket.getaddrinfo, []

    def lead_astray(host, *args, **kwargs):
        if host != "kreis.example":
            return look_up(host, *args, **kwargs)
        asked.append(host)
        return look_up("127.0.0.1" if len(asked) == 1 else "127.0.0.2", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lead_astray)
    port = server.rpartition(":")[2]
    assert fetch(f"http://kreis.example:{port}/", limits=HERE).content == CALENDAR
    assert asked == ["kreis.example"]
    assert [request.here for request in Pages.asked] == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_other_ways_to_write_the_machine_itself_are_refused(name):
    assert why(f"http://{name}/", Limits()) in {"private", "no_such_host"}


def test_a_certificate_for_another_name_is_refused(tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = _certificate(tmp_path)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    assert why(f"https://localhost:{server.server_port}/") == "no_certificate"
    assert why(f"webcal://localhost:{server.server_port}/") == "no_certificate"
    server.shutdown()
    server.server_close()


def _certificate(folder):
    import subprocess

    path = folder / "pair.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=other.example"]
    files = ["-keyout", str(path), "-out", str(folder / "c.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "c.pem").read_bytes())
    return path


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "no_address"),
        ("termine.ics", "no_address"),
        ("ftp://kreis.example/a.ics", "no_address"),
        ("file:///etc/passwd", "no_address"),
        ("https://", "no_address"),
        ("https://kreis.example/a b", "no_address"),
        ("https://kreis.example/\r\nHost: x", "no_address"),
        ("https://[::1", "no_address"),
        ("https://user:word@kreis.example/", "with_password"),
        ("https://kreis.example:22/", "other_port"),
        ("https://kreis.example:99999/", "no_address"),
    ],
)
def test_what_is_no_address_is_told_before_anybody_is_asked(address, code):
    assert why(address, Limits()) == code


def test_webcal_is_asked_for_with_encryption():
    assert fetching.checked("webcal://Kreis.example/a.ics").geturl() == "https://kreis.example:443/a.ics"
    assert fetching.checked("https://müden.example/").hostname == "xn--mden-0ra.example"


PRIVATE = """0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001:db8::1
192.0.0.8 192.88.99.1 3fff::1 5f00::1
2002:7f00:1:: 2002:a00:1:: 2001:0:7f00:1:: fc00::1 fd00::1 fe80::1 fec0::1 ff02::1"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_an_address_inside_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "193.99.144.80", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_outside_is_public(address):
    assert is_public(ip_address(address))
