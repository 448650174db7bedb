"""Two texts aligned by sentence: which stand in both, which were changed, which in one alone.

Sentences that occur once in each text anchor the alignment (patience: the longest run of anchors
in the same order); what lies between two anchors is paired by likeness about the diagonal, and
the words of a pair are compared. Near-linear, whatever the texts hold: the bounds below see to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.comparison import Comparison, Extent, Pair, Pairing
from workbench.domain.segment import sentences
from workbench.domain.sentence_words import NO_WORDS, SentenceWords

_MOST_CELLS = 20_000
"""Pairs of sentences between two anchors whose likeness is looked at."""
_LEAST_ALIKE = 50.0
"""From this likeness on (0..100, words in common) a sentence counts as changed, not as another."""
_MOST_WORDS = 1_500
"""Longer stretches are not compared word by word: they count as changed whole."""
_COMPARED = 400
"""Code points of a sentence that its likeness is judged by."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W\d]+(?=\d+[.,]\d)|\w+|[^\w\s]")
"""A number is one token with its marks ("5,2"); a currency or a unit joined to it is another."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and what it is known by: its words, without case, marks and spaces."""

    extent: Extent
    key: str
    begins: bool


def align(
    left: str,
    right: str,
    *,
    left_words: SentenceWords = NO_WORDS,
    right_words: SentenceWords = NO_WORDS,
) -> Comparison:
    """The texts beside each other; every sentence of each stands in exactly one pair, in order.

    The words are those of each text's language."""
    here, there = _sentences(left, left_words), _sentences(right, right_words)
    pairs: list[Pair] = []
    at, to = 0, 0
    for anchor, partner in (*_anchors(here, there), (len(here), len(there))):
        pairs += _between(left, right, here[at:anchor], there[to:partner])
        if anchor < len(here):
            pairs.append(_pair(left, right, here[anchor], there[partner]))
        at, to = anchor + 1, partner + 1
    return Comparison(tuple(pairs), _share(pairs, here, right=False), _share(pairs, there))


def align_as_one(left: str, right: str) -> Comparison:
    """The texts beside each other as one sentence each, however little they have in common."""
    here, there = (_Sentence((0, len(text)), "", begins=True) for text in (left, right))
    if left and right:
        pair = _pair(left, right, here, there)
    else:
        pair = (
            Pair(Pairing.LEFT, here.extent, None)
            if left
            else Pair(Pairing.RIGHT, None, there.extent)
        )
    return Comparison((pair,), _share([pair], [here], right=False), _share([pair], [there]))


def _sentences(text: str, words: SentenceWords) -> list[_Sentence]:
    return [
        _Sentence((start, end), _key(text[start:end]), begins)
        for (start, end), begins in sentences(text, words)
    ]


def _key(sentence: str) -> str:
    words = _WORD.findall(sentence.casefold())
    return " ".join(words) if words else sentence


def _share(pairs: Sequence[Pair], whole: Sequence[_Sentence], *, right: bool = True) -> float:
    """How much of a text stands in the other one, changed sentences by what was kept of them."""
    total = sum(end - start for start, end in (one.extent for one in whole))
    kept = 0
    for pair in pairs:
        extent, marks = (pair.right, pair.right_marks) if right else (pair.left, pair.left_marks)
        if extent and pair.kind in (Pairing.SAME, Pairing.CHANGED):
            kept += extent[1] - extent[0] - sum(end - start for start, end in marks)
    return kept / total if total else 0.0


# Anchors ---------------------------------------------------------------------------------------


def _anchors(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> Iterator[tuple[int, int]]:
    """Places of sentences that stand in both texts, ascending on both sides."""
    start = _common_prefix(here, there)
    end = _common_suffix(here[start:], there[start:])
    yield from ((at, at) for at in range(start))
    middle = here[start : len(here) - end]
    other = there[start : len(there) - end]
    yield from ((at + start, to + start) for at, to in _in_order(_unique_matches(middle, other)))
    yield from ((len(here) - left, len(there) - left) for left in range(end, 0, -1))


def _common_prefix(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> int:
    pairs = enumerate(zip(here, there, strict=False))
    return next((at for at, (a, b) in pairs if a.key != b.key), min(len(here), len(there)))


def _common_suffix(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> int:
    return _common_prefix(here[::-1], there[::-1])


def _unique_matches(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> list[tuple[int, int]]:
    """Places of sentences that each text holds just once."""
    often_here = Counter(one.key for one in here)
    often_there = Counter(one.key for one in there)
    places = {one.key: at for at, one in enumerate(there) if often_there[one.key] == 1}
    return [
        (at, places[one.key])
        for at, one in enumerate(here)
        if often_here[one.key] == 1 and one.key in places
    ]


def _in_order(matches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the matches that ascends on the right too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, to) in enumerate(matches):
        pile = bisect_left(tops, to)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(to)
            piles.append(number)
        else:
            tops[pile], piles[pile] = to, number
    chosen: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        chosen.append(matches[number])
        number = before[number]
    return chosen[::-1]


# Between anchors -------------------------------------------------------------------------------


def _between(
    left: str, right: str, here: Sequence[_Sentence], there: Sequence[_Sentence]
) -> Iterator[Pair]:
    """Pairs of what lies between two anchors: those most alike in all, in the order of both."""
    at, to = 0, 0
    for one, partner in (*_most_alike(here, there), (len(here), len(there))):
        for skipped in here[at:one]:
            yield Pair(Pairing.LEFT, skipped.extent, None, begins=skipped.begins)
        for skipped in there[to:partner]:
            yield Pair(Pairing.RIGHT, None, skipped.extent, begins=skipped.begins)
        if one < len(here):
            yield _pair(left, right, here[one], there[partner])
        at, to = one + 1, partner + 1


def _most_alike(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> list[tuple[int, int]]:
    """Places of the sentences that go together: the highest sum of likenesses over what they must
    have at least, without crossing, within a band about the diagonal."""
    best: dict[tuple[int, int], float] = {}
    gains: dict[tuple[int, int], float] = {}
    for at, to in _band(len(here), len(there)):
        gain = gains[at, to] = _gain(here[at], there[to])
        best[at, to] = max(
            best.get((at - 1, to), 0.0),
            best.get((at, to - 1), 0.0),
            best.get((at - 1, to - 1), 0.0) + gain,
        )
    found: list[tuple[int, int]] = []
    at, to = len(here) - 1, len(there) - 1
    while (at, to) in best:
        if gains[at, to] and best[at, to] > max(
            best.get((at - 1, to), 0.0), best.get((at, to - 1), 0.0)
        ):
            found.append((at, to))
            at, to = at - 1, to - 1
        elif best.get((at - 1, to), -1.0) >= best.get((at, to - 1), -1.0):
            at -= 1
        else:
            to -= 1
    return found[::-1]


def _band(high: int, wide: int) -> Iterator[tuple[int, int]]:
    """Cells of a table that are looked at: all of a small one, those about the diagonal of a larger
    one, none of one so high that no band would be left."""
    reach = wide if high * wide <= _MOST_CELLS else _MOST_CELLS // (2 * high) - 1
    if reach < 1:
        return
    for at in range(high):
        middle = at * wide // high
        low = max(0, middle - reach)
        # The last row reaches the last cell, and each row the one below it.
        over = (
            wide if at == high - 1 else min(wide, max((at + 1) * wide // high, middle) + reach + 1)
        )
        for to in range(low, over):
            yield at, to


def _gain(one: _Sentence, other: _Sentence) -> float:
    """How much more alike two sentences are than they must be to count as one changed."""
    from rapidfuzz import fuzz

    score = fuzz.token_sort_ratio(
        one.key[:_COMPARED], other.key[:_COMPARED], score_cutoff=_LEAST_ALIKE
    )
    return score - _LEAST_ALIKE + 1.0 if score else 0.0


def _pair(left: str, right: str, one: _Sentence, other: _Sentence) -> Pair:
    here, there = left[slice(*one.extent)], right[slice(*other.extent)]
    begins = one.begins or other.begins
    gone, come = _word_marks(here, there) if here != there else ([], [])
    if not gone and not come:  # at most the blanks between the words differ
        return Pair(Pairing.SAME, one.extent, other.extent, begins=begins)
    return Pair(
        Pairing.CHANGED,
        one.extent,
        other.extent,
        _moved(gone, one.extent[0]),
        _moved(come, other.extent[0]),
        begins,
    )


def _moved(extents: Sequence[Extent], by: int) -> tuple[Extent, ...]:
    return tuple((start + by, end + by) for start, end in extents)


# Words -----------------------------------------------------------------------------------------


def tokens_in(text: str, start: int, end: int) -> Iterator[Extent]:
    """The words and marks of a stretch, as sentences are compared by."""
    return (match.span() for match in _TOKEN.finditer(text, start, end))


def _word_marks(here: str, there: str) -> tuple[list[Extent], list[Extent]]:
    """The stretches of each sentence whose words the other one has otherwise."""
    tokens = [list(tokens_in(text, 0, len(text))) for text in (here, there)]
    a = [here[start:end] for start, end in tokens[0]]
    b = [there[start:end] for start, end in tokens[1]]
    low = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), -1)
    if low < 0:
        low = min(len(a), len(b))
    ends = enumerate(zip(reversed(a[low:]), reversed(b[low:]), strict=False))
    high = next((at for at, (x, y) in ends if x != y), min(len(a), len(b)) - low)
    left, right = (low, len(a) - high), (low, len(b) - high)
    if max(left[1], right[1]) - low > _MOST_WORDS:
        blocks = [(*left, *right)]
    else:
        blocks = [
            (i + low, j + low, k + low, m + low)
            for i, j, k, m in _changed(a[slice(*left)], b[slice(*right)])
        ]
    return (
        _stretches(tokens[0], [(i, j) for i, j, _, _ in blocks]),
        _stretches(tokens[1], [(k, m) for _, _, k, m in blocks]),
    )


def _changed(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    from rapidfuzz.distance import Indel

    for code in Indel.opcodes(a, b):
        if code.tag != "equal":
            yield code.src_start, code.src_end, code.dest_start, code.dest_end


def _stretches(tokens: Sequence[Extent], blocks: Sequence[tuple[int, int]]) -> list[Extent]:
    """From runs of tokens to code points; runs that touch become one."""
    found: list[Extent] = []
    last = -1
    for low, high in blocks:
        if low >= high:
            continue
        start, end = tokens[low][0], tokens[high - 1][1]
        if found and low == last:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last = high
    return found
