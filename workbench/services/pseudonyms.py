"""Analysts by other names: the same one for an analyst in every export of one database, which alone
can say who it is.

A name is made with the database's secret, so that nobody who has an export, and guesses who wrote
it, can try names until one fits. Whoever takes an export of this database back into it finds its
analysts by their own names again; elsewhere the pseudonyms stay.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import starmap

from workbench.domain.relay import RelayJudgement
from workbench.exchange.bundle import AnnotatedArticle, Item
from workbench.exchange.whose import Named, renamed
from workbench.services.relays import judgement_uid
from workbench.services.workbench import Workbench

_PREFIX = "analyst-"
_TELLING = 3
"""Letters of a part of somebody's name that say whose it is."""
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


def telling_parts(names: Iterable[str]) -> set[str]:
    """The names without regard to case, and the parts of them that say whose they are."""
    folded = [*filter(None, map(str.casefold, names))]
    parts = (part for name in folded for part in name.split() if len(part) >= _TELLING)
    return {*folded, *parts}


def holds_name(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether words hold one of these names, or a telling part of one, as a word of its own; where
    a script sets no words apart, anywhere."""
    parts = sorted(telling_parts(names), key=len, reverse=True)
    if not parts:
        return lambda words: False
    found = re.compile("|".join(map(_as_word, parts))).search
    return lambda words: bool(words) and found(words.casefold()) is not None


def _as_word(part: str) -> str:
    before = r"(?<!\w)" if _is_cased(part[0]) else ""
    after = r"(?!\w)" if _is_cased(part[-1]) else ""
    return f"{before}{re.escape(part)}{after}"


def _is_cased(letter: str) -> bool:
    return letter.upper() != letter.lower()


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
