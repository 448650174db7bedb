"""The words that marks, relations and their attributes are called by, for writing and reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from workbench.domain.claim import (
    Assertion,
    ClaimState,
    Factuality,
    HopClass,
    LinkKind,
    Mode,
)
from workbench.errors import DataError, UsageError

CONTENT = "Content"
SOURCE = "Source"
CUE = "Cue"
UNNAMED = "Unnamed"
"""Of a hop whose source has no words in the text; it lies on the cue, else on the content."""
LABELS = (CONTENT, SOURCE, CUE, UNNAMED)
CARRIERS = (SOURCE, UNNAMED)
"""Each hop is one of these."""

SAYS = "says"
"""From the last hop to the content."""
QUOTES = "quotes"
"""From a hop to the one that it has the words from."""
CUED = "cue"
"""From a hop to its cue."""
PART = "part"
"""From the first piece of a span to another one."""
RELATIONS = (SAYS, QUOTES, CUED, PART, *(kind.value for kind in LinkKind))

CLAIM_WORDS = ("restatement", "gloss", "topic", "time", "place", "note", "verdict")
CLAIM_CHOICES: Mapping[str, type[Enum]] = {"state": ClaimState}
HOP_WORDS = ("source", "cue")
"""The names of its sources, and the words of a cue that does not stand in the text."""
HOP_CHOICES: Mapping[str, type[Enum]] = {
    "class": HopClass,
    "assertion": Assertion,
    "mode": Mode,
    "factuality": Factuality,
}
"""The claim's own fields on its content, a hop's on its mark."""

ANALYST, FACT, UIDS, NAMED, LEFT = "analyst", "fact", "uids", "named", "left"
HIDDEN = (ANALYST, FACT, UIDS, NAMED, LEFT)
"""What only we understand: whose claim it is, the fact behind it, the sources and their names, and
the state in which it left. It shows that a mark is ours."""

UID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
"""What may be a uid, as in schemas/common.json."""

_E = TypeVar("_E", bound=Enum)


def word_of(value: Enum) -> str:
    """A closed value as one word, where it may hold no blanks: CERTAINLY_NOT, CertainlyNot."""
    return value.name.title().replace("_", "")


def value_of(word: str, kind: type[_E], default: _E) -> _E:
    """The value of a word; raises DataError where it is none."""
    if not word:
        return default
    for member in kind:
        if word.casefold() in (word_of(member).casefold(), str(member.value).casefold()):
            return member
    raise DataError(f"{word!r} is no {kind.__name__}")


def renamed(option: str) -> dict[str, str]:
    """Label in small letters -> ours, as "Quote:Content,Speaker:Source" says. Raises UsageError."""
    labels = {label.casefold(): label for label in LABELS}
    names = dict(labels)
    for pair in filter(None, option.split(",")):
        theirs, _, ours = (part.strip() for part in pair.rpartition(":"))
        if not theirs or ours.casefold() not in labels:
            raise UsageError(
                f"{pair!r} renames no label", f"Write THEIRS:OURS, ours of {', '.join(LABELS)}."
            )
        names[theirs.casefold()] = labels[ours.casefold()]
    return names
