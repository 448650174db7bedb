"""Our values as annotations, a node each: what stands in the file, before it is written.

The W3C's terms come first, for any tool that reads annotations; ours beside them say the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbench.domain.article import Article
from workbench.domain.chain import Chain
from workbench.domain.claim import JOINT, Assessment, Claim, Link
from workbench.domain.note import Note
from workbench.domain.source import Rating, Source
from workbench.domain.tag import Tag
from workbench.exchange.as_left import Stamps
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.web_annotation.targets import targets_of
from workbench.exchange.web_annotation.vocabulary import (
    ASSESSING,
    FIELDS,
    LINKING,
    Node,
    dated,
    iri,
    person,
    textual,
)

if TYPE_CHECKING:
    from workbench.domain.journal import Recorded

Names = Mapping[str, str]
"""Of sources, by uid."""


def source_node(source: Source, stamps: Stamps) -> Node:
    """A source, as the head of the file lists it."""
    return {
        "id": iri("source", source.uid),
        "name": source.name,
        "sourceKind": source.kind.value,
        "aliases": list(source.aliases),
        "country": source.country,
        "remark": source.note,
        "provisional": source.provisional,
        "revision": source.version,
        **_left("source", source, stamps),
    } | ({"sameAs": iri("source", source.same_as)} if source.same_as else {})


def _annotation(kind: str, uid: str, motivation: str, analyst: str | None = None) -> dict[str, Any]:
    return {
        "id": iri(kind, uid),
        "type": "Annotation",
        "record": kind,
        "motivation": motivation,
        **({} if analyst is None else {"creator": person(analyst)}),
    }


def _left(kind: str, thing: Recorded, stamps: Stamps) -> Node:
    """In which state a thing leaves, where that is told."""
    stamp = stamps.of((kind, thing.uid), thing.to_record())
    return {"left": stamp} if stamp else {}


def of_article(annotated: AnnotatedArticle, names: Names, stamps: Stamps) -> Iterator[Node]:
    """The article itself, then all that is on it."""
    where = iri("article", annotated.article.uid)
    yield _article(annotated, where)
    for claim in annotated.claims:
        yield {**_claim(claim, annotated, where, names), **_left_claim(claim, stamps)}
    for assessment in annotated.assessments:
        yield {**_assessment(assessment, where), **_left("assessment", assessment, stamps)}
    for link in annotated.links:
        yield {**_link(link, where), **_left("link", link, stamps)}
    for tag in annotated.tags:
        yield {**_tag(tag, where), **_left("tag", tag, stamps)}
    for note in annotated.notes:
        yield note_node(note, where, annotated.text, stamps)


def _article(annotated: AnnotatedArticle, where: str) -> Node:
    article = annotated.article
    lang = article.metadata.lang
    body = textual(annotated.text, "describing")
    return {
        **_annotation("text", article.uid, "describing"),
        "target": where,
        "body": {**body, **({"language": lang} if lang else {})},
        "article": {**_metadata(article), "translation": annotated.translation},
    }


def _metadata(article: Article) -> Node:
    """What is known of an article, by the terms that have no null: what is empty is left out."""
    said = article.metadata.to_record()
    found = {
        "number": article.number,
        "title": said["title"],
        "outlet": iri("source", said["outlet"]) if said["outlet"] else "",
        "outletName": article.outlet,
        "author": said["author"],
        "editor": said["editor"],
        "lang": said["lang"],
        "url": said["url"],
        "archive": said.get("archive", ""),
        "publishedAt": said["published_at"],
        "publishedPrecision": said["published_precision"],
        "publishedBasis": said["published_basis"],
        "sha256": article.sha256,
        "rawSha256": article.raw_sha256,
        "normaliser": article.normaliser,
        "retrievedAt": article.retrieved_at,
        "retrievedHow": article.retrieved_how,
        "foreignId": article.foreign_id,
        "givenStart": article.given_start,
        "givenSha256": article.given_sha256,
    }
    return {name: value for name, value in found.items() if value or name == "number"}


def _claim(claim: Claim, annotated: AnnotatedArticle, where: str, names: Names) -> Node:
    bodies = [
        textual(claim.told(name), purpose, name)
        for name, purpose in FIELDS.items()
        if claim.told(name)
    ]
    hops = [_hop(claim, at, annotated.text, where, names) for at in range(len(claim.hops))]
    return {
        **_annotation("claim", claim.uid, "describing" if bodies else "highlighting"),
        "creator": person(claim.analyst),
        "inArticle": where,
        "target": targets_of(claim.span, annotated.text, where),
        "body": bodies,
        "claimState": claim.state.value,
        "revision": claim.version,
        **({} if claim.fact is None else {"fact": claim.fact}),
        "hops": hops,
        "chain": _chain(annotated.chain_of(claim, names)),
    }


def _left_claim(claim: Claim, stamps: Stamps) -> Node:
    stamp = stamps.of_claim(claim)
    return {"left": stamp} if stamp else {}


def _hop(claim: Claim, at: int, text: str, where: str, names: Names) -> Node:
    hop = claim.hops[at]
    named = {"label": JOINT.join(names.get(uid, "") for uid in hop.sources)} if hop.sources else {}
    words = {"words": targets_of(hop.span, text, where)} if hop.span else {}
    return {
        "id": iri("hop", f"{claim.uid}/{at}"),
        **named,
        "saidBy": [iri("source", uid) for uid in hop.sources],
        **words,
        "cue": hop.cue,
        "mode": hop.mode.value,
        "hopClass": hop.hop_class.value,
        "factuality": hop.factuality.value,
        "assertion": hop.assertion.value,
    }


def _chain(chain: Chain) -> list[Node]:
    """The chain as it is shown: who has the words from the next one, the outlet first."""
    return [
        {
            "label": step.words,
            "stepKind": step.kind.value,
            "hopClass": step.hop_class.value,
            "confirmed": step.is_confirmed,
            **({"reach": step.reach.value} if step.reach else {}),
        }
        for step in chain.steps
    ]


def _assessment(assessment: Assessment, where: str) -> Node:
    said = {
        "likelihood": assessment.likelihood and assessment.likelihood.value,
        "confidence": assessment.confidence and assessment.confidence.value,
    }
    words = [f"credibility {assessment.credibility}", said["likelihood"]]
    words += [f"{said['confidence']} confidence" if assessment.confidence else None]
    return {
        **_annotation("assessment", assessment.uid, ASSESSING, assessment.analyst),
        "inArticle": where,
        "target": iri("claim", assessment.claim),
        "body": _judged(", ".join(filter(None, words)), assessment.rationale),
        "credibility": assessment.credibility,
        **{name: value for name, value in said.items() if value},
        "blind": assessment.blind,
    }


def rating_node(rating: Rating, stamps: Stamps) -> Node:
    """A rating, which is on a source."""
    return {
        **_annotation("rating", rating.uid, ASSESSING, rating.analyst),
        **dated("created", rating.at),
        "target": iri("source", rating.source),
        "body": _judged(rating.reliability, rating.rationale),
        "reliability": rating.reliability,
        **_left("rating", rating, stamps),
    }


def _judged(words: str, rationale: str) -> list[Node]:
    why = [textual(rationale, "commenting", "rationale")] if rationale else []
    return [textual(words, ASSESSING), *why]


def _link(link: Link, where: str) -> Node:
    ends = [iri("claim", link.claim), iri("claim", link.other)]
    return {
        **_annotation("link", link.uid, LINKING, link.analyst),
        "inArticle": where,
        "target": ends,
        "body": textual(link.kind.value, "tagging"),
        "relation": link.kind.value,
        "from": ends[0],
        "to": ends[1],
    }


def _tag(tag: Tag, where: str) -> Node:
    return {
        **_annotation("tag", tag.uid, "tagging", tag.analyst),
        **dated("created", tag.at),
        "inArticle": where,
        "target": iri("claim", tag.claim) if tag.claim else where,
        "body": textual(tag.name, "tagging"),
    }


def note_node(note: Note, where: str, text: str, stamps: Stamps) -> Node:
    """A note. where: the article that it travels with; empty for one on a source."""
    on = iri(note.subject.value, note.subject_uid)
    return {
        **_annotation("note", note.uid, "commenting", note.analyst),
        **dated("created", note.at),
        **({"inArticle": where} if where else {}),
        "target": targets_of(note.span, text, where) if note.span and where else on,
        "body": textual(note.words, "commenting"),
        "noteOn": on,
        **_left("note", note, stamps),
    }
