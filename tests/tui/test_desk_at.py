"""`workbench open ARTICLE --at OFFSET`: the desk at a place, on a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_terminal import Terminal, terminal

from workbench.services.sitting import place_at, remember_place, start_session
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

SIZES = [(80, 24), (160, 50), (60, 12)]
EDGE = 2
"""Lines above and below a place that show what it stands in."""
WAITING = "text  ratna"
"""Ends the status line where keys move in the text."""


def longest(path: Path) -> ArticleView:
    """The article with the longest text."""
    with open_store(path) as store:
        bench = Workbench(store, "ratna")
        numbers = bench.store.articles.numbers(analyst="ratna")
        return max((view_article(bench, one) for one in numbers), key=lambda view: len(view.text))


def place_of(path: Path) -> dict[str, object]:
    with open_store(path) as store:
        return Workbench(store, "ratna").place()


def leave(desk: Terminal) -> None:
    desk.press("Q")
    assert desk.exit_code() == 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_place_is_in_sight_and_the_cursor_on_it(sample: Path, size: tuple[int, int]) -> None:
    view = longest(sample)
    third = len(view.text) // 3
    word = max(view.text[third : 2 * third].split(), key=len)
    middle = view.text.index(word, third)
    with terminal(sample, "open", f"#{view.number}", "--at", str(middle), size=size) as desk:
        desk.shows(WAITING)
        desk.shows(word)
        rows = [row for row, line in enumerate(desk.screen().splitlines()) if word in line]
        leave(desk)
    assert any(EDGE < row < size[1] - EDGE for row in rows), desk.screen()
    place = place_of(sample)
    assert (place["page"], place["article"], place["offset"]) == ("article", view.number, middle)


@pytest.mark.parametrize("end", ["first", "last"])
def test_the_first_and_the_last_code_point_are_places(sample: Path, end: str) -> None:
    view = longest(sample)
    at = 0 if end == "first" else len(view.text) - 1
    with terminal(sample, "open", view.article.uid[:8], "--at", str(at)) as desk:
        desk.shows(WAITING)
        leave(desk)
    assert place_of(sample)["offset"] == at


def test_a_place_that_is_not_there_opens_no_desk(sample: Path) -> None:
    view = longest(sample)
    for article, at, told in (
        ("#4242", 0, "no article #4242"),
        (f"#{view.number}", len(view.text), f"it has {len(view.text)} code points"),
    ):
        with terminal(sample, "open", article, "--at", str(at)) as desk:
            assert desk.exit_code() == 4
            assert told.encode() in desk.output
            assert b"\x1b[?1049h" not in desk.output


def test_it_is_not_said_to_be_where_the_analyst_was(sample: Path) -> None:
    with open_store(sample) as store:
        start_session(Workbench(store, "ratna"))  # and the link is gone
    with terminal(sample, "open", "#2", "--at", "9") as desk:
        desk.shows("the last session was interrupted; nothing is lost  ")
        desk.kill()
    with terminal(sample) as desk:
        desk.shows("nothing is lost, here is where you were")
        desk.kill()


def test_it_leaves_the_filter_and_what_was_being_typed(sample: Path) -> None:
    view = longest(sample)
    with open_store(sample) as store:
        bench = Workbench(store, "ratna")
        was = {
            "page": "board", "board": {"filter": ""}, "article": 1, "anchor": 3, "key": "f",
            "filter": "lang:id", "language": 2, "draft": ["claim.restate", "half a sen"],
        }  # fmt: skip
        remember_place(bench, was)
        assert place_at(bench, str(view.number), 5) == {
            "page": "article", "article": view.number, "on_text": True, "offset": 5, "asked": True,
            "filter": "lang:id", "language": 2, "draft": ["claim.restate", "half a sen"],
        }  # fmt: skip
