"""The notes of claims: the exact words, where they stand, who says so through whom, and what is
held of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.domain.chain import UNKNOWN, Chain, Step, StepKind
from workbench.domain.claim import CREDIBILITY, JOINT, Assessment, Claim, Hop, Link, LinkKind
from workbench.domain.note import Note, NoteSubject
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.vault.head import Values
from workbench.exchange.vault.links import Links
from workbench.exchange.vault.page import (
    ARTICLE,
    CLAIM,
    Page,
    because,
    body,
    by,
    id_of,
    note_line,
    opens,
    page,
    section,
    short,
    tag_words,
    words,
)
from workbench.exchange.vault.sources import Sources
from workbench.exchange.vault.words import anchor_of, one_line, quotation

_SIDES = {
    LinkKind.SAME: ("says the same as", "says the same as"),
    LinkKind.SUPPORTS: ("supports", "is supported by"),
    LinkKind.CONTRADICTS: ("contradicts", "is contradicted by"),
    LinkKind.UPDATES: ("updates", "is updated by"),
}
"""How a claim stands to the other one, and that one to it."""


def claim_page(claim: Claim, annotated: AnnotatedArticle, sources: Sources, links: Links) -> Page:
    """The note of a claim."""
    article, chain = annotated.article, annotated.chain_of(claim, sources.names)
    said = claim.restatement or claim.span.words
    assessments = (one for one in annotated.assessments if one.claim == claim.uid)
    told = body(
        f"# {one_line(short(claim))}",
        quotation(claim.span.words),
        f"In {_place(claim, annotated, links)}:",
        opens(article, claim.span.start),
        words(claim.note),
        *section("Who says so", _steps(claim, chain, sources), sign="1."),
        *section("Assessments", map(_assessment, assessments)),
        *section("Other claims", _others(claim, annotated.links, links)),
        *section("Notes", map(note_line, _notes_on(claim, annotated.notes))),
    )
    name = f"{article.number}-{claim.span.start} {said}"
    return page(CLAIM, claim.uid, name, _values(claim, annotated, chain, links), told)


def _values(claim: Claim, annotated: AnnotatedArticle, chain: Chain, links: Links) -> Values:
    return {
        "of": id_of(ARTICLE, claim.article),
        "article": links.to(id_of(ARTICLE, claim.article)),
        "start": str(claim.span.start),
        "end": str(claim.span.end),
        "parts": tuple(f"{start}-{end}" for start, end in claim.span.parts),
        "exact": claim.span.exact,
        "restatement": claim.restatement,
        "gloss": claim.gloss,
        "topic": claim.topic_name,
        "time": claim.time,
        "place": claim.place,
        "state": claim.state.value,
        "verdict": claim.verdict,
        "analyst": claim.analyst,
        "origin": chain.origin.words,
        "origin-basis": chain.origin.basis.value,
        "assertion": claim.stance.value,
        "tags": tag_words(annotated.tags, claim.uid),
    }


def _place(claim: Claim, annotated: AnnotatedArticle, links: Links) -> str:
    """A link to the line of the article on which the words begin."""
    span = claim.span
    at = anchor_of(annotated.text, span.start, span.end) if annotated.has_text else ""
    return links.to(id_of(ARTICLE, claim.article), at=at)


def _steps(claim: Claim, chain: Chain, sources: Sources) -> Iterator[str]:
    hops = iter(claim.hops)
    for step in chain.steps:
        hop = next(hops, None) if step.kind is StepKind.HOP else None
        how = by(*_how(hop)) if hop else by(*_credit(step))
        yield f"{_who(step, sources)} ({how})"


def _who(step: Step, sources: Sources) -> str:
    if not step.sources or len(step.names) != len(step.sources):
        return one_line(step.words) or UNKNOWN
    pairs = zip(step.sources, step.names, strict=True)
    return JOINT.join(sources.named(uid, name) for uid, name in pairs)


def _credit(step: Step) -> Iterator[str]:
    yield step.kind.value
    if step.kind is StepKind.RELAY:
        yield f"of the {step.reach.value}" if step.reach else ""
        yield "" if step.is_confirmed else "unconfirmed"


def _how(hop: Hop) -> Iterator[str]:
    yield hop.hop_class.value
    yield hop.mode.value
    yield f"“{hop.cue}”" if hop.cue else ""
    yield f"named as “{hop.span.words}”" if hop.span else ""
    yield hop.assertion.value
    yield hop.factuality.value


def _assessment(one: Assessment) -> str:
    credibility = f"credibility {one.credibility}, {CREDIBILITY[one.credibility]}"
    likelihood = one.likelihood.value if one.likelihood else ""
    confidence = f"{one.confidence.value} confidence" if one.confidence else ""
    blind = "rating hidden" if one.blind else "rating seen"
    held = by(credibility, likelihood, confidence)
    return f"{held} ({by(one.analyst, blind)}){because(one.rationale)}"


def _others(claim: Claim, every: Iterable[Link], links: Links) -> Iterator[str]:
    for link in every:
        for side, (one, other) in enumerate(((link.claim, link.other), (link.other, link.claim))):
            if one == claim.uid:
                there = links.to(id_of(CLAIM, other), otherwise="a claim that is not here")
                yield f"{_SIDES[link.kind][side]} {there} ({by(link.analyst)})"


def _notes_on(claim: Claim, notes: Iterable[Note]) -> Iterator[Note]:
    for note in notes:
        on_hop = note.subject is NoteSubject.HOP and note.subject_uid.startswith(f"{claim.uid}/")
        if on_hop or (note.subject is NoteSubject.CLAIM and note.subject_uid == claim.uid):
            yield note
