"""What relays put into the chains of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Protocol

    from workbench.domain.network import Passage


class Untraced(NamedTuple):
    """An article whose chains are to be worked out anew."""

    mark: int
    number: int
    uid: str


class PassedStep(NamedTuple):
    """Whom a chain names beside its hops."""

    source: str
    """Uid; the outlet's name or the article's uid where no source is known."""
    name: str
    """As it is shown; empty of the claim's own outlet."""
    is_relay: bool
    """Whether it stands between the outlet and the hops; the outlet itself otherwise."""
    is_last: bool


class Trace(NamedTuple):
    """What the chains of an article's claims say, and what was looked up for them."""

    untraced: Untraced
    steps: Mapping[str, Sequence[PassedStep]]
    """By claim."""
    words: Collection[str]
    """Names, and uids of articles."""
    cited: Mapping[str, Sequence[Passage]]
    """By claim: who cites whom in its chain. Of those that were withdrawn nothing."""


if TYPE_CHECKING:

    class Passed(Protocol):
        """What can be asked about the relays in chains."""

        def is_current(self, version: str) -> bool:
            """Whether what is kept is what this version would work out now."""

        def find_changes(self, version: str) -> bool:
            """Mark what may have changed, and keep who cites whom where there are no relays;
            whether more is left to be looked through. version: of the program, whose chains no
            other version's are."""

        def untraced(self, limit: int) -> list[Untraced]:
            """The first of what is marked."""

        def keep(self, traces: Sequence[Trace]) -> None:
            """Keep what was worked out, where nothing has changed meanwhile."""

        def steps(self) -> list[PassedStep]:
            """Everybody whom chains name beside hops, each way once."""

        def claims(self, steps: Iterable[PassedStep]) -> list[tuple[str, bool]]:
            """The claims whose chains have one of these, and whether it is their last step."""

        def relayed_without_hops(self) -> set[str]:
            """The claims that have no hops, and end with a relay all the same."""

        def named(self) -> list[tuple[str, str, bool]]:
            """(claim, source, whether it is the last) of every relay."""
