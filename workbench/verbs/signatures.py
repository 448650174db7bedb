"""What the statements of articles say, as values that can be compared: kept of those that were
signed last, since near articles are kept one soon after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol


class PackedSignatures(NamedTuple):
    """The signatures of an article's statements, as `stored.signatures` packs them."""

    run: int
    """Checksum of the facts that they were made of."""
    document: bytes


if TYPE_CHECKING:

    class Signatures(Protocol):
        """The signatures of statements, of the articles that were signed last."""

        def of(self, numbers: Iterable[int]) -> dict[int, bytes]:
            """The documents of these articles, of those whose facts are still those that they were
            made of."""

        def keep(self, signed: Mapping[int, PackedSignatures]) -> None:
            """Keep signatures, by article, in the place of what was kept of it."""
