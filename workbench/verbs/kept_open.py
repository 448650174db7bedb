"""What analysts keep open, what they answered, and what new articles say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.kept_open import Asked, Heard, KeptOpen, Reply

    class KeptOpens(Protocol):
        """What is kept open, and what is said to it."""

        def of(self, analyst: str) -> list[KeptOpen]:
            """All that an analyst keeps open, or kept, the earliest first."""

        def heard(self, analyst: str) -> list[Heard]:
            """All that an analyst answered to replies."""

        def replies(self, kept: Iterable[str]) -> list[Reply]:
            """What was found said to these, by article and place."""

        def waiting(self, analyst: str) -> list[KeptOpen]:
            """What an analyst keeps open that was not compared with all articles yet: it is new, or
            open again, or there are newer marks."""

        def unbegun(self, analyst: str) -> list[KeptOpen]:
            """Those of these that `begin` is to be called of: it was not yet, their own article was
            renewed since, or they were compared up to a mark that is lost."""

        def asked(self, analyst: str) -> list[Asked]:
            """By what replies are looked for, of what she keeps open and `begin` was called of."""

        def newest(self) -> int:
            """The highest number that an article has; 0 where there is none."""

        def marks(self, after: int, since: int) -> list[tuple[int, int]]:
            """(mark, number) of the articles with a higher number than since whose counterparts
            were found under marks above one, ascending. The last one is the newest mark there is,
            with 0 for a number where its article is none of these; nothing where none is above."""

        def begin(self, asked: Asked) -> None:
            """Keep by what replies to one are looked for, in the place of what was: it is compared
            with nothing yet. Nothing is kept where it is open no more."""

        def keep(
            self, found: Mapping[int, Sequence[Reply]], kept: Iterable[str], marks: tuple[int, int]
        ) -> bool:
            """Keep what was found in articles, by number, said to some things kept open, in the
            place of all that was: these were compared up to the first mark, and are up to the
            second. Of what somebody compared, closed or opened again meanwhile nothing is kept.
            Whether anything was."""
