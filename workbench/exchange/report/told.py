"""The articles of a report with their claims, each where it stands and with its chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Claim, ClaimState
from workbench.domain.fact import Fact
from workbench.domain.family import Families
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report.assured import assured
from workbench.exchange.report.statements import Place
from workbench.told.reading import Reading, reading_of
from workbench.told.said_when import Speaking, When


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An article of the report."""

    annotated: AnnotatedArticle
    places: tuple[Place, ...]
    """In text order."""
    questions: tuple[Fact, ...]
    """Open ones, where nobody has finished the article."""
    is_finished: bool
    """Whether an analyst said that nothing more is to be recorded, or set it aside."""


def is_told(claim: Claim) -> bool:
    """Whether a report tells a claim: its analyst still holds it."""
    return claim.state is not ClaimState.WITHDRAWN


def published(annotated: AnnotatedArticle) -> tuple[str, int, str]:
    """What articles are ordered by: what is not dated comes last."""
    article = annotated.article
    return article.metadata.day or "9999", article.number, article.uid


def told_articles(
    every: Sequence[AnnotatedArticle], names: Mapping[str, str], families: Families
) -> Iterator[Told]:
    """The articles with their claims, those that are told numbered through. names: of sources."""
    outlets = {one.article.uid: one.article.metadata.outlet or "" for one in every}
    number = 0
    for annotated in every:
        facts = annotated.facts if annotated.has_text else ()
        day = annotated.article.metadata.day
        places, speaking = [], Speaking(annotated.text, day, facts, annotated.claims)
        reading = reading_of(annotated.facts)
        there = filter(is_told, annotated.claims)
        for claim in sorted(there, key=lambda one: (one.span.start, -one.span.end, one.uid)):
            number += 1
            chain = annotated.chain_of(claim, names)
            answered = assured(claim, chain, annotated, outlets)
            named = _as_named(chain, names, families)
            when = speaking.when(claim)
            places.append(_place(number, claim, annotated, named, answered, reading, when))
        is_finished = any(state.state.is_finished for state in annotated.states)
        questions = () if is_finished else tuple(_open_questions(annotated))
        yield Told(annotated, tuple(places), questions, is_finished)


def _as_named(chain: Chain, names: Mapping[str, str], families: Families) -> Chain:
    """A chain whose outlets go by their sources' names: as credits print them, one would be two."""

    def named(step: Step) -> Step:
        if step.kind is not StepKind.RELAY:
            return step
        found = zip(step.sources, step.names, strict=True)
        return replace(step, names=tuple(names.get(families.final(u), name) for u, name in found))

    return replace(chain, steps=tuple(map(named, chain.steps)))


def _place(
    number: int,
    claim: Claim,
    annotated: AnnotatedArticle,
    chain: Chain,
    answered: tuple[bool, ...],
    reading: Reading,
    when: When | None,
) -> Place:
    own = [one for one in annotated.notes if one.subject_uid.partition("/")[0] == claim.uid]
    return Place(
        number,
        claim,
        annotated,
        chain,
        tuple(one for one in annotated.assessments if one.claim == claim.uid),
        tuple(sorted(own, key=lambda one: (one.at, one.uid))),
        answered,
        reading,
        when,
    )


def _open_questions(annotated: AnnotatedArticle) -> list[Fact]:
    """The questions that nobody has answered."""
    answered = {one.fact for one in annotated.decisions if one.verdict.is_answer}
    return [one for one in annotated.facts if one.is_question and one.id not in answered]
