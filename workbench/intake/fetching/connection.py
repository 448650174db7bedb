"""How httpx is connected: to addresses that were checked, under one clock for all of an answer.

Its own timeouts are for each read, so that a drip of single bytes never ends; and its own
connections resolve names by themselves.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from workbench.intake.fetching.doorway import open_addresses


class Clock:
    """How much time is left for all that is done until it is set anew."""

    def __init__(self) -> None:
        self._end = 0.0

    def set(self, seconds: float) -> None:
        """Begin anew."""
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds. Raises ReadTimeout where none is left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no time is left")
        return left

    def bound(self, seconds: float | None) -> float:
        """So many seconds, or those that are left. Raises ReadTimeout where none is."""
        return self.left() if seconds is None else min(seconds, self.left())


class _Stream(httpcore.NetworkStream):
    """A stream that knows the clock."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.bound(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.bound(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        bound = self._clock.bound(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, bound), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connections to what `doorway` lets through."""

    def __init__(self, clock: Clock, allowed: Collection[str]) -> None:
        self._clock = clock
        self._allowed = allowed
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = self._clock.left()
        addresses = open_addresses(host, port, allowed=self._allowed, seconds=left)
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connected(addresses[-1], port, timeout)

    def _connected(self, address: str, port: int, timeout: float | None) -> _Stream:
        bound = self._clock.bound(timeout)
        return _Stream(self._inner.connect_tcp(address, port, bound), self._clock)


class _Body(httpx.SyncByteStream):
    """The body of an answer as the pool gives it."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        self._inner.close()


class Transport(httpx.BaseTransport):
    """What carries httpx's requests."""

    def __init__(self, clock: Clock, allowed: Collection[str]) -> None:
        # Whom to trust it finds out where it is needed: the system's list, and certifi's.
        self._pool = httpcore.ConnectionPool(
            max_connections=10,
            keepalive_expiry=30,
            network_backend=_Network(clock, allowed),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it. Raises httpcore's errors, and UnansweredError."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """End all connections."""
        self._pool.close()
