"""Analysts by other names: the same one for an analyst in every export of one database, which alone
can say who it is.

A name is made with the database's secret, so that nobody who has an export, and guesses who wrote
it, can try names until one fits. Whoever takes an export of this database back into it finds its
analysts by their own names again; elsewhere the pseudonyms stay.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from functools import cache

from workbench.exchange.bundle import Item
from workbench.exchange.whose import Named, renamed
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
        yield renamed(item, lambda name: names.get(name, name)) if names else item


def _pseudonym(key: bytes, name: str) -> str:
    if not name:
        return ""
    return _PREFIX + hmac.digest(key, name.encode(), "sha256").hex()[:_DIGITS]
