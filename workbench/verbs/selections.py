"""Named choices of articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Look:
    """When an analyst last looked at a selection."""

    at: str
    """UTC."""
    number: int
    """The highest number that an article had then: what has a higher one came later."""


if TYPE_CHECKING:

    class Selections(Protocol):
        """What can be asked about selections."""

        def named(self, name: str) -> Selection | None:
            """The selection with this name, whatever its case."""

        def all(self) -> list[Selection]:
            """Every selection, by name."""

        def look(self, analyst: str, uid: str) -> Look | None:
            """When the analyst looked at a selection; None when never."""

        def looked(self, analyst: str, uid: str, *, at: str, number: int | None = None) -> None:
            """The analyst looks at a selection now. number: the highest that counts as seen;
            without it the highest there is."""
