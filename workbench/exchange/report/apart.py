"""What one of two texts that are mostly the same says, and the other one does not."""

from __future__ import annotations

import re

from workbench.domain.fact import LINE_KINDS
from workbench.domain.segment import sentences
from workbench.exchange.bundle import AnnotatedArticle

_LEAST = 4
"""Words of a sentence that says anything."""
_SAME = 0.6
"""Share of a sentence's words that one of the other text's has, from which on both say it."""
_ENDS = re.compile(r"""[.!?…]["”’»)]*$""")
"""How a sentence ends that is no headline and no line of names and dates."""
_WORD = re.compile(r"\w+")


def only_in(one: AnnotatedArticle, other: AnnotatedArticle) -> list[str]:
    """The sentences of an article that none of the other one's is like, in their order; without
    titles, bylines, captions and what else is no part of what it tells."""
    there = [_words(other.text[start:end]) for (start, end), _ in sentences(other.text)]
    around = [fact.span for fact in one.facts if fact.kind in LINE_KINDS]
    found = []
    for (start, end), _ in sentences(one.text):
        sentence = one.text[start:end]
        words = _words(_spoken(sentence))
        if (
            len(words) < _LEAST
            or not _ENDS.search(sentence)
            or any(span.overlaps(start, end) for span in around)
        ):
            continue
        if all(len(words & each) < _SAME * len(words) for each in there):
            found.append(sentence)
    return found


def _spoken(sentence: str) -> str:
    """What is said in the last sentence of a quotation, without who says it when, and to whom: of
    a quotation that both have that alone is not told as what only one says."""
    before, closing, _ = sentence.partition("”")
    is_end = closing and "“" not in before and len(before.split()) >= _LEAST
    return before if is_end else sentence


def _words(sentence: str) -> set[str]:
    return set(_WORD.findall(sentence.casefold()))
