"""Which of an analyst's claims read otherwise since what she said of credits last.

A chain is computed, so that an answer to a credit, or what is learnt of it, changes chains that
nobody touched, in other articles too. What they were is worked out from the journal: the same rules
over what was said before. Nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from workbench.domain.article import Article
from workbench.domain.chain import Chain
from workbench.domain.claim import Claim
from workbench.domain.decision import Decision
from workbench.domain.descent import Descent
from workbench.domain.fact import Kind
from workbench.domain.habit import Habit, Habits
from workbench.domain.journal import Change, Entry
from workbench.domain.relay import RelayJudgement
from workbench.services.credits import MOST_COUNTED
from workbench.services.extraction import facts_of
from workbench.services.lineage import Lineage, descent_of, lineage_of
from workbench.services.view import final_sources, named_sources
from workbench.services.workbench import Workbench

_LOOKED_AT = 200
"""Journal entries in which the last acts on credits are looked for."""


@dataclass(frozen=True, slots=True)
class Rechained:
    """A claim with its chain before some acts on credits, and now."""

    claim: Claim
    number: int
    """Of its article."""
    before: Chain
    now: Chain


def last_on_credits(bench: Workbench) -> list[Entry]:
    """The analyst's last acts on credits that follow each other, newest first: taking a reach
    through the three is several."""
    recent = bench.store.journal.recent(_LOOKED_AT)
    mine = (entry for entry in recent if entry.analyst == bench.analyst)
    return list(takewhile(_is_on_credits, dropwhile(lambda one: not _is_on_credits(one), mine)))


def rechained(bench: Workbench, entries: Sequence[Entry]) -> list[Rechained]:
    """The analyst's claims whose chains name others, or in another order, than before these acts,
    newest first, were done; by article, in text order."""
    changes = [change for entry in entries for change in reversed(entry.changes)]
    found: list[Rechained] = []
    for number in _numbers(bench, changes):
        mine = [
            one for one in bench.store.claims.of_article(number) if one.analyst == bench.analyst
        ]
        if mine:
            found += _of_article(bench, number, mine, changes)
    return found


def _is_on_credits(entry: Entry) -> bool:
    return any(_is_on_credit(change) for change in entry.changes)


def _is_on_credit(change: Change) -> bool:
    record = change.after or change.before or {}
    return change.entity in ("relay", "habit") or (
        change.entity == "decision" and record["kind"] == Kind.RELAY.value
    )


def _numbers(bench: Workbench, changes: Iterable[Change]) -> list[int]:
    """The articles whose chains they may change: their own, and those that a habit is about."""
    numbers: set[int] = set()
    for change in changes:
        record = change.after or change.before or {}
        if change.entity == "habit":
            numbers.update(bench.store.relays.crediting(record["outlet"], MOST_COUNTED))
        elif _is_on_credit(change) and (found := bench.store.articles.by_uid(record["article"])):
            numbers.add(found.number)
    return sorted(numbers)


def _of_article(
    bench: Workbench, number: int, mine: Sequence[Claim], changes: Sequence[Change]
) -> Iterator[Rechained]:
    article = bench.store.articles.get(number)
    facts = list(facts_of(bench, number, Kind.RELAY))
    decisions = bench.store.decisions.of_article(number)
    judgements = bench.store.relays.judgements(number)
    descent = descent_of(bench, article, facts, decisions, judgements=judgements)
    now = lineage_of(bench, article, descent)
    before = _before(lineage_of(bench, article, _undone(descent, article, changes)), changes)
    named = named_sources(article, mine, now) | named_sources(article, mine, before)
    names = {uid: source.name for uid, source in final_sources(bench, named).items()}
    for claim in mine:
        was, reads = before.chain(claim, names), now.chain(claim, names)
        if was.words != reads.words:
            yield Rechained(claim, number, was, reads)


def _undone(descent: Descent, article: Article, changes: Iterable[Change]) -> Descent:
    """What the article derived from before the changes, the last of which comes first."""
    decisions = {one.uid: one for one in descent.decisions}
    judgements = {one.uid: one for one in descent.judgements}
    habits = {
        one.uid: one for one in (*descent.habits.reaches.values(), *descent.habits.names.values())
    }
    outlet = article.metadata.outlet or ""
    for change in changes:
        before, record = change.before, change.after or change.before or {}
        if change.entity == "habit" and record["outlet"] == outlet:
            habits.pop(change.uid, None)
            habits |= {change.uid: Habit.from_record(before)} if before else {}
        elif change.entity == "relay" and record["article"] == article.uid:
            judgements.pop(change.uid, None)
            judgements |= {change.uid: RelayJudgement.from_record(before)} if before else {}
        elif change.entity == "decision" and record["article"] == article.uid:
            decisions.pop(change.uid, None)
            decisions |= {change.uid: Decision.from_record(before)} if before else {}
    return replace(
        descent,
        decisions=tuple(decisions.values()),
        judgements=tuple(judgements.values()),
        habits=Habits.of(habits.values()),
    )


def _before(lineage: Lineage, changes: Iterable[Change]) -> Lineage:
    """With the steps of an older version that claims showed before the changes."""
    carried = dict(lineage.carried)
    for change in changes:
        if change.entity == "carried" and change.before:
            carried[change.uid] = tuple(map(tuple, change.before["steps"]))
    return replace(lineage, carried=carried)
