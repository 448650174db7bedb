"""Where what was searched for stands in a text that an index says holds it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.excerpt import Excerpt
from workbench.domain.filter import search_words
from workbench.domain.folding import Folded, fold_words
from workbench.stored.indexed import CLAIM_PARTS
from workbench.stored.rows import Row
from workbench.stored.words import is_unspaced
from workbench.verbs.claim_search import ClaimHit

Sought = list[tuple[str, bool]]
"""What is looked for in a text, the longest first, and whether as words of their own."""


def sought_in(words: str) -> Sought:
    """What is looked for, of words that were typed."""
    pieces = sorted(search_words(words), key=len, reverse=True)
    return [(piece, not is_unspaced(fold_words(piece))) for piece in pieces]


def first_place(text: str, sought: Sequence[tuple[str, bool]]) -> tuple[int, int] | None:
    """Where the first of what is looked for stands in a text that holds some of it."""
    folded = Folded.of(text)
    places = (next(folded.places(words, is_whole=whole), None) for words, whole in sought)
    return next(filter(None, places), None)


def place_of_all(text: str, sought: Sequence[tuple[str, bool]]) -> tuple[int, int] | None:
    """As `first_place`, where a text holds all that is looked for; None where it lacks some."""
    folded = Folded.of(text)
    places = [next(folded.places(words, is_whole=whole), None) for words, whole in sought]
    return places[0] if places and all(places) else None


PARTS = ("restatement", *(part for part in CLAIM_PARTS if part != "restatement"))
"""What says most of a claim in the fewest words first."""


def claim_hit(row: Row, sought: Sought) -> ClaimHit:
    """A claim found, of a row of its uid, analyst, number and uid of its article, and PARTS."""
    uid, analyst, number, article, *texts = row
    parts = [(part, text) for part, text in zip(PARTS, texts, strict=True) if text]
    found = ((part, text, first_place(text, sought)) for part, text in parts)
    part, text, place = next((one for one in found if one[2]), (*parts[0], None))
    words = Excerpt.of(int(number), text, *(place or (0, 0)))
    return ClaimHit(uid, analyst, article, part, words)
