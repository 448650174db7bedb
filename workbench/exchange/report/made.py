"""How claims came about: as the machine read them, corrected, or made by hand.

An accepted claim looks like any other, and nobody may have looked twice at who is said to say it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from workbench.domain.claim import Claim
from workbench.domain.decision import Decision, Verdict


class Made(Enum):
    """How a claim came about."""

    AS_READ = "as read"
    """Accepted as the machine proposed it: its words and its chain are the machine's."""
    CORRECTED = "corrected"
    """Accepted with other words or another chain, or with words of the analyst's beside it."""
    BY_HAND = "by hand"


_OWN = ("restatement", "gloss", "note", "verdict")
"""Fields that the machine never fills: it proposes times and places too, and a topic is given to
many claims at once without a look at any."""


def made(claim: Claim, decisions: Iterable[Decision]) -> Made:
    """How a claim came about. decisions: on its article; a change of a claim's words or hops makes
    its analyst's decision a correction for good."""
    if claim.fact is None:
        return Made.BY_HAND
    verdicts = [one.verdict for one in decisions if one.claim == claim.uid]
    if Verdict.CORRECTED in verdicts or any(getattr(claim, name) for name in _OWN):
        return Made.CORRECTED
    return Made.AS_READ
