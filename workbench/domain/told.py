"""A fact as the JSON text of the contract, where nobody needs to look into it.

A set that is handed over tells a hundred facts of each article: reading each from what is kept and
writing it again takes ten times as long as telling it straight away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, overload

from workbench.domain.fact import Fact


class Told(NamedTuple):
    """One fact."""

    id: str
    start: int
    end: int
    is_question: bool
    record: str
    """`Fact.to_record` as one JSON object without spaces."""


class ToldLater(Sequence[Told]):
    """Facts that are told when they are first looked at: of most exports they are only counted."""

    def __init__(self, count: int, tell: Callable[[], Sequence[Told]]) -> None:
        """count: how many `tell` gives."""
        self._count = count
        self._tell = tell
        self._told: Sequence[Told] | None = None

    def __len__(self) -> int:
        return self._count if self._told is None else len(self._told)

    @overload
    def __getitem__(self, at: int) -> Told: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Told]: ...
    def __getitem__(self, at: int | slice) -> Told | Sequence[Told]:
        if self._told is None:
            self._told = self._tell()
        return self._told[at]


class ToldFacts(NamedTuple):
    """The facts of one text, in its order."""

    all: Sequence[Told]
    credits: Sequence[Fact]
    """Those that say what the article derives from: they are looked into."""
