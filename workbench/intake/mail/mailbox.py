"""Mailboxes (mbox): messages one behind the other, each behind a line "From ADDRESS DATE".

One message is in memory at a time, so that a mailbox may be of any size. A line of prose that
begins with "From" parts nothing; one that a writer of mailboxes marked with ">" is given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from workbench.errors import RefusedError
from workbench.intake.document import FILE_SETTING, Document, Input, Refused, counted
from workbench.intake.mail.mail import read_message
from workbench.intake.mail.mime import Fields, parse
from workbench.intake.readers import MAILBOX_BARE_LINE, MAILBOX_LINE

_SEPARATOR = re.compile(MAILBOX_LINE + rb"\r?\n?")
_BARE_SEPARATOR = re.compile(MAILBOX_BARE_LINE)
_FIELD_NAME = 200
"""Bytes of the line behind it that tell whether a message follows."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE = 1 << 20
"""Bytes of a line that are held at a time."""
_DELETED = 0x8
"""Of X-Mozilla-Status: thrown away, and still in the file."""
_INTERNAL = "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"
"""The subject of what some programs keep their own data in."""


def read(source: Input) -> Iterator[Document | Refused]:
    """A document or a refusal for each message. Raises RefusedError where the file is no mailbox,
    or breaks off."""
    limit = source.limits.file_bytes
    for number, raw in enumerate(_messages(source.stream, limit), 1):
        at = f"{source.origin}:{number}"
        if raw is None:
            what = f"the message is over the limit of {limit:,} bytes"
            yield Refused(at, what, f"To take it, {FILE_SETTING}.")
            continue
        yield from _read_one(raw, at, source)


def _read_one(raw: bytes, at: str, source: Input) -> Iterator[Document | Refused]:
    """What a message comes to; nothing for one that nobody wrote."""
    unquoted, lines = _QUOTED.subn(rb"\1", raw)
    notes: tuple[str, ...] = ()
    if lines:
        notes = (f'">" taken from the front of {counted(lines, "line", "lines")} "From"',)
    try:
        message = parse(unquoted)
    except RefusedError as error:
        yield Refused(at, error.what, error.next_step)
        return
    if message.fields.words("Subject") == _INTERNAL:
        return
    if _is_deleted(message.fields):
        notes += ("marked as deleted",)
    yield from read_message(message, raw, at, source, notes=notes)


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The messages without the lines and blank lines between; None for one over the limit."""
    message: bytearray | None = None
    line = b""
    for line, parts in _lines(stream):
        if message is None:
            if parts:
                message = bytearray()
            elif line.strip():
                break
        elif parts:
            yield _without_blank_line(message, limit)
            message.clear()
        elif len(message) <= limit + 2:  # the blank line behind it is not its own
            message += line
    if message is None:
        raise RefusedError(
            'it is no mailbox: it does not begin with a line "From ADDRESS DATE"',
            "Export it as mbox, or save the messages as .eml.",
        )
    if not line.endswith(b"\n"):
        raise RefusedError(
            "it breaks off in the middle of a line of its last message", "Get it again."
        )
    yield _without_blank_line(message, limit)


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each line, long ones in pieces, and whether it parts messages."""
    line = stream.readline(_LINE).removeprefix(b"\xef\xbb\xbf")
    is_start = is_behind_blank = True
    while line:
        following = stream.readline(_LINE)
        parts = False
        if is_start and line.startswith(b"From "):
            parts = bool(_SEPARATOR.fullmatch(line)) or (
                is_behind_blank and bool(_BARE_SEPARATOR.match(line + following[:_FIELD_NAME]))
            )
        yield line, parts
        is_start = line.endswith(b"\n")
        is_behind_blank = line in (b"\n", b"\r\n")
        line = following


def _without_blank_line(message: bytearray, limit: int) -> bytes | None:
    """A message without the line end that only parts it from the next one; None over the limit."""
    end = len(message)
    for blank in (b"\n\r\n", b"\n\n"):
        if message.endswith(blank):
            end -= len(blank) - 1
            break
    return bytes(message[:end]) if end <= limit else None


def _is_deleted(fields: Fields) -> bool:
    status = fields.words("X-Mozilla-Status")[:4]
    is_thrown_away = bool(re.fullmatch("[0-9a-fA-F]{4}", status)) and int(status, 16) & _DELETED
    return bool(is_thrown_away) or "D" in fields.words("X-Status")
