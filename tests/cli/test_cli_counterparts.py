"""What other articles say beside an article's statements, on paper and as data."""

from __future__ import annotations

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
    lines = flood.good("counterparts", 1).lines
    assert lines[0].endswith("“Sembilan orang tewas akibat banjir bandang di Garut,”")
    assert lines[1] == (
        "  also in #2, not reviewed, 1 origin; #4 denies it (not reviewed); "
        "#3 is newer: 11 (not reviewed)"
    )
    assert lines[2].startswith("  ? contradicts: #4:")
    assert lines[2].endswith("2026-03-04; not reviewed; same act, denied; from Joko Susilo")
    assert lines[4].endswith("2026-03-04; not reviewed; 9 here, 11 there; from Rina Wijaya")
    assert lines[5].strip() == "“Sebelas orang tewas akibat banjir di Garut,”"
    assert not any("\x1b" in line for line in lines)


def test_each_statement_is_an_object_that_follows_the_schema(flood: Cli) -> None:
    records = flood.good("counterparts", "#1", "--json").records
    check(records, "counterparts")
    (one,) = records
    assert one["articles"] == [2]
    assert one["origins"] == {"confirmed": 1, "unconfirmed": 0, "houses": 1}
    stances = [(each["stance"], each["does_so"], each["link"]) for each in one["counterparts"]]
    assert stances == [
        ("contradicts", None, None), ("updates", "theirs", None), ("same", None, None),
    ]  # fmt: skip
    (differs,) = one["counterparts"][1]["differs"]
    assert differs == {"kind": "number", "here": "9", "there": "11"}


def test_an_article_that_stands_alone_has_none_and_one_that_is_not_there_is_an_error(
    flood: Cli,
) -> None:
    flood.good("import", "-", stdin=jsonl({"text": "Padi\n\nPanen baik.", "lang": "id"}))
    assert flood.good("counterparts", 5).out == ""
    assert flood("counterparts", 9).code == 4
