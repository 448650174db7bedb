"""Claims as a page of marks: what is said, who says so through whom, and the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.domain.claim import Claim, Hop
from workbench.domain.span import Span
from workbench.exchange.as_left import Stamps
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.spans.page import Attributes, Page, Region, Relation
from workbench.exchange.spans.pieces import cue_span
from workbench.exchange.spans.vocabulary import (
    ANALYST,
    CLAIM_WORDS,
    CONTENT,
    CUE,
    CUED,
    FACT,
    LEFT,
    NAMED,
    PART,
    QUOTES,
    SAYS,
    SOURCE,
    UIDS,
    UNNAMED,
)


def project(
    annotated: AnnotatedArticle,
    claims: Iterable[Claim],
    names: Mapping[str, str],
    stamps: Stamps,
) -> Page:
    """The page of some of an article's claims, with the links between them; names: of sources, by
    uid. A claim's mark has its uid as id, those of its hops are called after it."""
    drawing = _Drawing(annotated, names, stamps)
    for claim in claims:
        drawing.draw(claim)
    return drawing.page()


def hop_id(claim: str, position: int) -> str:
    """The id of a hop's mark."""
    return f"{claim}.{position}"


class _Drawing:
    def __init__(
        self, annotated: AnnotatedArticle, names: Mapping[str, str], stamps: Stamps
    ) -> None:
        self._annotated = annotated
        self._names = names
        self._stamps = stamps
        self._facts = {fact.id: fact for fact in annotated.facts}
        self._regions: list[Region] = []
        self._relations: list[Relation] = []
        self._claims: set[str] = set()

    def draw(self, claim: Claim) -> None:
        """The marks of one claim."""
        self._mark(claim.uid, CONTENT, claim.span, self._claim_attributes(claim))
        self._claims.add(claim.uid)
        inner, kind = claim.uid, SAYS
        for position in reversed(range(len(claim.hops))):
            carrier = self._draw_hop(claim, position)
            self._relate(kind, carrier, inner)
            inner, kind = carrier, QUOTES

    def page(self) -> Page:
        """What was drawn, and the links between its claims."""
        for link in self._annotated.links:
            ends = {link.claim, link.other}
            if len(ends) == 2 and ends <= self._claims:
                left = self._stamps.of(("link", link.uid), link.to_record())
                self._relations.append(
                    Relation(link.kind.value, link.claim, link.other, link.uid, link.analyst, left)
                )
        return Page(tuple(self._regions), tuple(self._relations))

    def _draw_hop(self, claim: Claim, position: int) -> str:
        hop, carrier = claim.hops[position], hop_id(claim.uid, position)
        fact = self._facts.get(claim.fact or "")
        cue = cue_span(self._annotated.text, claim, position, fact)
        attributes = self._hop_attributes(hop)
        if hop.cue and cue is None:
            attributes["cue"] = (hop.cue,)
        if hop.span:
            self._mark(carrier, SOURCE, hop.span, attributes)
        else:
            near = cue or claim.span
            self._mark(carrier, UNNAMED, Span(near.start, near.end, near.exact), attributes)
        if cue:
            self._mark(f"{carrier}.cue", CUE, cue, {})
            self._relate(CUED, carrier, f"{carrier}.cue")
        return carrier

    def _claim_attributes(self, claim: Claim) -> Attributes:
        words = {name: (claim.told(name),) for name in CLAIM_WORDS if claim.told(name)}
        fact = {FACT: (claim.fact,)} if claim.fact is not None else {}
        stamp = self._stamps.of_claim(claim)
        left = {LEFT: (stamp,)} if stamp else {}
        return {**words, "state": (claim.state.value,), ANALYST: (claim.analyst,), **fact, **left}

    def _hop_attributes(self, hop: Hop) -> dict[str, tuple[str, ...]]:
        names = tuple(self._names.get(uid) or uid for uid in hop.sources)
        return {
            **({"source": names} if names else {}),
            "class": (hop.hop_class.value,),
            "assertion": (hop.assertion.value,),
            "mode": (hop.mode.value,),
            "factuality": (hop.factuality.value,),
            UIDS: hop.sources,
            NAMED: names,
        }

    def _mark(self, identity: str, label: str, span: Span, attributes: Attributes) -> None:
        (start, end), *others = span.pieces
        self._regions.append(Region(identity, label, start, end, attributes))
        for number, (low, high) in enumerate(others, 2):
            part = f"{identity}.part{number}"
            self._regions.append(Region(part, label, low, high))
            self._relate(PART, identity, part)

    def _relate(self, kind: str, first: str, second: str) -> None:
        self._relations.append(Relation(kind, first, second))
