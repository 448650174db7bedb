"""What articles derive from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.chain import Carried
    from workbench.domain.habit import Habit
    from workbench.domain.relay import Relay, RelayJudgement

    class Relays(Protocol):
        """What can be asked about descent."""

        def judgements(self, number: int) -> list[RelayJudgement]:
            """Everything analysts said of the article's descent."""

        def likenesses(self, number: int) -> list[Relay]:
            """What the article's text is like, as suggestions: earlier articles only, best
            first."""

        def habits(self, outlet: str | None = None) -> list[Habit]:
            """How an outlet's phrases are read, those corrected last first; of all outlets for
            None."""

        def habits_in(self, number: int) -> list[Habit]:
            """The same of the article's outlet; of articles of none, where it has none."""

        def crediting(self, outlet: str, limit: int) -> list[int]:
            """The newest articles of an outlet that credit others, by number; outlet: its uid,
            empty for articles without one."""

        def carried_in(self, number: int) -> dict[str, Carried]:
            """Uid of each claim of an article that shows relay steps of an older version ->
            those."""
