"""Where analysts agree and differ on the same words of an article.

Pure: compares what is handed in and decides nobody right. Whether an analyst may see a colleague's
work yet is decided here too, in one place: judgements made after seeing another's are not
independent of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim
from workbench.domain.coverage import Nothing
from workbench.domain.decision import Decision, Verdict
from workbench.domain.span import Span

_HELD = (Verdict.ACCEPTED, Verdict.CORRECTED)
_NOTHING = "nothing here"
_SAME_WORDS = 0.5
"""Share of the longer span that two claims must have in common to be of the same words."""


def judgement_stands(state: ReadingState, open_questions: int) -> bool:
    """Whether an analyst's own judgement of an article stands, so that others' may be seen."""
    return state.is_finished or not open_questions


@dataclass(frozen=True, slots=True)
class Difference:
    """One colleague sees the same words otherwise."""

    key: str
    """Id of the fact that both answered, else the uid of the analyst's own claim."""
    span: Span
    analyst: str
    """The colleague."""
    what: str
    """In words: "rejected, you: accepted"."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two analysts said the same of the same words, and where not."""

    same: int = 0
    differences: tuple[Difference, ...] = ()

    def on(self, key: str) -> tuple[Difference, ...]:
        """The differences on a fact, or a claim by hand."""
        return tuple(one for one in self.differences if one.key == key)

    def __str__(self) -> str:
        return f"{self.same} same, {len(self.differences)} different"


def agreement(
    analyst: str,
    decisions: Sequence[Decision],
    claims: Sequence[Claim],
    names: Mapping[str, str],
    nothings: Sequence[Nothing] = (),
) -> Agreement:
    """An analyst's answers, claims and marks on an article beside everybody else's, pair by pair.

    names maps a source's uid to its name; uids that mean one source must have one name. That two
    marked one sentence is not counted: most sentences hold nothing.
    """
    found = [
        *_on_facts(analyst, decisions, claims, names),
        *_by_hand(analyst, claims, names),
        *_on_nothing(analyst, claims, nothings),
    ]
    different = sorted(
        (one for one in found if one.what), key=lambda one: (one.span.start, one.analyst)
    )
    return Agreement(len(found) - len(different), tuple(different))


def _on_facts(
    analyst: str,
    decisions: Sequence[Decision],
    claims: Sequence[Claim],
    names: Mapping[str, str],
) -> Iterable[Difference]:
    """One for each answer of a colleague to what the analyst answered too."""
    answered = [decision for decision in decisions if decision.verdict.is_answer]
    mine = {decision.fact: decision for decision in answered if decision.analyst == analyst}
    by_uid = {claim.uid: claim for claim in claims}
    for theirs in answered:
        own = mine.get(theirs.fact)
        if own is None or theirs.analyst == analyst:
            continue
        what = _verdicts(own.verdict, theirs.verdict)
        if not what and theirs.claim in by_uid and own.claim in by_uid:
            what = claim_difference(by_uid[own.claim], by_uid[theirs.claim], names)
        yield Difference(theirs.fact, own.span, theirs.analyst, what)


def _by_hand(
    analyst: str, claims: Sequence[Claim], names: Mapping[str, str]
) -> Iterable[Difference]:
    """One for each pair of claims on the same words that came of no common fact."""
    others = sorted(
        (claim for claim in claims if claim.analyst != analyst), key=lambda one: one.span.start
    )
    starts = [claim.span.start for claim in others]
    for own in claims:
        if own.analyst != analyst:
            continue
        # What has more than half of the longer span in common is not twice as long.
        reach = 2 * (own.span.end - own.span.start)
        low = bisect_left(starts, own.span.start - reach)
        for theirs in others[low : bisect_left(starts, own.span.end)]:
            if own.fact and own.fact == theirs.fact:
                continue
            if _common(own.span, theirs.span) > _SAME_WORDS:
                what = claim_difference(own, theirs, names)
                yield Difference(own.fact or own.uid, own.span, theirs.analyst, what)


def _on_nothing(
    analyst: str, claims: Sequence[Claim], nothings: Sequence[Nothing]
) -> Iterable[Difference]:
    """One for each claim in a sentence where a colleague says there is nothing to record, and for
    each of a colleague's where the analyst says so."""
    marks = sorted(nothings, key=lambda mark: mark.span.start)
    starts = [mark.span.start for mark in marks]
    longest = max((mark.span.end - mark.span.start for mark in marks), default=0)
    for claim in claims:
        low = bisect_left(starts, claim.span.start - longest)
        near = marks[low : bisect_left(starts, claim.span.end)]
        whose = {mark.analyst for mark in near if mark.span.end > claim.span.start}
        if claim.analyst == analyst:
            for other in sorted(whose - {analyst}):
                yield Difference(claim.fact or claim.uid, claim.span, other, _NOTHING)
        elif analyst in whose:
            yield Difference(claim.uid, claim.span, claim.analyst, f"a claim, you: {_NOTHING}")


def _verdicts(mine: Verdict, theirs: Verdict) -> str:
    if mine is theirs or (mine in _HELD and theirs in _HELD):
        return ""
    return f"{theirs.value}, you: {mine.value}"


def _common(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(one.end - one.start, other.end - other.start)


def says_the_same(mine: Claim, theirs: Claim, names: Mapping[str, str]) -> bool:
    """Whether a colleague's claim says nothing that counts otherwise on the same words."""
    is_common = mine.fact is not None and mine.fact == theirs.fact
    is_common = is_common or _common(mine.span, theirs.span) > _SAME_WORDS
    is_more = theirs.verdict and not mine.verdict
    return is_common and not is_more and not claim_difference(mine, theirs, names)


def claim_difference(mine: Claim, theirs: Claim, names: Mapping[str, str]) -> str:
    """What a colleague's claim on the same words says otherwise; empty when nothing that counts:
    bounds, whom it comes from, how firmly that source says it, what both hold of its truth."""
    here, there = _from(mine, names), _from(theirs, names)
    if here != there:
        return f"from {there}, you: from {here}"
    if mine.hops and theirs.hops:
        firm, firmer = mine.hops[-1].factuality.word, theirs.hops[-1].factuality.word
        if firm != firmer:
            return f"{firmer}, you: {firm}"
    if mine.verdict and theirs.verdict and mine.verdict != theirs.verdict:
        return f"{theirs.verdict}, you: {mine.verdict}"
    if (mine.span.start, mine.span.end) != (theirs.span.start, theirs.span.end):
        return "other bounds"
    return ""


def _from(claim: Claim, names: Mapping[str, str]) -> str:
    if not claim.hops:
        return "the article"
    last = claim.hops[-1]
    named = " + ".join(sorted({names.get(uid, uid) for uid in last.sources}))
    return named or "nobody named"
