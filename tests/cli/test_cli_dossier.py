"""A story's dossier in print and as data."""

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


def test_a_group_is_told_with_its_origins_its_chains_and_what_stands_against_it(
    flood: Cli,
) -> None:
    lines = flood.good("dossier", "--where", "lang:id").lines
    assert "Sembilan orang tewas akibat banjir bandang di Garut" in lines[0]
    assert lines[1] == "  1 origin, 2 articles, 1 against, 1 change, not reviewed"
    assert lines[2] == "  origin: Budi Santoso: #1 #2"
    assert lines[3].startswith("  #1:")
    assert lines[3].endswith("<- Budi Santoso  (not reviewed)")
    assert any("contradicts" in line and "same act, denied" in line for line in lines)
    assert any("newer" in line and "9 here, 11 there" in line for line in lines)
    assert "nobody has answered 3 of 3 groups:" in lines
    assert not any("\x1b" in line for line in lines)


def test_groups_beyond_the_limit_are_counted(flood: Cli) -> None:
    lines = flood.good("dossier", "--where", "lang:id", "--limit", 1).lines
    assert "2 groups more" in lines
    assert sum(line.startswith("  origin: ") for line in lines) == 1


def test_groups_and_the_story_are_objects_that_follow_their_schemas(flood: Cli) -> None:
    *groups, story = flood.good("dossier", "--story", 2, "--json").records
    check(groups, "story_group")
    check([story], "story")
    assert story["articles"] == [1, 2]
    assert [one["articles"] for one in groups] == [[1, 2]]
    *groups, story = flood.good("dossier", "--where", "lang:id", "--json").records
    check(groups, "story_group")
    first = groups[0]
    assert first["is_disputed"]
    assert first["behind"] == [{"words": "Budi Santoso", "standing": "counts", "articles": [1, 2]}]
    assert first["against"][0]["theirs"]["said"]["number"] == 4
    assert first["changes"][0]["theirs"]["does_so"] == "theirs"
    pair = first["changes"][0]["theirs"]["pair"]
    flood.good("counterparts", "accept", 1, pair)
    *groups, _ = flood.good("dossier", "--where", "lang:id", "--json").records
    assert next(one for one in groups if 1 in one["articles"])["changes"][0]["theirs"]["link"]


def test_a_story_that_is_not_there_is_an_error_and_which_one_has_to_be_said(flood: Cli) -> None:
    assert flood("dossier", "--story", 99).code == 4
    assert flood("dossier", "--set", "tiada").code == 4
    assert flood("dossier").code == 2
