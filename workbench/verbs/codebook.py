"""The guidelines, and the claims that ask for better ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from workbench.domain.codebook import Flag, Guideline
    from workbench.domain.journal import Entry

    class Codebook(Protocol):
        """What can be asked about them."""

        def all(self) -> list[Guideline]:
            """Every entry, by what it is about."""

        def verdicts_on(self, numbers: Iterable[int], *, viewer: str = "") -> set[str]:
            """The verdicts that claims on these articles give which the viewer may see; of all
            without one."""

        def flags_on(self, claims: Iterable[str]) -> list[Flag]:
            """The flags of these claims."""

        def flags(self) -> list[Flag]:
            """Every claim that is flagged, as they were."""

        def flags_of(self, claim: str) -> list[Flag]:
            """The flags of one claim."""

        def acts(self) -> list[int]:
            """Numbers of the entries that changed the codebook: as many as its version says."""

        def hash_of(self, seq: int) -> str:
            """The hash of an entry of the journal."""

        def entries(self) -> list[Entry]:
            """Those entries, the first first; one that cannot be read is left out."""

        def changed(self) -> dict[str, int]:
            """Uid of an entry -> the number of the entry of the journal that changed it last."""

        def judged(self, entity: str, uids: Sequence[str] | None = None) -> dict[str, int]:
            """Uid -> the number of the last entry by which the thing was judged, of all things of a
            kind or of some; those that nobody judged here are left out."""
