"""The codebook at the desk: beside the text, written by keys, flags, and claims that it touches."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from desk_driver import Desk, story
from desk_terminal import terminal

from workbench.domain.codebook import GuidelineKind
from workbench.policy import RESTRICTED
from workbench.services.codebook import find_entry
from workbench.services.guidelines import add_entry, edit_entry
from workbench.services.proof import verify
from workbench.services.workbench import Workbench
from workbench.tui.pages.codebook import CodebookBeside

TOPIC, RULE = GuidelineKind.TOPIC, GuidelineKind.RULE
ARTICLE = "Pelabuhan Ditutup"


def written(desk: Desk) -> Workbench:
    """A codebook of two entries, by a colleague."""
    bima = replace(desk.bench, analyst="bima")
    add_entry(bima, TOPIC, "ombak", "Ombak yang menutup pelabuhan.\n\nAngin saja tidak.")
    add_entry(bima, RULE, "bantahan", "Siapa membantah adalah sumber.", "assertion:denies")
    return bima


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
@story
async def test_it_stands_beside_the_text_and_the_place_stays(
    port: Path, size: tuple[int, int]
) -> None:
    async with Desk.open(port, size=size) as desk:
        written(desk)
        await desk.go_to(ARTICLE)
        await desk.press("a", "k", "et")
        await desk.fill("ombak")
        before = (desk.page.article.offset, desk.page.article.cursor)
        await desk.press("B")
        desk.shows("topic ombak  version 1", "Angin saja tidak.")
        if size[0] >= 80:
            desk.shows("text  ")
            await desk.press("tab")
        assert isinstance(desk.page, CodebookBeside)
        assert desk.page.entry
        assert desk.page.entry.subject == "ombak"
        await desk.press("k", "k", "B")
        assert (desk.page.article.offset, desk.page.article.cursor) == before
        desk.shows_not("Angin saja tidak.")


@story
async def test_entries_and_examples_are_made_by_keys(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.press("gb")
        desk.shows("Codebook, version 0: 0 entries", "No entry yet: a adds one")
        await desk.press("a", "r")
        await desk.fill("batas kalimat")
        await desk.fill("Kalimat utuh.¶Tanpa kutipan.")
        assert desk.status.startswith("rule batas kalimat is in the codebook")
        desk.shows("rule batas kalimat  version 1", "Kalimat utuh.", "Tanpa kutipan.")
        await desk.press("er")
        desk.shows("Kalimat utuh.¶Tanpa kutipan.")
        await desk.fill("Kalimat utuh.")
        await desk.press("ef")
        await desk.fill("mode:direct")
        desk.shows("of mode:direct")
        await desk.press("en")
        await desk.fill("batas")
        desk.shows("rule batas  version 4")
        await desk.press("q")
        await desk.go_to(ARTICLE)
        await desk.press("tab", "gB")
        desk.shows("an example of", "rule batas")
        await desk.press("enter", "n")
        await desk.fill("judul")
        assert desk.status.startswith("an example of rule batas")
        await desk.press("gb", "G")
        desk.shows("“Pelabuhan", "judul")
        await desk.press("enter")
        desk.shows(ARTICLE)
        await desk.press("q")
        desk.shows("Codebook, version 5: 1 entry")
        await desk.press("dd")
        desk.shows_not("judul")
        await desk.press("gg", "dd")
        desk.shows("Codebook, version 7: 0 entries")
        await desk.press("u", "v")
        desk.shows("rule batas added", "rule batas removed")
        await desk.press("enter")
        desk.shows("What version 8 changed", "+Kalimat utuh.")
        assert not list(verify(desk.bench.store))


@story
async def test_a_claim_is_flagged_with_a_word_of_why(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to(ARTICLE)
        await desk.press("a", "k", "!")
        await desk.fill("kiasan?")
        assert desk.status == "flagged for the codebook; g! lists what is flagged"
        claim = desk.claim.uid
        await desk.press("enter", "G")
        desk.shows("flag    kiasan? (ratna)")
        desk.shows_not("of the codebook")
        written(desk)
        await desk.press("q", "enter", "G")
        desk.shows("version 0 of the codebook, 2 is today's")
        await desk.press("=")
        desk.shows("version 2 of the codebook")
        await desk.press("enter", "tab")
        desk.shows("Codebook, version 2", "topic ombak")
        await desk.press("B", "q")
        await desk.press("g!")
        desk.shows("Flagged for the codebook", "kiasan?")
        await desk.press("enter")
        assert desk.claim.uid == claim
        await desk.press("!")
        desk.shows("kiasan?")
        await desk.fill("")
        assert desk.status.startswith("the flag is taken off")
        assert desk.bench.store.codebook.flags() == []


@story
async def test_claims_that_a_change_may_touch_are_walked(port: Path) -> None:
    async with Desk.open(port) as desk:
        await desk.go_to(ARTICLE)
        await desk.press("a", "a", "gg", "et")
        await desk.fill("ombak")
        await desk.press("j", "et")
        await desk.fill("ombak")
        bima = written(desk)
        edit_entry(bima, find_entry(bima, "ombak"), words="Ombak saja.")
        await desk.press("gb", "G", "t")
        desk.shows("1/2", "yours that the change may touch")
        await desk.press("=")
        desk.shows("1/1")
        await desk.press("u")
        desk.shows("/2")
        await desk.press("*", "=", "y")
        desk.shows("No claim fits the filter")
        await desk.press("q", "gb", "t")
        desk.shows("No claim fits the filter")


@story
async def test_what_others_changed_is_told_once(port: Path) -> None:
    async with Desk.open(port) as desk:
        bima = written(desk)
    async with Desk.open(port) as desk:
        assert desk.status.startswith("there is a codebook: 2 entries; gb shows it")
        bima = replace(desk.bench, analyst="bima")
        edit_entry(bima, find_entry(bima, "ombak"), words="Ombak saja.")
    async with Desk.open(port) as desk:
        assert desk.status.startswith("the codebook changed: 1 entry; gb shows it")
    async with Desk.open(port) as desk:
        desk.shows_not("codebook")


EDITOR = """#!{python}
import pathlib, sys
file = pathlib.Path(sys.argv[1])
words = file.read_text()
more = "\\n## Topik: panen\\n\\nPadi.\\n"
file.write_text(words.replace("Topik", "Topic") if "Topik" in words else words + more)
"""


def test_the_whole_is_written_in_an_editor_again_where_it_cannot_be_taken(
    port: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(EDITOR.format(python=sys.executable))
    editor.chmod(0o755)
    with terminal(port, EDITOR=str(editor)) as desk:
        desk.shows("? keys")
        desk.press("gb")
        desk.shows("No entry yet")
        desk.press("ge")
        desk.shows("edit again: line")
        desk.press("e")
        desk.shows("topic panen")
        desk.press("Q")
        assert desk.exit_code() == 0


@story
async def test_no_editor_is_started_where_none_is_named_or_none_may_be(
    port: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with Desk.open(port) as desk:
        await desk.press("gb", "ge")
        assert "neither $VISUAL nor $EDITOR" in desk.status
    async with Desk.open(port, policy=RESTRICTED) as desk:
        await desk.press("gb", "ge")
        assert desk.status == "no other programs are started here"
