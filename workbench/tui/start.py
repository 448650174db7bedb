"""From a database to a running desk, and the last words when it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbench.domain.text import safe_line
from workbench.policy import chosen_policy
from workbench.settings import load_settings
from workbench.tui import collector
from workbench.tui.early import First
from workbench.tui.terminal import run

if TYPE_CHECKING:
    from workbench.services.places import Place
    from workbench.services.workbench import Workbench
    from workbench.tui.guard import GuardedApp


def start_desk(
    place: Place,
    analyst: str,
    at_end: Callable[[], None] | None = None,
    lessons: str = "",
    at: tuple[str, int] | None = None,
) -> int:
    """Open the database at a place, run the desk on it, say where the journal stands; exit code.

    at_end is called when a signal ends the process: then nothing after this call runs. lessons:
    "offer" the tutorial or "begin" it. at: an article, as it is told, and a code point of its text,
    to begin at instead of where the analyst was.
    Raises WorkbenchError when the database cannot be opened or the terminal cannot show it, and
    when it is not there any more at the end; NotFoundError where there is no such place.
    """
    with collector.resting():
        return _run_desk(place, analyst, at_end, lessons, at)


def _load() -> None:
    """Import textual and what of the desk is built on it: it takes longer than all else."""
    from workbench.tui.event_loop import import_asyncio

    import_asyncio()
    import workbench.tui.app  # noqa: F401


def _place(bench: Workbench, at: tuple[str, int]) -> dict[str, Any]:
    from workbench.services.sitting import place_at  # a desk that begins where it was needs none

    return place_at(bench, *at)


def _run_desk(
    place: Place,
    analyst: str,
    at_end: Callable[[], None] | None,
    lessons: str,
    at: tuple[str, int] | None,
) -> int:
    from workbench.services.entering import enter
    from workbench.services.workbench import Workbench
    from workbench.tui.opening import Opening

    settings, problems = load_settings()
    with place.open() as store:
        for words in store.news:
            sys.stderr.write(f"workbench: {safe_line(words)}\n")
        bench = Workbench(store, analyst, policy=chosen_policy(os.environ))
        enter(bench, settings.blind, "the desk")
        opening = Opening(bench, settings, os.environ, _place(bench, at) if at else None)

        def make_app() -> GuardedApp:
            _load()
            from workbench.tui.app import DeskApp

            return DeskApp(
                bench,
                settings,
                problems=problems,
                at_end=at_end,
                lessons=lessons,
                opening=opening,
            )

        code = run(
            make_app,
            settings,
            first=First(opening.draw, _load, opening.answer),
            at_end=at_end or (lambda: None),
        )
        store.look()  # nothing is said of what is not there
        if code == 0:
            from workbench.tui.parting import parting_lines

            for line in parting_lines(bench):
                sys.stderr.write(f"{safe_line(line)}\n")
        seq, head = store.journal.head()
    from workbench.present.counting import counted

    entries = counted(seq, "journal entry", "journal entries")
    sys.stderr.write(f"{safe_line(str(place))}: {entries}, head {head[:12]}\n")
    return code
