"""The words that brat files of ours use, for writing and reading alike.

annotation.conf lists the same words for brat itself; a test keeps the two together.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeVar

from workbench.domain.fact import Kind
from workbench.errors import DataError

EVENT = "Attribution"
REMARKS = {
    "AnnotatorNotes": "restatement",
    "Gloss": "gloss",
    "Topic": "topic",
    "Time": "time",
    "Place": "place",
    "Note": "note",
    "Verdict": "verdict",
}
"""Notes that hold a field of the claim; AnnotatorNotes is the one that people edit in brat."""

FACTS = {kind: kind.value.title() for kind in (
    Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.TIME, Kind.QUANTITY,
)}  # fmt: skip
"""Types of the facts that are written."""

UID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
"""What may be a uid, as in schemas/common.json."""

FILE_NAME = re.compile(rf"(\d+)-({UID.pattern})")
"""Of our files: the article's number and uid."""

_E = TypeVar("_E", bound=Enum)


def word_of(value: Enum) -> str:
    """A closed value as the one word that annotation.conf lists: CERTAINLY_NOT, CertainlyNot."""
    return value.name.title().replace("_", "")


def value_of(word: str, kind: type[_E], default: _E) -> _E:
    """The value of a word; raises DataError where it is none."""
    if not word:
        return default
    for member in kind:
        if word.casefold() in (word_of(member).casefold(), str(member.value).casefold()):
            return member
    raise DataError(f"{word!r} is no {kind.__name__}")
