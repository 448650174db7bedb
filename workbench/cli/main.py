"""Parsing and dispatch; the one place where errors become exit codes.

0 ok, 1 a data problem, 2 usage or configuration, 3 busy, unreachable or disk full, 4 a named thing
is not there, 70 an internal error, 130 interrupted, 128+n ended by signal n.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from workbench import __version__
from workbench.cli.context import Desk, add_shared
from workbench.errors import WorkbenchError

VERBS = (
    "desk", "import_", "set_", "list_", "show", "facts", "search", "claims", "sources", "session",
    "log", "undo", "redo", "export", "formats", "annotations", "verify", "backup", "locate",
)  # fmt: skip
"""The modules of the verbs, in the order of the help."""

INTERNAL, INTERRUPTED = 70, 130


def build_parser() -> argparse.ArgumentParser:
    """The whole command line. Verb modules are light; none loads what it runs."""
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="A text-based analyst workbench: news articles beside the facts a machine "
        "found in them, claims, and who their source is, through whom. Without a verb the desk "
        "opens.",
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    add_shared(parser)
    verbs = parser.add_subparsers(metavar="VERB", title="verbs")
    for name in VERBS:
        import_module(f"workbench.cli.{name}").add(verbs)
    return parser


def main(words: Sequence[str] | None, desk: Desk) -> int:
    """Run the command line; the exit code."""
    try:
        arguments = build_parser().parse_args(words)
        arguments.desk = desk
        run = getattr(arguments, "run", None)
        if run is None:
            from workbench.cli.desk import run_desk

            run = run_desk
        code: int = run(arguments)
        sys.stdout.flush()
        return code
    except WorkbenchError as error:
        from workbench.cli.output import say

        say(f"workbench: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone: that is its choice, and no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from workbench.crash import write_crash

        sys.stderr.write(write_crash(error) + "\n")
        return INTERNAL
