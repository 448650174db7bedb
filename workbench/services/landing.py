"""Where words of one text stand in another that is like it, and whether they say the same there.

Pure: two texts, their alignment, and what their languages say of numbers and of denying. Just the
same words in one place, in sentences that deny and count alike, are the same; all else is for a
look, and what another number or a denial stands in is nothing to carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.domain.comparison import Comparison, Extent, Pair, Pairing
from workbench.domain.landing import Why
from workbench.match.alignment import tokens_in
from workbench.services.elsewhere import whole_words
from workbench.services.saying import Tongue, denials, numbers

_LEAST_KEPT = 0.5
"""Of the words of a span, what another sentence must have to say the same otherwise."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts beside each other, and their languages."""

    left: str
    right: str
    comparison: Comparison
    left_tongue: Tongue
    right_tongue: Tongue


def land(texts: Texts, span: Extent) -> tuple[Extent | None, Why | None]:
    """Where the words of the left text's span stand in the right one, and what keeps them from
    being the same; no place and GONE where they do not."""
    exact = texts.left[slice(*span)]
    there = list(islice(whole_words(texts.right, exact), 3))
    mine = list(islice(whole_words(texts.left, exact), 3))
    paired = _pair_of(texts.comparison, span)
    if not there:
        place = _mapped(texts, paired, span) if paired else None
        return _judged(texts, span, place, Why.WORDS) if place else (None, Why.GONE)
    if len(there) == 1 and len(mine) <= 1:
        return _judged(texts, span, there[0], None)
    beside = paired.right if paired else None
    place = next((one for one in there if beside and _is_in(one, beside)), there[0])
    return _judged(texts, span, place, Why.TWICE)


def _judged(
    texts: Texts, span: Extent, place: Extent, why: Why | None
) -> tuple[Extent, Why | None]:
    """The place, with what weighs most against it."""
    here, there = texts.left[slice(*span)], texts.right[slice(*place)]
    around = texts.left[slice(*_around(texts.comparison, span, right=False))]
    around_there = texts.right[slice(*_around(texts.comparison, place, right=True))]
    one, other = texts.left_tongue, texts.right_tongue
    if denials(around, one) != denials(around_there, other):
        return place, Why.NEGATION
    if numbers(here, one) != numbers(there, other):
        return place, Why.NUMBER
    if why is None and numbers(around, one) != numbers(around_there, other):
        return place, Why.BESIDE
    return place, why


def _is_in(place: Extent, extent: Extent) -> bool:
    return extent[0] <= place[0] and place[1] <= extent[1]


def _around(comparison: Comparison, span: Extent, *, right: bool) -> Extent:
    """The sentences that a span stands in."""
    sides = (pair.right if right else pair.left for pair in comparison.pairs)
    found = [side for side in sides if side and side[0] < span[1] and span[0] < side[1]]
    if not found:
        return span
    return min(span[0], found[0][0]), max(span[1], found[-1][1])


def _pair_of(comparison: Comparison, span: Extent) -> Pair | None:
    """The pair of sentences whose left one holds all of a span."""
    for pair in comparison.pairs:
        if pair.left and _is_in(span, pair.left):
            return pair if pair.kind in (Pairing.SAME, Pairing.CHANGED) else None
    return None


def _mapped(texts: Texts, pair: Pair, span: Extent) -> Extent | None:
    """The words of the right sentence that stand for those of a span: from the first to the last
    that both have, and what changed at either end."""
    if pair.left is None or pair.right is None:
        return None
    here = list(_tokens(texts.left, pair.left, pair.left_marks))
    there = list(_tokens(texts.right, pair.right, pair.right_marks))
    kept = [one for one, is_marked in here if not is_marked]
    also = [one for one, is_marked in there if not is_marked]
    shared = [(one, other) for one, other in zip(kept, also, strict=False) if _is_in(one, span)]
    if not _is_like(texts, span, [one for one, _ in shared]):
        return None
    start, end = shared[0][1][0], shared[-1][1][1]
    marked = [one for one, is_marked in here if is_marked and _is_in(one, span)]
    if any(one < shared[0][0] for one in marked):
        before = (low for low, high in pair.right_marks if texts.right[high:start].isspace())
        start = min(before, default=start)
    if any(one > shared[-1][0] for one in marked):
        behind = (high for low, high in pair.right_marks if texts.right[end:low].isspace())
        end = max(behind, default=end)
    return start, end


def _is_like(texts: Texts, span: Extent, shared: Sequence[Extent]) -> bool:
    """Whether enough of a span's words stand in the other sentence to be the same ones, said
    otherwise."""
    words, kept = (
        sum(texts.left[start].isalnum() for start, _ in some)
        for some in (tokens_in(texts.left, *span), shared)
    )
    return kept > 0 and kept >= words * _LEAST_KEPT


def _tokens(text: str, extent: Extent, marks: Sequence[Extent]) -> Iterator[tuple[Extent, bool]]:
    """The words and marks of a sentence, each with whether the other side has it otherwise."""
    for place in tokens_in(text, *extent):
        yield place, any(_is_in(place, mark) for mark in marks)
