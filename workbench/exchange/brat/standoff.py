"""brat standoff lines: the syntax alone, read and written; what they mean is for others to say.

A text and an .ann file: T marks text, E an event with roles, R a relation, A an attribute, N a
reference to a database, # a note, * equal things. Offsets are code points, end exclusive. Reading
refuses a line that brat itself would not load, with the line's number: offsets are never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.domain.span import Span, shorten
from workbench.errors import DataError

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Where brat's Python ends a line of its file, so that no piece may hold one."""

_BREAK = re.compile(f"[{BREAKS}]+")
_ROLE_NUMBER = re.compile(r"(?<=\D)\d+\Z")


@dataclass(frozen=True, slots=True)
class TextBound:
    """T: a type on a stretch of text, in pieces."""

    id: str
    type: str
    pieces: tuple[tuple[int, int], ...]
    words: str

    def span(self, text: str) -> Span:
        """As a span: pieces that only a line break parts are one again."""
        whole: list[tuple[int, int]] = []
        for start, end in self.pieces:
            if whole and start > whole[-1][1] and _BREAK.fullmatch(text, whole[-1][1], start):
                whole[-1] = (whole[-1][0], end)
            else:
                whole.append((start, end))
        return Span.of(text, whole[0][0], whole[-1][1], whole)


@dataclass(frozen=True, slots=True)
class Event:
    """E: a type on a trigger, with the things that play its roles."""

    id: str
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]
    """Role and id; brat numbers a role that comes again (Source, Source2)."""

    def players(self, role: str) -> list[str]:
        """Ids of everything in a role, numbered or not."""
        return [who for name, who in self.arguments if _ROLE_NUMBER.sub("", name) == role]


@dataclass(frozen=True, slots=True)
class Relation:
    """R: two things and how they stand to each other."""

    id: str
    type: str
    arguments: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A: a single word on a thing; empty when it is merely there."""

    id: str
    type: str
    target: str
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """N: a thing's entry in a database."""

    id: str
    type: str
    target: str
    database: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """#: words on a thing."""

    id: str
    type: str
    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Equivalence:
    """*: things that are the same."""

    type: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Standoff:
    """Everything in one .ann file."""

    textbounds: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    equivalences: list[Equivalence] = field(default_factory=list)


def parse(ann: str, text: str) -> Standoff:
    """The lines of an .ann file on text. Raises DataError with the line's number."""
    standoff, ids = Standoff(), set[str]()
    for number, line in enumerate(ann.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        try:
            _take(line, text, standoff)
            identity = line.partition("\t")[0]
            if identity != "*" and identity in ids:
                raise DataError(f"a second {identity}")
            ids.add(identity)
        except DataError as error:
            raise DataError(f"line {number}: {error.what}", error.next_step) from error
    _check_references(standoff, ids)
    return standoff


def _take(line: str, text: str, standoff: Standoff) -> None:
    identity, tab, rest = line.partition("\t")
    take = _LINES.get(identity[:1])
    if not tab or take is None or not (identity == "*" or re.fullmatch(r"[A-Z#]\d+\S*", identity)):
        raise DataError(f"{shorten(line)!r} is no standoff line")
    data, _, tail = rest.partition("\t")
    take(identity, data, tail, text, standoff)


def _textbound(identity: str, data: str, tail: str, text: str, standoff: Standoff) -> None:
    match = re.fullmatch(r"(\S+) (\d{1,18} \d{1,18}(?:;\d{1,18} \d{1,18})*)\s*", data, re.ASCII)
    if match is None:
        raise DataError(f"{shorten(data)!r} is no type with offsets")
    numbers = [int(number) for number in re.split("[ ;]", match[2])]
    pieces = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    at = 0
    for start, end in pieces:
        if not at <= start < end <= len(text):
            raise DataError(f"piece {start}..{end} is empty, out of order or outside the text")
        at = end
    words = " ".join(text[start:end] for start, end in pieces)
    if tail != words and tail.rstrip() != words.rstrip():
        raise DataError(
            f"the text there is {shorten(words)!r}, not {shorten(tail)!r}",
            "The offsets belong to another version of the text.",
        )
    standoff.textbounds[identity] = TextBound(identity, match[1], pieces, words)


def _event(identity: str, data: str, _tail: str, _text: str, standoff: Standoff) -> None:
    (kind, trigger), *arguments = _pairs(data)
    standoff.events[identity] = Event(identity, kind, trigger, tuple(arguments))


def _relation(identity: str, data: str, _tail: str, _text: str, standoff: Standoff) -> None:
    kind, _, rest = data.partition(" ")
    arguments = _pairs(rest)
    if len(arguments) != 2 or arguments[0][0] == arguments[1][0]:
        raise DataError("a relation has two arguments with different roles")
    standoff.relations.append(Relation(identity, kind, (arguments[0], arguments[1])))


def _attribute(identity: str, data: str, _tail: str, _text: str, standoff: Standoff) -> None:
    words = data.split(maxsplit=2)
    if len(words) < 2:
        raise DataError(f"{shorten(data)!r} is no attribute of anything")
    value = words[2].strip() if len(words) > 2 else ""
    standoff.attributes.append(Attribute(identity, words[0], words[1], value))


def _reference(identity: str, data: str, tail: str, _text: str, standoff: Standoff) -> None:
    match = re.match(r"(\S+) (\S+) ([^\s:]+):(\S+)", data)
    if match is None:
        raise DataError(f"{shorten(data)!r} is no reference to a database")
    kind, target, database, key = match.groups()
    standoff.references.append(Reference(identity, kind, target, database, key, tail.strip()))


def _remark(identity: str, data: str, tail: str, _text: str, standoff: Standoff) -> None:
    words = data.split()
    if len(words) != 2:
        raise DataError(f"{shorten(data)!r} is no note on anything")
    standoff.remarks.append(Remark(identity, words[0], words[1], tail.strip()))


def _equivalence(_identity: str, data: str, _tail: str, _text: str, standoff: Standoff) -> None:
    words = data.split()
    if len(words) < 3:
        raise DataError("an equivalence has two members or more")
    standoff.equivalences.append(Equivalence(words[0], tuple(words[1:])))


_Take = Callable[[str, str, str, str, Standoff], None]
_LINES: dict[str, _Take] = {
    "T": _textbound,
    "E": _event,
    "R": _relation,
    "A": _attribute,
    "M": _attribute,
    "N": _reference,
    "#": _remark,
    "*": _equivalence,
}


def _pairs(data: str) -> list[tuple[str, str]]:
    pairs = []
    for word in data.split():
        name, colon, who = word.partition(":")
        if not (name and colon and who) or ":" in who:
            raise DataError(f"{shorten(word)!r} is no ROLE:ID")
        pairs.append((name, who))
    if not pairs:
        raise DataError("nothing follows the id")
    return pairs


def _check_references(standoff: Standoff, ids: set[str]) -> None:
    for event in standoff.events.values():
        if event.trigger not in standoff.textbounds:
            raise DataError(f"event {event.id} has no trigger {event.trigger}")
        _check_known(event.id, [who for _, who in event.arguments], ids)
    for relation in standoff.relations:
        _check_known(relation.id, [who for _, who in relation.arguments], ids)
    for equivalence in standoff.equivalences:
        _check_known("an equivalence", equivalence.members, ids)
    marks: list[Attribute | Reference | Remark]
    marks = [*standoff.attributes, *standoff.references, *standoff.remarks]
    for one in marks:
        _check_known(one.id, [one.target], ids)


def _check_known(what: str, targets: list[str] | tuple[str, ...], ids: set[str]) -> None:
    for target in targets:
        if target not in ids:
            raise DataError(f"{what} refers to {target}, which is not there")


class Sheet:
    """The lines of one .ann file as they are written: it numbers them and splits what must be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self._counts: Counter[str] = Counter()

    def textbound(self, kind: str, span: Span) -> str | None:
        """A T line; None when the span holds nothing but blanks, which brat cannot mark."""
        pieces = [piece for start, end in span.pieces for piece in self._unbroken(start, end)]
        words = " ".join(self._text[start:end] for start, end in pieces)
        if not words.strip():
            return None
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        return self._add("T", f"{kind} {offsets}\t{words}")

    def event(self, kind: str, trigger: str, arguments: list[tuple[str, str]]) -> str:
        """An E line."""
        roles = [f"{role}:{who}" for role, who in arguments]
        return self._add("E", " ".join([f"{kind}:{trigger}", *roles]))

    def relation(self, kind: str, first: str, second: str) -> str:
        """An R line, with the tab at its end that brat itself writes."""
        return self._add("R", f"{kind} Arg1:{first} Arg2:{second}\t")

    def attribute(self, kind: str, target: str, value: str) -> None:
        """An A line; value is a single word."""
        self._add("A", f"{kind} {target} {value}")

    def reference(self, target: str, database: str, key: str, words: str = "") -> None:
        """An N line; key holds no blanks."""
        self._add("N", f"Reference {target} {database}:{key}\t{one_line(words) or key}")

    def remark(self, kind: str, target: str, words: str) -> None:
        """A # line, unless the words are blank."""
        line = one_line(words)
        if line:
            self._add("#", f"{kind} {target}\t{line}")

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def _add(self, prefix: str, rest: str) -> str:
        self._counts[prefix] += 1
        identity = f"{prefix}{self._counts[prefix]}"
        self._lines.append(f"{identity}\t{rest}")
        return identity

    def _unbroken(self, start: int, end: int) -> list[tuple[int, int]]:
        pieces, at = [], start
        for match in _BREAK.finditer(self._text, start, end):
            pieces.append((at, match.start()))
            at = match.end()
        return [(a, b) for a, b in [*pieces, (at, end)] if a < b]


def one_line(words: str) -> str:
    """The words without line breaks and tabs, which no note can hold."""
    return re.sub(f"[{BREAKS}\t]+", " ", words).strip()
