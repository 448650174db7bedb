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

        def every_open(self) -> list[KeptOpen]:
            """Everybody's that is open."""

        def heard(self, analyst: str) -> list[Heard]:
            """All that an analyst answered to replies."""

        def replies(self, kept: Iterable[str]) -> list[Reply]:
            """What was found said to these, by article and place."""

        def waiting(self) -> list[KeptOpen]:
            """Everybody's that is open, and was not compared with all articles since: it is new, or
            open again."""

        def asked(self) -> list[Asked]:
            """By what replies are looked for, of everybody's that is open and was compared, or is
            being compared."""

        def newest(self) -> int:
            """The highest number that an article has; 0 where there is none."""

        def begin(self, asked: Asked) -> None:
            """Keep by what replies to one are looked for: from now on new articles are compared
            with it. It waits until `end`. Nothing is kept where it is open no more."""

        def keep(self, found: Mapping[int, Sequence[Reply]], kept: Iterable[str]) -> None:
            """Keep what was found in articles, by number, said to some things kept open, in the
            place of all that was; what is said to others stays."""

        def end(self, kept: str) -> None:
            """One that was begun was compared with all articles since, and waits no more."""
