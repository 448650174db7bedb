"""What a statement weighs for somebody in a hurry: what it has of the headlines, of the dead, of
harm, money and decisions, and whether it tells a cause; by words alone: `leading.toml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.exchange.report.statements import Statement
from workbench.told.wordlists import any_of

_FILE = Path(__file__).with_name("leading.toml")
_WORD = re.compile(r"\w+")
_LETTERS, _ROOT = 4, 5
"""Letters of a word that tells something, and of its root by which two forms of it are one."""
_AGAIN = 0.4
"""What is left of a headline's word for each statement that told it already."""


class _Data(NamedTuple):
    dead: re.Pattern[str]
    heavy: tuple[re.Pattern[str], ...]
    cause: re.Pattern[str]
    before: tuple[str, ...]
    empty: frozenset[str]


class Headlines:
    """The words of some headlines, those that few statements have weighing most; what has been told
    of them weighs less the next time."""

    def __init__(self, titles: Iterable[str], statements: Iterable[Statement]) -> None:
        wanted = frozenset().union(*map(roots_of, titles))
        self._roots = {one: roots_of(one.words) & wanted for one in statements}
        there = Counter(root for roots in self._roots.values() for root in roots)
        self._left = {root: 1 / (1 + log(times)) for root, times in there.items()}
        self._words = len(wanted)

    def of(self, statement: Statement) -> float:
        """What a statement tells of them that is not told yet."""
        return sum(self._left[root] for root in self._roots[statement])

    def share_of(self, statement: Statement) -> float:
        """The share of their words that a statement has."""
        return len(self._roots[statement]) / (self._words or 1)

    def tell(self, statement: Statement) -> None:
        """A statement has been told."""
        for root in self._roots[statement]:
            self._left[root] *= _AGAIN


def roots_of(words: str) -> frozenset[str]:
    """The words that tell something, each by its root; figures, and acronyms, which are short."""
    empty = _data().empty
    return frozenset(
        _root(word.casefold())
        for word in _WORD.findall(words)
        if (len(word) >= _LETTERS or word.isdigit() or (len(word) > 1 and word.isupper()))
        and word.casefold() not in empty
    )


def heaviness(words: str) -> int:
    """How much words have of what always weighs: the dead twice, harm, money, decisions."""
    data = _data()
    return 2 * bool(data.dead.search(words)) + sum(bool(one.search(words)) for one in data.heavy)


def is_cause(words: str) -> bool:
    """Whether words tell what it came of, or may have."""
    return bool(_data().cause.search(words))


def _root(word: str) -> str:
    for piece in _data().before:
        if word.startswith(piece) and len(word) - len(piece) >= _LETTERS:
            return word.removeprefix(piece)[:_ROOT]
    return word[:_ROOT]


@cache
def _data() -> _Data:
    record = loads(_FILE.read_text("utf-8"))
    ends = any_of(record["endings"])
    dead, *heavy = (
        re.compile(rf"\b(?:{any_of(record[key]['words'])})(?:{ends})?\b", re.IGNORECASE)
        for key in ("dead", "sum", "decision", "harm")
    )
    cause = re.compile(rf"\b(?:{any_of(record['cause']['begins'])})", re.IGNORECASE)
    known = record["headline"]
    return _Data(dead, tuple(heavy), cause, tuple(known["before"]), frozenset(known["empty"]))
