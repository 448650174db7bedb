"""Answers that teach: of two kinds of events one is always accepted and one always rejected."""

from __future__ import annotations

from pathlib import Path

from workbench.domain.decision import Verdict
from workbench.domain.fact import Event, Fact, Kind
from workbench.services.importing import Given, import_documents, read
from workbench.services.review import accept_facts, answer_fact
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

ARTICLES = 36
"""The last of them is not answered."""


def teach(bench: Workbench, folder: Path) -> None:
    """Accept every arrest and reject every price, which stands before it in its article."""
    paths = [folder / f"pasar{n}.txt" for n in range(1, ARTICLES + 1)]
    for n, path in enumerate(paths, 1):
        path.write_text(
            f"Pasar Turi hari ke-{n}\n\nHarga beras di Pasar Turi mencapai Rp {n}4.000 per "
            f"kilogram pada Selasa (5/5/2026).\n\nPolisi Kota Surabaya menangkap {n + 2} pencuri "
            "di Pasar Turi pada Senin (4/5/2026).",
            "utf-8",
        )
    given = Given(lang="id", published="2026-05-06")
    assert len(list(import_documents(bench, read(paths), given))) == ARTICLES
    for number in range(1, ARTICLES):
        answer(bench, number)


def answer(bench: Workbench, number: int, *, otherwise: bool = False) -> None:
    """Accept arrests and reject prices; or the other way round."""
    for fact in events(view_article(bench, number)):
        say(bench, number, fact, is_right=(act(fact) == "menangkap") is not otherwise)


def say(bench: Workbench, number: int, fact: Fact, *, is_right: bool) -> None:
    """Accept a fact of an article, or reject it."""
    view = view_article(bench, number)
    if is_right:
        assert accept_facts(bench, view, [fact])
    else:
        assert answer_fact(bench, view, fact, Verdict.REJECTED)


def events(view: ArticleView) -> list[Fact]:
    """The open questions about events."""
    return [fact for fact in view.open_questions() if fact.kind is Kind.EVENT]


def act(fact: Fact) -> str:
    """The words for what was done."""
    assert isinstance(fact.attributes, Event)
    return fact.attributes.act.exact
