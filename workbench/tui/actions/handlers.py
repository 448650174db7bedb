"""Every table of handlers, one for each noun's file: what the registry joins with the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.tui.actions import (
    addresses,
    answers,
    articles,
    board,
    chain,
    claims,
    colleagues,
    compare,
    coverage,
    desk,
    elsewhere,
    facts,
    families,
    find,
    journal,
    jump,
    links,
    marks,
    move,
    notes,
    panes,
    rechained,
    related,
    repeat,
    sameness,
    selection,
    selections,
    sources,
    tutor,
)

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

HANDLERS = (
    move.HANDLERS,
    jump.HANDLERS,
    panes.HANDLERS,
    marks.HANDLERS,
    elsewhere.HANDLERS,
    articles.HANDLERS,
    addresses.HANDLERS,
    related.HANDLERS,
    rechained.HANDLERS,
    facts.HANDLERS,
    answers.HANDLERS,
    coverage.HANDLERS,
    selection.HANDLERS,
    claims.HANDLERS,
    links.HANDLERS,
    chain.HANDLERS,
    sources.HANDLERS,
    families.HANDLERS,
    sameness.HANDLERS,
    board.HANDLERS,
    colleagues.HANDLERS,
    compare.HANDLERS,
    notes.HANDLERS,
    find.HANDLERS,
    journal.HANDLERS,
    selections.HANDLERS,
    repeat.HANDLERS,
    tutor.HANDLERS,
    desk.HANDLERS,
)


def over_marks(rows_are: str) -> Mapping[str, Handler[Desk]]:
    """What actions do to marked rows, by what the rows are."""
    from workbench.tui.actions.many import MANY  # most analysts mark nothing for a while

    return MANY.get(rows_are, {})
