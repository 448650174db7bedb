"""What every reader hands over: a document with its container's metadata, or a refusal.

Nothing here knows a format. The text is immutable from here on; the metadata are claims of the
container that an analyst may correct later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Extra = Mapping[str, str | int | bool | None]
PublishedBasis = Literal["metadata", "page", ""]


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest input that is still an article."""

    code_points: int = 2_000_000
    """Of one text after normalising."""
    file_bytes: int = 16_000_000
    """Of one file, or of one line of JSON Lines; a JSON Lines file may be of any size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what its container says of it."""

    text: str
    """Normalised (see `normalise`), otherwise as received."""
    title: str = ""
    outlet: str = ""
    published: str = ""
    """As printed; `parse_published` reads it."""
    published_basis: PublishedBasis = ""
    url: str = ""
    lang: str = ""
    """ISO 639-1 where the container's code has one."""
    author: str = ""
    editor: str = ""
    foreign_id: str = ""
    translation: str = ""
    extra: Extra = field(default_factory=dict)
    """Whatever else the container says; nested values as JSON text."""
    raw_sha256: str
    """Of the input's bytes: the file, or the line of JSON Lines without its line end."""
    retrieved_how: str
    """file, jsonl, html or stdin."""
    origin: str
    """The input's printable name: file name, or file name, colon and line number."""
    notes: tuple[str, ...] = ()
    """Counted repairs: "2 NUL removed"."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that was not taken; the others go on."""

    origin: str
    reason: str
    next_step: str
    foreign_id: str = ""
    """The input's own id, where it could still be read."""


def counted(count: int, one: str, many: str) -> str:
    """The note of a repair: "1 byte ..." or "3 bytes ..."."""
    return f"{count:,} {one if count == 1 else many}"
