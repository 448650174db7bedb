"""One article as STIX objects: a report or grouping, and a note for each claim that was made of it.

A report must have been published on some day; an article whose day is not known is a grouping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, product
from typing import Any

from workbench.domain.chain import Chain, Step
from workbench.domain.claim import CREDIBILITY, Assertion, Assessment, Claim, Link
from workbench.domain.note import Note, NoteSubject
from workbench.domain.relay import RelayJudgement
from workbench.exchange.addresses import address
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.held import lose
from workbench.exchange.intelligence import assessment_lines, descents
from workbench.exchange.moments import moment, published
from workbench.exchange.records import placed_claim, provenance_record, relay_record
from workbench.exchange.rows.claims import chain_words
from workbench.exchange.stix.desk import LOST, TOOL, Desk, Waiting
from workbench.exchange.stix.objects import Object, extension, object_id
from workbench.exchange.stix.vocabulary import (
    ADMIRALTY_CREDIBILITY,
    AGREEMENT,
    CATALOGUES,
    CONFIDENCE,
    DESCENT,
    HAS_IT_FROM,
    ICD_CONFIDENCE,
    ICD_LIKELIHOOD,
    LANGUAGE,
    LINKS,
)


class ArticleObjects:
    """The objects of one article, put into the bundle one by one."""

    def __init__(self, annotated: AnnotatedArticle, desk: Desk) -> None:
        self._annotated = annotated
        self._article = annotated.article
        self._desk = desk
        self._created = moment(self._article.retrieved_at)
        lang = self._article.metadata.lang
        self._lang = lang if LANGUAGE.fullmatch(lang) else ""
        self._chains = {
            claim.uid: annotated.chain_of(claim, desk.naming.names) for claim in annotated.claims
        }
        self._steps = {
            uid: [desk.identities(step) for step in chain.steps]
            for uid, chain in self._chains.items()
        }
        self._container = ""

    def put(self) -> None:
        """All of it: what it is in, then its claims, then what is said of those and of it."""
        self._container = self._desk.objects.put(self._report())
        self._desk.placed[self._article.uid] = self._container
        for claim in self._annotated.claims:
            self._put_claim(claim, self._chains[claim.uid])
        for assessment in self._annotated.assessments:
            self._desk.objects.put(self._assessment(assessment))
        for note in self._annotated.notes:
            self._desk.put_note(note, self._subject(note), self._created)
        for link in self._annotated.links:
            self._desk.wait(self._link(link))
        self._put_descent()
        lose(self._annotated, LOST, self._desk.losses)

    def _report(self) -> Object:
        metadata = self._article.metadata
        outlet = self._desk.identity(metadata.outlet or "", self._article.outlet)
        named = [outlet]
        named += [one for steps in self._steps.values() for step in steps for one in step]
        refs = list(dict.fromkeys(filter(None, named))) or [TOOL]
        when = published(metadata.publication)
        shared: dict[str, Any] = {
            "by": TOOL,
            "created": self._created,
            "name": self._name(),
            "lang": self._lang,
            "labels": self._labels(None),
            "object_refs": refs,
            "external_references": list(self._references()),
            "extensions": extension(
                article=provenance_record(self._article) | {"outlet_ref": outlet},
                tags=self._tags(None),
            ),
        }
        if when is None:
            why = "a report needs the day of its publication: a grouping holds what is of them"
            self._desk.losses.add("articles that are no report", why)
            made_id = object_id("grouping", self._article.uid)
            return self._desk.maker.make(made_id, context="unspecified", **shared)
        at, is_exact = when
        if not is_exact:
            why = (
                "STIX has moments only: the day begins at midnight UTC, as printed it is beside it"
            )
            self._desk.losses.add("days of publication without an hour", why)
        made_id = object_id("report", self._article.uid)
        return self._desk.maker.make(made_id, published=at, **shared)

    def _name(self) -> str:
        """The title, with whose it is: OpenCTI takes reports of one name and day for one, and ten
        outlets may bring one headline."""
        whose = ", ".join(filter(None, (self._article.outlet, self._annotated.name)))
        return f"{self._article.metadata.title} ({whose})".strip()

    def _references(self) -> Iterable[Object]:
        metadata = self._article.metadata
        name = self._article.outlet
        if not name or name in CATALOGUES:
            name = f"outlet {name}".strip()
        given = (metadata.url, name, {"SHA-256": self._article.raw_sha256})
        for url, source_name, hashes in (given, (metadata.archive, "archive", {})):
            if encoded := address(url):
                described = "The hash is of the bytes that were imported." if hashes else ""
                found = {"description": described, "url": encoded, "hashes": hashes}
                yield {"source_name": source_name, **{k: v for k, v in found.items() if v}}
            elif url:
                self._desk.losses.add("addresses that are no web address", "they stay as words")
                yield {"source_name": source_name, "description": url}

    def _put_claim(self, claim: Claim, chain: Chain) -> None:
        steps = self._steps[claim.uid]
        author = self._desk.analyst(claim.analyst)
        named = (one for step in steps for one in step)
        made = self._desk.maker.make(
            _claim_id(claim.uid),
            by=author,
            created=self._created,
            abstract=claim.restatement,
            content=self._content(claim, chain),
            authors=[claim.analyst],
            lang=self._lang,
            labels=self._labels(claim.uid),
            object_refs=list(dict.fromkeys((self._container, *named))),
            extensions=extension(claim=self._claim_record(claim, chain)),
        )
        note = self._desk.placed[claim.uid] = self._desk.objects.put(made)
        whose = [*chain.placed()]
        for position, (outer, inner) in enumerate(pairwise(steps), 1):
            if not (outer and inner):
                why = (
                    "a relationship has somebody at both ends: the chain stands in the claim's note"
                )
                self._desk.losses.add("steps from or to somebody who is not named", why)
            for one, other in product(outer, inner):
                if one != other:
                    told = {"claim_ref": note, "position": position}
                    told |= _about(*whose[position], claim)
                    self._put_step(claim, (one, other), author, told)

    def _put_step(
        self, claim: Claim, ends: tuple[str, str], author: str, told: Mapping[str, Any]
    ) -> None:
        """From whom one has it, as a chain tells it."""
        made = self._desk.relationship(
            "step",
            claim.uid,
            str(told["position"]),
            *ends,
            relation=HAS_IT_FROM,
            by=author,
            created=self._created,
            source_ref=ends[0],
            target_ref=ends[1],
            extended=told,
        )
        self._desk.objects.put(made)

    def _content(self, claim: Claim, chain: Chain) -> str:
        span = claim.span
        said = [] if claim.stance is Assertion.ASSERTS else [f"Said of it: {claim.stance.value}"]
        place = f"{self._annotated.name}, code points {span.start} to {span.end}"
        whose = f"{place}; claim {claim.uid} of {claim.analyst}"
        return "\n\n".join((span.words, chain_words(chain), *said, whose))

    def _claim_record(self, claim: Claim, chain: Chain) -> Mapping[str, Any]:
        record = placed_claim(claim, self._article, self._desk.naming.names, chain)
        steps = zip(record["chain"], self._steps[claim.uid], strict=True)
        return record | {
            "chain": [step | {"identity_refs": list(refs)} for step, refs in steps],
            "tags": self._tags(claim.uid),
        }

    def _assessment(self, given: Assessment) -> Object:
        labelled: dict[str, Any] = {
            "credibility": _labelled(
                ADMIRALTY_CREDIBILITY, str(given.credibility), CREDIBILITY[given.credibility]
            )
        }
        if given.likelihood:
            labelled["likelihood"] = _labelled(ICD_LIKELIHOOD, given.likelihood, given.likelihood)
        if given.confidence:
            labelled["confidence"] = _labelled(ICD_CONFIDENCE, given.confidence, given.confidence)
        whose = f"On claim {given.claim}, by {given.analyst}"
        kept = labelled | {"rationale": given.rationale, "blind": given.blind}
        return self._desk.maker.make(
            object_id("note", "assessment", given.claim, given.analyst),
            by=self._desk.analyst(given.analyst),
            created=self._created,
            abstract="Assessment",
            content="\n".join((*assessment_lines(given), given.rationale, "", whose)),
            authors=[given.analyst],
            confidence=CONFIDENCE[given.confidence] if given.confidence else None,
            object_refs=[_claim_id(given.claim), self._container],
            extensions=extension(assessment=kept),
        )

    def _subject(self, note: Note) -> str | None:
        """The object that a note is on; a hop is of its claim."""
        uid = note.subject_uid
        if note.subject is NoteSubject.HOP:
            uid = uid.rpartition("/")[0]
        return self._desk.placed.get(uid)

    def _link(self, link: Link) -> Waiting:
        made = self._desk.relationship(
            "link",
            link.uid,
            link.kind,
            link.claim,
            link.other,
            relation=LINKS[link.kind],
            by=self._desk.analyst(link.analyst),
            created=self._created,
        )
        return Waiting(made, link.claim, link.other, (), "links between claims")

    def _put_descent(self) -> None:
        """What the article derives from, as relationships, and what analysts answered, as opinions
        on those."""
        relays = {(one.kind, one.outlet, one.article): one for one in self._annotated.relays}
        for key, answers in descents(self._annotated).items():
            kind, outlet, other = key
            relay = relays.get(key)
            made = self._desk.relationship(
                "descent",
                self._article.uid,
                *key,
                relation=DESCENT[kind],
                by=TOOL,
                created=self._created,
                extended={"relay": relay_record(relay) if relay else None},
            )
            opinions = tuple(self._opinion(one, made["id"]) for one in answers)
            self._place_descent(made, outlet, other, opinions)

    def _place_descent(
        self, made: Object, outlet: str, other: str, opinions: tuple[Object, ...]
    ) -> None:
        what = "relays from articles"
        if not outlet:
            self._desk.wait(Waiting(made, self._article.uid, other, opinions, what))
        elif target := self._desk.identity("", outlet):
            self._desk.objects.put(made | {"source_ref": self._container, "target_ref": target})
            for opinion in opinions:
                self._desk.objects.put(opinion)
        else:
            self._desk.losses.add("relays", "nobody is named")

    def _opinion(self, judgement: RelayJudgement, on: str) -> Object:
        return self._desk.maker.make(
            object_id("opinion", judgement.uid, on),
            by=self._desk.analyst(judgement.analyst),
            created=self._created,
            opinion=AGREEMENT[judgement.status],
            explanation=f"{judgement.status.value}: {judgement.kind.value}",
            authors=[judgement.analyst],
            object_refs=[on],
            extensions=extension(judgement=judgement.to_record()),
        )

    def _labels(self, claim: str | None) -> list[str]:
        names = (tag.name for tag in self._annotated.tags if tag.claim == claim)
        return list(dict.fromkeys(filter(None, names)))

    def _tags(self, claim: str | None) -> list[Mapping[str, Any]]:
        return [tag.to_record() for tag in self._annotated.tags if tag.claim == claim]


def _claim_id(uid: str) -> str:
    return object_id("note", "claim", uid)


def _about(step: Step, hop: int | None, claim: Claim) -> Mapping[str, Any]:
    """What a relationship to a step says of it. hop: which hop of the claim it is."""
    if hop is not None:
        return {"assertion": claim.hops[hop].stance.value}
    return {"confirmed": step.is_confirmed}


def _labelled(scale: str, value: str, label: str) -> Mapping[str, str]:
    return {"scale": scale, "value": str(value), "label": str(label)}
