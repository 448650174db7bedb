"""Which articles an analyst has judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Judged(Protocol):
        """What can be asked about judgements that stand."""

        def unjudged(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
            """Those of these articles that the analyst has yet to judge, or, where she never does,
            at which somebody still is: what may be told of what is hidden. That one measures her is
            not."""

        def hidden(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
            """Those of which the analyst may not see what colleagues made."""

        def decidable(self, numbers: Iterable[int], *, analyst: str) -> set[int]:
            """Those on which the analyst may rule, as an adjudicator of a team."""

        def hidden_called(self, uids: Iterable[str], *, analyst: str) -> set[str]:
            """The same by uid; what is no article here is none of them."""

        def untold(self, analyst: str) -> set[int]:
            """Numbers of the articles that measure the analyst, and of which she was told nothing
            yet."""

        def hidden_among(self, uids: Iterable[str], *, analyst: str) -> set[str]:
            """Those of these claims that stand on articles of which she may not see what colleagues
            made."""

        def hidden_claims(self, analyst: str) -> set[str]:
            """Colleagues' claims that the analyst may not see."""

        def whose(self, numbers: Iterable[int], *, viewer: str) -> list[str]:
            """The analysts who made something of these articles that the viewer may see; without a
            viewer all of them."""
