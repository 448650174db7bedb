"""What a text says of two names: a full name with its acronym in brackets, an office with who holds
it behind.

The names that are looked for are handed in; a text says it only of names that are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.domain.naming import fold_name
from workbench.match.spelling import conventions

_MOST_WORDS = 12
"""Words of a full name before its acronym."""
_MOST_NAMES = 5
"""Words of a person's name behind an office."""
_AHEAD = 200
"""Code points that are looked at on each side."""
_WORD = re.compile(r"[^\W_](?:[\w.'’-]*[\w'’])?")
_BRACKET = re.compile(r"\s{0,2}\([^()]{1,60}\)")


class Place(NamedTuple):
    """Where a text says it, and of which source."""

    key: str
    start: int
    end: int


def full_names(text: str, short: str, known: Mapping[str, str]) -> Iterator[Place]:
    """Who is named in full before "(SHORT)". known: folded names of sources, with their keys."""
    bracket = f"({short})"
    at = text.find(bracket)
    while at >= 0:
        begin = max(0, at - _AHEAD)
        words = list(_WORD.finditer(text, begin, at))[-_MOST_WORDS:]
        for word in words[:-1]:  # the longest first; one word is no full name
            if key := known.get(fold_name(text[word.start() : at])):
                yield Place(key, word.start(), at + len(bracket))
                break
        at = text.find(bracket, at + len(bracket))


def holders(text: str, office: str, known: Mapping[str, str]) -> Iterator[Place]:
    """Who is named behind an office: "Menteri Luar Negeri (Menlu) RI, Sugiono". known: folded names
    of persons, with their keys."""
    for begin in _places(text, office):
        start = _behind_office(text, begin + len(office))
        words = list(_WORD.finditer(text, start, start + _AHEAD))[: _MOST_NAMES + 1]
        for many in range(min(len(words), _MOST_NAMES), 0, -1):
            end = words[many - 1].end()
            later = words[many] if many < len(words) else None
            if later and later[0][:1].isupper() and text[end : later.start()] == " ":
                continue  # the name goes on
            if words[0].start() == start and (key := known.get(fold_name(text[start:end]))):
                yield Place(key, begin, end)
                break


def _places(text: str, words: str) -> Iterator[int]:
    """Where whole words begin in a text, the first letter large or small."""
    for opening in {words[:1].lower(), words[:1].upper()}:
        at = text.find(opening + words[1:])
        while at >= 0:
            end = at + len(words)
            if not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum():
                yield at
            at = text.find(opening + words[1:], end)


def _behind_office(text: str, at: int) -> int:
    """Where a name would begin behind an office: after a bracket, the home country, a comma."""
    if bracket := _BRACKET.match(text, at):
        at = bracket.end()
    for home in conventions().home:
        found = re.compile(rf"\s{' '.join(home)}(?!\w)", re.IGNORECASE).match(text, at)
        at = found.end() if found else at
    at += text[at : at + 1] == ","
    return at + (text[at : at + 1] == " ")
