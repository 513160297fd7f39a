"""A feed of HSDS fetched from the web: over TLS, from addresses of everybody, never without end."""

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

SECONDS = 30
"""For one read."""
FEED_SECONDS = 30 * 60
"""For all of a feed: a server that answers sign by sign ends with it."""
PAGE_BYTES = 16 * 1024 * 1024
FEED_BYTES = 256 * 1024 * 1024
PAGES = 5_000
PER_PAGE = 100
REDIRECTS = 3
MOVED = {301, 302, 303, 307, 308}
LATE = "it takes too long"
Resolve = Callable[[str, int], Iterable[str]]


class FeedFailed(Exception):
    """The feed was not read. `why` says it for whoever typed its address."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def resolved(host: str, port: int) -> Iterable[str]:
    """The addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as wrong:
        raise FeedFailed("its name is not known") from wrong
    return [str(each[4][0]) for each in found]


class Fetcher:
    """Fetches one page at a time.

    The address that was looked at is the one that is connected to, so that a name which answers
    otherwise the second time leads nowhere. A redirect is looked at like a first address.
    `trust` and `is_open_to` are what tests give to a server of their own. All its pages have to
    come within `seconds`.
    """

    def __init__(
        self,
        resolve: Resolve = resolved,
        trust: ssl.SSLContext | None = None,
        is_open_to: Callable[[str], bool] | None = None,
        seconds: float = FEED_SECONDS,
    ) -> None:
        self._ends = monotonic() + seconds
        self._resolve = resolve
        self._trust = trust or ssl.create_default_context()
        self._is_open_to = is_open_to or is_everybodys

    def page(self, url: str) -> bytes:
        """The body of one address, redirects followed. Raises FeedFailed."""
        for _each in range(REDIRECTS + 1):
            status, place, body = self._once(url)
            if status not in MOVED:
                if status != 200:
                    raise FeedFailed(f"it answered {status}")
                return body
            url = urljoin(url, place)
        raise FeedFailed("it leads on and on")

    def _once(self, url: str) -> tuple[int, str, bytes]:
        if monotonic() > self._ends:
            raise FeedFailed(LATE)
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.username:
            raise FeedFailed("its address has to begin with https://")
        host, port = parts.hostname, _port(url)
        address = self._address(host, port)
        connection = _Pinned(host, port, address, self._trust)
        watch = Timer(max(self._ends - monotonic(), 0), connection.cut)
        watch.daemon = True
        watch.start()
        try:
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", path, headers={"Accept": "application/json"})
            answer = connection.getresponse()
            body = answer.read(PAGE_BYTES + 1)
            if len(body) > PAGE_BYTES:
                raise FeedFailed("one of its pages is too large")
            return answer.status, answer.getheader("Location") or "", body
        except (OSError, http.client.HTTPException) as wrong:
            is_late = monotonic() > self._ends
            why = LATE if is_late else "it does not answer as it should"
            raise FeedFailed(why) from wrong
        finally:
            watch.cancel()
            connection.close()

    def _address(self, host: str, port: int) -> str:
        found = list(self._resolve(host, port))
        if not found or not all(self._is_open_to(each) for each in found):
            raise FeedFailed("it is an address of an inner network")
        return found[0]


OPEN = ipaddress.ip_network("2000::/3")
"""The part of IPv6 that is given out."""
LEADING_ON = tuple(ipaddress.ip_network(each) for each in ("2001::/32", "2002::/16"))
"""Teredo and 6to4."""


def is_everybodys(address: str) -> bool:
    """Whether an address lies in the open internet, and in no inner network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if found.version == 6:
        # Other forms of an IPv6 address lead on to an IPv4 one, which may lie in an inner network.
        return found in OPEN and not any(found in each for each in LEADING_ON) and found.is_global
    return found.is_global and not found.is_multicast


def fetched(fetcher: Fetcher, url: str, step: Callable[[int], None]) -> Iterator[bytes]:
    """The services of a feed, each whole and as JSON, as they come. Raises FeedFailed."""
    length = 0
    for count, each in enumerate(_services(fetcher, url), 1):
        told = json.dumps(each).encode()
        length += len(told)
        if length > FEED_BYTES:
            raise FeedFailed("it is too large")
        yield told
        step(count)


def _services(fetcher: Fetcher, url: str) -> Iterator[dict[str, Any]]:
    base = _services_url(url)
    for number in range(1, PAGES + 1):
        page = _json(fetcher.page(_with(base, page=number, per_page=PER_PAGE, full="true")))
        listed = page.get("contents")
        if not isinstance(listed, list):
            raise FeedFailed("it has no page of services")
        for each in listed:
            yield _whole(fetcher, base, each)
        if page.get("last_page") is True or page.get("empty") is True or not listed:
            return
        if number >= int(page.get("total_pages") or number + 1):
            return
    raise FeedFailed("it goes on and on")


def _whole(fetcher: Fetcher, base: str, listed: Any) -> dict[str, Any]:
    """A service with all it has: lists of most feeds give only its beginning."""
    if not isinstance(listed, dict):
        raise FeedFailed("it has something that is no service")
    if any(name in listed for name in ("phones", "schedules", "service_at_locations")):
        return listed
    key = str(listed.get("id", ""))
    if not key or "/" in key:
        return listed
    path = urlsplit(base)
    whole = _json(fetcher.page(urlunsplit(path._replace(path=f"{path.path}/{key}", query=""))))
    return {**listed, **whole}


def _services_url(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return urlunsplit(
        parts._replace(path=path if path.endswith("/services") else f"{path}/services")
    )


def _with(url: str, **more: object) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | {name: str(value) for name, value in more.items()}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise FeedFailed("it does not answer in JSON") from wrong
    if not isinstance(found, dict):
        raise FeedFailed("it does not answer as HSDS says")
    return found


def _port(url: str) -> int:
    try:
        return urlsplit(url).port or 443
    except ValueError as wrong:
        raise FeedFailed("its address is none") from wrong


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was looked at, under the name that its certificate has."""

    def __init__(self, host: str, port: int, address: str, trust: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=SECONDS, context=trust)
        self._address = address
        self._trust = trust

    def connect(self) -> None:
        """Connect to that address."""
        plain = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = self._trust.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()

    def cut(self) -> None:
        """End whatever is waited for."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
