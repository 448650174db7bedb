"""The sample set with work on it, made through the services: what peers load beside the others."""

from __future__ import annotations

from pathlib import Path

from services_cases import accept_all, again, bench_on, sample_database, taken, view_of
from stores import SQLITE, Stores

from workbench.domain.claim import Confidence, Likelihood, LinkKind
from workbench.domain.note import NoteSubject
from workbench.exchange.bundle import Bundle
from workbench.services.annotate import add_note, assess_claim, link_claims
from workbench.services.belonging import set_owner
from workbench.services.chain import Named
from workbench.services.sources import rate_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.workbench import Workbench

WORKED = ("sagara-kapal-01", "lintang-kapal-01", "meridian-truce-01", "hostile-01")


def worked_sample(folder: Path) -> Bundle:
    """All of the sample set, its questions accepted, some claims judged, linked, noted, tagged."""
    with Stores(SQLITE, folder).copied(sample_database(folder)) as store:
        bench = bench_on(store, first=10_000)
        for number in bench.store.articles.numbers(analyst=bench.analyst):
            accept_all(bench, number)
        for name, confidence in zip(WORKED, Confidence, strict=False):
            _judge(bench, name, confidence)
        claims = [view_of(bench, name).my_claims()[0] for name in WORKED[:2]]
        link_claims(bench, LinkKind.SUPPORTS, claims[0].uid, claims[1].uid)
        put_tags(bench, ["dua sumber"], Tagged([1], [claims[0].uid]))
        return taken(bench)


def _judge(bench: Workbench, name: str, confidence: Confidence) -> None:
    view = view_of(bench, name)
    claim = view.my_claims()[0]
    assess_claim(
        bench, again(bench, view), claim.uid, credibility=3, likelihood=Likelihood.LIKELY,
        confidence=confidence, rationale="satu sumber",
    )  # fmt: skip
    add_note(bench, NoteSubject.CLAIM, claim.uid, "tanya lagi")
    if outlet := view.article.metadata.outlet:
        rate_source(bench, outlet, "C", "sering benar")
        set_owner(bench, [outlet], Named("Grup Contoh"), since="2019", rationale="laporan")
