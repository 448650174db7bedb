"""Who is to judge an article, by when, and what an analyst's queue comes to: conditions over
article a.

Of a colleague's assignments those are not seen whose answers are known: that three have an article
of which all others have two would tell it.
"""

from __future__ import annotations

import json

from workbench.domain.filter.tree import Term
from workbench.store.filtering.compiling import Asked
from workbench.store.filtering.rules import day
from workbench.store.queue import MINE, WAITING
from workbench.store.rulings import came_back

_QUEUE = {"mine": MINE, "waiting": WAITING}


def assigned(term: Term, name: str) -> Asked:
    """That somebody was given it."""
    # As a name may be written in other letters, it is looked up among the few that there are.
    called = f"SELECT analyst FROM assignment WHERE analyst COLLATE NOCASE = :{name}"
    return _among(
        f"""SELECT g.article_id FROM assigned g JOIN assignment t ON t.id = g.assignment_id
        WHERE g.analyst IN ({called}) AND (NOT t.known OR g.analyst = :analyst)""",
        {name: term.value},
    )


def due(term: Term, name: str) -> Asked:
    """When it is due for whoever asks."""
    condition, values = day("nullif(t.due, '')")(term, name)
    return _among(
        f"""SELECT g.article_id FROM assigned g JOIN assignment t ON t.id = g.assignment_id
        WHERE g.analyst = :analyst AND {condition}""",
        values,
    )


def queue(term: Term, name: str) -> Asked:
    """Where it stands in the queue of whoever asks."""
    if term.value == "back":
        return _among(came_back(name), {name: json.dumps(term.uids)})
    return _among(_QUEUE[term.value], {})


def _among(numbers: str, values: dict[str, str | int]) -> Asked:
    return Asked(f"a.id IN ({numbers})", values, (numbers,))
