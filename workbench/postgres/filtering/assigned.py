"""Who is to judge an article, by when, and what an analyst's queue comes to: conditions over
article a.

Of a colleague's assignments those are not seen whose answers are known: that three have an article
of which all others have two would tell it.
"""

from __future__ import annotations

from workbench.domain.filter.tree import Term
from workbench.postgres.filtering.rules import day, same
from workbench.postgres.queue import MINE, WAITING
from workbench.postgres.rulings import came_back
from workbench.postgres.words import Condition

_QUEUE = {"mine": MINE, "waiting": WAITING}


def assigned(term: Term, name: str) -> Condition:
    """That somebody was given it."""
    # As a name may be written in other letters, it is looked up among the few that there are.
    called = f"SELECT ca.analyst FROM assignment ca WHERE {same('ca.analyst', name)}"
    given = f"""SELECT g.article_id FROM assigned g JOIN assignment t ON t.id = g.assignment_id
        WHERE g.analyst IN ({called}) AND (t.known = 0 OR g.analyst = %(analyst)s)"""
    return f"a.id IN ({given})", {name: term.value}


def due(term: Term, name: str) -> Condition:
    """When it is due for whoever asks."""
    condition, values = day("nullif(t.due, '')")(term, name)
    given = f"""SELECT g.article_id FROM assigned g JOIN assignment t ON t.id = g.assignment_id
        WHERE g.analyst = %(analyst)s AND {condition}"""
    return f"a.id IN ({given})", values


def queue(term: Term, name: str) -> Condition:
    """Where it stands in the queue of whoever asks."""
    if term.value == "back":
        return f"a.id IN ({came_back(name)})", {name: list(term.uids)}
    return f"a.id IN ({_QUEUE[term.value]})", {}
