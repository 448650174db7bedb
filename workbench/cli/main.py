"""Parsing and dispatch; the one place where errors become exit codes."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module

from workbench import __version__
from workbench.cli.context import Desk, VerbParser, add_shared
from workbench.errors import BusyError, FilterError, WorkbenchError
from workbench.signals import Ended, ended_in_order

VERBS = (
    "desk", "import_", "feeds", "set_", "extract", "list_", "show", "facts", "compare", "search",
    "diff", "claims", "carry", "counterparts", "timeline", "numbers", "dossier", "open_questions",
    "coverage", "sources", "credits", "tags", "topics", "codebook", "select", "queue", "wanted",
    "session", "log", "undo", "redo", "report", "export", "formats", "annotations", "arrivals",
    "adjudicate", "agreement", "evaluate", "learned", "raw", "verify", "backup", "move",
    "restore", "salvage", "share", "blindness", "team", "locate", "completion",
)  # fmt: skip
"""The modules of the verbs, in the order of the help."""
_TO_THE_DESK = ("open", "demo", "tutor")
"""The verbs of the module desk."""

INTERNAL, INTERRUPTED = 70, 130

_OUT_OF_REACH = (
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.ENOTDIR,
    errno.ENAMETOOLONG, errno.ESTALE,
)  # fmt: skip
"""What the system says when trying again, or elsewhere, may help."""

EXIT_CODES: Mapping[str, str] = {
    "0": "done; finding nothing is done too",
    "1": "a data problem: some input was refused, or the database is foreign, newer or damaged",
    "2": "usage, configuration, or a reference that fits several things",
    "3": "the database is busy or out of reach, or the disk is full: try again",
    "4": "a thing that was named is not there",
    "10": "something is new, where --exit-code asked for it; else that is 0",
    "70": "an internal error; standard error names the crash file",
    "130": "interrupted (ctrl+c)",
    "128+n": "ended by signal n, as 143 by TERM",
}
"""The contract."""


def build_parser(modules: Sequence[str] = VERBS) -> argparse.ArgumentParser:
    """The command line of these modules' verbs. They are light; none loads what it runs."""
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="A text-based analyst workbench: news articles beside the facts a machine "
        "found in them, claims, and who their source is, through whom. Without a verb the desk "
        "opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    add_shared(parser)
    verbs = parser.add_subparsers(
        metavar="VERB", title="verbs", dest="verb", parser_class=VerbParser
    )
    for name in modules:
        import_module(f"workbench.cli.{name}").add(verbs)
    return parser


def main(words: Sequence[str] | None, desk: Desk) -> int:
    """Run the command line; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    code = _answered(words, desk)
    try:
        sys.stdout.flush()
    except OSError:
        _silence()
    return code


def _answered(words: Sequence[str] | None, desk: Desk) -> int:
    try:
        with ended_in_order():
            code = _run(words, desk)
            sys.stdout.flush()
        return code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone: that is its choice, and no error of ours.
        _silence()
        return 0
    except WorkbenchError as error:
        return _failed(error)
    except OSError as error:
        if error.errno in _OUT_OF_REACH:
            _silence()
            return _failed(BusyError(f"{error.filename or 'the output'}: {error.strerror}"))
        return _crashed(error)
    except Exception as error:
        return _crashed(error)


def _failed(error: WorkbenchError) -> int:
    from workbench.cli.output import say

    say(f"workbench: {error}")
    if isinstance(error, FilterError):
        from workbench.present.mistake import mistake_lines

        for line in mistake_lines(error.line, error.start, error.end):
            say(f"  {line}")
    return error.exit_code


def _crashed(error: Exception) -> int:
    from workbench.cli.output import say
    from workbench.crash import write_crash

    say(write_crash(error))
    return INTERNAL


def _silence() -> None:
    """What is still waiting to be printed goes nowhere, and nobody is told."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """What the words say. Where they name no verb the desk opens: it does not wait for verbs."""
    rest = words
    if not words or words[0].startswith("-"):
        shared = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
        add_shared(shared)
        with suppress(argparse.ArgumentError):  # it is said below, with all that there is
            arguments, rest = shared.parse_known_args(words)
            if not rest:
                return arguments
    return build_parser(_needed(rest)).parse_args(words)


def _needed(words: Sequence[str]) -> Sequence[str]:
    """The modules of the verbs that may be meant, by what is left without the options that all
    share: one where a verb comes first that gives its module the name, or that opens the desk. No
    verb is called desk."""
    if words and words[0] in _TO_THE_DESK:
        return VERBS[:1]
    return [name for name in VERBS[1:] if words and name.rstrip("_") == words[0]] or VERBS


def _run(words: Sequence[str] | None, desk: Desk) -> int:
    words = sys.argv[1:] if words is None else words
    arguments = _parsed(words)
    arguments.desk = desk
    run = getattr(arguments, "run", None)
    if run is None:
        from workbench.cli.desk import run_desk

        run = run_desk
    try:
        code: int = run(arguments)
    except Ended:
        if words_then := getattr(arguments, "stopped", ""):
            from workbench.cli.output import say

            say(f"workbench: stopped; {words_then}")
        raise
    trouble: WorkbenchError | None = getattr(arguments, "trouble", None)
    return _failed(trouble) if trouble and not code else code
