"""Whether everything still is what it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.problem import Problem
    from workbench.verbs.articles import Added

    class Proof(Protocol):
        """Checks over the whole database."""

        def problems(self, head: str | None = None, *, is_quick: bool = False) -> Iterator[Problem]:
            """Everything that is wrong. head: a hash that the journal must contain, as a whole or
            its first digits (a cut tail shows only so). is_quick: the chain and the texts, nothing
            else."""

        def sketches(self) -> dict[int, list[int]]:
            """Article -> the values of its sketch that are there, ascending."""

        def without_facts(self) -> int:
            """How many articles nobody has looked for facts in yet."""

        @property
        def rebuilding(self) -> Rebuilding:
            """Computing anew what is derived."""

    class Rebuilding(Protocol):
        """What can be computed anew."""

        def begin(self) -> None:
            """Raises DataError where the file itself is damaged, and nothing is to be written."""

        def indexes(self) -> None:
            """Make the indexes that are missing."""

        def search(self) -> None:
            """Index all claims and all texts anew, the texts in batches: what ends it leaves an
            index that `Search.build_on` goes on with."""

        def sketches(self, sketches: Mapping[int, Sequence[int]]) -> None:
            """Keep these sketches, by article, in the place of those that are there."""

        def forget_likenesses(self, numbers: Iterable[int]) -> list[Added]:
            """Forget what these articles are like; the earlier ones that they are to be compared
            with again, as when they were added."""

        def clusters(self) -> None:
            """Put every article into the cluster that its likenesses make."""

        def versions(self) -> None:
            """Count anew which entries touched each thing."""

        def passed(self) -> None:
            """Let go of what relays put into chains: whoever asks for it works it out."""

        def carried(self) -> None:
            """Write the carried steps as the journal has them. Raises DataError, and changes
            nothing, where it cannot be read."""

        def pasts(self) -> None:
            """Work out anew, entry by entry, which states each thing came from."""

        def rows(self) -> None:
            """Let go of damaged reading positions; keep other rows without a journal as they
            stand."""
