"""Fetches a calendar from an address that somebody typed, without being led where nobody from outside belongs.

The name is looked up here, once; only public addresses are asked, and the connection goes to the address that was
looked at. No proxies, no cookies, no passwords. Bounded in time, also against a server that drips, and in size, also of
what was packed.
"""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urljoin, urlsplit

from .import_problems import NotTaken

Address = IPv4Address | IPv6Address
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
PIECE = 65_536
NOT_FOR_SERVERS = [ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "5f00::/16")]
TRANSLATED = ip_network("64:ff9b::/96")  # NAT64: an IPv4 address stands in the last four bytes
AGENT = "Kammernetz calendar import"
FAILURES = (OSError, HTTPException, zlib.error)


def is_public(address: Address) -> bool:
    """Whether it can be reached from everywhere; what is wrapped into an IPv6 address counts as what it is."""
    if isinstance(address, IPv6Address):
        if address.teredo or address.is_site_local or (address in ip_network("::/96")):
            return False
        within = address.ipv4_mapped or address.sixtofour
        if address in TRANSLATED:
            within = IPv4Address(address.packed[-4:])
        if within:
            return is_public(within)
    if any(address in net for net in NOT_FOR_SERVERS):  # the library does not know them in each version
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True)
class Limits:
    """What a fetch may reach and cost. Tests ask servers of their own, which lie at no public address."""

    is_allowed: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset({80, 443})
    seconds: float = 15
    size: int = 2_000_000


LIMITS = Limits()


@dataclass(frozen=True)
class Known:
    """What a server said of the copy that was taken last."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Fetched:
    """`content` is None when nothing has changed."""

    content: bytes | None
    known: Known


def fetch(address: str, *, known: Known | None = None, limits: Limits | None = None) -> Fetched:
    """Raises `NotTaken` with the reason."""
    limits = limits or LIMITS
    stop = time.monotonic() + limits.seconds
    url = checked(address, limits)
    for _turn in range(MOST_REDIRECTS + 1):
        with _answer(url, known or Known(), limits, stop) as answer:
            if answer.status not in REDIRECTS:
                return _read(answer, url, limits, known or Known())
            url = _next(url, answer, limits)
    raise NotTaken("too_many_redirects", host=url.hostname or "")


def checked(address: str, limits: Limits | None = None) -> SplitResult:
    """The address as it is asked for, or `NotTaken`. Asks nobody."""
    limits = limits or LIMITS
    try:
        url = urlsplit(address.strip())
        port, host = url.port, (url.hostname or "").encode("idna").decode()
    except ValueError as error:
        raise NotTaken("no_address") from error
    scheme = SCHEMES.get(url.scheme.lower())
    if not scheme or not host or any(c.isspace() or not c.isprintable() for c in address.strip()):
        raise NotTaken("no_address")
    if "@" in url.netloc:
        raise NotTaken("with_password")
    port = port or (443 if scheme == "https" else 80)
    if limits.ports is not None and port not in limits.ports:
        raise NotTaken("other_port")
    return url._replace(scheme=scheme, netloc=f"[{host}]:{port}" if ":" in host else f"{host}:{port}", fragment="")


def _next(url, answer, limits):
    try:
        address = urljoin(url.geturl(), answer.headers.get("Location", ""))
    except ValueError as error:
        raise NotTaken("no_address") from error
    target = checked(address, limits)
    if url.scheme == "https" and target.scheme == "http":
        raise NotTaken("insecure_redirect", host=url.hostname)
    return target


@contextmanager
def _answer(url, known, limits, stop):
    """Whatever hangs is cut off when the time is over: no clock of a socket counts what drips."""
    address = _public_address(url, limits, stop)
    connection = _Connection(url, str(address), stop - time.monotonic())
    ended = threading.Event()
    timer = threading.Timer(max(stop - time.monotonic(), 0.01), connection.cut, [ended])
    timer.daemon = True
    timer.start()
    try:
        with closing(connection), closing(connection.ask(known)) as answer:
            yield answer
    except (*FAILURES, NotTaken) as error:
        is_over = ended.is_set() or isinstance(error, TimeoutError)
        raise (_too_slow(url, limits) if is_over else _reason(error, url)) from error
    finally:
        timer.cancel()
    if ended.is_set():  # to the reader, what was cut off looks like an end
        raise _too_slow(url, limits)


def _reason(error, url):
    if isinstance(error, NotTaken):
        return error
    codes = {ssl.SSLCertVerificationError: "no_certificate", zlib.error: "garbled"}
    return NotTaken(codes.get(type(error), "no_answer"), host=url.hostname)


def _too_slow(url, limits):
    return NotTaken("too_slow", host=url.hostname, seconds=round(limits.seconds))


class _Connection(HTTPConnection):
    """To an address that was looked up before; the name is for the server, and for its certificate."""

    def __init__(self, url, address, timeout):
        super().__init__(url.hostname, url.port, timeout=max(timeout, 0.01))
        self.url, self.address = url, address
        self.wire: socket.socket | None = None  # the base forgets its own before the answer has been read

    def connect(self):
        self.wire = self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.url.scheme == "https":
            context = ssl.create_default_context()
            secure = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.wire = self.sock = secure
            secure.do_handshake()  # by now `cut` knows what to cut

    def cut(self, ended):
        ended.set()
        if self.wire:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)

    def ask(self, known) -> HTTPResponse:
        path = self.url._replace(scheme="", netloc="").geturl() or "/"
        standard = {"http": 80, "https": 443}[self.url.scheme]
        host = self.url.netloc if self.port != standard else self.url.netloc.rpartition(":")[0]
        self.putrequest("GET", _quoted(path), skip_host=True, skip_accept_encoding=True)
        headers = {"Host": host, "User-Agent": AGENT, "Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "gzip"}
        for name, value in (headers | {"Connection": "close"} | known.headers).items():
            self.putheader(name, value)
        self.endheaders()
        return self.getresponse()


def _quoted(path):
    """People copy addresses with letters that do not belong there."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)


def _public_address(url, limits, stop):
    """The first that may be asked. The operating system looks names up for as long as it likes: we do not wait."""
    found: list[str] = []
    failed: list[OSError] = []
    asking = threading.Thread(target=_look_up, args=(url.hostname, url.port, found, failed), daemon=True)
    asking.start()
    asking.join(max(stop - time.monotonic(), 0.01))
    if asking.is_alive():
        raise _too_slow(url, limits)
    if failed or not found:
        raise NotTaken("no_such_host", host=url.hostname)
    allowed = [address for text in found if limits.is_allowed(address := ip_address(text.partition("%")[0]))]
    if not allowed:
        raise NotTaken("private", host=url.hostname)
    return allowed[0]


def _look_up(host, port, found, failed):
    try:
        found += [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        failed.append(error)


def _read(answer, url, limits, known):
    if answer.status == 304 and known.headers:
        return Fetched(None, known)
    if answer.status != 200:
        codes = {401: "not_allowed", 403: "not_allowed", 404: "not_found", 410: "not_found"}
        raise NotTaken(codes.get(answer.status, "status"), host=url.hostname, status=answer.status)
    content = b"".join(_unpacked(_pieces(answer), answer, url, limits))
    headers = answer.headers
    return Fetched(content, Known(_kept(headers.get("ETag")), _kept(headers.get("Last-Modified"))))


def _kept(header):
    """What we send back: nothing that is longer than such a thing is."""
    return header if header and len(header) <= 200 and header.isascii() and header.isprintable() else ""


def _pieces(answer):
    while piece := answer.read1(PIECE):
        yield piece


def _unpacked(pieces, answer, url, limits):
    """Bounded while it is read, as it arrives and unpacked."""
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in {"identity", "", "gzip", "x-gzip"}:
        raise NotTaken("garbled", host=url.hostname)
    unpack = zlib.decompressobj(31) if "gzip" in packed else None
    left = limits.size
    for piece in pieces:
        text = unpack.decompress(piece, left + 1) if unpack else piece
        left -= len(text)
        if left < 0:
            raise NotTaken("too_large", size=limits.size // 1_000_000)
        yield text
    if unpack and not unpack.eof:
        raise NotTaken("garbled", host=url.hostname)
    if answer.length:  # the server promised more
        raise NotTaken("no_answer", host=url.hostname)
