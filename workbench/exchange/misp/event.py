"""One article as a MISP event: what it is, who is named, what was claimed and said of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.domain.article import ReadingState
from workbench.domain.chain import Chain
from workbench.domain.claim import Assertion, Assessment, Claim, Link
from workbench.domain.note import Note, NoteSubject
from workbench.exchange.addresses import address
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.held import lose
from workbench.exchange.intelligence import Descent, assessment_lines, descents
from workbench.exchange.misp.desk import LOST, Desk
from workbench.exchange.misp.parts import Maker, Part, Said, as_json, bare, tags, uuid_of
from workbench.exchange.misp.vocabulary import (
    ABOUT,
    ANNOTATION,
    BACKWARDS,
    DERIVED,
    DESCENT,
    FROM_ARTICLE,
    FROM_SOURCE,
    LINKS,
    NEWS,
    OPINIONS,
    OWN_ORGANISATION,
    PUBLISHER,
    UNDEFINED_THREAT,
    confidence_tag,
    credibility_tag,
    likelihood_tag,
    own_tag,
)
from workbench.exchange.moments import moment, printed_day
from workbench.exchange.named import Named
from workbench.exchange.records import placed_claim, provenance_record
from workbench.exchange.rows.claims import chain_words


def event_uuid(article: str) -> str:
    """Of an article's uid."""
    return uuid_of("event", article)


def claim_uuid(claim: str) -> str:
    """Of the object of a claim's uid, in whichever event it is."""
    return uuid_of("claim", claim)


class EventOf:
    """The event of one article in the making."""

    def __init__(self, annotated: AnnotatedArticle, desk: Desk) -> None:
        self._annotated = annotated
        self._article = annotated.article
        self._desk = desk
        self._losses = desk.losses
        self._maker = Maker(event_uuid(self._article.uid), desk.at)
        self._sources: dict[Named, Part] = {}
        self._news = self._make_news()
        self._claims = {one.uid: self._make_claim(one) for one in annotated.claims}

    def made(self) -> Part:
        """The event."""
        for claim in self._annotated.claims:
            self._attribute(claim)
        for assessment in self._annotated.assessments:
            self._assess(assessment)
        for note in self._annotated.notes:
            self._note(note)
        for link in self._annotated.links:
            self._link(link)
        descent = list(self._descent())
        self._desk.place_sources(self._sources, self._maker)
        lose(self._annotated, LOST, self._losses)
        parts = [self._news, *self._sources.values(), *self._claims.values(), *descent]
        return {"Event": self._head() | {"Attribute": [], "Object": parts}}

    def _head(self) -> Part:
        day = printed_day(self._article.metadata.publication)
        if day is None:
            why = "an event has a day: it is the one when the article was retrieved"
            self._losses.add("articles whose day is not known", why)
            day = (moment(self._article.retrieved_at) or self._desk.at)[:10]
        states = {one.state for one in self._annotated.states} - {ReadingState.NEW}
        done = bool(states) and all(state.is_finished for state in states)
        names = (own_tag(one.name) for one in self._annotated.tags if not one.claim)
        return {
            "uuid": self._maker.event,
            "info": bare(self._article.metadata.title) or bare(self._annotated.name) or "?",
            "date": day,
            "timestamp": self._maker.timestamp,
            "published": False,
            "analysis": "2" if done else "1" if states else "0",
            "threat_level_id": UNDEFINED_THREAT,
            "distribution": OWN_ORGANISATION,
            "Orgc": self._desk.organisation,
            "Tag": tags(names),
        }

    def _make_news(self) -> Part:
        metadata = self._article.metadata
        values = [("source", bare(self._article.outlet) or "?"), ("title", metadata.title)]
        for relation, url in (("link", metadata.url), ("archive", metadata.archive)):
            encoded = address(url) or ""
            values.append((relation, encoded))
            if url and not encoded:
                why = "they stand in the article's record"
                self._losses.add("addresses that are no web address", why)
        made = self._maker.make(NEWS, uuid_of("article", self._article.uid), values)
        record = as_json({"article": provenance_record(self._article)})
        self._maker.note(made, record, Said(("record",)))
        if outlet := self._desk.naming.named(metadata.outlet or "", self._article.outlet):
            self._maker.refer(made, self._source(outlet)["uuid"], PUBLISHER)
        return made

    def _make_claim(self, claim: Claim) -> Part:
        chain = self._chain(claim)
        judged = [one for one in self._annotated.assessments if one.claim == claim.uid]
        scales = [*self._scales(judged)]
        self._desk.scale_tags += len(scales)
        own = [own_tag(one.name) for one in self._annotated.tags if one.claim == claim.uid]
        said = "" if claim.stance is Assertion.ASSERTS else f" (said of it: {claim.stance.value})"
        text = bare(claim.restatement) or bare(claim.span.words) or "?"
        made = self._maker.make(
            ANNOTATION,
            claim_uuid(claim.uid),
            [("text", text), ("type", "Annotation"), ("format", "text")],
            comment=chain_words(chain) + said,
            tagged={"text": [*scales, *own]},
        )
        exact, author = Said(("exact",), claim.analyst), claim.analyst
        self._maker.note(made, claim.span.exact, exact, lang=self._article.metadata.lang)
        record = placed_claim(claim, self._article, self._desk.naming.names, chain)
        self._maker.note(made, as_json({"claim": record}), Said(("record",), author))
        self._maker.refer(made, self._news["uuid"], FROM_ARTICLE)
        return made

    def _scales(self, judged: list[Assessment]) -> Iterator[str]:
        """Tags for what all who judged a claim say of it."""
        told: tuple[tuple[str, Callable[[Assessment], str]], ...] = (
            ("credibilities", lambda one: credibility_tag(one.credibility)),
            ("likelihoods", lambda one: likelihood_tag(one.likelihood) if one.likelihood else ""),
            ("confidences", lambda one: confidence_tag(one.confidence) if one.confidence else ""),
        )
        for what, tag in told:
            said = {tag(one) for one in judged} - {""}
            if len(said) == 1:
                yield said.pop()
            elif said:
                why = "a tag has nobody who says it: they stand in the analysts' notes"
                self._losses.add(f"{what} on which analysts differ", why)

    def _chain(self, claim: Claim) -> Chain:
        return self._annotated.chain_of(claim, self._desk.naming.names)

    def _attribute(self, claim: Claim) -> None:
        """Let a claim refer to everybody in its chain, outermost first."""
        made = self._claims[claim.uid]
        steps = [*self._chain(claim).placed()]
        for place, (step, hop) in enumerate(steps, 1):
            named = list(self._desk.naming.of(step))
            if not named:
                why = "there is nobody to refer to: they stand in the claim's record"
                self._losses.add("steps of a chain that name nobody", why)
            said = "" if hop is None else f", {claim.hops[hop].stance.value}"
            mark = "" if step.is_confirmed else ", unconfirmed"
            comment = f"step {place} of {len(steps)}: {step.kind.value}{said}{mark}"
            for one in named:
                self._maker.refer(made, self._source(one)["uuid"], FROM_SOURCE, comment)

    def _source(self, named: Named) -> Part:
        """The object of somebody who is named, made when first asked for."""
        if named not in self._sources:
            self._sources[named] = self._desk.source(named, self._maker)
        return self._sources[named]

    def _assess(self, given: Assessment) -> None:
        words = "\n".join((*assessment_lines(given), given.rationale)).rstrip()
        said = Said(("assessment", given.analyst), given.analyst)
        self._maker.note(self._claims[given.claim], words, said)

    def _note(self, note: Note) -> None:
        uid = note.subject_uid
        if note.subject is NoteSubject.HOP:
            uid, _, place = uid.rpartition("/")
        made = self._news if uid == self._article.uid else self._claims.get(uid)
        if made is None:
            self._losses.add("notes", "what they are on is not in this export")
            return
        where = f"On hop {place}: " if note.subject is NoteSubject.HOP else ""
        if note.span:
            where = f"On code points {note.span.start} to {note.span.end}: "
        self._maker.note(made, where + note.words, Said(("note", note.uid), note.analyst, note.at))

    def _link(self, link: Link) -> None:
        """A link stands with the claim that it starts at, or else the other way round."""
        forth = link.claim in self._claims
        here, there = (link.claim, link.other) if forth else (link.other, link.claim)
        relation = (LINKS if forth else BACKWARDS)[link.kind]
        said = Said(("link", link.uid), link.analyst)
        self._maker.relate(self._claims[here], ("Object", claim_uuid(there)), relation, said)
        self._desk.linked.append(there)

    def _descent(self) -> Iterator[Part]:
        """A statement for each thing that the article derives from, with what analysts think."""
        for key, answers in descents(self._annotated).items():
            if made := self._statement(key):
                for one in answers:
                    words = f"{one.status.value}: {as_json(one.to_record())}"
                    self._maker.opine(
                        made, OPINIONS[one.status], words, Said((one.uid,), one.analyst)
                    )
                yield made

    def _statement(self, key: Descent) -> Part | None:
        kind, outlet, other = key
        named = self._desk.naming.named("", outlet) if outlet else None
        if not (named or other):
            self._losses.add("relays", "nobody is named")
            return None
        who = named.name if named else f"article {other}"
        text = f"{self._article.outlet or 'The article'} {DESCENT[kind]} {who}"
        values = [("text", text), ("type", "Annotation"), ("format", "text")]
        made = self._maker.make(ANNOTATION, uuid_of("descent", self._article.uid, *key), values)
        self._maker.refer(made, self._news["uuid"], ABOUT)
        if named:
            self._maker.refer(made, self._source(named)["uuid"], DERIVED)
        else:
            self._maker.relate(made, ("Event", event_uuid(other)), DERIVED, Said(()))
        self._reaches(made, key)
        return made

    def _reaches(self, made: Part, key: Descent) -> None:
        """Say how far the printed credits of it speak, and what was said of them."""
        for place, one in enumerate(self._annotated.relays):
            if (one.kind, one.outlet, one.article) == key:
                words = f"{one.basis.value}, {one.status.value}; speaks for: {one.reach.value}"
                quoted = f"\n{one.span.exact}" if one.span else ""
                self._maker.note(made, words + quoted, Said((str(place),)))
