"""Databases of the harbour on which several analysts have judged the same articles, and differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk_harbour import TEXTS, harbour
from services_cases import bench_on

from workbench.domain.article import ReadingState
from workbench.domain.claim import Hop
from workbench.domain.ruling import Cause
from workbench.domain.span import Span
from workbench.services.adjudication import Case, cases_of, rule, taking
from workbench.services.annotate import new_claim
from workbench.services.disputes import decided_otherwise, dispute
from workbench.services.review import set_state
from workbench.services.sources import NameBook
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

CLOSED, LAST, TOMORROW = "“Pelabuhan ditutup tiga hari,”", "“Kami menunggu", "“Besok dibuka lagi,”"
_OTHERS = ("ana", "budi", "citra", "dewi")


def judge(bench: Workbench, number: int, *claims: tuple[str, str, int]) -> None:
    """Claims of somebody's: words that they begin with, who says it, how long they are; done."""
    for words, source, length in claims:
        view, book = view_article(bench, number), NameBook(bench)
        start = TEXTS[number - 1].index(words)
        span = Span.of(view.text, start, start + length)
        new_claim(bench, view, span, hops=(Hop((book.uid(source),)),), book=book)
    set_state(bench, view_article(bench, number), ReadingState.DONE)


def with_rulings(path: Path) -> Path:
    """A database at path: five give five answers to the first article's first words; of the second
    one ratna and budi differ in two speakers, both of which eka decided, and in bounds. Budi
    disputes the one, ratna has yet to read the other."""
    harbour(path)
    with open_store(path) as store:
        ratna = bench_on(store, "ratna", first=20_000)
        for name in ("ratna", *_OTHERS):
            judge(replace(ratna, analyst=name), 1, (CLOSED, f"Sumber {name}", 30))
        budi = replace(ratna, analyst="budi")
        for whose, length in ((ratna, 12), (budi, 10)):
            named = f"Sumber {whose.analyst}"
            judge(whose, 2, ("“Semua", named, 25), ("Kapal itu", named, 17))
            judge(whose, 2, ("begitu bunyi", "Laporan", length))
        eka = replace(ratna, analyst="eka")
        for words, name in (("“Semua", "ratna"), ("Kapal itu", "budi")):
            case = _case(eka, words)
            taken = taking(case, _letter(case, name))
            rule(eka, case, taken, cause=Cause.SLIP, why="salah dengar")
        (lost,) = decided_otherwise(budi)
        dispute(budi, lost, "begitu bunyi kutipan")
    return path


def _case(bench: Workbench, words: str) -> Case:
    return next(one for one in cases_of(bench, 2) if one.claims[0].span.words.startswith(words))


def _letter(case: Case, name: str) -> str:
    return next(one.letter for one in case.standpoints if name in one.answer.analysts)
