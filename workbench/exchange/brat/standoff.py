"""brat standoff lines as they are read: the syntax alone; what they mean is for others to say.

A text and an .ann file: T marks text, E an event with roles, R a relation, A an attribute, N a
reference to a database, # and a number a note, * equal things; # without one begins a comment.
Offsets are code points, end exclusive. Reading refuses a line that means nothing, with its number:
offsets are never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from workbench.domain.span import Span, shorten
from workbench.errors import DataError

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Where brat's Python ends a line of its file, so that no piece may hold one."""

BREAK = re.compile(f"[{BREAKS}]+")
_COMMENT = re.compile(r"#(?!\d+\S*\s+\S+\s+[A-Z#]\d|\t\S+ [A-Z]\d+\t)")
"""What begins with # and has no shape of a note, numbered or not."""
_ROLE_NUMBER = re.compile(r"(?<=\D)\d+\Z")


@dataclass(frozen=True, slots=True)
class TextBound:
    """T: a type on a stretch of text, in pieces."""

    id: str
    type: str
    pieces: tuple[tuple[int, int], ...]
    """Ascending, in whichever order the file has them."""

    def span(self, text: str) -> Span:
        """As a span: pieces that only a line break parts are one again."""
        whole: list[tuple[int, int]] = []
        for start, end in self.pieces:
            if whole and start > whole[-1][1] and BREAK.fullmatch(text, whole[-1][1], start):
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
    """*: things that are the same. Its id is its line's number: it has none of its own."""

    id: str
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
    lines: dict[str, int] = field(default_factory=dict)
    """Id of a thing -> number of its line."""

    def wrong(self, identity: str, error: DataError) -> DataError:
        """The error with the line of the thing that it is about."""
        return DataError(f"line {self.lines[identity]}: {error.what}", error.next_step)


def parse(ann: str, text: str) -> Standoff:
    """The lines of an .ann file on text. Raises DataError with the line's number."""
    standoff = Standoff()
    for number, line in enumerate(ann.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip() or _COMMENT.match(line):
            continue
        try:
            identity = line.partition("\t")[0]
            if identity in ("*", "#"):  # nothing can refer to these
                identity += f"@{number}"
            _take(line, identity, text, standoff)
            if identity in standoff.lines:
                raise DataError(f"a second {identity}")
        except DataError as error:
            raise DataError(f"line {number}: {error.what}", error.next_step) from error
        standoff.lines[identity] = number
    _check_references(standoff)
    return standoff


def _take(line: str, identity: str, text: str, standoff: Standoff) -> None:
    _, tab, rest = line.partition("\t")
    take = _LINES.get(identity[:1])
    if not tab or take is None or not re.fullmatch(r"[A-Z#]\d+\S*|[#*]@\d+", identity):
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
    for start, end in sorted(pieces):
        if not at <= start < end <= len(text):
            raise DataError(f"piece {start}..{end} is empty, in another or outside the text")
        at = end
    words = " ".join(text[start:end] for start, end in pieces)
    in_order = " ".join(text[start:end] for start, end in sorted(pieces))
    if tail.rstrip() not in (words.rstrip(), in_order.rstrip()):
        there, said = _parting(words, tail)
        raise DataError(
            f"the text there is {there!r}, not {said!r}",
            "The offsets belong to another version of the text.",
        )
    standoff.textbounds[identity] = TextBound(identity, match[1], tuple(sorted(pieces)))


def _parting(one: str, other: str) -> tuple[str, str]:
    """Two different stretches as a message tells them: from shortly before they part."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    at = min(len(one), len(other)) if same is None else same
    cut = max(0, at - 10) if at >= 30 else 0
    found = (shorten(("…" if cut else "") + words[cut:]) for words in (one, other))
    return next(found), next(found)


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


def _equivalence(identity: str, data: str, _tail: str, _text: str, standoff: Standoff) -> None:
    words = data.split()
    if len(words) < 3:
        raise DataError("an equivalence has two members or more")
    standoff.equivalences.append(Equivalence(identity, words[0], tuple(words[1:])))


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


def _check_references(standoff: Standoff) -> None:
    for event in standoff.events.values():
        if event.trigger not in standoff.textbounds:
            missing = DataError(f"event {event.id} has no trigger {event.trigger}")
            raise standoff.wrong(event.id, missing)
        _check_known(event.id, [who for _, who in event.arguments], standoff)
    for relation in standoff.relations:
        _check_known(relation.id, [who for _, who in relation.arguments], standoff)
    for equivalence in standoff.equivalences:
        _check_known(equivalence.id, equivalence.members, standoff)
    marks: list[Attribute | Reference | Remark]
    marks = [*standoff.attributes, *standoff.references, *standoff.remarks]
    for one in marks:
        _check_known(one.id, [one.target], standoff)


def _check_known(identity: str, targets: Sequence[str], standoff: Standoff) -> None:
    for target in targets:
        if target not in standoff.lines:
            missing = DataError(f"{identity} refers to {target}, which is not there")
            raise standoff.wrong(identity, missing)
