"""Claims as rows: one a claim, its chain on one line."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Assessment, Claim, HopClass, Link, LinkKind
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.records import counted_origin
from workbench.exchange.rows.articles import ARTICLE, published_cells
from workbench.exchange.rows.table import Cell, Column, Row, Rows

ARROW = " ← "
UNCONFIRMED = " (unconfirmed)"
"""Behind a relay that the claim's analyst has not answered."""

_PASSIVE = {LinkKind.SUPPORTS: "is supported by", LinkKind.UPDATES: "is updated by"}
"""How a link is told from its other end; the rest read alike from both."""


class ClaimRows(Rows):
    """source to assertion are of the last hop; reliability is the origin's latest rating; habits
    are how credits were read that the claim's analyst has not answered; owner and house are the
    origin's on the article's day; given start and end are offsets of the text as given, empty in a
    headline that was put before it; tags and links are the claim's, each with whose it is; parts
    are the pieces of a span that is not whole."""

    name = "claims"
    key = "claim uid"
    keeps = frozenset(
        {"claims", "relays", "assessments", "tags on claims", "notes on claims", "links"}
    )
    columns = (
        ARTICLE, Column("article uid"), Column("outlet", 18), Column("title", 40),
        Column("published", 22), Column("published basis"), Column("url", 30), Column("lang", 6),
        Column("claim uid"), Column("analyst"), Column("start", 8), Column("end", 8),
        Column("exact", 60), Column("restatement", 40), Column("gloss", 40), Column("topic", 18),
        Column("time"), Column("place", 18), Column("state", 10), Column("note", 30),
        Column("chain", 50, "hops", "claim uid"), Column("hops", 6),
        Column("origin", 24, "sources", "origin uid"), Column("origin basis"),
        Column("source", 24), Column("source words", 24), Column("cue"),
        Column("mode", 10), Column("class"), Column("factuality", 10), Column("assertion"),
        Column("reliability", 10), Column("assessed by"), Column("credibility", 10),
        Column("likelihood"), Column("confidence", 10), Column("rationale", 30),
        Column("blind", 6), Column("habits", 24), Column("owner", 18), Column("house", 18),
        Column("publishers table"), Column("verdict"), Column("archive", 30),
        Column("given start", 10), Column("given end", 10), Column("tags", 20),
        Column("parts", 16), Column("links", 30),
    )  # fmt: skip

    def of(self, annotated: AnnotatedArticle) -> Iterator[Row]:
        """One row a claim."""
        metadata = annotated.article.metadata
        of_article: dict[str, Cell] = {
            "article": annotated.article.number,
            "article uid": annotated.article.uid,
            "outlet": annotated.article.outlet,
            "title": metadata.title,
            **published_cells(metadata),
            "url": metadata.url,
            "archive": metadata.archive,
            "lang": metadata.lang,
            "publishers table": self.known.bundle.publishers,
        }
        for claim in annotated.claims:
            yield of_article | self._cells(claim, annotated)

    def _cells(self, claim: Claim, annotated: AnnotatedArticle) -> dict[str, Cell]:
        return {
            **_own_cells(claim),
            **_said_cells(claim, annotated),
            **_given_cells(claim, annotated),
            **self._hop_cells(claim),
            **self._chain_cells(claim, annotated),
            **_assessment_cells(claim, annotated),
        }

    def _chain_cells(self, claim: Claim, annotated: AnnotatedArticle) -> dict[str, Cell]:
        chain = self.known.chain(claim, annotated)
        origin = chain.origin
        uids = self.known.uids(origin)
        on = annotated.article.metadata.day
        return {
            "chain": chain_words(chain),
            "habits": "; ".join(f"{one.phrase} = {one.reads}" for one in chain.habits),
            "origin": counted_origin(origin),
            "origin uid": uids[0] if uids else "",
            "origin basis": origin.basis.value,
            "owner": self.known.owner(uids, on),
            "house": self.known.house(uids, on),
            "reliability": self.known.reliability(uids),
        }

    def _hop_cells(self, claim: Claim) -> dict[str, Cell]:
        if not claim.hops:
            return {"hops": 0}
        last = claim.hops[-1]
        return {
            "hops": len(claim.hops),
            "source": self.known.joined(last.sources),
            "source words": last.span.exact if last.span else "",
            "cue": last.cue,
            "mode": last.mode.value,
            "class": last.hop_class.value,
            "factuality": last.factuality.value,
            "assertion": last.assertion.value,
        }


def chain_words(chain: Chain) -> str:
    """Who says so, through whom: the outlet, the relays that reach the claim, then the hops."""
    return ARROW.join(map(_step_words, chain.steps))


def _step_words(step: Step) -> str:
    unnamed = step.hop_class in (HopClass.ANONYMOUS, HopClass.UNATTRIBUTED)
    if unnamed and not step.sources:
        return f"{step.words} ({step.hop_class.value})".strip()
    mark = "" if step.is_confirmed or step.kind is not StepKind.RELAY else UNCONFIRMED
    return (step.words or "?") + mark


def _own_cells(claim: Claim) -> dict[str, Cell]:
    span = claim.span
    return {
        "claim uid": claim.uid,
        "analyst": claim.analyst,
        "start": span.start,
        "end": span.end,
        "exact": span.exact,
        "parts": "; ".join(f"{start}–{end}" for start, end in span.parts),
        "restatement": claim.restatement,
        "verdict": claim.verdict,
        "gloss": claim.gloss,
        "topic": claim.topic_name,
        "time": claim.time,
        "place": claim.place,
        "state": claim.state.value,
    }


def _said_cells(claim: Claim, annotated: AnnotatedArticle) -> dict[str, Cell]:
    """What people said of it: notes, tags and links."""
    uid = claim.uid
    notes = [claim.note, *(note.words for note in annotated.notes if note.subject_uid == uid)]
    tags = (f"{tag.name} ({tag.analyst})" for tag in annotated.tags if tag.claim == uid)
    links = (one for one in annotated.links if uid in (one.claim, one.other))
    return {
        "note": "\n".join(filter(None, notes)),
        "tags": ", ".join(tags),
        "links": "\n".join(_link_words(link, uid) for link in links),
    }


def _link_words(link: Link, uid: str) -> str:
    if link.claim == uid:
        return f"{link.kind.value} {link.other} ({link.analyst})"
    return f"{_PASSIVE.get(link.kind, link.kind.value)} {link.claim} ({link.analyst})"


def _given_cells(claim: Claim, annotated: AnnotatedArticle) -> dict[str, Cell]:
    offsets = annotated.article.as_given(claim.span.start, claim.span.end)
    return dict(zip(("given start", "given end"), offsets or (), strict=False))


def _assessment_cells(claim: Claim, annotated: AnnotatedArticle) -> dict[str, Cell]:
    """The assessment by the claim's own analyst, else the first there is."""
    found = [one for one in annotated.assessments if one.claim == claim.uid]
    if not found:
        return {}
    chosen: Assessment = next((one for one in found if one.analyst == claim.analyst), found[0])
    return {
        "assessed by": chosen.analyst,
        "credibility": chosen.credibility,
        "likelihood": chosen.likelihood.value if chosen.likelihood else "",
        "confidence": chosen.confidence.value if chosen.confidence else "",
        "rationale": chosen.rationale,
        "blind": "yes" if chosen.blind else "no",
    }
