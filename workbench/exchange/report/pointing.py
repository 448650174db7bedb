"""Words that say no more than that they are about what was said before them: `pointing.toml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tomllib import loads

from workbench.domain.segment import previous_sentence, sentence_at
from workbench.domain.span import Span
from workbench.told.wordlists import any_of

_FILE = Path(__file__).with_name("pointing.toml")
_FEW = 3
"""Words of a statement up to which it is not understood without its sentence, and may only point
("keterangan itu")."""


def sentence_before(text: str, span: Span) -> str:
    """What words point at: nobody can say more of it than where it stands; empty where they do not
    point."""
    if not text or not _is_short(span) or not _pointing().search(span.words):
        return ""
    start, _ = sentence_at(text, span.start)
    earlier = previous_sentence(text, start)
    return "" if earlier is None else text[slice(*sentence_at(text, earlier))]


def whole_sentence(text: str, span: Span) -> str:
    """The sentence of words that are few: "neither denied nor confirmed it" must not read as one
    of the two."""
    return text[slice(*sentence_at(text, span.start))] if text and _is_short(span) else ""


def _is_short(span: Span) -> bool:
    return len(span.words.split()) <= _FEW


@cache
def _pointing() -> re.Pattern[str]:
    every = loads(_FILE.read_text("utf-8")).values()
    pointing = any_of(words for language in every for words in language)
    return re.compile(rf"^(?:{pointing})\b|\b(?:{pointing})\W*$", re.IGNORECASE)
