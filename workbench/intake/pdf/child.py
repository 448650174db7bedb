"""The process in which a PDF is taken apart, with limits of its own on time and memory.

A PDF can keep any parser busy for ever. Whatever happens there ends as a refusal here: the process
is killed at its limit, writes no file, and hands over text and nothing else.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import subprocess
import sys
import threading
import warnings
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from workbench.errors import RefusedError
from workbench.intake.document import TEXT_SETTING

_BEGIN = (
    "import json, sys; told = json.loads(sys.argv[1]); sys.path[:] = told['path']; "
    "from workbench.intake.pdf.child import work; work(told)"
)
"""What the process runs: nothing of whatever program imports us."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a PDF may cost."""

    cpu_seconds: int = 120
    seconds: float = 300.0
    """By the clock, since a machine may have much else to do."""
    memory: int = 1_500_000_000
    """Bytes of address space."""
    characters: int = 2_000_000
    """Of the text; twice as many of all pages, since some go."""


class Line(NamedTuple):
    """A line of a page, and where it begins: in points, from the lower left corner."""

    words: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    """Of its letters."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a PDF holds."""

    pages: list[list[Line]]
    said: dict[str, str]
    """Of itself: title, author, subject, keywords, producer, lang."""


def take_apart(raw: bytes, bounds: Bounds) -> Taken:
    """The pages of a PDF as lines. Raises RefusedError."""
    theirs, ours = os.pipe()
    told = {"path": sys.path, "lifeline": theirs, "bounds": asdict(bounds)}
    command = [sys.executable, "-I", "-c", _BEGIN, json.dumps(told)]
    try:
        with TemporaryFile() as file:
            file.write(raw)
            file.seek(0)
            with subprocess.Popen(
                command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                pass_fds=(theirs,), start_new_session=True,
            ) as child:  # fmt: skip
                found = _answer(child, bounds)
    finally:
        os.close(theirs)
        os.close(ours)
    if "refused" in found:
        raise RefusedError(*found["refused"])
    return Taken([[Line(*line) for line in page] for page in found["pages"]], found["said"])


def _answer(child: subprocess.Popen[bytes], bounds: Bounds) -> dict[str, Any]:
    """What the process prints; it has ended then, one way or the other. Raises RefusedError."""
    try:
        printed, _ = child.communicate(timeout=bounds.seconds)
    except subprocess.TimeoutExpired as error:
        raise _too_slow() from error
    finally:
        child.kill()
    try:
        found: dict[str, Any] = json.loads(printed)
    except ValueError as error:
        raise _ended(child.returncode) from error
    return found


def _too_slow() -> RefusedError:
    return RefusedError("reading it takes too long", "Print it to a new PDF, or split it.")


def _ended(code: int) -> RefusedError:
    """The refusal where the process ended without a word: a negative code is a signal."""
    if -code in (signal.SIGXCPU, signal.SIGKILL):
        return _too_slow()
    return RefusedError("reading it failed", "Print it to a new PDF.")


def work(told: dict[str, Any]) -> None:
    """In the process: take the PDF on standard input apart and print what it holds."""
    bounds = Bounds(**told["bounds"])
    _end_with_parent(told["lifeline"])
    _limit(bounds)
    logging.disable()
    warnings.simplefilter("ignore")
    print(json.dumps(found_in(sys.stdin.buffer.read(), bounds)), flush=True)


def _end_with_parent(lifeline: int) -> None:
    """End when the pipe that only the parent holds is closed, however it ended."""

    def watch() -> None:
        os.read(lifeline, 1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit(bounds: Bounds) -> None:
    limits = {
        resource.RLIMIT_CPU: bounds.cpu_seconds,
        resource.RLIMIT_AS: bounds.memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with suppress(OSError, ValueError):  # some systems have not all of them
            hard = resource.getrlimit(kind)[1]
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (soft, hard))


def found_in(raw: bytes, bounds: Bounds) -> dict[str, Any]:
    """Pages and what the file says of itself, or why not; in this process, without limits."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    try:
        reader = PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return _refused("it is protected by a password", "Save it without one.")
        said = _said(reader)
        pages: list[list[Line]] = []
        left = 2 * bounds.characters
        for page in reader.pages:
            pages.append(_lines(page))
            left -= sum(len(line.words) for line in pages[-1])
            if left < 0:
                what = f"its text is over the limit of {bounds.characters:,} code points"
                return _refused(what, f"Split it into its articles, or {TEXT_SETTING}.")
    except DependencyError:
        step = "Save it without protection, or: pip install cryptography."
        return _refused("it is encrypted in a way that needs another library", step)
    except LimitReachedError:  # pypdf's own limits
        return _refused("it holds far more than its pages show", "Print it to a new PDF.")
    except MemoryError:
        return _refused("reading it takes too much memory", "Print it to a new PDF, or split it.")
    except Exception:  # whatever a damaged file makes of a parser
        return _refused("it is a PDF that is cut off or damaged", "Get it again, or print it anew.")
    return {"pages": pages, "said": said}


def _refused(what: str, next_step: str) -> dict[str, Any]:
    return {"refused": (what, next_step)}


def _said(reader: Any) -> dict[str, str]:
    """The document's own words on itself; one that cannot be read is none."""
    said: dict[str, str] = {}
    with suppress(Exception):
        information = reader.metadata or {}
        for key in ("Title", "Author", "Subject", "Keywords", "Producer"):
            said[key.lower()] = str(information.get(f"/{key}") or "")
    with suppress(Exception):
        said["lang"] = str(reader.root_object.get("/Lang") or "")
    return said


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order of the file, each with the place of its first letters."""
    lines: list[Line] = []
    words: list[str] = []
    place = (0.0, 0.0, 0.0)

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        nonlocal place
        for part in text.splitlines(keepends=True) if text else ():
            if part.strip() and not "".join(words).strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                place = (x, y, abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1])))
            words.append(part.rstrip("\r\n"))
            if part.endswith(("\n", "\r")):
                end()

    def end() -> None:
        if shown := "".join(words).strip():
            lines.append(Line(shown, *(round(number, 1) for number in place)))
        words.clear()

    page.extract_text(visitor_text=visit)
    end()
    return lines
