"""What a machine proposes of two statements, and nobody has answered: it says so of pairs that it
compared beforehand, and here it is told as the desk tells it.

Nothing is counted by it: an answer is a link, and then a tie of the statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workbench.domain.claim import Assertion
from workbench.domain.counterpart import Differs, Stance
from workbench.exchange.report.statements import Statement


class Unanswered(NamedTuple):
    """Words of an article that no claim of the report stands on."""

    words: str
    number: int
    """Of the article."""
    outlet: str
    stance: Assertion
    is_reviewed: bool
    """Whether they are somebody's claim, more than what the machine read."""


class Proposal(NamedTuple):
    """How some words elsewhere stand to a statement, as it comes in."""

    claims: tuple[str, ...]
    """Uids of the statement's, in the report or not."""
    others: tuple[str, ...]
    """Uids of the claims on the words elsewhere."""
    said: Unanswered
    """The words, where the report has none of these claims."""
    stance: Stance
    is_ours: bool
    """Whether it is the statement that does so to the words elsewhere."""
    differs: tuple[Differs, ...] = ()
    """As the statement has it first."""


class Proposed(NamedTuple):
    """How a statement of the report may stand to another one, or to words beside it."""

    other: Statement | Unanswered
    stance: Stance
    is_ours: bool
    differs: tuple[Differs, ...]


def proposed(
    statements: Iterable[Statement], proposals: Iterable[Proposal]
) -> Mapping[Statement, tuple[Proposed, ...]]:
    """The statements of which something is proposed, those that say it first for all that do, with
    what it is. Nothing of two that an analyst tied, or that say the very same words."""
    by_claim = {
        place.claim.uid: one.said_before or one for one in statements for place in one.places
    }
    found: dict[Statement, dict[object, Proposed]] = {}
    for each in proposals:
        for one in dict.fromkeys(by_claim[uid] for uid in each.claims if uid in by_claim):
            others = dict.fromkeys(by_claim[uid] for uid in each.others if uid in by_claim)
            tied = {one, *(tie.other for tie in one.ties)}
            for other in others or (each.said,):
                if other not in tied:
                    what = Proposed(other, each.stance, each.is_ours, each.differs)
                    found.setdefault(one, {}).setdefault(other, what)
    return {one: tuple(there.values()) for one, there in found.items()}
