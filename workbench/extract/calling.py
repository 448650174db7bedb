"""What sort of source words name that somebody typed: read as the words of a speaker in a text are.

Nothing stands around them, so who is meant by an office or a pronoun is never asked here.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract.cast import Cast
from workbench.extract.names import find_names
from workbench.extract.quotes.source import SourceReader


class Called(NamedTuple):
    """How words alone are read."""

    speaker_class: SpeakerClass
    kind: Kind | None
    """Of the name that they hold; None where there is none, or nothing types it."""


def read_source(words: str, lang: str) -> Called:
    """What sort of source words name in a text of a language."""
    mentions = find_names(words, ((0, len(words)),), frozenset(), lang)
    who = SourceReader(words, Cast(mentions), lang).read(0, len(words))
    return Called(who.speaker_class, next((one.kind for one in mentions if one.kind), None))
