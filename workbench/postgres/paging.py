"""How a page of a list is gone about: by what is there, and not by what the server's planner takes
to be there. It knows of few words how often they stand, and a rare one had it walk down the list.

First the articles that come next are asked one by one, where most hold what is wanted; then those
few that an index knows; and only of what many hold the list is walked to the end of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

_AHEAD = 100
"""Articles that are asked first, beside twice as many as a page has."""
_FARTHER = 10
"""How many times as many are asked where one in so many of a page was found among those."""
_MANY = 12_000
"""Articles that are sorted for a page, where an index knows them; of more the list is walked."""
_SEEDS = 3
"""Indexes that are asked, one after the other while each knows many."""


def first_of(condition: str, seeds: Sequence[str], by_date: str, key: str = "true") -> str:
    """A SELECT of the numbers of the first articles for which a condition over article a holds, as
    many as are bound as `limit`. seeds: SELECTs of numbers, each of all that it can hold for.
    by_date: the order; key: that article a stands where the page begins or below."""
    walk = f"FROM article a WHERE {key} AND {condition}"
    if not seeds:
        return f"SELECT a.id {walk} {by_date} LIMIT %(limit)s"

    def near(ahead: str, found: str) -> str:
        return f"""SELECT a.id FROM (SELECT a.* FROM article a WHERE {key} AND {found} {by_date}
            LIMIT {ahead}) a WHERE {condition} {by_date} LIMIT %(limit)s"""

    ahead = f"2 * %(limit)s + {_AHEAD}"
    some = f"{_count('near')} < %(limit)s AND {_count('near')} * {_FARTHER} >= %(limit)s"
    lacks = f"{_count('near')} < %(limit)s AND {_count('farther')} < %(limit)s"
    parts = {"near": near(ahead, "true"), "farther": near(f"({ahead}) * {_FARTHER}", some)}
    many, few = lacks, []
    for at, seed in enumerate(seeds[:_SEEDS]):
        name = f"few_{at}"
        parts[name] = f"SELECT number FROM ({seed}) seed(number) WHERE {many} LIMIT {_MANY}"
        few.append(f"SELECT number FROM {name} WHERE {_count(name)} < {_MANY}")
        many += f" AND {_count(name)} = {_MANY}"
    parts["held"] = f"SELECT a.id, a.published_key {walk} AND a.id IN ({' UNION ALL '.join(few)})"
    each = ", ".join(f"{name} AS MATERIALIZED ({part})" for name, part in parts.items())
    return f"""WITH {each}
        SELECT id FROM near WHERE {_count("near")} = %(limit)s
        UNION ALL SELECT id FROM farther WHERE {_count("farther")} = %(limit)s
        UNION ALL (SELECT a.id FROM held a {by_date} LIMIT %(limit)s)
        UNION ALL (SELECT a.id {walk} AND {many} {by_date} LIMIT %(limit)s)"""


def _count(name: str) -> str:
    return f"(SELECT count(*) FROM {name})"
