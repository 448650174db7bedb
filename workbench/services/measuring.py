"""Measuring this program's extractor against gold sets, and its rules against decisions.

Figures come from `measure`; here its extractor is run and the database is read. Nothing is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.domain import chain
from workbench.domain.chain import Setting, chain_of, speaker_step
from workbench.domain.descent import Descent
from workbench.domain.fact import Fact, Kind
from workbench.domain.relay import Reach, Relay
from workbench.domain.trust import Answers, Trust
from workbench.extract import extract, sentence_spans
from workbench.measure.chains import Chain, Step
from workbench.measure.evaluating import Evaluation, Grouping, Wanted, evaluate
from workbench.measure.matching import OVERLAP, Annotation
from workbench.measure.truth import SENTENCE, GoldDocument, annotation_of, sentence_end
from workbench.services.trust import shipped_precisions
from workbench.services.workbench import Workbench


def evaluate_gold(
    documents: Iterable[GoldDocument],
    *,
    wanted: Wanted | None = None,
    by: Grouping | None = None,
    threshold: float = OVERLAP,
) -> Evaluation:
    """Extract every document and compare what is found with the truth."""
    return evaluate(documents, _found_in, wanted=wanted, by=by, threshold=threshold)


def _found_in(document: GoldDocument, kinds: Collection[str]) -> list[Annotation]:
    """What the extractor finds of the kinds that count."""
    found: list[Annotation] = []
    if SENTENCE in kinds:
        found += [sentence_end(end) for _, end in sentence_spans(document.text, lang=document.lang)]
    if set(kinds) != {SENTENCE}:
        facts = extract(
            document.text,
            lang=document.lang,
            title=document.title,
            outlet=document.outlet,
            anchor=document.anchor,
            anchor_basis=document.anchor_basis,
        )
        # Gold sets of quotations hold nothing that was not said; those of chains say what it is,
        # and an export holds what was found.
        whole = document.states_chains or document.holds_silence
        told = facts if whole else [one for one in facts if not _is_silence(one)]
        found += [annotation_of(fact) for fact in told]
        if document.states_chains:
            found = _with_chains(found, facts)
    return found


def _is_silence(fact: Fact) -> bool:
    """Whether it says that somebody said nothing."""
    return fact.kind is Kind.QUOTE and bool(fact.speaker and fact.speaker.stance.says_nothing)


def _with_chains(found: Sequence[Annotation], facts: Sequence[Fact]) -> list[Annotation]:
    """What was found, each quote with the chain that is shown for it before anybody answers."""
    relays = Descent(facts).relays_of("")
    chains = {
        fact.span.pieces: offered_chain(fact, relays) for fact in facts if fact.kind is Kind.QUOTE
    }
    return [
        replace(one, chain=chains.get(one.pieces)) if one.kind == Kind.QUOTE else one
        for one in found
    ]


def offered_chain(quote: Fact, relays: Sequence[Relay]) -> Chain:
    """The chain that is shown for a quote, without the article's outlet, as it is measured."""
    hops = [speaker_step(speaker) for speaker in quote.chain]
    nobody = [] if hops else [Step()]
    shown = chain_of(Setting(relays=tuple(relays)), quote.span, hops)
    steps = [
        Step(tuple((name,) for name in step.names), _reach(step, quote, relays))
        for step in shown.steps[1:]
    ]
    said = quote.chain[-1].stance.value if quote.chain else ""
    return Chain((*steps, *nobody), said)


def _reach(step: chain.Step, quote: Fact, relays: Iterable[Relay]) -> str:
    """How far a step of a relay speaks; of an outlet that a hop names, as far as its credit."""
    if step.reach is not None:
        return step.reach.value
    names = {name.casefold() for name in step.names}
    credits = (one for one in relays if one.outlet.casefold() in names and one.reaches(quote.span))
    reached = {one.reach for one in credits}
    return next((reach.value for reach in reversed(Reach) if reach in reached), "")


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What analysts answered to one rule, and the trust that makes."""

    kind: Kind
    rule: str
    """Empty for all rules of the kind."""
    group: str
    """Outlet or language; empty for all together."""
    answers: Answers
    shipped: float | None
    trust: float | None
    """Both None where they are of no single rule; shipped also where the rule is gone."""

    def to_record(self) -> dict[str, Any]:
        """The trust shape of the contract."""
        shares = {"precision": self.answers.precision, "shipped": self.shipped, "trust": self.trust}
        return {
            "what": "trust",
            "group": self.group,
            "kind": self.kind.value,
            "rule": self.rule,
            "accepted": self.answers.accepted,
            "corrected": self.answers.corrected,
            "rejected": self.answers.rejected,
            **{name: None if one is None else round(one, 4) for name, one in shares.items()},
        }


def evaluate_decisions(bench: Workbench, *, by: Grouping | None = None) -> list[RuleRecord]:
    """The record of every rule that was answered, by kind; where asked for, by outlet or language
    too."""
    answered = bench.store.decisions.answered(viewer=bench.viewer)
    merged = bench.store.sources.merges()
    trust = Trust.over(answered, shipped_precisions(bench), merged)
    counts: dict[tuple[Kind, str, str], Answers] = defaultdict(Answers)
    for one in answered:
        place = merged.get(one.outlet, one.outlet) if by is Grouping.OUTLET else one.lang
        groups = ("", place) if by and place else ("",)
        for group in groups:
            for rule in ("", one.rule):
                counts[one.kind, rule, group] += one.answers
    names = _outlet_names(bench, counts) if by is Grouping.OUTLET else {}
    return [
        RuleRecord(
            kind,
            rule,
            names.get(group, group),
            answers,
            trust.shipped.get(rule) if rule else None,
            _trust_at(trust, rule, group, by) if rule else None,
        )
        for (kind, rule, group), answers in sorted(counts.items(), key=lambda row: row[0])
    ]


def _trust_at(trust: Trust, rule: str, group: str, by: Grouping | None) -> float:
    return trust.of(rule, group) if by is Grouping.OUTLET else trust.of(rule, lang=group)


def _outlet_names(
    bench: Workbench, counts: Mapping[tuple[Kind, str, str], Answers]
) -> dict[str, str]:
    uids = {group for _, _, group in counts} - {""}
    return {uid: source.name for uid, source in bench.store.sources.many(uids).items()}
