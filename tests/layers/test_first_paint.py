"""The way to the first page of the library loads what that page shows and nothing else.

A process of its own opens a database that is up to date, reads the first page and makes the desk,
as starting does before there is an event loop; then its modules are counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.services.importing import import_documents, read
from workbench.services.workbench import Workbench
from workbench.store import open_store

ROOT = Path(__file__).resolve().parents[2]

NEVER = {
    "sqlite_utils",
    "rapidfuzz",
    "selectolax",
    "psycopg",
    "workbench.extract",
    "workbench.intake",
    "workbench.match",
    "workbench.exchange",
    "workbench.postgres",
    "workbench.services.review",
    "workbench.services.annotate",
    "workbench.services.sources",
    "workbench.services.view",
    "workbench.services.importing",
    "workbench.domain.fact",
    "workbench.domain.claim",
    "workbench.domain.source",
    "workbench.domain.journal",
    "workbench.tui.actions",
    "workbench.tui.pages.article",
    "workbench.tui.screens.bookmark",
    "workbench.tui.screens.overview",
    "workbench.tui.screens.places",
    "workbench.tui.screens.prompts",
    "workbench.tui.screens.tutor",
    "workbench.tui.screens.word_choice",
    "workbench.tui.catalogue",
    "workbench.tui.keymap",
    "workbench.tui.keys",
}
"""What the first page needs none of: it comes while the page is being read by a human."""
OURS_AT_MOST = 66
"""Modules of the package before the first page is drawn; each costs about half a millisecond."""

PROGRAM = """
import json, os, sys
from workbench.services.places import place_of
from workbench.services.workbench import Workbench
from workbench.settings import load_settings
from workbench.tui import start, terminal

import workbench.cli.desk, workbench.cli.main

settings, problems = load_settings()
with place_of(sys.argv[1]).open() as store:
    from workbench.tui.opening import Opening

    bench = Workbench(store, "ratna")
    opening = Opening(bench, settings, os.environ)
    assert opening.draw(120, 40)
    drawn = sorted(sys.modules)
    from workbench.tui.app import DeskApp

    app = DeskApp(bench, settings, problems=problems, opening=opening)
    library = app.desk.screen.library.library
    rows = [library.row(place) for place in range(len(library))]
    found = {"rows": len([row for row in rows if row]), "drawn": drawn}
    print(json.dumps({**found, "modules": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def first_page(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, set[str], set[str]]:
    """How many rows the first page has, every module that was loaded for the desk to be made, and
    those that were there when the page was drawn."""
    folder = tmp_path_factory.mktemp("first")
    source, path = folder / "article.txt", folder / "desk.db"
    source.write_text('Judul\n\n"Kami menunggu," kata Budi Santoso.\n', encoding="utf-8")
    with open_store(path) as store:
        outcomes = list(import_documents(Workbench(store, "ratna"), read([source])))
    assert [outcome.became.value for outcome in outcomes] == ["added"]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        },
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return found["rows"], set(found["modules"]), set(found["drawn"])


FirstPage = tuple[int, set[str], set[str]]


def test_the_first_page_is_there(first_page: FirstPage) -> None:
    rows, modules, _ = first_page
    assert rows == 1
    assert "workbench.tui.screens.desk" in modules


@pytest.mark.parametrize("module", sorted(NEVER))
def test_the_first_page_does_not_load(first_page: FirstPage, module: str) -> None:
    loaded = {name for name in first_page[1] if name == module or name.startswith(f"{module}.")}
    assert not loaded


def test_it_is_drawn_before_textual_is_imported(first_page: FirstPage) -> None:
    drawn = {name.split(".")[0] for name in first_page[2]}
    assert not drawn & {"textual", "asyncio", "platformdirs"}
    assert "workbench" in drawn


def test_what_the_first_page_loads_stays_little(first_page: FirstPage) -> None:
    ours = sorted(name for name in first_page[2] if name.split(".")[0] == "workbench")
    assert len(ours) <= OURS_AT_MOST, ours


def test_the_first_key_waits_for_none_of_what_a_team_counts() -> None:
    program = (
        "import json, sys; import workbench.tui.actions.needs; print(json.dumps([*sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = json.loads(done.stdout)
    assert "workbench.tui.pages.board" in loaded
    counts = ("workbench.measure", "workbench.services.overseeing", "workbench.services.dividing")
    assert not [name for name in loaded if name.startswith(counts)]
