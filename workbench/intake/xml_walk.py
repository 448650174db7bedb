"""XML of a document's parts as a stream of events with names in namespaces, within bounds.

There is no tree, so depth and size cost nothing. The parser is the one of `xml_events`, which lets
no input grow; nothing is repaired, since programs write these parts and not people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple
from xml.parsers import expat

from workbench.errors import RefusedError
from workbench.intake.xml_events import new_parser

_DEEPEST = 1_000
_MOST_ELEMENTS = 5_000_000


class Kind(Enum):
    """What an event tells."""

    START = "start"
    END = "end"
    TEXT = "text"


class Event(NamedTuple):
    """One event: a tag with its name, or text as it stands."""

    kind: Kind
    name: str = ""
    """With the prefix that the caller gave its namespace."""
    attributes: Mapping[str, str] = {}
    text: str = ""


def walk_xml(pieces: Iterable[bytes], prefixes: Mapping[str, str]) -> Iterator[Event]:
    """The events of a document, whose names have these prefixes: namespace -> prefix. Names of
    other namespaces keep theirs in braces. Raises RefusedError."""
    told = _Told(prefixes)
    parser = new_parser(told.start, told.end, told.text, charset=None, between=" ")
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield from told.taken()
        parser.Parse(b"", True)
        yield from told.taken()
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise RefusedError(f"its XML is broken: {error}", "Save or get it again.") from error


def leaves(events: Iterable[Event]) -> dict[str, list[str]]:
    """The text of each element that holds nothing but text, by name."""
    found: dict[str, list[str]] = {}
    words: list[str] | None = None
    for event in events:
        if event.kind is Kind.START:
            words = []
        elif event.kind is Kind.TEXT:
            if words is not None:
                words.append(event.text)
        else:
            if words is not None and (said := " ".join("".join(words).split())):
                found.setdefault(event.name, []).append(said)
            words = None
    return found


class _Told:
    """What the parser has told and nobody has taken yet."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._events: list[Event] = []
        self._depth = 0
        self._elements = 0

    def taken(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEEPEST:
            raise RefusedError("its XML is nested too deeply", "Save it anew.")
        if self._elements > _MOST_ELEMENTS:
            raise RefusedError("its XML has too many elements", "Split it.")
        named = {self._name(key): value for key, value in attributes.items()}
        self._events.append(Event(Kind.START, self._name(name), named))

    def end(self, name: str) -> None:
        self._depth -= 1
        self._events.append(Event(Kind.END, self._name(name)))

    def text(self, words: str) -> None:
        self._events.append(Event(Kind.TEXT, text=words))

    def _name(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            prefix = self._prefixes.get(space, f"{{{space}}}" if space else "")
            known = f"{prefix}:{local}" if space in self._prefixes else f"{prefix}{local}"
            if len(self._names) < 10_000:
                self._names[name] = known
        return known
