"""The sample set's three stories as an analyst leaves them, reported: what the browser reads."""

from __future__ import annotations

from pathlib import Path

from services_cases import bench_on, sample_database

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim, Confidence, Likelihood, LinkKind
from workbench.domain.span import Span
from workbench.exchange.report import Scope
from workbench.services.annotate import assess_claim, link_claims, new_claim
from workbench.services.reporting import Wanted, report
from workbench.services.review import accept_facts
from workbench.services.sources import find_sources, rate_source
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

STORIES = "number:1..19 or number:31"
"""The stories, and the article that is none."""


def reported(folder: Path, languages: tuple[str, ...]) -> dict[str, Path]:
    """Reports on an annotated copy of the sample set, by language."""
    with sample_database(folder).open() as store:
        ratna, budi = bench_on(store, "ratna", 10_000), bench_on(store, "budi", 50_000)
        for number in store.articles.numbers((), analyst="ratna"):
            view = view_article(ratna, number)
            accept_facts(ratna, view, view.open_questions())
        for number in (4, 10):
            view = view_article(budi, number)
            accept_facts(budi, view, view.open_questions())
        _overlap(budi)
        _compare(ratna)
        return {lang: _report(ratna, folder, lang) for lang in languages}


def _report(bench: Workbench, folder: Path, lang: str) -> Path:
    out = folder / f"{lang}.html"
    choice = Choice(where=STORIES)
    report(bench, out, Wanted(Scope(), choice, "html", lang))
    return out


def _overlap(bench: Workbench) -> None:
    """A claim that begins within another one and ends behind it."""
    view = view_article(bench, 10)
    first = view.my_claims()[0].span
    words = Span.of(view.text, first.start + 10, first.end + 12)
    new_claim(bench, view, words)


def _compare(bench: Workbench) -> None:
    """Links, a rating and an assessment, as the stories have it."""
    nine, twelve = _claim(bench, 10, "Sembilan orang"), _claim(bench, 8, "dua belas")
    pairs = (
        (LinkKind.SAME, nine, _claim(bench, 11, "Sembilan orang")),
        (LinkKind.CONTRADICTS, twelve, nine),
        (LinkKind.SAME, _claim(bench, 4, "menerima jeda"), _claim(bench, 16, "would accept")),
        (LinkKind.SUPPORTS, _claim(bench, 12, "At least 15"), twelve),
    )
    for kind, claim, other in pairs:
        link_claims(bench, kind, claim.uid, other.uid)
    (found, *_) = find_sources(bench, "Samrin Wabula")
    rate_source(bench, found.source.uid, "C", "counted in a hurry")
    assess_claim(
        bench, view_article(bench, 8), twelve.uid, credibility=2, likelihood=Likelihood.LIKELY,
        confidence=Confidence.LOW, rationale="matched with the families",
    )  # fmt: skip


def _claim(bench: Workbench, number: int, words: str) -> Claim:
    return next(
        claim for claim in view_article(bench, number).my_claims() if words in claim.span.exact
    )
