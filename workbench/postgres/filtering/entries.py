"""What the fields of the journal mean: conditions over entry j; and when a source came in."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.filter.tree import Node, Term
from workbench.postgres.filtering.compiling import Rules, compiled
from workbench.postgres.filtering.rules import contains, day_here, equals, first_recorded
from workbench.postgres.rows import ABOUT, MADE_AT
from workbench.postgres.words import Condition

ENTRY: Rules = {
    "text": contains(ABOUT),
    "recorded": day_here(MADE_AT),
    "by": equals("j.analyst"),
    "act": contains("j.op"),
}


def entry_condition(nodes: Sequence[Node]) -> Condition:
    """The condition over entry j of the journal, and its values."""
    asked = compiled(nodes, ENTRY)
    return f"({asked.condition})", asked.values


def source_condition(term: Term) -> Condition:
    """The condition over source s of a term about when it came in, and its values."""
    return first_recorded("source", "s.uid")(term, "v")
