"""How far analysts agree at a glance, kept article by article by whoever looks: what was claimed or
answered since is counted again, and no more.

Who has judged an article, where it stands and whether it may be seen are asked anew with each look;
so what is kept is wrong for nobody, whoever kept it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from workbench.errors import WorkbenchError
from workbench.measure.agreement.glances import OVERVIEW, Glance, added_up, glances_of
from workbench.measure.agreement.tallies import By, Group
from workbench.services.judged import stands_under, texts_of
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
        before, kept = _kept(bench)
        mark, moved = store.units.moved(before)
        glances = {number: one for number, one in kept.items() if number not in moved}
        again = [one for one in articles if not _is_of(one, glances.get(one.number))]
        counted = {one.article: glances_of(one) for one in texts_of(bench, again, only=OVERVIEW)}
        groups = stands_under(bench, articles, by)
    if counted or mark != before:
        _keep(bench, mark, counted, moved if kept else None)
    glances |= counted
    told = ((one.number, groups[one.number], glances[one.number]) for one in articles)
    return added_up(told, by) if articles else {}


def _is_of(article: JudgedArticle, glances: Sequence[Glance] | None) -> bool:
    """Whether it is of those who have judged the article by now."""
    return glances is not None and (*glances[0].analysts,) == article.analysts


def _kept(bench: Workbench) -> tuple[int, dict[int, list[Glance]]]:
    """What somebody kept, and up to which mark; nothing where that cannot be read."""
    if kept := bench.store.units.kept(_WHAT, _COUNTING):
        with suppress(ValueError, TypeError, KeyError, IndexError):
            return kept[0], {number: _read(told) for number, told in kept[1]}
    return 0, {}


def _read(told: Sequence[Sequence[Any]]) -> list[Glance]:
    together, *pairs = told
    return [Glance(*one) for one in (together, *pairs)]


def _keep(
    bench: Workbench,
    mark: int,
    counted: Mapping[int, Sequence[Glance]],
    touched: Iterable[int] | None,
) -> None:
    if bench.store.is_read_only:
        return
    with suppress(WorkbenchError):  # whoever looks next counts it
        bench.store.units.keep(_WHAT, mark, _COUNTING, counted, touched)
