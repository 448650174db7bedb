"""What is covered of an article: listed, marked and taken back without a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli
from cli_schemas import check

TEXT = (
    "Bendungan Jebol\n\nDitulis oleh Ana Putri\n\n"
    "“Kami aman,” kata Budi Santoso. Hujan turun di hulu. Air naik.\n"
)
AMAN, HUJAN, AIR = map(TEXT.index, ("“Kami", "Hujan", "Air"))
BYLINE = TEXT.index("Ditulis")


@pytest.fixture
def flooded(empty: Cli, tmp_path: Path) -> Cli:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    empty.good("import", tmp_path / "a.txt", "--lang", "id")
    return empty


def test_uncovered_sentences_are_listed_and_all_with_what_covers_them(flooded: Cli) -> None:
    done = flooded.good("coverage", "list", "1")
    assert done.lines == [
        "     0  Bendungan Jebol",
        f"    {AMAN}  “Kami aman,” kata Budi Santoso.",
        f"    {HUJAN}  Hujan turun di hulu.",
        f"    {AIR}  Air naik.",
    ]
    assert "4 of 5 sentences uncovered" in done.err
    records = flooded.good("coverage", "list", "1", "--all", "--json").records
    check(records, "sentence")
    assert [one["cover"] for one in records] == ["uncovered", "no body", *["uncovered"] * 3]
    assert all(TEXT[one["start"] : one["end"]] == one["exact"] for one in records)


def test_sentences_are_marked_in_one_act_and_marks_taken_back(flooded: Cli) -> None:
    done = flooded.good("coverage", "mark", "1", HUJAN + 3, AIR, AIR + 2, BYLINE)
    assert "nothing here: 2 sentences of #1" in done.err
    assert "2 of 5 sentences uncovered" in flooded.good("coverage", "list", "1").err
    assert "no uncovered sentence is there" in flooded.good("coverage", "mark", "1", AIR).err
    assert "something here: “Air naik.”" in flooded.good("coverage", "unmark", "1", AIR).err
    assert "no mark of yours is there" in flooded.good("coverage", "unmark", "1", AIR).err
    flooded.good("undo")
    flooded.good("undo")
    assert "4 of 5" in flooded.good("coverage", "list", "1").err
    flooded.good("verify")


def test_marks_are_each_analysts_own(flooded: Cli) -> None:
    flooded.good("coverage", "mark", "1", AIR, "--analyst", "budi")
    assert "4 of 5" in flooded.good("coverage", "list", "1", "--analyst", "ana").err
    assert "3 of 5" in flooded.good("coverage", "list", "1", "--analyst", "budi").err
    told = flooded.good("coverage", "unmark", "1", AIR, "--analyst", "ana").err
    assert "no mark of yours is there" in told


def test_a_place_without_a_sentence_and_words_that_are_no_place_are_refused(flooded: Cli) -> None:
    done = flooded("coverage", "mark", "1", "16")
    assert (done.code, "no sentence of #1 stands at 16" in done.err) == (4, True)
    assert flooded("coverage", "mark", "1", "x").code == 2
    assert flooded("coverage", "mark", "7", "0").code == 4
    assert flooded("coverage").code == 2
    assert "4 of 5" in flooded.good("coverage", "list", "1").err


def test_show_tells_how_much_is_uncovered(flooded: Cli) -> None:
    flooded.good("coverage", "mark", "1", AIR)
    assert flooded.good("show", "1").lines[-1] == "3 of 5 sentences uncovered"
