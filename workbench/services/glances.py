"""How far analysts agree at a glance, kept article by article by whoever looks: what was claimed or
answered since is counted again, and no more.

Who has judged an article, where it stands and whether it may be seen are asked anew with each look;
so what is kept is wrong for nobody, whoever kept it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from workbench.domain.journal import MIGRATE, SALVAGE
from workbench.errors import WorkbenchError
from workbench.measure.agreement.glances import OVERVIEW, Glance, added_up, glances_of
from workbench.measure.agreement.tallies import By, Group
from workbench.services.judged import stands_under, texts_of
from workbench.services.workbench import Workbench
from workbench.verbs.layers import JudgedArticle

_WHAT = "glances"
_COUNTING = "1"
"""Version of how it is counted: raise it where that is done otherwise."""
_MOST = 2000
"""Entries of the journal from which on all is counted anew."""
_CLAIMED = frozenset(("claim", "decision"))
"""Whose changes make a difference, each in its article; a source makes one where it is merged."""


def tallied_at_a_glance(bench: Workbench, by: By, *, sees_all: bool) -> dict[str, Group]:
    """What is counted of OVERVIEW in each group, all together first, but by topics; nothing where
    no article was judged by two. sees_all: as in `judged_texts`."""
    store = bench.store
    with store.snapshot():
        head = store.journal.head()
        articles = store.layers.judged(analyst=bench.analyst, sees_all=sees_all)
        seq, kept = _kept(bench)
        touched = _touched(bench, seq)
        for number in touched or ():
            kept.pop(number, None)
        glances = {} if touched is None else kept
        again = [one for one in articles if not _is_of(one, glances.get(one.number))]
        counted = {one.article: glances_of(one) for one in texts_of(bench, again, only=OVERVIEW)}
        groups = stands_under(bench, articles, by)
    if counted or seq != head[0]:
        _keep(bench, head, counted, touched)
    glances |= counted
    told = ((one.number, groups[one.number], glances[one.number]) for one in articles)
    return added_up(told, by) if articles else {}


def _is_of(article: JudgedArticle, glances: Sequence[Glance] | None) -> bool:
    """Whether it is of those who have judged the article by now."""
    return glances is not None and (*glances[0].analysts,) == article.analysts


def _kept(bench: Workbench) -> tuple[int, dict[int, list[Glance]]]:
    """What somebody kept, and up to which entry; nothing where that cannot be read."""
    if kept := bench.store.units.kept(_WHAT, _COUNTING):
        with suppress(ValueError, TypeError, KeyError, IndexError):
            return kept[0], {number: _read(words) for number, words in kept[1]}
    return 0, {}


def _read(words: str) -> list[Glance]:
    together, *pairs = json.loads(words)
    return [Glance(*one) for one in (together, *pairs)]


def _keep(
    bench: Workbench,
    head: tuple[int, str],
    counted: Mapping[int, Sequence[Glance]],
    touched: Iterable[int] | None,
) -> None:
    if bench.store.is_read_only or not head[0]:
        return
    words = {
        number: json.dumps(glances, separators=(",", ":")) for number, glances in counted.items()
    }
    with suppress(WorkbenchError):  # whoever looks next counts it
        bench.store.units.keep(_WHAT, head, _COUNTING, words, touched)


def _touched(bench: Workbench, after: int) -> set[int] | None:
    """Numbers of the articles on which something was claimed or answered since; None where it may
    be all."""
    entries = bench.store.journal.since(after, most=_MOST) if after else None
    if entries is None or any(entry.op in (MIGRATE, SALVAGE) for entry in entries):
        return None
    found: set[str] = set()
    for change in (change for entry in entries for change in entry.changes):
        records = [record for record in (change.before, change.after) if record]
        if change.entity in _CLAIMED:
            found.add(str(records[0]["article"]))
        elif change.entity == "source" and any(record["same_as"] for record in records):
            return None  # merged, or parted again
    return {*bench.store.articles.numbers_of(found).values()}
