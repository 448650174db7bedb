"""The source network at the desk: circles on top, edges in a table, claims behind each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_driver import Desk, story
from network_cases import tell

from workbench.domain.span import Span
from workbench.services.chain import Named, claim_by
from workbench.services.importing import import_documents, read
from workbench.services.network import EDGES
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with open_store(path) as store:
        tell(Workbench(store, "ana"), tmp_path)
    return path


@story
async def test_circles_stand_on_top_with_steps_that_open(told: Path) -> None:
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gn")
        assert desk.pane == "network"
        desk.shows("circle", "Kabar Pagi ← Harian Siang ← Kabar Pagi", "linked claims",
                   "#1 2026-05-01")  # fmt: skip
        desk.shows("Mimbar Rakyat", "← Menteri Awu", "2026-05-04")
        assert all(len(line) <= 80 for line in desk.screen().splitlines())
        await desk.press("j", "enter")
        assert desk.pane == "claim"
        desk.shows("Sembilan orang tewas")
        await desk.press("q", "q")
        assert desk.pane == "network"


@story
async def test_an_edge_opens_its_claims_and_a_source_its_card(told: Path) -> None:
    async with Desk.open(told, size=(80, 24), analyst="ana") as desk:
        await desk.press("gn", "G", "enter")
        desk.shows("has from", "#")
        await desk.press("enter")
        assert desk.pane == "claim"
        await desk.press("q", "q", "q")
        assert desk.pane == "network"
        await desk.press("G", "S")
        desk.shows("Source: ", "record")
        await desk.press("q", "f")
        await desk.type("number:4")
        await desk.press("enter")
        desk.shows("Pos Malam", "← Kepolisian Awu", "number:4  1/1")
        assert "Radio Sore" not in desk.screen()
        await desk.press("F")
        desk.shows("Radio Sore")


def row(desk: Desk, name: str) -> str:
    (found,) = [line for line in desk.screen().splitlines() if line.lstrip(" ▌").startswith(name)]
    return found


@story
async def test_what_is_taken_back_counts_no_more(told: Path) -> None:
    async with Desk.open(told, size=(80, 30), analyst="ana") as desk:
        await desk.press("gn")
        assert row(desk, "Pos Malam").split()[-5:-2] == ["1", "-", "1"]
        await desk.press("u")
        assert row(desk, "Pos Malam").split()[-5:-2] == ["1", "-", "-"], "the link is gone"


@story
async def test_edges_are_read_page_by_page(tmp_path: Path) -> None:
    many, path = EDGES + 20, tmp_path / "many.db"
    lines = tmp_path / "many.jsonl"
    lines.write_text(json.dumps({"id": "m", "outlet": "Kapal Pos", "text": "Hujan " * many}))
    with open_store(path) as store:
        bench = Workbench(store, "ana")
        list(import_documents(bench, read([lines])))
        for place in range(many):
            view = view_article(bench, 1)
            span = Span.of(view.text, place * 6, place * 6 + 5)
            claim_by(bench, view, span, Named(f"Sumber {place:03}"))
    async with Desk.open(path, size=(80, 24), analyst="ana") as desk:
        await desk.press("gn")
        desk.shows(f"1/{EDGES}+")
        await desk.press("G")
        await desk.press("G")
        desk.shows(f"{many}/{many}", f"Sumber {many - 1:03}")
        await desk.press("enter")
        desk.shows(f"Kapal Pos has from Sumber {many - 1:03}")


@story
async def test_nothing_is_told_where_nobody_cites_anybody(tmp_path: Path) -> None:
    async with Desk.open(tmp_path / "none.db", size=(80, 24), analyst="ana") as desk:
        await desk.press("gn")
        desk.shows("No chain names anybody yet")
        await desk.press("enter", "G", "S", "q")
