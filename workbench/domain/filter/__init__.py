"""What lists are asked for: their orders, and the language of filters.

Here stands what the first page needs, and nothing else: the orders, and how words that are searched
for fall apart. The language is in the modules: `parsing` reads a line, `tree` is what it means,
`fields` which fields there are, `writing` writes one down, `first` reads what was kept before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Order(StrEnum):
    """In which order articles stand in a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    QUESTIONS = "questions"
    """Those with the most open questions first."""
    CHECK = "check"
    """Those with the most open check-worthy events first."""

    @property
    def is_ranked(self) -> bool:
        """Whether work changes it: then the list keeps the order in which it was read."""
        return self in (Order.QUESTIONS, Order.CHECK)


ORDER_WORDS: Mapping[Order, str] = {
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.QUESTIONS: "most open questions first",
    Order.CHECK: "most check-worthy first",
}


class ClaimSort(StrEnum):
    """How claims are put in order."""

    NEWEST = "newest"
    """Recorded last comes first."""
    DATE = "date"
    """Of the article, newest first."""
    TOPIC = "topic"
    SOURCE = "source"
    """Name of the last source in the chain, else of the outlet."""
    CREDIBILITY = "credibility"
    """As this analyst judged it, 1 to 5; what cannot be judged or was not judged yet comes last."""
    ORIGINS = "origins"
    """Independent origins over the claims linked as the same, most first."""


_OTHER_JOINTS: Mapping[str, str] = {
    "atau": "or", "dan": "and", "bukan": "not", "oder": "or", "und": "and", "nicht": "not",
}  # fmt: skip
"""What somebody may type for the words of the language of filters."""

_PIECE = re.compile(r'["“]([^"“”]+)["”]|(\S+)')


def search_words(words: str) -> tuple[str, ...]:
    """What a search is for: what stands between quotation marks as one piece, else each word.

    A star at the end of a word makes it a prefix; a quotation mark without its partner is dropped.
    """
    pieces = (phrase or word.strip('"“”') for phrase, word in _PIECE.findall(words))
    return tuple(piece.strip() for piece in pieces if piece.strip())


def joint_hint(words: str) -> str:
    """That a word of a filter that left nothing is sought as a word, where a word of the language
    may be meant; else empty."""
    joint = next((word for word in search_words(words) if word.lower() in _OTHER_JOINTS), "")
    if not joint:
        return ""
    return f"{joint!r} is a word here: the language has {_OTHER_JOINTS[joint.lower()]!r}"
