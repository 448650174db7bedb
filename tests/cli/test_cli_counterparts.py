"""What other articles say beside an article's statements, on paper and as data, and its answers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from cli_cases import Cli, jsonl
from cli_schemas import check
from counterpart_cases import FLOOD, of_the_flood

from workbench.services.workbench import Workbench
from workbench.store import open_store


@pytest.fixture
def flood(empty: Cli) -> Cli:
    given = {"outlet": "Kapal \x1b[2JPos", "lang": "id", "published": "2026-03-04"}
    empty.good("import", "-", stdin=jsonl(*({"text": text, **given} for text in FLOOD)))
    with open_store(empty.db) as store:
        of_the_flood(Workbench(store, "ana"))
    return empty


def test_each_is_told_with_what_differs_and_whom_it_comes_from(flood: Cli) -> None:
    lines = flood.good("counterparts", "list", 1).lines
    assert lines[0].endswith("“Sembilan orang tewas akibat banjir bandang di Garut,”")
    assert lines[1] == (
        "  also in #2, not reviewed, 1 origin; #4 denies it (not reviewed); "
        "#3 is newer: 11 (not reviewed)"
    )
    assert re.match("  [?] [0-9a-f]{8} contradicts: #4:", lines[2])
    assert lines[2].endswith("2026-03-04; not reviewed; same act, denied; from Joko Susilo")
    assert lines[4].endswith("2026-03-04; not reviewed; 9 here, 11 there; from Rina Wijaya")
    assert lines[5].strip() == "“Sebelas orang tewas akibat banjir di Garut,”"
    assert not any("\x1b" in line for line in lines)


def test_each_statement_is_an_object_that_follows_the_schema(flood: Cli) -> None:
    records = flood.good("counterparts", "list", "#1", "--json").records
    check(records, "counterparts")
    (one,) = records
    assert one["articles"] == [2]
    assert one["origins"] == {"confirmed": 1, "unconfirmed": 0, "houses": 1}
    stances = [(each["stance"], each["does_so"], each["link"]) for each in one["counterparts"]]
    assert stances == [
        ("contradicts", None, None), ("updates", "theirs", None), ("same", None, None),
    ]  # fmt: skip
    (differs,) = one["counterparts"][1]["differs"]
    words = {"here": "9", "there": "11", "words": "9 here, 11 there"}
    assert differs == {"kind": "number", **words}


def test_an_article_that_stands_alone_has_none_and_one_that_is_not_there_is_an_error(
    flood: Cli,
) -> None:
    flood.good("import", "-", stdin=jsonl({"text": "Padi\n\nPanen baik.", "lang": "id"}))
    assert flood.good("counterparts", "list", 5).out == ""
    assert flood("counterparts", "list", 9).code == 4


def beside(cli: Cli, other: int, number: int = 1) -> dict[str, Any]:
    """What is told of a statement beside one of another article."""
    (one,) = cli.good("counterparts", "list", number, "--json").records
    return next(each for each in one["counterparts"] if each["said"]["number"] == other)


def pair(cli: Cli, other: int) -> str:
    return str(beside(cli, other)["pair"])


def test_two_are_called_the_same_from_either_side(flood: Cli) -> None:
    assert pair(flood, 3) == beside(flood, 1, number=3)["pair"]
    listed = flood.good("counterparts", "list", 3).lines[2].split()[1]
    assert pair(flood, 3).startswith(listed)


def test_accepting_links_as_proposed_and_one_undo_takes_all_of_it_back(flood: Cli) -> None:
    called = pair(flood, 3)
    assert "linked: updates, #1 and #3" in flood.good("counterparts", "accept", 1, called[:8]).err
    assert beside(flood, 3)["link"]
    assert beside(flood, 3)["does_so"] == "theirs"
    assert len(flood.good("claims", "--json").records) == 2
    assert flood.good("counterparts", "list", 1).lines[4].startswith(f"  ✓ {called[:8]} newer: #3")
    assert "so already" in flood.good("counterparts", "accept", 1, called).err
    flood.good("undo")
    assert beside(flood, 3)["link"] is None
    assert flood.good("claims").out == ""


@pytest.mark.parametrize(
    ("stands", "stance", "does_so"),
    [
        ("same", "same", None), ("contradicts", "contradicts", None),
        ("newer", "updates", "theirs"), ("older", "updates", "ours"),
        ("more-exact", "specifies", "theirs"), ("less-exact", "specifies", "ours"),
    ],
)  # fmt: skip
def test_a_pair_is_linked_as_it_is_said_to_stand(
    flood: Cli, stands: str, stance: str, does_so: str | None
) -> None:
    flood.good("counterparts", "correct", 1, pair(flood, 4), stands)
    linked = beside(flood, 4)
    assert (linked["stance"], linked["does_so"]) == (stance, does_so)
    assert linked["link"]


def test_unrelated_ones_are_not_told_again_until_undo(flood: Cli) -> None:
    done = flood.good("counterparts", "unrelated", 1, pair(flood, 3), pair(flood, 4))
    assert done.err.splitlines() == ["unrelated: #1 and #3", "unrelated: #1 and #4"]
    (one,) = flood.good("counterparts", "list", 1, "--json").records
    assert [each["said"]["number"] for each in one["counterparts"]] == [2]
    flood.good("undo")
    assert beside(flood, 4)


def test_what_is_listed_as_data_can_be_handed_back(flood: Cli) -> None:
    rows = jsonl(beside(flood, 3), beside(flood, 4))
    flood.good("counterparts", "unrelated", 1, "-", stdin=rows)
    (one,) = flood.good("counterparts", "list", 1, "--json").records
    assert one["articles"] == [2]
    assert len(one["counterparts"]) == 1


@pytest.mark.parametrize("line", ["x", "[]", "3", '{"uid": "a"}', "[" * 100_000])
def test_a_line_that_names_no_pair_is_told_and_nothing_is_answered(flood: Cli, line: str) -> None:
    stdin = f"{json.dumps(beside(flood, 3))}\n{line}".encode()
    done = flood("counterparts", "unrelated", 1, "-", stdin=stdin)
    assert done.code == 1
    assert "line 2 of standard input" in done.err
    assert beside(flood, 3)


def test_a_pair_that_is_not_there_is_an_error_and_so_is_a_link_called_unrelated(
    flood: Cli,
) -> None:
    assert flood("counterparts", "accept", 1, "zz").code == 4
    assert flood("counterparts", "correct", 1, "zz", "same").code == 4
    called = pair(flood, 3)
    flood.good("counterparts", "accept", 1, called)
    assert flood("counterparts", "unrelated", 1, called).code == 2
