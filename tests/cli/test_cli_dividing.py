"""`workbench select divide`, what changes a division, and `workbench queue`."""

from __future__ import annotations

import pytest
from cli_cases import Cli
from cli_schemas import check

from workbench.cli.dividing import _STORIES
from workbench.domain.dividing import Stories


def test_the_ways_with_stories_are_those_there_are() -> None:
    assert tuple(one.value for one in Stories) == _STORIES


@pytest.fixture
def pagi(cli: Cli) -> Cli:
    cli.good("select", "save", "pagi")
    return cli


def test_a_plan_is_told_and_nothing_done(pagi: Cli) -> None:
    done = pagi.good("select", "divide", "pagi", "--to", "ana,budi", "--each", "2", "--dry-run")
    assert [line.split()[:4] for line in done.lines] == [
        ["ana", "3", "new", "articles"],
        ["budi", "3", "new", "articles"],
    ]
    assert "to be divided: selection pagi, 3 articles" in done.err
    assert not pagi.good("select", "parts").lines


def test_a_division_is_told_as_json_and_undone_as_one(pagi: Cli) -> None:
    words = ("select", "divide", "pagi", "--to", "ana", "--to", "budi", "--due", "2026-12-24")
    (plan,) = pagi.good(*words, "--dry-run", "--json").records
    (made,) = pagi.good(*words, "--json").records
    check([plan, made], "division")
    assert plan == {**made, "made": False}
    given = sorted(number for part in made["parts"] for number in part["articles"])
    assert given == [1, 2, 3]
    parts = pagi.good("select", "parts", "pagi", "--json").records
    check(parts, "part")
    assert [(one["analyst"], one["due"]) for one in parts] == [
        ("ana", "2026-12-24"),
        ("budi", "2026-12-24"),
    ]
    assert "nothing new to divide" in pagi.good(*words).err
    pagi.good("undo")
    assert not pagi.good("select", "parts").lines


def test_languages_shares_and_numbers_are_taken(pagi: Cli) -> None:
    words = ("select", "divide", "pagi", "--to", "ana,budi,citra", "--dry-run", "--json")
    (one,) = pagi.good(*words, "--reads", "ana=en", "--reads", "budi=id,en").records
    english = [a["number"] for a in pagi.good("list", "--where", "lang:en", "--json").records]
    assert {*one["parts"][0]["articles"]} <= {*english}
    (one,) = pagi.good(*words, "--each", "2", "--some", "34:3").records
    assert sum(len(part["articles"]) for part in one["parts"]) == 7
    (one,) = pagi.good(*words, "--number", "1", "--each", "3").records
    assert [len(part["articles"]) for part in one["parts"]] == [1, 1, 1]
    assert [left["lacks"] for left in one["left"]] == [3, 3]


def test_what_cannot_be_is_refused_in_words(pagi: Cli) -> None:
    for words, said in (
        (("--to", "ana", "--each", "2"), "an article cannot be judged by 2 of 1 analysts"),
        (("--to", "ana,budi", "--some", "x"), "no share, as 10:3"),
        (("--to", "ana,budi", "--some", "10:1"), "more of some than of each"),
        (("--to", "ana", "--due", "soon"), "'soon' is no day"),
        (("--to", "ana", "--known", "pagi"), "'pagi' is no set"),
        (("--to", "ana", "--known-where", "nosuch:x"), "nosuch"),
        (("--to", "ana", "--known", "uji", "--known-where", "number:1"), "not allowed with"),
        (("--to", ","), "is no analyst's name"),
    ):
        done = pagi("select", "divide", "pagi", *words)
        assert (done.code, said in done.err) == (2, True), done.err
    assert pagi("select", "divide", "sore", "--to", "ana").code == 4


def test_articles_go_to_and_fro(pagi: Cli) -> None:
    assert "2 articles given to budi" in pagi.good("select", "assign", "pagi", "budi", "1", "2").err
    done = pagi.good("select", "assign", "pagi", "budi", "2", "3", "--due", "2026-12-24")
    assert "1 article given to budi; 1 were there already, now due 2026-12-24" in done.err
    assert "1 article taken back" in pagi.good("select", "unassign", "pagi", "budi", "3").err
    done = pagi.good("select", "move", "budi", "--to", "citra,dewi")
    assert "selection pagi: 1 to citra, 1 to dewi" in done.err
    assert "nothing that is not finished" in pagi.good("select", "move", "budi", "--to", "ana").err
    assert pagi("select", "unassign", "pagi", "budi", "1").code == 2
    assert pagi("select", "move", "dewi", "1", "--to", "ana").code == 2


def test_a_queue_is_told_in_words_and_as_json(pagi: Cli) -> None:
    assert pagi.good("queue").lines == ["nothing was given to you"]
    pagi.good("select", "divide", "pagi", "--to", "ana,budi", "--each", "2", "--due", "2020-01-01")
    assert pagi.good("queue").lines == [
        "3 of 3 articles to judge, 3 of them late",
        "  was due 2020-01-01: 3",
        "0 judged, and a colleague has not yet",
        "0 articles with something decided otherwise than you had it, and not read",
    ]
    records = pagi.good("queue", "--json").records
    check(records, "queue")
    assert records[0]["days"] == [{"due": "2020-01-01", "article_count": 3}]
    listed = pagi.good("list", "--where", "queue:mine due:<today", "--json").records
    assert len(listed) == 3
    assert pagi("list", "--where", "queue:yours").code == 2
