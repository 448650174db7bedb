"""What a filter asks of articles; the language is loaded with the first one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.postgres.words import Condition

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Node


def asked_of(terms: Sequence[Node], analyst: str) -> Condition:
    """The condition over article a, in brackets, and its values, `analyst` among them. Which index
    leads to the few that it leaves, the server's planner finds."""
    if not terms:
        return "true", {"analyst": analyst}
    from workbench.postgres.filtering.articles import article_condition

    return article_condition(terms, analyst)
