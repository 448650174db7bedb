"""A story of five articles: a relay in a circle, two that pass on one agency, a denial, and one who
says the same independently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from workbench.domain.claim import Claim, LinkKind
from workbench.domain.span import Span
from workbench.services.annotate import edit_claim, link_claims
from workbench.services.chain import Named, add_hop, claim_by
from workbench.services.importing import import_documents, read
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

DAM = "Bendungan Awu jebol"
ARTICLES = (
    ("Kabar Pagi", "2026-05-01", "Sembilan orang tewas."),
    ("Harian Siang", "2026-05-01", "Korban tewas sembilan."),
    ("Radio Sore", "2026-05-02", "Tewas sembilan jiwa."),
    ("Pos Malam", "2026-05-03", "Sembilan warga meninggal."),
    ("Mimbar Rakyat", "2026-05-04", "Tidak ada yang tewas."),
)


class Story(NamedTuple):
    """The claims, by the outlet of their article."""

    pagi: Claim
    siang: Claim
    sore: Claim
    malam: Claim
    mimbar: Claim


def tell(bench: Workbench, folder: Path) -> Story:
    """Kabar Pagi has it from Harian Siang and that from Kabar Pagi; Radio Sore from Harian Siang,
    and that from nobody said; Pos Malam from the police; Mimbar Rakyat's minister denies it."""
    path = folder / "story.jsonl"
    path.write_text("".join(map(_document, range(len(ARTICLES)))), "utf-8")
    assert sum(1 for _ in import_documents(bench, read([path]))) == len(ARTICLES)
    chains = (
        ("Harian Siang",),
        ("Kabar Pagi",),
        ("Harian Siang", "Dinas Awu"),
        ("Kepolisian Awu",),
        ("Menteri Awu",),
    )
    claims = Story(*(_said(bench, place, chain) for place, chain in enumerate(chains, 1)))
    link_claims(bench, LinkKind.SAME, claims.pagi.uid, claims.siang.uid)
    link_claims(bench, LinkKind.SAME, claims.sore.uid, claims.pagi.uid)
    link_claims(bench, LinkKind.SUPPORTS, claims.malam.uid, claims.sore.uid)
    link_claims(bench, LinkKind.CONTRADICTS, claims.mimbar.uid, claims.malam.uid)
    return claims


def _document(place: int) -> str:
    outlet, day, words = ARTICLES[place]
    return (
        json.dumps(
            {
                "id": f"n-{place}",
                "title": f"{DAM} {place}",
                "outlet": outlet,
                "published": f"{day}T08:00+07:00",
                "lang": "id",
                "text": f"{DAM} {place}\n\n{words} Hujan turun di hulu sejak {place} hari lalu.\n",
            }
        )
        + "\n"
    )


def _said(bench: Workbench, number: int, chain: tuple[str, ...]) -> Claim:
    view = view_article(bench, number)
    words = ARTICLES[number - 1][2]
    start = view.text.index(words)
    span = Span.of(view.text, start, start + len(words))
    uid = claim_by(bench, view, span, Named(chain[-1])).uid
    for place, name in enumerate(chain[:-1]):
        view = view_article(bench, number)
        add_hop(bench, view, _claim(bench, uid), Named(name), place=place)
    claim = _claim(bench, uid)
    edit_claim(bench, view_article(bench, number), claim.with_words("topic", "banjir"))
    return _claim(bench, uid)


def _claim(bench: Workbench, uid: str) -> Claim:
    return bench.store.claims.get(uid)
