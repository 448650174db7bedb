"""Analysts by other names: the same one for an analyst in every export of one database, which alone
can say who it is.

A name is made with the database's secret, so that nobody who has an export, and guesses who wrote
it, can try names until one fits. Whoever takes an export of this database back into it finds its
analysts by their own names again; elsewhere the pseudonyms stay.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import starmap

from workbench.domain.relay import RelayJudgement
from workbench.exchange.bundle import AnnotatedArticle, Item
from workbench.exchange.whose import Named, renamed
from workbench.services.relays import judgement_uid
from workbench.services.workbench import Workbench

_PREFIX = "analyst-"
_DIGITS = 12
"""48 bits: two of a thousand analysts are called alike in one database of half a billion."""


def pseudonyms(bench: Workbench) -> Named:
    """What analysts are called. The first time the database makes its secret; raises what writing
    raises where it takes no changes."""
    key = bench.store.pseudonyms.made_key()
    return cache(lambda name: _pseudonym(key, name))


def own_names(bench: Workbench) -> dict[str, str]:
    """Pseudonym -> analyst, of all whose work is here; empty where none was ever made."""
    key = bench.store.pseudonyms.key()
    if key is None:
        return {}
    return {_pseudonym(key, name): name for name in bench.store.pseudonyms.analysts()}


def by_own_names(bench: Workbench, items: Iterable[Item]) -> Iterator[Item]:
    """What was read, with this database's analysts by their own names where it calls them
    otherwise: an export under pseudonyms that comes back, whatever way it took."""
    names = own_names(bench)
    for item in items:
        yield called(item, lambda name: names.get(name, name)) if names else item


def called(item: Item, named: Named) -> Item:
    """`renamed`, and judgements with the uids that theirs would be by those names: one is made of
    its analyst's, and would tell whoever guesses the name that it is right."""
    found = renamed(item, named)
    if not isinstance(item, AnnotatedArticle) or not isinstance(found, AnnotatedArticle):
        return found
    both = zip(item.judgements, found.judgements, strict=True)
    return replace(found, judgements=tuple(starmap(_with_its_uid, both)))


def _with_its_uid(before: RelayJudgement, now: RelayJudgement) -> RelayJudgement:
    if before.analyst == now.analyst:
        return now
    return replace(now, uid=judgement_uid(now.article, now.analyst, now.pair))


def _pseudonym(key: bytes, name: str) -> str:
    if not name:
        return ""
    return _PREFIX + hmac.digest(key, name.encode(), "sha256").hex()[:_DIGITS]
