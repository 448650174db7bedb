"""What an analyst has covered of an article, and the mark that a sentence has nothing to record.

The mark is a thing of the journal like an answer: one for each sentence and analyst, taken back by
undo, kept from colleagues until their own judgement stands. Texts never change, so marks stay where
they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.coverage import Cover, Coverage, Covering, Nothing
from workbench.domain.fact import LINE_KINDS, Fact, Kind
from workbench.domain.journal import Change, Entry
from workbench.domain.segment import Extent
from workbench.domain.span import Span, shorten
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench

_ASKED = (Kind.QUOTE, Kind.RELAY, Kind.EVENT)
"""Kinds of facts that are asked for: an answer to a name or a number covers no sentence."""
_NO_BODY = frozenset(LINE_KINDS) - {Kind.TITLE}
"""Kinds of lines that want nothing. A headline says something, and often more than the text."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What is left of an article when it is called done."""

    uncovered: int
    """Sentences that nothing covers."""
    statements: tuple[Fact, ...]
    """Open questions over what somebody says: a quotation, or words with a cue."""


def coverage_of(view: ArticleView) -> Coverage:
    """The sentences of an article with what covers each, for the view's analyst."""
    answers = (
        decision
        for decision in view.decisions
        if decision.analyst == view.analyst
        and decision.verdict.is_answer
        and decision.kind in _ASKED
    )
    covering = Covering(
        claims=[piece for claim in view.my_claims() for piece in claim.span.pieces],
        answers=[piece for decision in answers for piece in decision.span.pieces],
        nothings=[(mark.span.start, mark.span.end) for mark in my_nothings(view)],
        no_body=[(fact.span.start, fact.span.end) for fact in view.facts if fact.kind in _NO_BODY],
    )
    return Coverage(view.text, covering, view.sentence_words)


def missed(view: ArticleView) -> Missed:
    """What is left of an article for the view's analyst."""
    open_ones = view.open_questions()
    return Missed(
        coverage_of(view).uncovered, tuple(one for one in open_ones if one.kind is Kind.QUOTE)
    )


def my_nothings(view: ArticleView) -> list[Nothing]:
    """The analyst's own marks, in text order."""
    return [mark for mark in view.nothings if mark.analyst == view.analyst]


def mark_nothing(bench: Workbench, view: ArticleView, sentences: Iterable[Extent]) -> Entry | None:
    """Say that there is nothing to record in these sentences, as one act; None where all of them
    are covered, or are no body."""
    covered = coverage_of(view)
    wanted = {*sentences}.intersection(covered.of(Cover.UNCOVERED))
    marks = [
        Nothing(view.article.uid, bench.analyst, Span.of(view.text, *extent))
        for extent in sorted(wanted)
    ]
    if not marks:
        return None
    changes = [Change.between("nothing", None, mark) for mark in marks]
    changes.append(bench.opening(view.article.uid))
    return bench.act("nothing here", changes, _about(view, marks))


def unmark_nothing(bench: Workbench, view: ArticleView, reach: Iterable[Extent]) -> Entry | None:
    """Take the marks back that share words with these stretches, as one act; None where none
    does."""
    stretches = list(reach)
    marks = [
        mark
        for mark in my_nothings(view)
        if any(mark.span.overlaps(start, end) for start, end in stretches)
    ]
    changes = [Change.between("nothing", mark, None) for mark in marks]
    return bench.act("something here", changes, _about(view, marks)) if marks else None


def _about(view: ArticleView, marks: list[Nothing]) -> str:
    if len(marks) > 1:
        return f"{len(marks)} sentences of #{view.number}"
    return f"“{shorten(marks[0].span.exact, 30)}” of #{view.number}"
