"""An HTTP response as an archive keeps it: what its head says, and its body as it was sent.

The transfer's chunks and the content's compression are undone, in bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from workbench.intake.archives.inflate import undone

LONGEST_HEAD = 65_536
"""Bytes within which a head must end."""
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


@dataclass(frozen=True, slots=True)
class Head:
    """What a response says before its body."""

    status: int
    media_type: str
    """In small letters; empty where it is not said."""
    charset: str
    encodings: str
    """Of the content, in the order in which they were applied."""
    is_chunked: bool
    size: int
    """Of the head itself, in bytes."""


def response_head(raw: bytes) -> Head | None:
    """The head with which these bytes begin; None where they are no response."""
    status = _STATUS.match(raw)
    end = _END.search(raw, 0, LONGEST_HEAD)
    if status is None or end is None:
        return None
    said: dict[str, str] = {}
    for line in raw[: end.start()].decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        said.setdefault(name.strip().lower(), value.strip())
    kind = said.get("content-type", "")
    return Head(
        status=int(status[1]),
        media_type=kind.partition(";")[0].strip().lower(),
        charset=_charset(kind),
        encodings=said.get("content-encoding", ""),
        is_chunked="chunked" in said.get("transfer-encoding", "").lower(),
        size=end.end(),
    )


def body_of(head: Head, sent: bytes, limit: int) -> bytes:
    """The content behind a head, of at most limit bytes. Raises RefusedError."""
    return undone(_unchunked(sent) if head.is_chunked else sent, head.encodings, limit)


def _charset(kind: str) -> str:
    message = Message()
    message["Content-Type"] = kind.replace("\r", " ").replace("\n", " ")[:1_000]
    value = message.get_param("charset")
    return value if isinstance(value, str) else ""


def _unchunked(sent: bytes) -> bytes:
    """The bytes of a chunked transfer; as they are where an archive has undone it already."""
    pieces: list[bytes] = []
    at = 0
    while (match := _CHUNK.match(sent, at)) and (size := int(match[1], 16)):
        pieces.append(sent[match.end() : match.end() + size])
        at = match.end() + size
        if sent[at : at + 2] == b"\r\n":
            at += 2
        elif sent[at : at + 1] == b"\n":
            at += 1
    return b"".join(pieces) if pieces else sent
