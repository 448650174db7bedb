"""Every table of handlers, one for each noun's file: what the registry joins with the catalogue."""

from __future__ import annotations

from workbench.tui.actions import (
    articles,
    chain,
    claims,
    desk,
    facts,
    find,
    jump,
    move,
    notes,
    panes,
    related,
    selection,
    sources,
)

HANDLERS = (
    move.HANDLERS,
    jump.HANDLERS,
    panes.HANDLERS,
    articles.HANDLERS,
    related.HANDLERS,
    facts.HANDLERS,
    selection.HANDLERS,
    claims.HANDLERS,
    chain.HANDLERS,
    sources.HANDLERS,
    notes.HANDLERS,
    find.HANDLERS,
    desk.HANDLERS,
)
