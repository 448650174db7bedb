"""The bytes that articles came as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol


@dataclass(frozen=True, slots=True)
class RawSizes:
    """How much is kept."""

    articles: int
    """Of which the bytes are there."""
    all_articles: int
    inputs: int
    """Several articles may be of one."""
    size: int
    """Bytes as they came."""
    packed: int
    """Bytes as they are kept."""
    file: int
    """Bytes of the whole database."""


@dataclass(frozen=True, slots=True)
class PackedRaw:
    """The bytes of one input, as they are kept."""

    sha256: str
    size: int
    packed: bytes


if TYPE_CHECKING:

    class Raws(Protocol):
        """What can be asked about the kept bytes."""

        def of_article(self, number: int) -> bytes:
            """The bytes that an article came as. Raises NotFoundError where they were not kept,
            UnreadError where they are damaged."""

        def sizes(self) -> RawSizes:
            """How much is kept. Reads every row."""
