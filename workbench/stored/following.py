"""Questions that come late: they are found when somebody had finished the article already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.domain.decision import Decision
from workbench.domain.fact import Kind, fact_id
from workbench.verbs.facts import PackedFacts

Place = tuple[int, int, str]
"""start, end, kind of a question."""


def late_questions(
    standing: Mapping[Place, bool], run: PackedFacts
) -> tuple[frozenset[Place], frozenset[Place]]:
    """The questions of a finished article that come late, and those of them that come now.
    standing: those that it had, and whether each came late."""
    late = frozenset(one[:3] for one in run.questions if standing.get(one[:3], True))
    return late, late - standing.keys()


def unanswered(
    decisions: Sequence[Decision], places: Iterable[Place], analysts: Iterable[str]
) -> int:
    """How many of these questions each of these analysts has not answered, summed up."""
    asked = {fact_id(Kind(kind), start, end) for start, end, kind in places}
    return sum(len(asked - _answered(decisions, analyst)) for analyst in analysts)


def _answered(decisions: Iterable[Decision], analyst: str) -> set[str]:
    return {one.fact for one in decisions if one.analyst == analyst and one.verdict.is_answer}
