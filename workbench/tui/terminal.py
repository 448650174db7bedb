"""Everything around textual: may the desk start here, how, and how does it end.

`run` is the way in. It must not import textual before `prepare` has set the environment, because
textual reads it once, on import. Whatever happens, the terminal is left as it was found and the
exit code is right.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.text import safe_line
from workbench.errors import BusyError, UsageError, WorkbenchError
from workbench.present.glyphs import ASCII, UNICODE, Glyphs
from workbench.settings import AUTO, ON, Settings
from workbench.signals import Ended
from workbench.tui.early import First, begin_early, handlers_kept
from workbench.tui.lifeline import Lifeline, SavedTerminal

if TYPE_CHECKING:
    from workbench.tui.guard import GuardedApp

INTERNAL_ERROR = 70

ESC_DELAY_MS, ESC_DELAY_OVER_SSH_MS = 100, 500
"""A laggy link can part the escape byte of an arrow key from its rest by some 200 ms."""


class Capabilities(NamedTuple):
    """How the desk is to treat this terminal."""

    mouse: bool
    ascii: bool
    """Draw with ASCII alone."""
    over_ssh: bool


def run(
    make_app: Callable[[], GuardedApp],
    settings: Settings,
    *,
    first: First | None = None,
    at_end: Callable[[], None] = lambda: None,
) -> int:
    """Run the desk on this terminal and return the exit code.

    Args:
        make_app: Imports textual and makes the app; called once the environment is set.
        settings: The analyst's.
        first: What is shown and answered before there is an app.
        at_end: Called when a signal ends the process before the app is there to be told.

    Raises:
        UsageError: There is no terminal to run on.
    """
    check_terminal(os.environ)
    capabilities = prepare(settings, os.environ)
    saved = SavedTerminal.take()
    try:
        with _stdout_on_terminal(), handlers_kept():
            handover = begin_early(first, saved, at_end) if first else None
            app = make_app()
            if handover:
                app.take_over(handover)
            _run_app(app, capabilities, saved)
    except (KeyboardInterrupt, Ended):
        saved.restore()
        raise
    except Exception as error:
        saved.restore()
        return _report(error)
    finally:
        saved.close()
    if app.crash:
        return _report(app.crash)
    return _tell_not_done(app) or app.return_code or 0


def check_terminal(environ: Mapping[str, str]) -> None:
    """Raise UsageError, naming what works instead, where the desk cannot run."""
    instead = "Without one, use: workbench list, show, search, claims (see workbench --help)."
    if not _is_terminal(0):
        raise UsageError("the desk needs a terminal to read keys from", instead)
    if not _is_terminal(2):
        raise UsageError("the desk needs a terminal to draw on (standard error)", instead)
    term = environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        raise UsageError(f"the terminal cannot draw (TERM is {term or 'not set'})", instead)


def prepare(settings: Settings, environ: MutableMapping[str, str]) -> Capabilities:
    """Set what textual reads on import, as defaults that the analyst's environment outranks."""
    over_ssh = is_over_ssh(environ)
    if settings.esc_delay_ms:
        environ["ESCDELAY"] = str(settings.esc_delay_ms)
    delay = ESC_DELAY_OVER_SSH_MS if over_ssh else ESC_DELAY_MS
    environ.setdefault("ESCDELAY", str(delay))
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    for frozen_size in ("COLUMNS", "LINES"):
        environ.pop(frozen_size, None)
    mouse = settings.mouse == ON or (settings.mouse == AUTO and not over_ssh)
    ascii_only = settings.ascii == ON or (settings.ascii == AUTO and not draws_unicode(environ))
    return Capabilities(mouse, ascii_only, over_ssh)


def is_over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def draws_unicode(environ: Mapping[str, str]) -> bool:
    """Whether the terminal takes more than ASCII, as far as its name and encoding tell."""
    encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"
    is_utf8 = codecs.lookup(encoding).name == "utf-8"
    return is_utf8 and not environ.get("TERM", "").startswith("vt")


def glyphs_of(settings: Settings) -> Glyphs:
    """The marks that the settings and the terminal allow."""
    if settings.ascii == ON:
        return ASCII
    return ASCII if settings.ascii == AUTO and not draws_unicode(os.environ) else UNICODE


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _run_app(app: GuardedApp, capabilities: Capabilities, saved: SavedTerminal) -> None:
    import asyncio  # a fifth of the time to the first page, which needs none

    async def go() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: app.note_crash(context.get("exception")))
        with Lifeline(loop, saved, app.interrupted):
            await app.run_async(mouse=capabilities.mouse)

    asyncio.run(go())


@contextmanager
def _stdout_on_terminal() -> Iterator[None]:
    """Standard output on the terminal too: textual asks it for the size, and it may be a pipe."""
    errors = sys.__stderr__
    if errors is not None and hasattr(errors, "reconfigure"):
        errors.reconfigure(errors="replace")
    if _is_terminal(1):
        yield
        return
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _tell_not_done(app: GuardedApp) -> int:
    """What the analyst did not wait for, and the exit code for that."""
    for words in app.not_done:
        sys.stderr.write(f"workbench: {safe_line(words)}\n")
    if app.not_done and app.keys_unread:
        from workbench.present.counting import counted

        sys.stderr.write(f"workbench: not read: {counted(app.keys_unread, 'key')} after that\n")
    return BusyError.exit_code if app.not_done else 0


def _report(error: BaseException) -> int:
    """One line on standard error, a crash file for what nobody foresaw, and the exit code."""
    if isinstance(error, WorkbenchError):
        sys.stderr.write(f"workbench: {safe_line(str(error))}\n")
        return error.exit_code
    from workbench.crash import write_crash

    sys.stderr.write(write_crash(error) + "\n")
    return INTERNAL_ERROR
