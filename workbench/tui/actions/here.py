"""What actions need that is told without knowing any page: an article, the open text, a database
that takes changes.

A table as in `needs`, apart from it: moving the cursor needs no more than this, and loads no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from workbench.tui.actions.need import Need, need

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk

T = TypeVar("T")


def is_read_only(desk: Desk, found: object) -> str | None:
    """Why nothing can be changed."""
    return "this database is read-only" if desk.bench.store.is_read_only else None


def to_change(needed: Need[T]) -> Need[T]:
    """The same, after asking for a database that takes changes."""
    return WRITING.then(lambda desk, _: needed.find(desk))


WRITING: Need[None] = Need(lambda desk: None).when(is_read_only)
"""A database that takes changes."""

ARTICLE = need(lambda desk: desk.page.subject.article, "there is no article")
"""Number of the open article, or of the one under the cursor of a list."""
ARTICLE_TO_CHANGE = to_change(ARTICLE)
OPENED = need(lambda desk: desk.opened, "no article is open")
"""The open article, under whatever is on top."""
OPENED_FIRST = need(lambda desk: desk.opened, "open an article first")
OPENED_TO_CHANGE = to_change(OPENED_FIRST)
SHOWN = need(lambda desk: desk.page.as_text, "no article is open")
"""The open article, with nothing over it."""
SHOWN_TO_CHANGE = to_change(need(lambda desk: desk.page.as_text, "open an article first"))
TEXT = SHOWN.when(lambda desk, page: None if page.on_text else "keys do not go to the text")
"""The open article while keys move in its text."""

MARKABLE = need(
    lambda desk: desk.page if desk.page.rows_are else None,
    "the rows of this list cannot be marked",
)
