"""What an article derives from, as one analyst has answered it.

A printed credit is a fact, an answer to it is a decision, and what a correction says otherwise is a
judgement; a similarity is a likeness, and an answer to it is a judgement as well. Here they are put
together, for one analyst at a time: what colleagues said never enters a claim's chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Credit, Fact, Speaker, SpeakerClass
from workbench.domain.habit import Habit, Habits
from workbench.domain.relay import (
    Around,
    Reach,
    Relay,
    RelayBasis,
    RelayJudgement,
    RelayKind,
    RelayStatus,
)

ANSWERS = {
    Verdict.ACCEPTED: RelayStatus.CONFIRMED,
    Verdict.CORRECTED: RelayStatus.CONFIRMED,
    Verdict.REJECTED: RelayStatus.REJECTED,
}
"""The verdicts that answer a credit; any other leaves it open."""


@dataclass(frozen=True, slots=True)
class Descent:
    """What an article's relays are worked out from, whoever's they are."""

    facts: Sequence[Fact] = ()
    decisions: Sequence[Decision] = ()
    likenesses: Sequence[Relay] = ()
    judgements: Sequence[RelayJudgement] = ()
    habits: Habits = field(default_factory=Habits)
    _answered: dict[str, tuple[Relay, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """By analyst, what each statement of an article asks for again."""

    def relays_of(self, analyst: str) -> tuple[Relay, ...]:
        """The relays as one analyst has answered them: printed ones in text order, then similar
        articles, then added ones. What colleagues said of them does not enter."""
        if analyst not in self._answered:
            self._answered[analyst] = self._relays(
                [one for one in self.decisions if one.analyst == analyst],
                [one for one in self.judgements if one.analyst == analyst],
            )
        return self._answered[analyst]

    def relays_agreed(
        self, analyst: str, sides: Sequence[str], *, rest: RelayStatus | None = None
    ) -> tuple[Relay, ...]:
        """As `relays_of`, but where the analyst said nothing the answers that all sides give alike
        stand: of a claim that she put in the place of theirs. rest: what becomes of the relays
        in which they differ; None for what the machine reads."""
        hers = {_key(one): one for one in self.relays_of(analyst)}
        theirs = [{_key(one): one for one in self.relays_of(name)} for name in sides]
        answered = {one.fact for one in self.decisions if one.analyst == analyst}
        answered |= {
            one.fact or one.other or one.outlet for one in self.judgements if one.analyst == analyst
        }
        found = []
        for key in dict.fromkeys((*hers, *theirs[0])):
            one, *others = (each.get(key) for each in theirs)
            mine = hers.get(key)
            if key not in answered and all(other == one for other in others):
                mine = one
            elif mine and rest and key not in answered:
                mine = replace(mine, status=rest)
            found.append(mine)
        return tuple(filter(None, found))

    def relays_seen_by(self, analyst: str) -> tuple[Relay, ...]:
        """As `relays_of`, but where the analyst said nothing a colleague's answer stands: what is
        told of the article, never what is told of a claim."""
        return self._relays(
            sorted(self.decisions, key=lambda one: one.analyst == analyst),
            sorted(self.judgements, key=lambda one: one.analyst == analyst),
        )

    def habits_of(self, analyst: str) -> tuple[Habit, ...]:
        """The habits by which the credits are read that this analyst has not answered."""
        answered = {
            one.fact for one in self.decisions if one.analyst == analyst and one.verdict in ANSWERS
        }
        found: dict[Habit, None] = {}
        for fact in self.facts:
            if isinstance(fact.attributes, Credit) and fact.id not in answered:
                found |= dict.fromkeys(self.habits_read(fact, fact.attributes))
        return tuple(found)

    def habits_read(self, fact: Fact, credit: Credit) -> tuple[Habit, ...]:
        """The habits by which a credit is read that nobody answered."""
        return self.habits.of_credit(fact.span.exact, credit.outlet, Reach(credit.reach))

    def said_by(self, speaker: Speaker) -> Speaker:
        """Somebody whom the machine read in the text; an outlet by the name that the habits give
        it, so that whom a credit names and a speaker told ("kepada AFP") are one."""
        if speaker.speaker_class is not SpeakerClass.OUTLET or not self.habits.names:
            return speaker
        names = tuple(map(self.habits.name, speaker.names))
        name = self.habits.name(speaker.name) if speaker.name else speaker.name
        return replace(speaker, name=name, names=names)

    def named(self) -> tuple[set[str], set[str]]:
        """Names of all outlets, and uids of all articles, that any analyst's relays name."""
        outlets = {one.outlet for one in self.judgements if one.outlet}
        articles = {one.other for one in self.judgements if one.other}
        for fact in self.facts:
            if isinstance(fact.attributes, Credit):
                printed = fact.attributes.outlet
                outlets |= {printed, self.habits.name(printed)}
        return outlets, articles | {one.article for one in self.likenesses}

    def _relays(
        self, decisions: Iterable[Decision], judgements: Iterable[RelayJudgement]
    ) -> tuple[Relay, ...]:
        answers: dict[str, RelayStatus] = {}
        for decision in decisions:
            if status := ANSWERS.get(decision.verdict):
                answers[decision.fact] = status
        corrected: dict[str, RelayJudgement] = {}
        judged: dict[str, RelayJudgement] = {}
        for judgement in judgements:
            if judgement.fact:
                corrected[judgement.fact] = judgement
            else:
                judged[judgement.other or judgement.outlet] = judgement
        printed = [
            self._printed(fact, fact.attributes, answers.get(fact.id), corrected.get(fact.id))
            for fact in self.facts
            if isinstance(fact.attributes, Credit)
        ]
        alike = [_answered(relay, judged.pop(relay.article, None)) for relay in self.likenesses]
        return (*printed, *alike, *map(_added, judged.values()))

    def _printed(
        self, fact: Fact, credit: Credit, status: RelayStatus | None, mine: RelayJudgement | None
    ) -> Relay:
        """A printed credit: as it was corrected; else, while it is open, as the outlet's habits
        have it; else as the machine read it."""
        outlet, reach = credit.outlet, Reach(credit.reach)
        if status is None:
            reach = self.habits.reach(fact.span.exact, outlet, reach)
            outlet = self.habits.name(outlet)
        relay = Relay(
            RelayKind.RELAYS,
            RelayBasis(credit.basis),
            status or RelayStatus.SUGGESTED,
            outlet=outlet,
            span=fact.span,
            reach=reach,
            around=Around(credit.paragraph, credit.statement),
            is_joint=credit.joint,
            fact=fact.id,
        )
        if mine is None:
            return relay
        return replace(
            relay,
            outlet=mine.outlet,
            span=mine.span or relay.span,
            reach=mine.reach,
            around=mine.around if mine.span else relay.around,
        )


def _key(relay: Relay) -> str:
    """What a relay is known by, whoever answered it."""
    return relay.fact or relay.article or relay.outlet


def _answered(relay: Relay, answer: RelayJudgement | None) -> Relay:
    """What the article is like, as it was judged."""
    return replace(relay, kind=answer.kind, status=answer.status) if answer else relay


def _added(answer: RelayJudgement) -> Relay:
    """A relay that nothing but an analyst speaks of."""
    return Relay(
        answer.kind,
        RelayBasis.ANALYST,
        answer.status,
        outlet=answer.outlet,
        article=answer.other,
        span=answer.span,
        reach=answer.reach,
        around=answer.around,
    )
