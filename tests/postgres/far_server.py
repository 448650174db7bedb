"""A line to the server that counts how often something is asked there, and may be cut."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from postgres_server import server

_ANSWERED, _ASKED = "answered", "asked"


class Line:
    """A port of its own, whose connections go on to the server."""

    def __init__(self) -> None:
        self.ways = 0
        """How often somebody asked something after an answer: ways there and back."""
        self.delay = 0.0
        """Seconds that answers take: what is asked before one comes goes one way with it."""
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
        self._last = _ANSWERED
        self._is_cut = False

    def start(self) -> None:
        threading.Thread(target=self._there, daemon=True).start()
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

    def _back(self) -> None:
        with suppress(OSError):
            while answer := self._far.recv(1 << 16):
                if self._is_cut:
                    break
                time.sleep(self._line.delay)
                self._last = _ANSWERED
                self._near.sendall(answer)
            self._near.shutdown(socket.SHUT_RDWR)
