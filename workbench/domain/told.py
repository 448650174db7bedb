"""A fact as the JSON text of the contract, where nobody needs to look into it.

A set that is handed over tells a hundred facts of each article: reading each from what is kept and
writing it again takes ten times as long as telling it straight away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.fact import Fact


class Told(NamedTuple):
    """One fact."""

    id: str
    start: int
    end: int
    is_question: bool
    record: str
    """`Fact.to_record` as one JSON object without spaces."""


class ToldFacts(NamedTuple):
    """The facts of one text, in its order."""

    all: Sequence[Told]
    credits: Sequence[Fact]
    """Those that say what the article derives from: they are looked into."""
