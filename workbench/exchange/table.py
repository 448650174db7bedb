"""Claims as a CSV table for spreadsheets: one row a claim, its chain on one line.

A view for people, never read back: cells are defused, so that no article can plant a formula or a
terminal escape, and that alters them ("-3 derajat" becomes "'-3 derajat"). The JSON Lines export
stays the truth.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Assessment, Claim, HopClass
from workbench.domain.origin import Origin
from workbench.domain.source import Rating
from workbench.domain.text import safe
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Written
from workbench.exchange.records import counted_origin

COLUMNS = (
    "article", "article uid", "outlet", "title", "published", "published basis", "url", "lang",
    "claim uid", "analyst", "start", "end", "exact", "restatement", "gloss", "topic", "time",
    "place", "state", "note", "chain", "hops", "origin", "origin basis", "source", "source words",
    "cue", "mode", "class", "factuality", "assertion", "reliability", "assessed by", "credibility",
    "likelihood", "confidence", "rationale", "blind", "habits", "owner", "house",
    "publishers table", "verdict", "archive", "given start", "given end", "tags",
)  # fmt: skip
"""source to assertion are of the last hop; reliability is the origin's latest rating; habits are
how credits were read that the claim's analyst has not answered; owner and house are the origin's on
the article's day; given start and end are offsets of the text as given, empty in a headline
that was put before it; tags are the claim's, each with whose it is."""

FORMULA_STARTS = "=+-@\t\r＝＋－＠"
"""What a spreadsheet may take for a formula (OWASP, CWE-1236), full-width forms too."""

_STARTS = tuple(FORMULA_STARTS)

ARROW = " ← "
UNCONFIRMED = " (unconfirmed)"
"""Behind a relay that the claim's analyst has not answered."""


def write(bundle: Bundle, target: BinaryIO, *, bom: str = "no") -> Written:
    """Write the table as UTF-8 with CRLF line ends (RFC 4180). bom: "yes" starts with a mark."""
    stream = io.TextIOWrapper(
        target, "utf-8-sig" if bom == "yes" else "utf-8", newline="", write_through=True
    )
    try:
        rows = csv.writer(stream)
        rows.writerow(COLUMNS)
        desk = _Sources(bundle)
        articles = claims = 0
        for annotated in bundle.checked_articles():
            articles += 1
            for claim in annotated.claims:
                claims += 1
                row = desk.row(claim, annotated)
                rows.writerow([_cell(row.get(column, "")) for column in COLUMNS])
    finally:
        stream.detach()
    return Written(articles, claims)


def defused(words: str) -> str:
    """The words as a cell that no spreadsheet runs and no terminal obeys; lossy."""
    shown = words.translate(_VISIBLE)
    bare = words.lstrip(" \n\ufeff\u200b\u00a0")
    return "'" + shown if words.startswith(_STARTS) or bare.startswith(_STARTS) else shown


def _cell(value: str | int) -> str | int:
    return defused(value) if isinstance(value, str) else value


class _Visible(dict[int, int | str]):
    """Controls, line breaks and bidi overrides as visible marks; joiners that scripts need stay."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        hidden = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or (
            unicodedata.bidirectional(character)
            in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        )
        self[code] = shown = ("␤" if code == 0x0A else _mark(character)) if hidden else code
        return shown


def _mark(character: str) -> str:
    shown = safe(character)
    return "␉" if character == "\t" else shown


_VISIBLE = _Visible()


class _Sources:
    """What a row says about sources: names, latest ratings, and what they were merged into."""

    def __init__(self, bundle: Bundle) -> None:
        self._names = bundle.names()
        self._families = bundle.families()
        self._publishers = bundle.publishers
        self._by_name: dict[str, str] = {}
        for source in bundle.sources:
            for name in (source.name, *source.aliases):
                self._by_name.setdefault(name.casefold(), source.uid)
        self._latest: dict[str, Rating] = {}
        for rating in bundle.ratings:
            uid = self._families.final(rating.source)
            kept = self._latest.get(uid)
            if kept is None or kept.at <= rating.at:
                self._latest[uid] = rating

    def row(self, claim: Claim, annotated: AnnotatedArticle) -> Mapping[str, str | int]:
        """The cells of a claim by column."""
        chain = annotated.chain_of(claim, self._names)
        origin = chain.origin
        return {
            **_article_cells(annotated),
            **_claim_cells(claim, annotated),
            **_given_cells(claim, annotated),
            **self._hop_cells(claim),
            "chain": chain_words(chain),
            "habits": "; ".join(f"{one.phrase} = {one.reads}" for one in chain.habits),
            "origin": counted_origin(origin),
            "origin basis": origin.basis.value,
            **self._family_cells(origin, annotated),
            "reliability": self._reliability(origin),
            **_assessment_cells(claim, annotated),
        }

    def _hop_cells(self, claim: Claim) -> dict[str, str | int]:
        if not claim.hops:
            return {"hops": 0}
        last = claim.hops[-1]
        return {
            "hops": len(claim.hops),
            "source": self._joined(last.sources),
            "source words": last.span.exact if last.span else "",
            "cue": last.cue,
            "mode": last.mode.value,
            "class": last.hop_class.value,
            "factuality": last.factuality.value,
            "assertion": last.assertion.value,
        }

    def _joined(self, uids: tuple[str, ...]) -> str:
        return " + ".join(self._names.get(uid, uid) for uid in uids)

    def _family_cells(self, origin: Origin, annotated: AnnotatedArticle) -> dict[str, str | int]:
        """Who is said to own the origin, and the house it stands in, on the article's day."""
        on = annotated.article.metadata.day
        uids = self._uids(origin)
        return {
            "owner": self._above(uids, [self._families.named_owner(uid, on) for uid in uids]),
            "house": self._above(uids, [self._families.house(uid, on) for uid in uids]),
            "publishers table": self._publishers,
        }

    def _above(self, uids: Sequence[str], tops: Sequence[str]) -> str:
        """Who stands above the origin's sources; empty where nobody does."""
        final = [self._families.final(uid) for uid in uids]
        return "" if final == list(tops) else self._joined(tuple(dict.fromkeys(tops)))

    def _uids(self, origin: Origin) -> list[str]:
        """Of the origin's sources; a relayed outlet that has none stands there by its name."""
        return [self._by_name.get(uid.casefold(), uid) for uid in origin.sources]

    def _reliability(self, origin: Origin) -> str:
        ratings = [self._latest.get(self._families.final(uid)) for uid in self._uids(origin)]
        if not any(ratings):
            return ""
        return " + ".join(rating.reliability if rating else "?" for rating in ratings)


def chain_words(chain: Chain) -> str:
    """Who says so, through whom: the outlet, the relays that reach the claim, then the hops."""
    return ARROW.join(map(_step_words, chain.steps))


def _step_words(step: Step) -> str:
    unnamed = step.hop_class in (HopClass.ANONYMOUS, HopClass.UNATTRIBUTED)
    if unnamed and not step.sources:
        return f"{step.words} ({step.hop_class.value})".strip()
    mark = "" if step.is_confirmed or step.kind is not StepKind.RELAY else UNCONFIRMED
    return (step.words or "?") + mark


def _article_cells(annotated: AnnotatedArticle) -> dict[str, str | int]:
    article = annotated.article
    publication = article.metadata.publication
    return {
        "article": article.number,
        "article uid": article.uid,
        "outlet": article.outlet,
        "title": article.metadata.title,
        "published": publication.at if publication else "",
        "published basis": publication.basis.value if publication else "none",
        "url": article.metadata.url,
        "archive": article.metadata.archive,
        "lang": article.metadata.lang,
    }


def _given_cells(claim: Claim, annotated: AnnotatedArticle) -> dict[str, str | int]:
    offsets = annotated.article.as_given(claim.span.start, claim.span.end)
    return dict(zip(("given start", "given end"), offsets or (), strict=False))


def _claim_cells(claim: Claim, annotated: AnnotatedArticle) -> dict[str, str | int]:
    notes = [claim.note, *(note.words for note in annotated.notes if note.subject_uid == claim.uid)]
    return {
        "claim uid": claim.uid,
        "analyst": claim.analyst,
        "start": claim.span.start,
        "end": claim.span.end,
        "exact": claim.span.exact,
        "restatement": claim.restatement,
        "verdict": claim.verdict,
        "gloss": claim.gloss,
        "topic": claim.topic_name,
        "time": claim.time,
        "place": claim.place,
        "state": claim.state.value,
        "note": "\n".join(filter(None, notes)),
        "tags": ", ".join(
            f"{tag.name} ({tag.analyst})" for tag in annotated.tags if tag.claim == claim.uid
        ),
    }


def _assessment_cells(claim: Claim, annotated: AnnotatedArticle) -> dict[str, str | int]:
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
