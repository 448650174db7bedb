"""A text with the words of its claims marked: where each begins and ends, and how they overlap.

Offsets are code points of the stored text; no letter of it is lost or moved.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.blocks import Closes, Line, Opens, Passage, Piece
from workbench.exchange.report.statements import Place, Statement
from workbench.exchange.report.words import Words

_SAMPLE = 2000
"""Letters by which it is told which way a text is written."""


class _Marks:
    """What begins and ends at each offset of a text."""

    def __init__(self) -> None:
        self._closes: defaultdict[int, list[Closes]] = defaultdict(list)
        self._opens: defaultdict[int, list[Opens]] = defaultdict(list)

    def add(self, start: int, end: int, opens: Opens) -> None:
        """Words that are marked."""
        self._opens[start].append(opens)
        self._closes[end].append(Closes(opens.label))

    @property
    def edges(self) -> set[int]:
        """Where anything begins or ends."""
        return {*self._opens, *self._closes}

    def at(self, edge: int) -> list[Closes | Opens]:
        """What ends at an offset, then what begins there."""
        return [*self._closes.get(edge, ()), *self._opens.get(edge, ())]


def passage(
    annotated: AnnotatedArticle,
    places: Iterable[Place],
    by_place: Mapping[int, Statement],
    words: Words,
) -> Passage:
    """An article's text with its claims marked. by_place: number of a place -> its statement."""
    text = annotated.text
    marks = _marks(places, by_place, words)
    lines: list[Line] = []
    pieces: list[Piece | Opens | Closes] = []
    at = depth = 0
    for edge in sorted({*marks.edges, *_breaks(text), len(text)}):
        if edge > at:
            pieces.append(Piece(text[at:edge], depth))
        at = edge
        for mark in marks.at(edge):
            pieces.append(mark)
            depth += 1 if isinstance(mark, Opens) else -1
        if text[edge : edge + 1] in ("\n", ""):
            if any(not isinstance(one, Piece) or one.words.strip() for one in pieces):
                lines.append(Line(tuple(pieces)))
            pieces = []
            at = edge + 1
    return Passage(tuple(lines), annotated.article.metadata.lang, is_leftward(text))


def _marks(places: Iterable[Place], by_place: Mapping[int, Statement], words: Words) -> _Marks:
    """The marks of a text; claims of one statement on the very same words have one."""
    marks = _Marks()
    for place in places:
        statement = by_place[place.number]
        if statement.marked(place) is not place:
            continue
        pieces = place.claim.span.pieces
        for part, (start, end) in enumerate(pieces, 1):
            label = str(statement.number) if len(pieces) == 1 else f"{statement.number}.{part}"
            at = f"p{place.number}" if part == 1 else ""
            leads = words("statement", number=label)
            marks.add(start, end, Opens(at, f"#k{place.number}", label, leads))
    return marks


def _breaks(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at
        at = text.find("\n", at + 1)


def is_leftward(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    kinds = [unicodedata.bidirectional(one) for one in text[:_SAMPLE]]
    leftward = sum(kind in ("R", "AL") for kind in kinds)
    return leftward > kinds.count("L")
