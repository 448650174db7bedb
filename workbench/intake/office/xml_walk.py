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
_MOST_NAMES = 10_000
"""Names that are remembered."""


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
    other namespaces have theirs in braces. Raises RefusedError."""
    told = _Told(prefixes)
    parser = new_parser(told.start, told.end, told.text, charset=None)
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
    """What the parser has told and nobody has taken yet.

    Namespaces are worked out here, since programs write prefixes that they never declare.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._scopes = [_Scope({"xml": "xml"}, {})]
        self._events: list[Event] = []
        self._elements = 0

    def taken(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._scopes) > _DEEPEST:
            raise RefusedError("its XML is nested too deeply", "Save it anew.")
        if self._elements > _MOST_ELEMENTS:
            raise RefusedError("its XML has too many elements", "Split it.")
        scope = self._scopes[-1].within(attributes, self._prefixes)
        self._scopes.append(scope)
        named = {scope.attribute(key): value for key, value in attributes.items()}
        self._events.append(Event(Kind.START, scope.element(name), named))

    def end(self, name: str) -> None:
        self._events.append(Event(Kind.END, self._scopes.pop().element(name)))

    def text(self, words: str) -> None:
        self._events.append(Event(Kind.TEXT, text=words))


class _Scope:
    """What prefixes mean within an element."""

    def __init__(self, bound: dict[str, str], names: dict[str, str]) -> None:
        self._bound = bound
        """Prefix as written -> prefix as the caller wants it."""
        self._names = names

    def within(self, attributes: Mapping[str, str], prefixes: Mapping[str, str]) -> _Scope:
        """The scope of an element with these attributes."""
        declared = {
            key[6:]: prefixes.get(value, f"{{{value}}}" if value else "")
            for key, value in attributes.items()
            if key == "xmlns" or key.startswith("xmlns:")
        }
        return _Scope({**self._bound, **declared}, {}) if declared else self

    def element(self, name: str) -> str:
        """An element's name; one without a prefix is of the default namespace."""
        known = self._names.get(name)
        if known is None:
            prefix, _, local = name.rpartition(":")
            meant = self._bound.get(prefix, prefix)
            known = f"{meant}:{local}" if meant else local
            if len(self._names) < _MOST_NAMES:
                self._names[name] = known
        return known

    def attribute(self, name: str) -> str:
        """An attribute's name; one without a prefix is of no namespace."""
        return self.element(name) if ":" in name else name
