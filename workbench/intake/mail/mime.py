"""The parts of a message: header fields and bodies, as mail and MHTML have them.

The standard library's own parser takes a second for thousands of nested parts and a gigabyte for
millions of empty ones; here depth, number and header are bounded first. Nothing is decoded that
nobody asks for, so that attachments cost no more than being passed over.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from workbench.domain.text import safe_line
from workbench.errors import RefusedError
from workbench.intake.document import counted

_DEEPEST = 40
"""Parts within parts."""
_MOST_PARTS = 10_000
_LONGEST_HEADER = 500_000
"""Bytes of all fields of a part."""
_LONGEST_FIELD = 4_000
"""Bytes of a field that are looked at: some of the library's rules take quadratic time, and longer
numbers than that it cannot read."""
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_STRAY_FIELD = re.compile(rb">?From [^\n]*\n")
"""What some programs leave of a mailbox before or among the fields."""
_BLANK_LINE = re.compile(rb"\r?\n")
_NO_ENCODING = re.compile(r"|[78]-?bits?|binary|plain|none")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Fields:
    """The header of a part: its fields as they came, the first one of a name counts."""

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self._first: dict[str, bytes] = {}
        for name, value in fields:
            self._first.setdefault(name, value)
        self._parsed = Message()
        for name in ("Content-Type", "Content-Disposition"):
            if name.lower() in self._first:
                self._parsed[name] = self.words(name)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._first

    def __bool__(self) -> bool:
        return bool(self._first)

    def words(self, name: str) -> str:
        """A field on one line, encoded words as they came; empty where there is none."""
        return " ".join(_as_text(self._first.get(name.lower(), b"")).split())

    @property
    def content_type(self) -> str:
        """In small letters; text/plain where none is given or none can be read."""
        return self._parsed.get_content_type()

    def parameter(self, name: str, field: str = "Content-Type") -> str:
        """Of a field, by default of the content type; empty where it has none."""
        try:
            value = self._parsed.get_param(name, "", field)
            if not isinstance(value, tuple):
                return str(value or "")
            charset, _, words = value  # RFC 2231
            return words.encode("latin-1").decode(charset or "ascii", errors="replace")
        except (LookupError, TypeError, ValueError):
            return ""  # pieces that contradict each other

    @property
    def disposition(self) -> str:
        """Attachment or inline, in small letters; empty where nothing is said."""
        return self._parsed.get_content_disposition() or ""

    @property
    def file_name(self) -> str:
        """As it is called where it came from, encoded words as they came."""
        return self.parameter("filename", "Content-Disposition") or self.parameter("name")


@dataclass(frozen=True, slots=True)
class Part:
    """A message or one part of it: its fields, and where its body stands in the raw bytes."""

    raw: bytes
    fields: Fields
    start: int
    end: int
    depth: int = 0
    is_open: bool = False
    """It was the last part of a message that does not say where it ends."""

    @property
    def is_multipart(self) -> bool:
        """Whether it is made of parts."""
        return self.fields.content_type.startswith("multipart/") and bool(
            self.fields.parameter("boundary")
        )

    @property
    def is_cut(self) -> bool:
        """Whether the message breaks off within it, in the middle of a line."""
        return self.is_open and self.end == len(self.raw) and not self.raw.endswith(b"\n")

    def body(self) -> tuple[bytes, tuple[str, ...]]:
        """Its bytes, with the transfer encoding undone, and notes on what was repaired."""
        body = self.raw[self.start : self.end]
        encoding = self.fields.words("Content-Transfer-Encoding").lower().strip("; ")
        if encoding == "base64":
            return _from_base64(body)
        if encoding == "quoted-printable":
            # Line ends are those of the transport: one too many bytes for a page in UTF-16.
            return binascii.a2b_qp(body.replace(b"\r\n", b"\n")), ()
        is_none = _NO_ENCODING.fullmatch(encoding)
        return body, () if is_none else (f"unknown encoding {safe_line(encoding[:40])}",)


def parse(raw: bytes) -> Part:
    """The message of these bytes. Raises RefusedError where its header has no end."""
    stray = _STRAY_FIELD.match(raw)
    return _part(raw, stray.end() if stray else 0, len(raw))


def parts_of(part: Part, counter: Iterator[int]) -> Iterator[Part]:
    """The parts that a multipart is made of, in order. Raises RefusedError where there are too
    many of them within each other, or by the counter that all parts of a message share."""
    if part.depth >= _DEEPEST:
        raise RefusedError(
            f"its parts are nested more than {_DEEPEST} deep", "Save its text and import that."
        )
    for start, end, is_last_open in _stretches(part):
        if next(counter) > _MOST_PARTS:
            raise RefusedError(
                f"it has more than {_MOST_PARTS:,} parts", "Save its text and import that."
            )
        is_open = is_last_open or (part.is_open and end == part.end)
        yield _part(part.raw, start, end, depth=part.depth + 1, is_open=is_open)


def _stretches(part: Part) -> Iterator[tuple[int, int, bool]]:
    """Where the parts stand, and whether one is the last and has no end."""
    boundary = re.escape(part.fields.parameter("boundary").encode("utf-8", "surrogateescape"))
    line = re.compile(rb"\n--" + boundary + rb"(--)?[ \t]*\r?(?=\n|\Z)")
    begins = -1
    for match in line.finditer(part.raw, max(part.start - 1, 0), part.end):
        if begins >= 0:
            end = match.start()
            end -= part.raw[end - 1 : end] == b"\r"
            yield begins, max(end, begins), False
        if match[1] and begins >= 0:
            return
        begins = min(match.end() + 1, part.end)
    if begins >= 0:
        yield begins, part.end, True


def _part(raw: bytes, at: int, end: int, *, depth: int = 0, is_open: bool = False) -> Part:
    fields: list[tuple[str, bytes]] = []
    last = min(end, at + _LONGEST_HEADER)
    while match := _FIELD.match(raw, at, last):
        fields.append((match[1].decode("ascii").lower(), match[2][:_LONGEST_FIELD]))
        at = match.end()
        if stray := _STRAY_FIELD.match(raw, at, last):
            at = stray.end()
    if at >= last and last < end:
        raise RefusedError(
            f"its header is over the limit of {_LONGEST_HEADER:,} bytes",
            "Save its text and import that.",
        )
    blank = _BLANK_LINE.match(raw, at, end)
    return Part(raw, Fields(fields), blank.end() if blank else at, end, depth, is_open)


def _as_text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("windows-1252", errors="replace")


def _from_base64(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of base64, with what cannot be any left out and counted."""
    code, _, behind = body.translate(None, b" \t\r\n").partition(b"=")
    clean = _NOT_BASE64.sub(b"", code)
    whole = clean[:-1] if len(clean) % 4 == 1 else clean
    lost = len(code) - len(whole) + len(behind.lstrip(b"="))
    notes = (f"{counted(lost, 'byte', 'bytes')} not base64 left out",) if lost else ()
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)), notes
