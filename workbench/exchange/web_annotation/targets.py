"""Spans as targets, and back: a quote and a position for each piece, which must agree.

Positions are code points, end exclusive, as the Web Annotation model has it. A span of several
pieces is several targets: their order says nothing, so they are put in that of the text. What quote
and position do not prove together is never placed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from workbench.domain.span import Span, shorten
from workbench.errors import DataError
from workbench.exchange.web_annotation.vocabulary import Node, every, nodes, types

AROUND = 32
"""Code points of context on each side of a quote, as hypothesis takes."""

_GROUPS = {"List", "Composite", "Independents"}
"""Targets that hold others."""
_MISPLACED = "The offsets belong to another text, or do not count code points."


def targets_of(span: Span, text: str, source: str) -> Node | list[Node]:
    """A target for each piece of a span; the only one stands for itself."""
    found = [_target(text, start, end, source) for start, end in span.pieces]
    return found[0] if len(found) == 1 else found


def _target(text: str, start: int, end: int, source: str) -> Node:
    words = {
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    quote = {"type": "TextQuoteSelector"} | {name: said for name, said in words.items() if said}
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}


def flat(value: object) -> list[object]:
    """All targets, those in lists and groups too."""
    found: list[object] = []
    for one in every(value):
        if isinstance(one, dict) and _GROUPS & {*map(str, types(one))}:
            found += flat(one.get("items"))
        else:
            found.append(one)
    return found


def source_of(target: object) -> str:
    """What a target is of; empty where that is not said."""
    if isinstance(target, dict):
        named = target.get("source", target.get("id"))
        target = named.get("id") if isinstance(named, dict) else named
    return target if isinstance(target, str) else ""


def has_selector(target: object) -> bool:
    """Whether a target is a part of its source, not all of it."""
    return isinstance(target, dict) and bool(every(target.get("selector")))


def span_of(targets: Iterable[object], text: str) -> Span:
    """The span that all these mark. Raises DataError where quote and position do not agree."""
    pieces = sorted(_piece(target, text) for target in targets)
    if not pieces:
        raise DataError("it marks no words")
    for (_, end), (start, _) in pairwise(pieces):
        if start < end:
            raise DataError(f"its pieces overlap at {start}")
    return Span.of(text, pieces[0][0], pieces[-1][1], pieces)


def stated_span(target: object) -> Span:
    """The span that a target states of a text which is not here. Raises DataError unless its quote
    is as long as its position says: others count otherwise than in code points."""
    quotes, positions = _selectors(target)
    if not positions:
        raise DataError("the text is not given, and no position says where its quote stands")
    _, exact, _ = _words(quotes[0])
    start, end = positions[0].get("start"), positions[0].get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise DataError("start and end of a position are whole numbers, the end behind the start")
    if end - start != len(exact):
        raise DataError(f"{start}..{end} is not as long as {shorten(exact)!r}", _MISPLACED)
    return Span(start, end, exact)


def _selectors(target: object) -> tuple[list[Node], list[Node]]:
    """Quotes and positions of a target; a quote there must be."""
    selectors = list(nodes(target.get("selector"))) if isinstance(target, dict) else []
    if any("refinedBy" in one for one in selectors):
        raise DataError("its selector is refined by another")
    quotes = [one for one in selectors if "TextQuoteSelector" in types(one)]
    if not quotes:
        raise DataError("no quote proves its place")
    return quotes, [one for one in selectors if "TextPositionSelector" in types(one)]


def _piece(target: object, text: str) -> tuple[int, int]:
    quotes, positions = _selectors(target)
    places = {_place(one, text) for one in positions} or {_only_place(quotes[0], text)}
    if len(places) > 1:
        raise DataError("its positions are not the same")
    (place,) = places
    for quote in quotes:
        _check_quote(quote, place, text)
    return place


def _place(position: Node, text: str) -> tuple[int, int]:
    start, end = position.get("start"), position.get("end")
    if type(start) is not int or type(end) is not int:
        raise DataError("start and end of a position are whole numbers")
    if not 0 <= start < end <= len(text):
        raise DataError(
            f"{start}..{end} is empty or lies outside a text of {len(text)} code points", _MISPLACED
        )
    return start, end


def _check_quote(quote: Node, place: tuple[int, int], text: str) -> None:
    start, end = place
    before, exact, behind = _words(quote)
    if text[start:end] != exact:
        raise DataError(
            f"the text at {start}..{end} is {shorten(text[start:end])!r}, not {shorten(exact)!r}",
            _MISPLACED,
        )
    if not text.endswith(before, 0, start) or not text.startswith(behind, end):
        raise DataError(f"other words stand around {start}..{end} than its quote says", _MISPLACED)


def _only_place(quote: Node, text: str) -> tuple[int, int]:
    """Where a quote without a position stands, if that is one place."""
    before, exact, behind = _words(quote)
    whole = before + exact + behind
    at = text.find(whole)
    if at < 0:
        raise DataError(f"{shorten(exact)!r} does not stand in the text")
    if text.find(whole, at + 1) >= 0:
        raise DataError(f"{shorten(exact)!r} stands in several places, and no position says where")
    return at + len(before), at + len(before) + len(exact)


def _words(quote: Node) -> tuple[str, str, str]:
    found = [quote.get(name, "") for name in ("prefix", "exact", "suffix")]
    if not all(isinstance(one, str) for one in found) or not found[1]:
        raise DataError("a quote has words")
    return found[0], found[1], found[2]
