"""The dateline that opens an article: "KIBLAT.NET, Tripoli –", "JAKARTA (ANTARA) -".

Names before a dash are one only where something speaks for it: a known outlet or place, an agency
in brackets, capitals, or two names before a long dash. Looks at one line's beginning, no further.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.outlets import is_outlet, places_for
from workbench.extract.sentences import trim

_WINDOW = 110
"""Code points of a line in which its dateline ends."""
_DASH = compiled(r"\s{0,2}(?:--|—|–)\s{0,2}|\s-\s")
_AGENCY_TAG = compiled(r"\(([^()\n]{2,40})\)")
_SITE_AND_PLACE = compiled(r"([\w.-]{4,30}), ([A-Z]\w+(?: [A-Z]\w+)?)(?= )")
_PIECE = compiled(r"[^,/]+")
_MOST_WORDS = 4
"""Words of one name in a dateline."""
_MOST_UNKNOWN = 2
"""Names in a dateline that are no known outlet: the place, and an outlet nobody listed."""


class Dateline(NamedTuple):
    """The outlet and place that open an article."""

    start: int
    end: int
    outlet: str
    place: tuple[int, int] | None
    agency: tuple[int, int] | None
    """An agency in brackets."""


def has_dash(words: str) -> bool:
    """Whether words hold a dash that may end a dateline."""
    return _DASH.search(words) is not None


@dataclass(slots=True)
class _Names:
    """The names before a dash, as far as they are read."""

    outlet: str = ""
    is_known: bool = False
    """Whether anything speaks for a dateline."""
    unknown: list[tuple[int, int]] = field(default_factory=list)


def read_dateline(text: str, start: int, end: int, lang: str) -> Dateline | None:
    """The dateline that a line begins with."""
    window = min(end, start + _WINDOW)
    dash = _DASH.search(text, start + 2, window)
    if dash is None or dash.end() >= end:
        return _without_dash(text, start, window, lang)
    agency = _AGENCY_TAG.search(text, start, dash.start())
    names = _names(text, start, agency.start() if agency else dash.start(), lang)
    if names is None or len(names.unknown) > _MOST_UNKNOWN:
        return None
    if not (agency or names.is_known or _stands_before_long_dash(names, dash.group())):
        return None
    outlet, place = _outlet_and_place(text, names, lang, is_tagged=agency is not None)
    stop = dash.start() + len(dash.group().rstrip())
    return Dateline(start, stop, outlet, place, agency.span(1) if agency else None)


def _names(text: str, start: int, end: int, lang: str) -> _Names | None:
    """The names of text[start:end]; None where words stand there that are no dateline's."""
    names = _Names()
    for piece in _PIECE.finditer(text[start:end]):
        a, b = trim(text, start + piece.start(), start + piece.end())
        words = text[a:b]
        if not words or not _is_piece(words):
            return None
        if is_outlet(words, lang):
            names.outlet, names.is_known = names.outlet or words, True
        elif not any(c.isdigit() for c in words):
            speaks = words.isupper() or words.lower() in places_for(lang)
            names.is_known = names.is_known or speaks
            names.unknown.append((a, b))
    return names


def _stands_before_long_dash(names: _Names, dash: str) -> bool:
    """Two names that nobody knows, before a dash that is no hyphen."""
    is_long = "-" not in dash.replace("--", "")
    return len(names.unknown) == _MOST_UNKNOWN and not names.outlet and is_long


def _outlet_and_place(
    text: str, names: _Names, lang: str, *, is_tagged: bool
) -> tuple[str, tuple[int, int] | None]:
    """The outlet's name and where the place stands."""
    if len(names.unknown) == _MOST_UNKNOWN and not names.outlet and not is_tagged:
        return _told_apart(text, names.unknown[0], names.unknown[1], lang)
    return names.outlet, names.unknown[0] if names.unknown else None


def _told_apart(
    text: str, one: tuple[int, int], other: tuple[int, int], lang: str
) -> tuple[str, tuple[int, int]]:
    """Which of two names is the outlet: the known place is not, else the one with more words."""
    first, second = text[slice(*one)], text[slice(*other)]
    places = places_for(lang)
    place_first = first.lower() in places and second.lower() not in places
    place_first = place_first or (first.isupper() and " " not in first and not second.isupper())
    return (second, one) if place_first else (first, other)


def _is_piece(words: str) -> bool:
    pieces = words.split()
    return len(pieces) <= _MOST_WORDS and all(
        w[:1].isupper() or w[:1].isdigit() or "." in w for w in pieces
    )


def _without_dash(text: str, start: int, window: int, lang: str) -> Dateline | None:
    """ "Liputan6.com, Jakarta Polisi ...": a site and a known place, then the text."""
    match = _SITE_AND_PLACE.match(text, start, window)
    if not match or not is_outlet(match.group(1), lang):
        return None
    place = match.group(2)
    stop = match.end()
    if place.lower() not in places_for(lang):
        place = place.split()[0]
        stop = match.start(2) + len(place)
    if place.lower() not in places_for(lang):
        return None
    return Dateline(start, stop, match.group(1), (match.start(2), stop), None)
