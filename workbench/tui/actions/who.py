"""Asking who is meant: one way for every prompt that names a source.

The names of the article that is open stand first, the nearest to the words at hand before the
others. Decides nothing about what is done with the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.fact import Kind
from workbench.services.who import offers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from workbench.domain.span import Span
    from workbench.services.chain import Named
    from workbench.services.view import ArticleView
    from workbench.services.who import Offer
    from workbench.tui.screens.desk import Desk

ANYBODY = (Kind.PERSON, Kind.ORGANISATION)
BODIES = (Kind.ORGANISATION,)
AS_IT_IS = "as it is: nothing is changed"


async def ask_who(
    desk: Desk,
    label: str,
    view: ArticleView | None = None,
    near: Span | None = None,
    *,
    leave: str = AS_IT_IS,
    but: Collection[str] = (),
    kinds: Collection[Kind] = ANYBODY,
    may_be_new: bool = True,
    take: Callable[[Named], Awaitable[object]] | None = None,
) -> Named | None:
    """A source that is there or that is made; None on escape, and a Named without a name where
    enter says nobody. leave: what that means here; but: who is not offered unasked."""
    if view is None and desk.opened:
        view = desk.opened.article.view

    def find(words: str) -> list[Offer]:
        return offers(desk.bench, view, near, words, but=but, kinds=kinds)

    return await desk.prompts.source(label, find, leave=leave, may_be_new=may_be_new, take=take)
