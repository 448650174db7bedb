"""What words are looked for by, where texts nearly hold them: pieces, and how rare they have to
be."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.stored.words import is_unspaced

_WORD = re.compile(r"\w+")
_MOST_WORDS = 60
"""Words of a stretch that are looked at, the first."""
RARE = 8
"""The rarest words, by which articles are found."""
LISTED = 20_000
"""Articles that may hold a word for it to be rare: their numbers are listed."""
HELD = 5_000
"""Articles that hold all the words, of which the earliest are looked for."""
LEAST_RARE = 3
_PIECE = 5
"""Letters of a piece, where words have no spaces between them."""


class Pieces(NamedTuple):
    """What is looked for."""

    pieces: list[str]
    whole: str
    """All of it, as it stands in a row."""
    is_unspaced: bool
    """Whether its script writes no spaces: then pieces are letters, else words."""


def pieces_of(folded: str) -> Pieces:
    """The pieces of folded words, in small letters."""
    words = _WORD.findall(folded)
    if not is_unspaced(folded):
        return Pieces(words[:_MOST_WORDS], " ".join(words[:_MOST_WORDS]), is_unspaced=False)
    letters = "".join(words)
    starts = range(0, len(letters) - _PIECE + 1, _PIECE)
    return Pieces([letters[at : at + _PIECE] for at in starts], folded, is_unspaced=True)
