"""Ranking claims by what they say: for words that were typed, and for a claim that seeks its like.

Orders a list for a person; whether two claims are the same is an analyst's word alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from workbench.match.names import Ranked

Key = TypeVar("Key", bound=Hashable)

_COMPARED = 400
"""Code points of a claim that are looked at: its first sentences."""
_LEAST = 40.0


def rank_wordings(
    words: str, candidates: Sequence[tuple[Key, str]], limit: int = 9
) -> list[Ranked[Key]]:
    """The candidates that say most nearly what the words say, best first; word order, case and
    marks do not count. 5,000 candidates take some hundredths of a second."""
    from rapidfuzz import fuzz, process, utils

    said = utils.default_process(words[:_COMPARED])
    if not said:
        return []
    known = [utils.default_process(wording[:_COMPARED]) for _, wording in candidates]
    found = process.extract(
        said, known, scorer=fuzz.token_set_ratio, score_cutoff=_LEAST, limit=limit * 4
    )
    # Of those that hold all the words the one with the least else says it best.
    ordered = sorted(found, key=lambda one: (-one[1], -fuzz.ratio(said, one[0]), one[2]))
    return [Ranked(*candidates[at], round(score, 1)) for _, score, at in ordered[:limit]]
