"""How far analysts agree at a glance, kept article by article by whoever looks: what was claimed or
answered since is counted again, and no more.

Who has judged an article, where it stands and whether it may be seen are asked anew with each look;
so what is kept is wrong for nobody, whoever kept it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.measure.agreement.glances import OVERVIEW, Glance, added_up, glances_of
from workbench.measure.agreement.tallies import By, Group
from workbench.services.judged import stands_under, texts_of
from workbench.services.keeping import keep, kept
from workbench.services.workbench import Workbench
from workbench.verbs.layers import JudgedArticle

_WHAT = "glances"
_COUNTING = "1"
"""Version of how it is counted: raise it where that is done otherwise."""


def tallied_at_a_glance(bench: Workbench, by: By, *, sees_all: bool) -> dict[str, Group]:
    """What is counted of OVERVIEW in each group, all together first, but by topics; nothing where
    no article was judged by two. sees_all: as in `judged_texts`."""
    store = bench.store
    with store.snapshot():
        articles = store.layers.judged(analyst=bench.analyst, sees_all=sees_all)
        mark, before = kept(bench, _WHAT, _COUNTING, _read)
        moved = store.units.moved(mark)
        there = before or {}
        glances = {number: there[number] for number in there.keys() - moved.numbers}
        again = [one for one in articles if not _is_of(one, glances.get(one.number))]
        counted = {one.article: glances_of(one) for one in texts_of(bench, again, only=OVERVIEW)}
        groups = stands_under(bench, articles, by)
    if counted or moved.mark != mark:
        after = None if before is None else mark
        keep(bench, _WHAT, _COUNTING, moved, counted, after=after)
    glances |= counted
    told = ((one.number, groups[one.number], glances[one.number]) for one in articles)
    return added_up(told, by) if articles else {}


def _is_of(article: JudgedArticle, glances: Sequence[Glance] | None) -> bool:
    """Whether it is of those who have judged the article by now."""
    return glances is not None and (*glances[0].analysts,) == article.analysts


def _read(_: int, told: Sequence[Sequence[Any]]) -> list[Glance]:
    together, *pairs = told
    return [Glance(*one) for one in (together, *pairs)]
