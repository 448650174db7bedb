"""A line to the server that counts how often something is asked there, and may be cut."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue

from postgres_server import server

_ANSWERED, _ASKED = "answered", "asked"


class Line:
    """A port of its own, whose connections go on to the server."""

    def __init__(self) -> None:
        self.ways = 0
        """How often somebody asked something after an answer: ways there and back."""
        self.answers = 0
        """How often anything came back."""
        self.delay = 0.0
        """Seconds that each answer takes, however many are under way: what is asked before one
        comes goes one way with it."""
        self.lets_through = threading.Event()
        """Cleared, nothing comes back until it is set again."""
        self.lets_through.set()
        self.rests: Callable[[], bool] = lambda: True
        """Whether whoever is at this end waits for nothing any more."""
        self.cuts_at = b""
        """What is passed on, and whose answer is not: there the line ends, once."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                _Passing(self, near).start()


class _Passing:
    """One connection, passed on both ways."""

    def __init__(self, line: Line, near: socket.socket) -> None:
        self._line = line
        self._near = near
        self._far = socket.create_connection(("127.0.0.1", server().port))
        for end in (self._near, self._far):  # else the system waits 40 ms for more to send along
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._last = _ANSWERED
        self._is_cut = False
        self._under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        """Answers, and when they arrive; an empty one is the last."""

    def start(self) -> None:
        threading.Thread(target=self._there, daemon=True).start()
        threading.Thread(target=self._answered, daemon=True).start()
        threading.Thread(target=self._back, daemon=True).start()

    def _there(self) -> None:
        with suppress(OSError), self._near, self._far:
            while asked := self._near.recv(1 << 16):
                if self._last == _ANSWERED:
                    self._line.ways += 1
                    self._last = _ASKED
                if self._line.cuts_at and self._line.cuts_at in asked:
                    self._line.cuts_at, self._is_cut = b"", True
                self._far.sendall(asked)

    def _answered(self) -> None:
        with suppress(OSError):
            while (answer := self._far.recv(1 << 16)) and not self._is_cut:
                self._under_way.put((time.monotonic() + self._line.delay, answer))
        self._under_way.put((0.0, b""))

    def _back(self) -> None:
        with suppress(OSError):
            while True:
                arrives, answer = self._under_way.get()
                if not answer:
                    break
                time.sleep(max(0.0, arrives - time.monotonic()))
                self._line.lets_through.wait()
                self._last = _ANSWERED
                self._line.answers += 1
                self._near.sendall(answer)
            self._near.shutdown(socket.SHUT_RDWR)


def ways(line: Line, does: Callable[[int], object]) -> int:
    """How often something goes to the server at least: a busy machine may send a question in parts,
    with answers between them."""
    found = []
    for attempt in range(4):
        line.ways = 0
        does(attempt)
        while not line.rests():
            time.sleep(0.001)
        found.append(line.ways)
    return min(found)
