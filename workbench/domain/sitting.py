"""What a sitting came to, worked out from its journal entries alone.

Only the outcome counts: what was undone again within the sitting was not done. Knows no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.decision import Verdict
from workbench.domain.journal import Entry, Record


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How the facts of one rule were answered."""

    rule: str
    accepted: int
    corrected: int
    rejected: int

    @property
    def answered(self) -> int:
        """Answers that say whether the rule was right."""
        return self.accepted + self.corrected + self.rejected


@dataclass(frozen=True, slots=True)
class Work:
    """What was done in a sitting."""

    acts: Mapping[str, int]
    """Name of the act -> how often, undo and redo among them."""
    decisions: Mapping[str, int]
    """Verdict -> how many facts have it in the end."""
    claims: int
    """Claims that were recorded, and stayed."""
    rules: tuple[RuleTally, ...]
    """The rules whose facts were answered, those with the most answers first."""


def work_of(entries: Iterable[Entry]) -> Work:
    """What these entries of one sitting, oldest first, came to."""
    acts: Counter[str] = Counter()
    first: dict[tuple[str, str], Record | None] = {}
    last: dict[tuple[str, str], Record | None] = {}
    for entry in entries:
        acts[entry.op] += 1
        for change in entry.changes:
            key = change.entity, change.uid
            first.setdefault(key, change.before)
            last[key] = change.after
    decided = [
        record
        for key, record in last.items()
        if key[0] == "decision" and record and record != first[key]
    ]
    made = [
        key for key, record in last.items() if key[0] == "claim" and record and first[key] is None
    ]
    verdicts = Counter(str(record["verdict"]) for record in decided)
    return Work(dict(acts), dict(verdicts), len(made), _by_rule(decided))


def _by_rule(decided: Iterable[Record]) -> tuple[RuleTally, ...]:
    answers = Counter((str(record["rule"]), str(record["verdict"])) for record in decided)
    return tally_rules((*key, count) for key, count in answers.items())


def tally_rules(answers: Iterable[tuple[str, str, int]]) -> tuple[RuleTally, ...]:
    """How the facts of each rule were answered, the rules with the most answers first. answers:
    rule, verdict, how often; what says nothing of the rule is left out."""
    counts: dict[str, Counter[str]] = {}
    for rule, verdict, count in answers:
        counts.setdefault(rule, Counter())[verdict] += count
    tallies = (
        RuleTally(
            rule,
            of[Verdict.ACCEPTED.value],
            of[Verdict.CORRECTED.value],
            of[Verdict.REJECTED.value],
        )
        for rule, of in counts.items()
    )
    return tuple(
        sorted((one for one in tallies if one.answered), key=lambda one: (-one.answered, one.rule))
    )
