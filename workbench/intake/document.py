"""What every reader gets and hands over: an input, and documents with metadata, or refusals.

Nothing here knows a format. The text is immutable from here on; the metadata are claims of the
container that an analyst may correct later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from workbench.errors import RefusedError

Extra = Mapping[str, str | int | bool | None]
PublishedBasis = Literal["metadata", "page", ""]

FILE_SETTING = "raise file_megabytes in settings.toml"
TEXT_SETTING = "raise article_characters in settings.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest input that is still an article, and whether its bytes are kept; the settings of
    those names may say otherwise."""

    code_points: int = 2_000_000
    """Of one text after normalising."""
    file_bytes: int = 16_000_000
    """Of one file, or of one record where its format streams: such a file may be of any size."""
    keeps_raw: bool = False
    """Whether the bytes of each input stay with it: they are five times as much as the text."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes that an article came as: the file, or its own part of one that holds several."""

    sha256: str
    content: bytes | None = None
    """None where only their hash is kept."""


@dataclass(frozen=True, slots=True)
class Table:
    """What whoever imports says of tables."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """The contract's field -> what its column is called."""
    separator: str = ""
    """What stands between cells; found where it is not said."""


UNTOLD = Table()
"""Nothing is said."""


@dataclass(frozen=True, slots=True)
class Input:
    """One opened input, as a reader gets it: read as a stream, or as a whole."""

    stream: BinaryIO
    origin: str
    """Its printable name."""
    how: str
    """What `retrieved_how` says of its documents."""
    limits: Limits
    size: int = 0
    """In bytes, where it is known."""
    table: Table = UNTOLD

    def whole(self) -> bytes:
        """All its bytes. Raises RefusedError when they are over the limit of a file."""
        limit = self.limits.file_bytes
        raw = b"" if self.size > limit else self.stream.read(limit + 1)
        size = max(self.size, len(raw))
        if size > limit:
            raise RefusedError(
                f"{size:,} bytes are over the limit of {limit:,}",
                "Split it into its articles, make it JSON Lines (one article a line), or "
                f"{FILE_SETTING}.",
            )
        return raw

    def hashed(self, raw: bytes) -> Raw:
        """What is kept of the bytes of an article: their hash, and where it is asked for they
        themselves."""
        import hashlib

        digest = hashlib.sha256(raw, usedforsecurity=False).hexdigest()
        return Raw(digest, bytes(raw) if self.limits.keeps_raw else None)


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
    """ISO 639-1; empty where the container's code has none there."""
    author: str = ""
    editor: str = ""
    foreign_id: str = ""
    translation: str = ""
    extra: Extra = field(default_factory=dict)
    """Whatever else the container says; nested values as JSON text."""
    raw: Raw
    """Of the input's bytes: the file, or the line of JSON Lines without its line end."""
    retrieved_how: str
    """file, jsonl, html or stdin."""
    origin: str
    """The input's printable name: file name, or file name, colon and line number."""
    beside: tuple[str, ...] = ()
    """Lines that the container prints around the text: bylines, dates."""
    notes: tuple[str, ...] = ()
    """Counted repairs: "2 NUL removed"."""
    page: str = ""
    """The address of all of it, where this may be a part only."""

    @property
    def raw_sha256(self) -> str:
        """The hash of its bytes."""
        return self.raw.sha256


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that was not taken; the others go on."""

    origin: str
    reason: str
    next_step: str
    foreign_id: str = ""
    """The input's own id, where it could still be read."""
    page: str = ""
    """The address that it only leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Refused):
    """An address in a list of them: no article, which is where it leads. It can be wanted; to
    whoever takes articles alone it is refused."""

    reason: str = "it is an address and no text"
    next_step: str = "Save its page and import that; none is fetched."
    address: str
    note: str = ""
    """What stands behind it on its line."""


def counted(count: int, one: str, many: str) -> str:
    """The note of a repair: "1 byte ..." or "3 bytes ..."."""
    return f"{count:,} {one if count == 1 else many}"
