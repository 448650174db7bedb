"""What every verb needs: the options that all share, and the workbench they name."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench

Arguments = argparse.Namespace
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Desk(Protocol):
    """What the command line needs to know of the desk, which it never imports."""

    def check(self) -> None:
        """Refuse a terminal that cannot show it. Raises UsageError."""

    def open(self, path: Path, analyst: str) -> int:
        """Run it on a database; the exit code."""


def add_shared(parser: argparse.ArgumentParser) -> None:
    """The options that every verb takes, before or after its name."""
    parser.add_argument(
        "--db",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the database; else $WORKBENCH_DB, else the XDG data folder",
    )
    parser.add_argument(
        "--analyst",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="who acts; else $WORKBENCH_ANALYST, else the login name",
    )


def database(arguments: Arguments) -> Path:
    """The database that the options name."""
    from workbench.paths import default_database

    named: Path | None = getattr(arguments, "db", None)
    return named.expanduser() if named else default_database()


@contextmanager
def at_work(arguments: Arguments) -> Iterator[Workbench]:
    """The workbench on the database that is there. Raises NotFoundError when none is."""
    with _opened(arguments, must_exist=True) as bench:
        yield bench


@contextmanager
def at_new_work(arguments: Arguments) -> Iterator[Workbench]:
    """As `at_work`; a database that is not there is made."""
    with _opened(arguments, must_exist=False) as bench:
        yield bench


@contextmanager
def _opened(arguments: Arguments, *, must_exist: bool) -> Iterator[Workbench]:
    from workbench.services.workbench import Workbench, analyst_name, open_store

    path = database(arguments)
    if must_exist and not path.exists():
        raise NotFoundError(
            f"no database at {path}", "Import something first: workbench import PATH."
        )
    analyst = analyst_name(getattr(arguments, "analyst", None))
    with open_store(path) as store:
        yield Workbench(store, analyst)
