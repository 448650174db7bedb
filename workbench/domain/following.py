"""Decisions follow their facts: what becomes of answers when an article's facts are computed anew.

A decision holds on to kind and bounds. Where the rules found other bounds for the same words it
moves to them, if there is no doubt which fact that is; else it stays with its words. Nothing that
people answered is lost, and nothing is answered that nobody was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from workbench.domain.decision import Decision
from workbench.domain.fact import Fact
from workbench.domain.journal import Change, Entry, Record


@dataclass(frozen=True, slots=True)
class Move:
    """One decision at the bounds of its fact before and after."""

    before: Decision
    after: Decision

    def changes(self) -> tuple[Change, Change]:
        """The move as the journal has it: `moves_of` finds it by the two standing together."""
        return (
            Change("decision", self.before.uid, self.before.to_record(), None),
            Change("decision", self.after.uid, None, self.after.to_record()),
        )


@dataclass(frozen=True, slots=True)
class Following:
    """What becomes of an article's decisions; those that it does not name are as they were."""

    moves: tuple[Move, ...] = ()
    kept: tuple[Decision, ...] = ()
    """They have no fact any more, or there was doubt which: they stay with their words."""
    changed: tuple[Decision, ...] = ()
    """Their fact has the same bounds and says something else now."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What extraction runs came to, counted."""

    articles: int = 0
    facts: int = 0
    moved: int = 0
    """Decisions that follow their fact to other bounds."""
    kept: int = 0
    """Decisions that stay with their words: no fact, or no single one, is left of theirs."""
    changed: int = 0
    """Decisions whose fact says something else at the same bounds."""
    late: int = 0
    """New questions in articles that an analyst had finished: they are not open for her."""

    def __add__(self, other: Followed) -> Followed:
        sums = (getattr(self, one.name) + getattr(other, one.name) for one in fields(self))
        return Followed(*sums)

    def to_record(self) -> dict[str, int]:
        """The counts by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def touches_answers(self) -> bool:
        """Whether an analyst wants to hear of it."""
        return bool(self.moved or self.kept or self.changed or self.late)


def follow(
    decisions: Sequence[Decision], before: Iterable[Fact], after: Iterable[Fact]
) -> Following:
    """What becomes of all analysts' decisions on one article.

    A decision without a fact at its bounds moves to the one fact of its kind that overlaps it and
    was not there before: what was there is another fact, with a question of its own. It stays where
    there are several, where its analyst answered that fact already, or where two of its analyst's
    decisions want the same.
    """
    old = {fact.id: fact for fact in before}
    new = {fact.id: fact for fact in after}
    fresh = [fact for identity, fact in new.items() if identity not in old]
    answered = {(decision.analyst, decision.fact) for decision in decisions}
    homeless = [decision for decision in decisions if decision.fact not in new]
    wanted = {decision: _only(decision, fresh, answered) for decision in homeless}
    rivals = Counter((one.analyst, fact.id) for one, fact in wanted.items() if fact)
    moves, kept = [], []
    for decision, fact in wanted.items():
        if fact and rivals[decision.analyst, fact.id] == 1:
            moves.append(Move(decision, replace(decision, span=fact.span)))
        else:
            kept.append(decision)
    changed = [
        decision
        for decision in decisions
        if decision.fact in old
        and decision.fact in new
        and old[decision.fact].attributes != new[decision.fact].attributes
    ]
    return Following(tuple(moves), tuple(kept), tuple(changed))


def _only(decision: Decision, fresh: Sequence[Fact], answered: set[tuple[str, str]]) -> Fact | None:
    """The one fact that the decision can mean now; None without one, or with several."""
    start, end = decision.span.start, decision.span.end
    overlapping = [
        fact
        for fact in fresh
        if fact.kind is decision.kind and fact.span.start < end and start < fact.span.end
    ]
    if len(overlapping) != 1 or (decision.analyst, overlapping[0].id) in answered:
        return None
    return overlapping[0]


def moves_of(run: Entry) -> list[Move]:
    """The moves that an extraction run wrote into the journal."""
    return [
        Move(Decision.from_record(gone.before), Decision.from_record(come.after))
        for gone, come in zip(run.changes, run.changes[1:], strict=False)
        if gone.entity == come.entity == "decision" and gone.before and come.after
    ]


def carried(changes: Iterable[Change], run: Entry) -> tuple[Change, ...]:
    """An act's changes as they would be, had it been made behind an extraction run: the decisions
    that it made, and their claims, stand at the bounds that the run moved them to."""
    moves = {move.before.uid: move for move in moves_of(run)}
    facts = {
        (move.before.article, move.before.analyst, move.before.fact): move.after.fact
        for move in moves.values()
    }
    moved = []
    for change in changes:
        if change.entity == "decision" and (move := moves.get(change.uid)):
            sides = (_at(move.after, record) for record in (change.before, change.after))
            moved.append(Change("decision", move.after.uid, *sides))
        elif change.entity in ("claim", "relay"):
            sides = (_linked(facts, record) for record in (change.before, change.after))
            moved.append(Change(change.entity, change.uid, *sides))
        else:
            moved.append(change)
    return tuple(moved)


def _at(moved: Decision, record: Record | None) -> Record | None:
    return record and replace(Decision.from_record(record), span=moved.span).to_record()


def _linked(facts: dict[tuple[str, str, str], str], record: Record | None) -> Record | None:
    """A record with the link to its fact moved along: a claim's, or a corrected credit's."""
    if not record or not record.get("fact"):
        return record
    fact = facts.get((record["article"], record["analyst"], record["fact"]), record["fact"])
    return {**record, "fact": fact}
