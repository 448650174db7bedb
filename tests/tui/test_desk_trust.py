"""How far each rule is trusted here: shown beside a fact, and used to order what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, story
from learning_cases import ARTICLES, act, teach

from workbench.domain.decision import Verdict
from workbench.services.review import answer_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.settings import OFF, Settings
from workbench.store import open_store


def reject_quote(desk: Desk, number: int, words: str) -> None:
    """Reject, as the analyst, the quote of an article that holds the words."""
    view = view_article(desk.bench, number)
    fact = next(fact for fact in view.open_questions() if words in fact.span.exact)
    answer_fact(desk.bench, view, fact, Verdict.REJECTED)


@story
async def test_answers_in_this_database_correct_the_shipped_precision(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Kapal Terakhir")
        fact = await desk.on_quote("Semua penumpang")
        shipped = f"{round(fact.score * 100)} %"
        desk.shows(shipped)
        desk.shows_not("right here")
        reject_quote(desk, 3, "Harga ikan")
        await desk.press("q")
        await desk.go_to("Kapal Terakhir")
        await desk.on_quote("Semua penumpang")
        await desk.press("k", "j")
        desk.shows("(0 of 1 right here)")
        desk.shows_not(shipped)


@story
async def test_the_likeliest_questions_come_first_when_asked_for(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to("Pelabuhan Ditutup")
        article = desk.page.article
        in_text = [item.span.start for item in article.items]
        assert in_text == sorted(in_text)
        await desk.press("f", "l")
        desk.shows("the likeliest right first")
        likelihoods = [article.likelihood(item.fact) for item in article.items if item.fact]
        assert len(likelihoods) == len(desk.questions())
        assert likelihoods == sorted(likelihoods, reverse=True)
        assert len(set(likelihoods)) > 1
        await desk.press("f", "q")
        assert [item.span.start for item in desk.page.article.items] == in_text


@pytest.fixture
def taught(tmp_path: Path) -> Path:
    """A database whose answers teach to ask for arrests before prices."""
    path = tmp_path / "taught.db"
    with open_store(path) as store:
        teach(Workbench(store, "ratna"), tmp_path)
    return path


def acts(desk: Desk) -> list[str]:
    """What was done, in the events that are listed."""
    return [act(item.fact) for item in desk.page.article.items if item.fact]


@story
async def test_the_likeliest_events_are_what_answers_teach(taught: Path) -> None:
    async with Desk.open(taught) as desk:
        await desk.go_to(f"Pasar Turi hari ke-{ARTICLES}")
        assert acts(desk) == ["mencapai", "menangkap"]
        await desk.press("f", "l")
        desk.shows("likeliest first, events as answers teach, gL tells")
        assert acts(desk) == ["menangkap", "mencapai"]
        await desk.press("g", "L")
        desk.shows("Events come, likeliest first, as the answers here teach:", "act: menangkap")
        await desk.press("q", "f", "o")
        assert acts(desk) == ["mencapai", "menangkap"]


@story
async def test_what_is_set_off_orders_nothing(taught: Path) -> None:
    async with Desk.open(taught, settings=Settings(learned_order=OFF)) as desk:
        await desk.go_to(f"Pasar Turi hari ke-{ARTICLES}")
        await desk.press("f", "l")
        desk.shows_not("as answers teach")
        assert acts(desk) == ["mencapai", "menangkap"]
        await desk.press("g", "L")
        desk.shows("as their rules are trusted", "the settings say so")
