"""The log of what people change, and the one way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from workbench.domain.filter.tree import Node
    from workbench.domain.journal import Change, Entry, Record
    from workbench.domain.past import Key


_PAGE = 200


class Chained(NamedTuple):
    """An entry as it is stored, and its place in the hash chain."""

    entry: Entry
    body: str
    prev: str
    hash: str


if TYPE_CHECKING:

    class Journal(Protocol):
        """The append-only log of what people change."""

        def apply(
            self,
            changes: Sequence[Change],
            *,
            analyst: str,
            at: str,
            op: str,
            about: str = "",
            session: str | None = None,
            undoes: int | None = None,
            last: int | None = None,
            given: Sequence[Change] = (),
        ) -> Entry:
            """Make the changes and log them as one entry, committed when this returns. last: the
            number of the analyst's last entry, where another one since makes it void. given: of
            what else they hold good, each as it was.

            Raises ConflictError, with both versions, when a thing is not what a change's before
            says, and OvertakenError; nothing is changed then."""

        def current(self, entity: str, uid: str) -> Record | None:
            """What something is now, as the journal would name it; None when it is not there."""

        def standing_on(self, entity: str, uid: str) -> list[Key]:
            """The records that cannot be without this one."""

        def head(self) -> tuple[int, str]:
            """Number and hash of the last entry; (0, 64 zeros) for an empty journal."""

        def stamp(self) -> str:
            """When the last entry was made; empty for an empty journal, and of a damaged entry. Its
            changes are not read: there may be a hundred thousand."""

        def first_after(self, at: str) -> int | None:
            """Number of the oldest entry that was made after a moment in UTC; None where none was.
            Those behind it may be of earlier: clocks differ. What was changed is not read."""

        def entries(self, *, after: int = 0) -> Iterator[tuple[Entry, str, str, str]]:
            """Every entry after a number, oldest first, with its stored body, prev and hash."""

        def since(self, after: int, *, most: int = _PAGE) -> list[Entry] | None:
            """The entries after a number, oldest first; None where one cannot be read, or there are
            so many: whoever asks reads what they are about."""

        def recent(
            self, limit: int, terms: Sequence[Node] = (), *, before: int | None = None
        ) -> list[Entry]:
            """The newest entries before a number that the terms leave, newest first."""

        def chained(
            self, limit: int, terms: Sequence[Node] = (), *, before: int | None = None
        ) -> list[Chained]:
            """As `recent`, each with where it stands in the chain."""

        def last_records(self, entity: str, uids: Sequence[str]) -> dict[str, Record]:
            """Uid of a thing -> what the journal said of it last, also where it is gone since."""

        def runs(self, *, after: int) -> list[Entry]:
            """The extraction runs behind an entry that moved decisions, oldest first."""

        def analysts(self) -> list[str]:
            """Everybody who has an entry, by name."""

        def last_of(self, analyst: str) -> int:
            """Number of the analyst's last entry; 0 for none."""

        def to_undo(self, analyst: str) -> Entry | None:
            """The act that the analyst's undo would take back."""

        def to_redo(self, analyst: str) -> Entry | None:
            """The undo that the analyst's redo would take back."""
