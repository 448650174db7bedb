"""Who can say something, and how reliable they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Protocol

    from workbench.domain.filter.tree import Term
    from workbench.domain.source import Rating, Source, SourceKind, Unalike

    class Sources(Protocol):
        """What can be asked about sources."""

        def get(self, uid: str) -> Source:
            """The source with this uid. Raises NotFoundError, DataError where it cannot be read."""

        def many(self, uids: Iterable[str]) -> dict[str, Source]:
            """The sources with these uids; unknown ones are left out."""

        def all(self) -> list[Source]:
            """Every source, by name; merged ones included."""

        def named(self, name: str) -> list[Source]:
            """The final sources that have exactly this name or alias, case and diacritics aside."""

        def names_like(self, words: str, limit: int) -> list[tuple[str, str]]:
            """(uid of the final source, name or alias) of those that some words may mean, more than
            limit: what fuzzy search ranks."""

        def first(self, count: int) -> list[Source]:
            """The first sources by name, merged ones left out."""

        def added(self, term: Term) -> set[str]:
            """Uids of the sources that came in when a term says, negated or not."""

        def names(self, uids: Iterable[str] | None = None) -> list[tuple[str, str]]:
            """(uid of the final source, name or alias) of these sources, or of all."""

        def standing(self) -> list[tuple[str, SourceKind, tuple[str, ...]]]:
            """(uid, kind, names) of every source that was not merged, in the order in which they
            were made; its own name first, then its aliases and the names of those merged into
            it."""

        def merges(self) -> dict[str, str]:
            """Uid of each merged source -> uid of the final one."""

        def final(
            self, uids: Iterable[str], *, outlets_of: Iterable[str] = ()
        ) -> dict[str, Source]:
            """Uid -> the source that it leads to, which is another one where it was merged: of
            these, and of the outlets of the articles with those uids. Unknown ones are left out."""

        def finals(self, uids: Iterable[str]) -> dict[str, str]:
            """Uid -> the uid of what the source was merged into, its own where it was not."""

        def family(self, uid: str) -> list[str]:
            """The final source of this one, and every one that was merged into that."""

        def unalikes(self, uid: str | None = None) -> list[Unalike]:
            """The pairs that are not the same, those said first in front; with a uid, its pairs."""

        def ratings(self, uid: str) -> list[Rating]:
            """The reliability history of a source and of those merged into it, oldest first."""

        def all_ratings(self) -> dict[str, list[Rating]]:
            """Uid -> the source's own reliability history, oldest first, of all that were rated."""

        def latest_ratings(self, uids: Iterable[str]) -> dict[str, str]:
            """Uid -> the latest reliability letter of the source's own history."""

        def claims_through(self, uid: str) -> list[tuple[str, str]]:
            """(claim uid, "origin" or "relay") of every claim whose chain names the source or one
            that was merged into it: the last hop is the origin, the others relay."""

        def roles(self, family: Collection[str] = ()) -> list[tuple[str, str, bool]]:
            """(claim, source, whether it is the last) of what claims have by their hops, or by
            their article's outlet where they have none; of these sources, or of all. Relays are not
            asked."""

        def outlets(self) -> dict[str, int]:
            """Uid -> how many articles name the source as their outlet."""

        def articles_of(self, uid: str) -> list[int]:
            """Numbers of the articles whose outlet the source is, newest first, 500 at most."""
