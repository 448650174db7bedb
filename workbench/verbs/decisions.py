"""What analysts did with facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from workbench.domain.decision import AnsweredAt, Decision
    from workbench.domain.fact import Kind
    from workbench.domain.trust import Answered

    class Decisions(Protocol):
        """What can be asked about decisions."""

        def of_article(self, number: int) -> list[Decision]:
            """Every analyst's decisions on the article's facts, in text order."""

        def answered(self, *, viewer: str = "") -> list[Answered]:
            """What analysts answered, counted by rule, kind, outlet and language, as far as the
            viewer may see it; all without one."""

        def newest_of_rules(self, *, viewer: str = "") -> dict[str, int]:
            """Rule -> number of the newest article where a fact of it was decided, as far as the
            viewer may see that."""

        def to_kind(self, kind: Kind, *, viewer: str = "", articles: int) -> list[AnsweredAt]:
            """How facts of a kind were accepted, corrected or rejected, by article and place, as
            far as the viewer may see it; all without one. articles: of so many of those with such
            answers, the newest ones."""
