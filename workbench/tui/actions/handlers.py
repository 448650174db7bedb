"""Every handler, found by the id of its action: each noun's file is loaded when one is asked for.

A desk that waited for all of them before its first key would wait longer for them than for textual.
Of which nouns a file has actions stands here, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

Table = Mapping[str, "Handler[Desk]"]

FILES: Mapping[str, tuple[str, ...]] = {
    "move": ("move",),
    "panes": ("pane", "row"),
    "move_in_text": ("move",),
    "jump": ("jump",),
    "find": ("library", "search"),
    "marks": ("mark",),
    "articles": ("article",),
    "facts": ("fact",),
    "answers": ("fact",),
    "selection": ("selection",),
    "coverage": ("sentence",),
    "claims": ("claim",),
    "chain": ("chain",),
    "desk": ("desk", "text"),
    "related": ("article", "credit", "related"),
    "rechained": ("credit",),
    "links": ("claim",),
    "sources": ("source", "sources", "origin"),
    "families": ("source",),
    "sameness": ("sameness",),
    "network": ("network",),
    "counterparts": ("counterparts",),
    "timeline": ("timeline", "numbers"),
    "dossier": ("dossier",),
    "open_questions": ("open",),
    "board": ("board", "claim"),
    "colleagues": ("layer",),
    "compare": ("compare", "article", "jump"),
    "carry": ("carry",),
    "arrivals": ("arrival",),
    "adjudication": ("difference", "case"),
    "otherwise": ("otherwise",),
    "agreement": ("agreement",),
    "elsewhere": ("words", "suggestion"),
    "repeats": ("repeats",),
    "addresses": ("article",),
    "notes": ("note",),
    "journal": ("journal",),
    "selections": ("library", "selections"),
    "queue": ("queue",),
    "team": ("team",),
    "tags": ("tag",),
    "topics": ("topic",),
    "codebook": ("codebook", "claim"),
    "repeat": ("act",),
    "tutor": ("tutor",),
}
"""Each file of handlers and the nouns of the actions that it has, the likeliest to be asked for
first."""


class Handlers(Mapping[str, "Handler[Desk]"]):
    """Handlers by the ids of their actions, as far as they were asked for."""

    def __init__(self) -> None:
        self._found: dict[str, Handler[Desk]] = {}

    def __getitem__(self, action_id: str) -> Handler[Desk]:
        noun = action_id.partition(".")[0]
        for file in (file for file, nouns in FILES.items() if noun in nouns):
            if action_id not in self._found:
                self._found |= table(file)
        return self._found[action_id]

    def __iter__(self) -> Iterator[str]:
        return (action_id for file in FILES for action_id in table(file))

    def __len__(self) -> int:
        return sum(len(table(file)) for file in FILES)


def table(file: str) -> Table:
    """The handlers of a file, loaded if it is not yet."""
    found: Table = import_module(f"workbench.tui.actions.{file}").HANDLERS
    return found


def over_marks(rows_are: str) -> Table:
    """What actions do to marked rows, by what the rows are."""
    from workbench.tui.actions.many import MANY  # most analysts mark nothing for a while

    return MANY.get(rows_are, {})
