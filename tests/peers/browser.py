"""A browser that tests drive: Debian's chromium without a window, over the DevTools protocol.

Standard library alone: commands and answers go through two pipes, each message ended by a NUL. It
sees no network but what a page asks for, and keeps its profile in a folder of the test's.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import Any

PATIENCE = 120.0
"""Seconds for one answer: machines of a test run are busy."""


_WITH_PIPES = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts a browser with its ends of the pipes at 3 and 4, where it looks for them."""


class BrowserError(Exception):
    """What the browser refused, or what a script threw."""


class Browser:
    """One page of a running browser."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        """What the page told since it was opened, oldest first."""

    def open(self, path: Path) -> None:
        """Go to a file and wait until it is laid out."""
        if self._session is None:
            target = self.send("Target.createTarget", url="about:blank")["targetId"]
            answer = self.send("Target.attachToTarget", targetId=target, flatten=True)
            self._session = answer["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                self.send(f"{domain}.enable")
        self.events.clear()
        self.send("Page.navigate", url=path.as_uri())
        while not any(one["method"] == "Page.loadEventFired" for one in self.events):
            self._receive()

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command and its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        sent = memoryview(json.dumps(message).encode() + b"\0")
        while sent:
            sent = sent[os.write(self._writing, sent) :]
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def value(self, script: str) -> Any:
        """What a script of the driver's comes to; promises are waited for."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if thrown := answer.get("exceptionDetails"):
            raise BrowserError(str(thrown))
        return answer["result"].get("value")

    def look(self, width: int, *, height: int = 900, scheme: str = "light") -> None:
        """See the page at a width, in CSS pixels, in the light or in the dark."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self.send(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )

    def picture(self, top: int = 0, height: int = 2000) -> bytes:
        """A PNG of the page from some pixel on: one of a very long page is too large."""
        width = self.value("document.documentElement.clientWidth")
        clip = {"x": 0, "y": top, "width": width, "height": height, "scale": 1}
        answer = self.send(
            "Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True
        )
        return base64.b64decode(answer["data"])

    def paper(self) -> bytes:
        """The page as a PDF, as it is printed."""
        answer = self.send("Page.printToPDF", generateTaggedPDF=False, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def told(self, method: str) -> list[dict[str, Any]]:
        """The events of a kind since the page was opened."""
        return [one["params"] for one in self.events if one["method"] == method]

    def _receive(self) -> dict[str, Any]:
        """The next message; an event is kept."""
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reading], [], [], until - time.monotonic())
            read = os.read(self._reading, 1 << 20) if ready else b""
            if not read:
                raise BrowserError("the browser says nothing")
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if "method" in message:
            self.events.append(message)
        return message


@contextmanager
def running(profile: Path) -> Iterator[Browser]:
    """A browser; it ends with the block. Raises BrowserError where none is installed."""
    program = shutil.which("chromium")
    if program is None:
        raise BrowserError("no chromium is installed")
    commands, our_end = os.pipe()
    answers, their_end = os.pipe()
    given = [
        program, "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--hide-scrollbars",
        "--no-first-run", f"--user-data-dir={profile}", "about:blank",
    ]  # fmt: skip
    if os.geteuid() == 0:
        given.insert(1, "--no-sandbox")
    ends = [fcntl(one, F_DUPFD, 10) for one in (commands, their_end)]
    process = subprocess.Popen(
        [sys.executable, "-c", _WITH_PIPES, *map(str, ends), *given],
        pass_fds=ends, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for one in (commands, their_end, *ends):
        os.close(one)
    browser = Browser(answers, our_end)
    try:
        yield browser
    finally:
        os.close(our_end)
        os.close(answers)
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
