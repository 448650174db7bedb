"""Asking an address: redirects, compression, size, time and pauses, all bounded by ourselves.

One address is asked at a time, so one connection a host is open at most. What comes back is bytes
and what was said of them; every failure is an UnansweredError that says which kind it is.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar
from importlib.util import find_spec

import httpcore
import httpx

from workbench.domain.subscription import Standing
from workbench.errors import RefusedError
from workbench.intake.archives.inflate import undone
from workbench.intake.archives.written import Sent
from workbench.intake.fetching.answer import NOT_MODIFIED, Answer, UnansweredError, Validators
from workbench.intake.fetching.connection import Clock, Transport
from workbench.intake.subscriptions.listed import without_password

PRODUCT = "workbench"
"""What we call ourselves, to servers and in robots.txt."""
MOST_HOPS = 5
_FOR_GOOD, _FOR_NOW = (301, 308), (302, 303, 307)
_LONGEST_WORDS = 1_000
"""Of what a server says of the state of a page; longer words are not handed back."""
_OTHER_WORDS = {401: "it wants a login", 403: "it does not let us in", 404: "it is not there"}


@dataclass(frozen=True, slots=True)
class Manners:
    """How much and how fast is asked."""

    version: str
    """Of the program, as servers are told."""
    bytes_at_most: int
    """Of an answer, compressed or not."""
    seconds: float
    """For all of an answer."""
    pause_seconds: float
    """Between two answers of a host."""
    allowed_hosts: frozenset[str]
    """Hosts that may be at private addresses."""


class _NoCookies(CookieJar):
    """Takes none: the standard library's prints warnings about those that are written badly."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Leave them."""


class Fetcher:
    """Asks one address after the other."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._clock = Clock()
        self._asked_at: dict[str, float] = {}
        self._pauses: defaultdict[str, float] = defaultdict(lambda: manners.pause_seconds)
        encodings = "gzip, deflate, br" if find_spec("brotli") else "gzip, deflate"
        self._client = httpx.Client(
            transport=Transport(self._clock, manners.allowed_hosts),
            headers={
                "User-Agent": f"{PRODUCT}/{manners.version} (reader of feeds)",
                "Accept-Encoding": encodings,
            },
            timeout=httpx.Timeout(manners.seconds),
            cookies=_NoCookies(),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.close()

    def slow_down(self, address: str, seconds: float) -> None:
        """Leave longer pauses between answers of the host of an address."""
        host = httpx.URL(address).host
        self._pauses[host] = max(self._pauses[host], seconds)

    def ask(self, address: str, validators: Validators | None = None, *, accept: str) -> Answer:
        """The answer of an address, wherever it leads; that it has not changed only where
        validators were handed back. Raises UnansweredError."""
        with _in_words(self._manners.seconds):
            self._wait_for(address)
            self._clock.set(self._manners.seconds)
            return self._followed(address, validators, accept)

    def _followed(self, address: str, validators: Validators | None, accept: str) -> Answer:
        moved_to, is_for_good = "", True
        for _ in range(MOST_HOPS + 1):
            known = validators.to_headers(address) if validators else {}
            with self._opened(address, {"Accept": accept, **known}) as response:
                status = response.status_code
                if status == 200 or (status == NOT_MODIFIED and known):
                    return self._taken(response, address, moved_to)
                if status not in (*_FOR_GOOD, *_FOR_NOW):
                    raise _unanswered(response)
                address = _led_to(response, address)
                is_for_good = is_for_good and status in _FOR_GOOD
                moved_to = address if is_for_good else moved_to
        what = f"it leads on and on ({MOST_HOPS} times)"
        raise UnansweredError(Standing.BROKEN, what, status=status)

    def _wait_for(self, address: str) -> None:
        host = httpx.URL(address).host
        since = time.monotonic() - self._asked_at.get(host, float("-inf"))
        if since < self._pauses[host]:
            time.sleep(self._pauses[host] - since)

    @contextmanager
    def _opened(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The response to one request, whose body was not read yet."""
        request = self._client.build_request("GET", address, headers=headers)
        try:
            response = self._client.send(request, stream=True)
            try:
                yield response
            finally:
                response.close()
        finally:
            self._asked_at[request.url.host] = time.monotonic()

    def _taken(self, response: httpx.Response, address: str, moved_to: str) -> Answer:
        status, limit = response.status_code, self._manners.bytes_at_most
        said = response.headers
        raw = _read(response, limit) if status == 200 else b""
        try:
            body = undone(raw, said.get("content-encoding", ""), limit)
        except RefusedError as error:
            raise UnansweredError(Standing.BROKEN, error.what) from error
        version = response.extensions.get("http_version", b"HTTP/1.1").decode("ascii", "replace")
        return Answer(
            status=status,
            address=address,
            moved_to=moved_to,
            body=body,
            media_type=said.get("content-type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding or "",
            etag=_short(said.get("etag", "")),
            modified=_short(said.get("last-modified", "")),
            sent=Sent(
                address=without_password(address),
                at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                status=f"{version} {status} {response.reason_phrase}",
                head=tuple(said.raw),
                body=raw,
            ),
        )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS and words.isprintable() else ""


def _read(response: httpx.Response, limit: int) -> bytes:
    """The body as it is sent, of at most limit bytes."""
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_raw():
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise UnansweredError(Standing.BROKEN, f"it is over the limit of {limit:,} bytes")
    return b"".join(pieces)


def _led_to(response: httpx.Response, address: str) -> str:
    """Where a redirect leads; a login goes along to the same place only."""
    location = response.headers.get("location", "")
    here, status = httpx.URL(address), response.status_code
    try:
        there = here.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise UnansweredError(Standing.BROKEN, "it leads to no address", status=status) from error
    if not location or there.scheme not in ("http", "https") or not there.host:
        where = f"{there.scheme}:" if location else "nothing"
        raise UnansweredError(Standing.REFUSED, f"it leads to {where[:40]}, which is not asked")
    if there.userinfo and (there.scheme, there.netloc) != (here.scheme, here.netloc):
        there = there.copy_with(username=None, password=None)
    return str(there.copy_with(fragment=None))


def _unanswered(response: httpx.Response) -> UnansweredError:
    """Why an answer is none."""
    status = response.status_code
    words = f"it answers {status}"
    wait = _wait_seconds(response.headers.get("retry-after", ""))
    if status == 410:
        return UnansweredError(Standing.GONE, "it is gone for good (410)", status=status)
    if status == 429 or (status == 503 and wait):
        what = f"{words}: too much is asked"
        return UnansweredError(Standing.BUSY, what, status=status, wait_seconds=wait)
    if status >= 500 or status == 408:
        return UnansweredError(Standing.UNREACHABLE, words, status=status, wait_seconds=wait)
    other = _OTHER_WORDS.get(status)
    what = f"{other} ({status})" if other else words
    return UnansweredError(Standing.BROKEN, what, status=status)


def _wait_seconds(words: str) -> int:
    """What a server says of trying again: seconds, or a date."""
    words = words.strip()
    if words.isascii() and words.isdigit():
        return int(words[:9])
    try:
        until = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0, int((until - datetime.now(UTC)).total_seconds()))


@contextmanager
def _in_words(seconds: float) -> Iterator[None]:
    """Failures of the network as an UnansweredError."""
    try:
        yield
    except httpcore.TimeoutException as error:
        what = f"it was not done within {seconds:g} seconds"
        raise UnansweredError(Standing.SLOW, what) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        what = "its answer is cut off, or no answer of HTTP"
        raise UnansweredError(Standing.BROKEN, what) from error
    except (httpcore.NetworkError, OSError) as error:
        what = f"it cannot be reached: {str(error)[:200] or 'no connection'}"
        raise UnansweredError(Standing.UNREACHABLE, what) from error
    except (httpx.InvalidURL, httpx.HTTPError, UnicodeError) as error:
        raise UnansweredError(Standing.BROKEN, "its address cannot be asked") from error
