"""Everything that a database holds, for another one that is to hold the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol


class Table(NamedTuple):
    """A table whose rows are handed over."""

    name: str
    columns: tuple[str, ...]


Take = Callable[[Table, Iterable[tuple[Any, ...]]], None]
"""What takes the rows of a table, once each, as words, whole numbers, fractions, bytes or None."""


if TYPE_CHECKING:

    class Moving(Protocol):
        """Handing over everything, and taking it in."""

        def pour(self, take: Take) -> None:
            """Hand over the rows of one table after the other, all of one moment. The rows of each
            name none but its own and those of earlier ones. What search finds things by is not
            handed over."""

        def fill(self, pour: Callable[[Take], None]) -> None:
            """Take in all that pour hands over, in one transaction: all of it or nothing; search
            finds nothing of it before `Search.build_on` is done. Raises DataError where something
            is here already, or the tables are others."""

        def copy_file(self, target: Path) -> bool:
            """Copy the file that it is over an empty one, page by page and of one moment, while
            others may write. False where it is none: then it is to be moved."""
