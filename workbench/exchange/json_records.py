"""The records of other tools' JSON, one at a time: a list of objects, or an object a line.

No more than one record is held. What is wrong is told with the line: nothing is repaired, and a
file that was cut off says so.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any, BinaryIO

from workbench.domain.span import shorten
from workbench.errors import DataError

Record = Mapping[str, Any]

_CHUNK = 1 << 20
"""Bytes that are read at a time."""
_BLANKS = " \t\r\n"
_OTHER_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _finite(number: str) -> float:
    if isfinite(found := float(number)):
        return found
    raise ValueError(f"{shorten(number)} is no number that can be kept")


_decoder = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)


def records(source: BinaryIO) -> Iterator[tuple[str, Record]]:
    """Where each record stands, as "line 3" or "record 3 (line 20)", and the record. Raises
    DataError with that place."""
    begins = source.read(_CHUNK)
    if begins.startswith(_OTHER_UNICODE):
        raise DataError("it is UTF-16, not UTF-8", "Save it as UTF-8.")
    begins = begins.removeprefix(codecs.BOM_UTF8)
    if begins.lstrip()[:1] == b"[":
        yield from _of_a_list(_Window(source, begins))
    else:
        yield from _of_lines(source, begins)


def an_object(value: object) -> Record:
    """The value, if it is an object; an empty one of null. Raises DataError."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DataError(f"an object is wanted, this is {_named(value)}")
    return value


def a_list(value: object) -> list[Any]:
    """The value, if it is a list; an empty one of null. Raises DataError."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise DataError(f"a list is wanted, this is {_named(value)}")
    return value


def _checked(place: str, value: object) -> Record:
    if isinstance(value, dict):
        return value
    raise DataError(f"{place}: an object is wanted, this is {_named(value)}")


def _of_lines(source: BinaryIO, begins: bytes) -> Iterator[tuple[str, Record]]:
    for number, line in enumerate(_lines(source, begins), 1):
        place = f"line {number}"
        text = _decoded(line, place)
        if not text.strip():
            continue
        try:
            value = _decoder.decode(text)
        except (ValueError, RecursionError) as error:
            raise DataError(f"{place}: {_why(error)}", _whole()) from error
        yield place, _checked(place, value)


def _lines(source: BinaryIO, begins: bytes) -> Iterator[bytes]:
    *whole, rest = begins.split(b"\n")
    yield from whole
    yield rest + source.readline()
    yield from source


def _of_a_list(window: _Window) -> Iterator[tuple[str, Record]]:
    window.takes("[")
    number = 0
    while not window.takes("]"):
        number += 1
        if number > 1 and not window.takes(","):
            raise DataError(f"line {window.line}: a comma or the end of the list is wanted")
        window.next()
        place = f"record {number} (line {window.line})"
        yield place, _checked(place, window.value(place))
    if not window.ends():
        raise DataError(f"line {window.line}: there is more behind the list", "One list a file.")


class _Window:
    """The part of the text that is looked at; it grows until a whole value stands in it."""

    def __init__(self, source: BinaryIO, begins: bytes) -> None:
        self._source = source
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._text = ""
        self._at = 0
        self._has_ended = False
        self.line = 1
        self._take(begins)

    def next(self) -> str:
        """The letter behind the blanks here. Raises DataError where the text ends before it."""
        if self.ends():
            raise DataError(f"line {self.line}: the list has no end", _whole())
        return self._text[self._at]

    def ends(self) -> bool:
        """Whether nothing but blanks follows; they are behind us then."""
        while True:
            while self._at < len(self._text):
                letter = self._text[self._at]
                if letter not in _BLANKS:
                    return False
                self.line += letter == "\n"
                self._at += 1
            if not self._grow():
                return True

    def takes(self, letter: str) -> bool:
        """Whether that letter is next; then it is behind us."""
        is_next = self.next() == letter
        self._at += is_next
        return is_next

    def value(self, place: str) -> object:
        """The value that stands here. Raises DataError."""
        while True:
            try:
                found, end = _decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if self._grow():
                    continue
                raise DataError(
                    f"{place}: {_why(error, self._text, self.line, self._at)}", _whole()
                ) from error
            self.line += self._text.count("\n", self._at, end)
            self._at = end
            return found

    def _grow(self) -> bool:
        """Whether there is more; twice as much each time, so that a long value is not read anew for
        each piece of it."""
        if self._has_ended:
            return False
        self._take(self._source.read(max(_CHUNK, len(self._text) - self._at)))
        return True

    def _take(self, data: bytes) -> None:
        self._has_ended = not data
        try:
            more = self._decode(data, self._has_ended)
        except UnicodeDecodeError as error:
            raise DataError(f"it is no UTF-8 behind line {self.line}", _as_utf8()) from error
        self._text = self._text[self._at :] + more
        self._at = 0


def _decoded(line: bytes, place: str) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise DataError(f"{place}: it is no UTF-8", _as_utf8()) from error


def _why(error: Exception, text: str = "", line: int = 0, at: int = 0) -> str:
    """What is wrong, and in which line of a text that is looked at from at, which is in line."""
    if not isinstance(error, json.JSONDecodeError):
        return f"no JSON that can be read ({error})"
    where = f", line {line + text.count(chr(10), at, error.pos)}" if line else ""
    return f"no JSON ({error.msg}{where})"


def _named(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "a truth value"}
    return "null" if value is None else names.get(type(value), "a number")


def _whole() -> str:
    return "Export again, or copy the whole file."


def _as_utf8() -> str:
    return "Export again, or save it as UTF-8."
