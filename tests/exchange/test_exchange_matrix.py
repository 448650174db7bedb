"""docs/formats.md against what the formats do: an example of each cell, written and read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import AHMAD, OUTLET, ROLE, TEXT, article_of, example, span
from exchange_tools import read_back

from workbench.domain.claim import Assertion, Claim, Factuality, Hop, HopClass, Mode
from workbench.domain.codebook import Flag, Guideline, GuidelineKind
from workbench.domain.note import Note, NoteSubject
from workbench.domain.relay import (
    Around,
    Reach,
    Relay,
    RelayBasis,
    RelayJudgement,
    RelayKind,
    RelayStatus,
)
from workbench.domain.ruling import Answer, Choice, Dispute, Ruling, Side, unit_uid
from workbench.domain.source import Rating
from workbench.domain.span import Span
from workbench.exchange import Format, formats, write
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Header
from workbench.exchange.matrix import page

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
ARTICLE = "a0000000-0000-4000-8000-000000000009"
CLAIM, OTHER = (f"c0000000-0000-4000-8000-00000000000{n}" for n in "89")
WORDS = "sembilan orangnya tewas"
CREDIT = "Sumber: Daily Sabah"

CELLS = [(one, cell) for one in formats() for cell in one.keeps._fields]


def test_the_page_is_what_the_formats_say() -> None:
    """After a change: python -m workbench.exchange.matrix > docs/formats.md"""
    assert page() == DOCUMENT.read_text("utf-8")


def bundle_of(*claims: Claim, **parts: Any) -> Bundle:
    """One article with claims; parts: of the article."""
    article = article_of(TEXT, ARTICLE, 7, title="Sembilan tewas", outlet=OUTLET, lang="id")
    annotated = AnnotatedArticle(article, TEXT, claims=claims, **parts)
    sources = tuple(one for one in example().sources if one.uid in (OUTLET, ROLE, AHMAD))
    return Bundle(
        head="ab" * 32,
        exported_at="2020-01-11T00:00:00Z",
        tool="workbench 0.1.0",
        sources=sources,
        articles=(annotated,),
    )


def claim(*hops: Hop, words: Span | None = None, uid: str = CLAIM) -> Claim:
    return Claim(uid, ARTICLE, "rina", words or span(WORDS), hops=hops)


def hop(**parts: Any) -> Hop:
    words: dict[str, Any] = {
        "sources": (AHMAD,),
        "span": span("Ahmad"),
        "cue": "kata",
        "mode": Mode.DIRECT,
    }
    return Hop(**(words | parts))


def _with_reach() -> Bundle:
    credit = span(CREDIT)
    around = Around(paragraph=(0, len(TEXT)))
    relay = Relay(
        RelayKind.RELAYS, RelayBasis.CREDIT, RelayStatus.CONFIRMED, "Daily Sabah", span=credit,
        reach=Reach.PARAGRAPH, around=around,
    )  # fmt: skip
    judgement = RelayJudgement(
        "j0000000-0000-4000-8000-000000000001", ARTICLE, "rina", RelayKind.RELAYS,
        RelayStatus.CONFIRMED, "Daily Sabah", fact="f-1", reach=Reach.PARAGRAPH, span=credit,
        around=around,
    )  # fmt: skip
    return bundle_of(claim(hop()), relays=(relay,), judgements=(judgement,))


CHAIN = (
    Hop((), span("sumber"), "Menurut", Mode.INDIRECT, HopClass.ANONYMOUS),
    hop(sources=(ROLE, AHMAD), span=span("juru bicara LNA"), cue="mengatakan"),
)
PARTS = Span.of(TEXT, *(lambda s: (s.start, s.end))(span(WORDS)))
BROKEN = Span.of(
    TEXT, PARTS.start, PARTS.end, [(PARTS.start, PARTS.start + 8), (PARTS.end - 5, PARTS.end)]
)
NOTE = Note(
    "n0000000-0000-4000-8000-000000000001", "rina", NoteSubject.CLAIM, CLAIM, "ask the desk", ""
)
RULING = Ruling(
    unit_uid(ARTICLE, (CLAIM,)), ARTICLE, Choice.NEITHER,
    (Side("rina", CLAIM, "0" * 32), Side("budi", None)), "extra claim", "citra", "", why="no claim",
)  # fmt: skip
DISPUTE = Dispute(RULING.uid, "rina", Answer.DISPUTED, "it is one", "")
FLAG = Flag(CLAIM, "rina", "is it one?", "")
GUIDELINE = Guideline(GuidelineKind.CLAIM, "losses", "Dead and wounded.", "citra", "")
RATING = Rating("r-1", AHMAD, "rina", "B", "often right", "2020-01-01T00:00:00Z")

WITH: Mapping[str, Callable[[], Bundle]] = {
    "spans": lambda: bundle_of(claim()),
    "overlap": lambda: bundle_of(claim(), claim(words=span("orangnya tewas"), uid=OTHER)),
    "discontinuous": lambda: bundle_of(claim(words=BROKEN)),
    "chain": lambda: bundle_of(claim(*CHAIN)),
    "reach": _with_reach,
    "assertion": lambda: bundle_of(
        claim(hop(assertion=Assertion.NO_COMMENT, factuality=Factuality.UNDERSPECIFIED))
    ),
    "ratings": lambda: replace(bundle_of(claim(hop())), ratings=(RATING,)),
    "notes": lambda: bundle_of(claim(hop()), notes=(NOTE,)),
    "rulings": lambda: replace(
        bundle_of(claim(), rulings=(RULING,), disputes=(DISPUTE,), flags=(FLAG,)),
        guidelines=(GUIDELINE,),
    ),
}
WITHOUT: Mapping[str, Callable[[], Bundle]] = {
    "spans": bundle_of,
    "overlap": lambda: bundle_of(claim()),
    "discontinuous": lambda: bundle_of(claim()),
    "chain": lambda: bundle_of(claim(CHAIN[1])),
    "reach": lambda: bundle_of(claim(hop())),
    "assertion": lambda: bundle_of(claim(hop(factuality=Factuality.UNDERSPECIFIED))),
    "ratings": lambda: bundle_of(claim(hop())),
    "notes": lambda: bundle_of(claim(hop())),
    "rulings": lambda: bundle_of(claim()),
}


def _claims(items: list[Any]) -> list[Claim]:
    found = [one for item in items if isinstance(item, AnnotatedArticle) for one in item.claims]
    return sorted(found, key=lambda one: one.span)


def _named(hop: Hop, items: list[Any]) -> tuple[str, ...]:
    names = {one.uid: one.name for one in items if hasattr(one, "aliases")}
    return tuple(names[uid] for uid in hop.sources)


def _reaches(items: list[Any]) -> list[tuple[str, str]]:
    articles = [item for item in items if isinstance(item, AnnotatedArticle)]
    return [(one.outlet, one.reach.value) for item in articles for one in item.judgements]


SEEN: Mapping[str, Callable[[list[Any]], object]] = {
    "spans": lambda items: [one.span for one in _claims(items)],
    "overlap": lambda items: [one.span for one in _claims(items)],
    "discontinuous": lambda items: [one.span.parts for one in _claims(items)],
    "chain": lambda items: [
        [(_named(hop, items), hop.hop_class, hop.cue, hop.span) for hop in one.hops]
        for one in _claims(items)
    ],
    "reach": _reaches,
    "assertion": lambda items: [
        [(hop.assertion, hop.factuality) for hop in one.hops] for one in _claims(items)
    ],
    "ratings": lambda items: [
        (one.reliability, one.at, one.rationale) for one in items if isinstance(one, Rating)
    ],
    "notes": lambda items: sorted(
        note.words
        for item in items
        if isinstance(item, AnnotatedArticle)
        for note in item.notes
        if note.subject is NoteSubject.CLAIM
    ),
    "rulings": lambda items: (
        [
            (item.rulings, item.disputes, item.flags)
            for item in items
            if isinstance(item, AnnotatedArticle)
        ],
        [item for item in items if isinstance(item, Guideline)],
    ),
}
"""What a cell is about, of what was read."""


def _written(known: Format, bundle: Bundle, folder: Path) -> bytes:
    """All bytes that are written, with the names of their files."""
    if not known.is_folder:
        stream = io.BytesIO()
        write(known.name, bundle, stream)
        return stream.getvalue()
    folder.mkdir()
    write(known.name, bundle, folder)
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return b"\0".join(str(one.relative_to(folder)).encode() + one.read_bytes() for one in files)


@pytest.mark.parametrize(("known", "cell"), CELLS, ids=[f"{k.name}-{c}" for k, c in CELLS])
def test_every_cell_says_what_becomes_of_it(known: Format, cell: str, tmp_path: Path) -> None:
    kept = getattr(known.keeps, cell)
    assert kept != "yes" or known.reads, "what is not read cannot come back"
    bundle = WITH[cell]()
    given: list[Any] = [Header("", "", ""), *bundle.sources, *bundle.ratings]
    given += [*bundle.guidelines, *bundle.articles]
    if known.reads:
        back = SEEN[cell](read_back(known, bundle, tmp_path / "back"))
        assert (back == SEEN[cell](given)) is (kept == "yes"), back
    if known.writes:
        with_it = _written(known, bundle, tmp_path / "with")
        without = _written(known, WITHOUT[cell](), tmp_path / "without")
        assert (with_it != without) or kept == "no"
