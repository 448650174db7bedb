"""What analysts did when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Protocol

    from workbench.domain.overseeing import (
        Answered,
        Finished,
        Opened,
        Period,
        Recorded,
        Sat,
        Waiting,
    )


class Known(NamedTuple):
    """An article with a known answer that an analyst has finished."""

    article: int
    analyst: str
    by: str
    """Who gave it to her."""
    day: str
    """On which she finished it last."""
    judges: tuple[str, ...]
    """Who else has finished it and was not measured on it, by name."""


if TYPE_CHECKING:

    class Worked(Protocol):
        """What can be asked about the work of analysts."""

        def days(self, period: Period) -> dict[int, str]:
            """Number of an entry of a period -> its day."""

        def answered(self, days: Mapping[int, str]) -> list[Answered]:
            """The decisions that were first made on these days, and still stand."""

        def recorded(self, days: Mapping[int, str]) -> list[Recorded]:
            """The claims that were recorded on these days, and still stand; without what
            adjudicators put in the place of others, which is a decision and no reading of an
            article."""

        def finished(self, days: Mapping[int, str]) -> list[Finished]:
            """The articles that were last marked as done, or set aside, on these days."""

        def opened(self, period: Period) -> list[Opened]:
            """How long articles were open in the sittings that began in a period."""

        def sat(self, period: Period) -> list[Sat]:
            """The sittings that began in a period."""

        def waiting(self) -> list[Waiting]:
            """The articles that analysts have begun or were given, and have not judged."""

        def begun_since(self, assignments: Collection[str], seq: int) -> list[int]:
            """Numbers of the articles given by these assignments which whoever was given them has
            begun, and about which she did something after an entry of the journal."""

        def known(self, analyst: str) -> list[Known]:
            """The articles with a known answer that an analyst was given, and has finished."""

        def analysts(self) -> list[str]:
            """Everybody who ever sat down, made anything or was given something, by name."""
