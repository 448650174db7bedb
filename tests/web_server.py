"""A server on loopback that says exactly what a test wants, and keeps every request it had.

`http.server` knows no ETag, and repairs what faults are made of; here an answer is bytes.
"""

from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ssl import SSLContext
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Request:
    """What was asked for."""

    path: str
    said: dict[str, str]
    """Headers, by names in small letters."""


Answers = Callable[[Request], bytes | Iterable[bytes]]


def answer(body: bytes | str = b"", status: str = "200 OK", **said: str) -> bytes:
    """A whole answer; said: headers, as content_type="text/html"."""
    raw = body.encode() if isinstance(body, str) else body
    headers = {"content_length": str(len(raw)), "connection": "close", **said}
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {words}" for name, words in headers.items() if words]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def leads_to(address: str, status: str = "302 Found") -> Answers:
    """An answer that leads elsewhere."""
    return lambda _: answer(status=status, location=address)


def says(*words: bytes | str, **said: str) -> Answers:
    """The same answer to everybody."""
    return lambda _: answer(*words, **said)  # type: ignore[arg-type]


@dataclass
class Web:
    """A running server."""

    port: int
    pages: dict[str, Answers] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def handle(self, request: Request) -> Iterable[bytes]:
        self.requests.append(request)
        page = self.pages.get(request.path)
        made = page(request) if page else answer("nothing here", "404 Not Found")
        return [made] if isinstance(made, bytes) else made


@contextmanager
def web(tls: SSLContext | None = None) -> Iterator[Web]:
    """A server, ended with the block. tls: what it proves its name with."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            first = self.rfile.readline(65_536).decode("latin-1").split()
            said: dict[str, str] = {}
            while (line := self.rfile.readline(65_536).decode("latin-1").strip()) != "":
                name, _, words = line.partition(":")
                said[name.lower()] = words.strip()
            if len(first) < 2:
                return
            with suppress(OSError):  # whoever asked may be gone
                for piece in running.handle(Request(first[1], said)):
                    self.wfile.write(piece)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def finish_request(self, request: Any, client_address: Any) -> None:
            with suppress(OSError):  # a handshake that failed is the other side's to tell
                secured = tls.wrap_socket(request, server_side=True) if tls else request
                super().finish_request(secured, client_address)
                if tls:
                    secured.close()

    with Server(("127.0.0.1", 0), Handler) as server:
        running = Web(server.server_address[1])
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.05), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()
