"""What the desk shows of a colleague's work before one's own judgement stands: nothing.

Two databases are the same but for all that Budi made of an article which Ana has yet to judge. On
both the same keys are pressed, and every screen has to be the same. Then Ana judges.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from blind_cases import MARK, base, plant
from desk_driver import Desk, story

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Pasar Dibuka Lagi", ()),
    ("tag:", ("f", "tag:")),
    ("topic:", ("ctrl+u", "topic:")),
    ("verdict:", ("ctrl+u", "verdict:")),
    ("budi", ("ctrl+u", "by:")),
    ("No article fits", ("ctrl+u", "by:budi tag:zqtag", "enter")),
    ("2 articles", ("f", "ctrl+u", "has:claims", "enter")),
    ("3 articles", ("f", "ctrl+u", "enter")),
    ("The journal", ("gj",)),
    ("3 articles, #1 to #3", ("G",)),
    ("No topics yet", ("q", ":", "topics", "enter")),
    ("No selections yet", ("q", ":", "selections", "enter")),
    ("Came in and waits", ("q", ":", "waiting", "enter")),
    ("Families", ("q", ":", "families", "enter")),
    ("Sources that may be one", ("q", ":", "same", "enter")),
    ("Nothing is kept open", ("q", "gK")),
    ("has it from", ("q", "gn")),
    ("Learned from 0 answers", ("gL",)),
    ("from whom, and what", ("q", "gh")),
    ("Numbers over time", ("q", "gH")),
    ("origins articles", ("q", "gd")),
    ("this one", ("enter",)),
    ("Ratih Sondakh", ("q", "q", "gs")),
    ("Tidak ada yang terluka", ("q", "gc")),
    ("your own claims", ("L",)),
    ("every claim that you may see", ("L",)),
    ("Harian Pantai", ("s", "o", "enter")),
    ("1 article holds", ("q", "q", "g/", "jalan", "enter")),
    ("speaker ", ("gl", "gg", "j", "enter")),
    ("colleagues stay hidden", ("L",)),
    ("No notes yet", (":", "notes", "enter")),
    ("The same story as #2", ("q", "gr")),
    ("Jembatan lama ditutup mulai", ("q",)),
    ("words   Tidak ada korban", ("gc", "enter")),
    ("independent origins: 1", (":", "origin", "enter")),
    ("Source: Harian Pantai", ("q", ":", "source", "enter")),
)
"""What shows, and the keys that lead there from the step before."""

_VARYING = re.compile(
    r"\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?|\b\d\d:\d\d(?::\d\d)?\b|[0-9a-f]{8,}"
    r"|\d+ %(?: \(\d+ of \d+ right here\))?"
)
"""Stamps and uids; and trust, which is worked out beside the keys: `evaluate` tells it too."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A database without and one with Budi's work on what Ana has yet to judge."""
    folder = tmp_path_factory.mktemp("blind")
    plain, planted = folder / "desk-a.db", folder / "desk-b.db"
    base(plain)
    shutil.copy(plain, planted)
    plant(planted)
    return plain, planted


async def screens(path: Path) -> list[str]:
    """What Ana sees, step by step."""
    seen = []
    async with Desk.open(path, size=(120, 40), analyst="ana") as desk:
        for shows, keys in STEPS:
            for key in keys:
                await desk.press(*(key if " " in key else (key,)))
            assert shows in desk.screen(), f"{keys}: {shows!r} is not shown:\n{desk.screen()}"
            seen.append(_VARYING.sub("*", desk.screen().replace(path.stem, "desk")))
    return seen


@story
async def test_no_page_tells_of_work_that_is_out_of_sight(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    plain, planted = (Path(shutil.copy(path, tmp_path)) for path in pair)
    without, told = await screens(plain), await screens(planted)
    for (_, keys), one, other in zip(STEPS, without, told, strict=True):
        assert one == other, f"{keys}:\n{one}\n---\n{other}"
        assert MARK not in other.replace("by:budi tag:zqtag", ""), keys


@story
async def test_all_of_it_shows_once_the_judgement_stands(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    path = Path(shutil.copy(pair[1], tmp_path))
    async with Desk.open(path, size=(120, 40), analyst="ana") as desk:
        await desk.press("gg", "j", "enter", "D", "y", ":", "topics", "enter")
        desk.shows("zqtopik")
        await desk.press("q", "gc")
        desk.shows("zqmaksud")
        await desk.press("q", "gj")
        desk.shows("budi  set aside")
        await desk.press("gl", "gg", "j", "enter", "L")
        desk.shows("colleagues are shown: budi", "zqtag")
