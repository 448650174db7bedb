"""What an analyst put into a claim beyond accepting what the machine found: it goes with the claim.

Whoever takes a claim out asks here first what that would lose, in words for the analyst. Nothing
here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.domain.claim import CLAIM_FIELDS, Claim, Hop
from workbench.present.counting import counted
from workbench.services.review import proposed_claim
from workbench.services.sources import NameBook
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench


def added_to(bench: Workbench, view: ArticleView, claim: Claim) -> list[str]:
    """What was added to a claim of the analyst's, "the words you chose", "2 notes"; nothing where
    accepting its fact anew would give all of it."""
    return [*_edits(bench, view, claim), *_hanging(view, claim)]


def _edits(bench: Workbench, view: ArticleView, claim: Claim) -> Iterator[str]:
    fact = view.fact(claim.fact or "")
    proposed = proposed_claim(bench, view, fact, NameBook(bench)) if fact else None
    if proposed is None or claim.span != proposed.span:
        yield "the words you chose"
    if proposed is None or _final(view, claim.hops) != _final(view, proposed.hops):
        yield "its chain"
    for name in (*CLAIM_FIELDS, "verdict"):
        words = getattr(claim, name)
        if words and words != getattr(proposed, name, ""):
            yield f"its {name}"


def _final(view: ArticleView, hops: tuple[Hop, ...]) -> list[Hop]:
    """The hops with what their sources were merged into."""
    return [
        replace(
            hop,
            sources=tuple(
                view.sources[uid].uid if uid in view.sources else uid for uid in hop.sources
            ),
        )
        for hop in hops
    ]


def _hanging(view: ArticleView, claim: Claim) -> Iterator[str]:
    mine = view.analyst
    if any(one.claim == claim.uid and one.analyst == mine for one in view.assessments):
        yield "your judgement"
    links = sum(claim.uid in (one.claim, one.other) and one.analyst == mine for one in view.links)
    if links:
        yield counted(links, "link")
    notes = sum(
        one.subject_uid.partition("/")[0] == claim.uid and one.analyst == mine for one in view.notes
    )
    if notes:
        yield counted(notes, "note")
