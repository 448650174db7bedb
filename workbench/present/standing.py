"""A selection in words: its row in a list, and how far one is with it.

Pure; the counts are given, nothing is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.filter import ORDER_WORDS, Order
from workbench.domain.selection import Progress, Selection
from workbench.domain.text import safe_line
from workbench.present.cells import fit, fit_right
from workbench.present.counting import counted
from workbench.present.runs import Run, Runs, fill_runs

_KIND, _OWNER, _TOLD = 9, 8, 18
"""Cells of a row's columns."""
_STATED = ("state:", "questions:")
"""Filter terms by which finished articles leave the list."""


def progress_words(selection: Selection, progress: Progress) -> str:
    """How far one is: "queue pagi: 12 of 40 done, 31 questions"; where what is finished leaves the
    list, how many are left."""
    total, done = progress.total, progress.done
    asked = counted(progress.questions, "question")
    if loses_finished(selection):
        return f"{selection.title}: {total - done:,} left, {asked}"
    return f"{selection.title}: {done:,} of {total:,} done, {asked}"


def loses_finished(selection: Selection) -> bool:
    """Whether an article leaves the selection when it is worked on."""
    return not selection.is_set and any(term in selection.where for term in _STATED)


def filter_words(words: str, order: Order) -> str:
    """A filter and the order where it is not the usual one."""
    shown = "" if order is Order.NEWEST else ORDER_WORDS[order]
    return ", ".join(filter(None, (words, shown)))


def selection_line(
    selection: Selection, width: int, *, progress: Progress | None, new: int = 0
) -> Runs:
    """A selection's row in exactly `width` cells. progress: None where its filter cannot be
    asked."""
    told = "cannot be asked"
    if progress:
        told = f"{progress.done:,}/{progress.total:,} ?{progress.questions:,}"
    fresh = f" {new:,} new" if new else ""
    style = "warning" if progress is None else "open" if new else "text"
    name = max(12, min(30, width // 5))
    asked = safe_line(filter_words(selection.told, selection.order))
    rest = max(1, width - name - _KIND - _OWNER - _TOLD - 4)
    return fill_runs(
        (
            Run(f"{fit(safe_line(selection.name), name)} ", "title"),
            Run(f"{fit(' '.join(selection.kinds), _KIND)} ", "dim"),
            Run(f"{fit(safe_line(selection.owner), _OWNER)} ", "source"),
            Run(f"{fit(asked, rest)} ", "text"),
            Run(fit_right(f"{told}{fresh}", _TOLD), style),
        ),
        width,
    )


def selection_words(selection: Selection, *, progress: Progress | None, new: int = 0) -> str:
    """A selection as one line of plain words, nothing cut off: for lists outside the desk."""
    parts = [selection.name, "+".join(selection.kinds) or "selection"]
    if selection.owner:
        parts.append(f"of {selection.owner}")
    if progress:
        said = f"{progress.done} of {progress.total} done, {progress.questions} open questions"
        parts.append(said)
    if new:
        parts.append(f"{new} new")
    parts.append(filter_words(selection.told, selection.order))
    return "  ".join(parts)


def askers_words(names: Sequence[str]) -> str:
    """Behind what was dropped: which selections still ask for it."""
    return f"; still asked for by {', '.join(names)}" if names else ""
