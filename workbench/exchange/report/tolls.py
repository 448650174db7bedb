"""Numbers of the dead that a text has without a noun behind them: "the death toll rose to nine".

The machine's facts hold what counts something by name; a toll says before its number what it
counts. `tolls.toml` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from workbench.domain.span import Span

_FILE = Path(__file__).with_name("tolls.toml")
_BETWEEN = 24
"""Words at the most between what is told and its number."""


def tolls_in(text: str) -> Iterator[tuple[int, Span]]:
    """The numbers of the dead, each with where it stands."""
    known = _tolls()
    for found in known.told.finditer(text):
        if not known.unsure.search(found["between"]):
            yield known.value(found["number"]), Span.of(text, *found.span("number"))


class _Tolls(NamedTuple):
    told: re.Pattern[str]
    unsure: re.Pattern[str]
    numbers: Mapping[str, int]

    def value(self, written: str) -> int:
        folded = " ".join(written.casefold().split())
        known = self.numbers.get(folded)
        return int(re.sub(r"\D", "", folded)) if known is None else known


@cache
def _tolls() -> _Tolls:
    every = loads(_FILE.read_text("utf-8")).values()
    tolls, moves, unsure = (
        _one_of(word for language in every for word in language[key])
        for key in ("tolls", "moves", "unsure")
    )
    numbers = {word: value for language in every for value, word in enumerate(language["numbers"])}
    number = rf"\d{{1,3}}(?:[.,]\d{{3}})*|\d{{1,6}}|{_one_of(numbers)}"
    between = rf"(?:[^\w.!?\n]{{1,3}}\w{{1,30}}){{0,{_BETWEEN}}}?"
    told = (
        rf"\b(?:{tolls})\b(?P<between>{between}\W{{1,3}}(?:{moves}))\W{{1,3}}(?P<number>{number})"
        r"(?![\w%]|[.,]\d|\s*(?:%|persen|per\s?cent))"
    )
    return _Tolls(
        re.compile(told, re.IGNORECASE),
        re.compile(rf"\b(?:{unsure})\b", re.IGNORECASE),
        numbers,
    )


def _one_of(words: Iterable[str]) -> str:
    """Any of some words, the longest first."""
    every = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, one.split())) for one in every)
