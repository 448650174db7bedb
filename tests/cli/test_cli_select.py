"""`workbench select`, and what `in:NAME` and `--set NAME` stand for in other verbs."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import Cli, jsonl
from cli_schemas import check

from workbench.cli.claims import _SORTS
from workbench.cli.context import ORDERS
from workbench.domain.filter import ClaimSort, Order


def test_the_orders_of_the_help_are_those_there_are() -> None:
    assert tuple(order.value for order in Order) == ORDERS
    assert tuple(sort.value for sort in ClaimSort) == _SORTS


@pytest.fixture
def pagi(cli: Cli) -> Cli:
    """Ana has a queue of what is Indonesian."""
    done = cli.good("select", "save", "pagi", "--where", "lang:id", "--owner", "ana")
    assert "queue pagi, 2 articles; in:pagi stands for it" in done.err
    return cli


def test_a_selection_without_articles_is_told(cli: Cli) -> None:
    done = cli.good("select", "save", "kosong", "--where", "outlet:TakAda")
    assert "no article fits it now" in done.err


def test_selections_are_listed_in_words_and_as_json(pagi: Cli) -> None:
    pagi.good("select", "save", "Berita baru", "--order", "oldest", "--watch")
    lines = pagi.good("select", "list").lines
    assert lines[0].startswith("Berita baru  watch  0 of 3 done")
    assert lines[0].endswith("all articles, oldest first")
    assert lines[1].startswith("pagi  queue  of ana  0 of 2 done")
    records = pagi.good("select", "list", "--json").records
    check(records, "selection")
    assert [(one["owner"], one["watch"], one["new_count"]) for one in records] == [
        (None, True, 0),
        ("ana", False, None),
    ]


def test_a_name_stands_for_its_articles_in_list_show_and_claims(annotated: Cli) -> None:
    annotated.good("select", "save", "inggris", "--where", "lang:en", "--order", "oldest")
    listed = annotated.good("list", "--where", "in:inggris", "--json").records
    assert [one["number"] for one in listed] == [2]
    assert annotated.good("select", "show", "INGGRIS", "--json").records == listed
    check(listed, "article")
    every = annotated.good("claims", "--json").records
    some = annotated.good("claims", "--where", "in:inggris", "--json").records
    assert some == [one for one in every if one["article"] == listed[0]["uid"]]
    assert 0 < len(some) < len(every)
    assert annotated("list", "--where", "in:nobody").code == 4


def test_the_order_is_the_selections_unless_another_is_asked_for(cli: Cli) -> None:
    cli.good("select", "save", "tua", "--order", "oldest")

    def order(*words: str) -> list[int]:
        return [one["number"] for one in cli.good("list", "--json", *words).records]

    assert order() == [2, 1, 3]
    assert order("--order", "oldest") == order("--where", "in:tua") == [3, 1, 2]
    assert order("--where", "in:tua", "--order", "newest") == [2, 1, 3]
    questions = [one["question_count"] for one in
                 cli.good("list", "--json", "--order", "questions").records]  # fmt: skip
    assert questions == sorted(questions, reverse=True)
    assert cli("list", "--order", "best").code == 2


def test_a_frozen_set_is_exported_and_a_live_one_is_not(pagi: Cli, tmp_path: Path) -> None:
    out = tmp_path / "set.jsonl"
    refused = pagi("export", "--format", "jsonl", "--set", "pagi", "--out", out)
    assert refused.code == 2
    assert "freeze" in refused.err
    assert "2 articles" in pagi.good("select", "freeze", "pagi").err
    more = jsonl({"id": "d", "title": "Baru", "lang": "id", "text": "Baru\n\nTeks yang lain.\n"})
    pagi.good("import", "-", stdin=more)
    assert (
        "2 articles" in pagi.good("export", "--format", "jsonl", "--set", "PAGI", "--out", out).err
    )
    assert pagi("export", "--format", "jsonl", "--set", "nobody", "--out", out).code == 4
    both = pagi("export", "--format", "jsonl", "--set", "pagi", "--where", "lang:id", "--out", out)
    assert both.code == 2
    assert "not allowed with" in both.err


def test_freezing_and_dropping_are_undone(pagi: Cli) -> None:
    pagi.good("select", "freeze", "pagi")
    pagi.good("select", "drop", "pagi")
    assert pagi.good("select", "list").lines == []
    pagi.good("undo")
    assert pagi.good("select", "list", "--json").records[0]["frozen"]
    pagi.good("undo")
    assert not pagi.good("select", "list", "--json").records[0]["frozen"]
    assert pagi.good("verify").err.startswith("sound")


def test_a_watch_shows_what_is_new_once(cli: Cli) -> None:
    cli.good("select", "save", "inggris", "--where", "lang:en", "--watch")
    assert cli.good("select", "show", "inggris", "--new").err == ""
    fresh = {
        "id": "n",
        "title": "Fresh",
        "lang": "en",
        "text": "Fresh\n\nThe sea was calm today.\n",
    }
    cli.good("import", "-", stdin=jsonl(fresh))
    assert cli.good("select", "list", "--json").records[0]["new_count"] == 1
    new = cli.good("select", "show", "inggris", "--new")
    assert [line.endswith("Fresh") for line in new.lines] == [True]
    assert new.err.startswith("1 article new since 2")
    assert cli.good("select", "show", "inggris", "--new").lines == []
    assert len(cli.good("select", "show", "inggris").lines) == 2
    cli.good("select", "save", "biasa")
    assert cli("select", "show", "biasa", "--new").code == 2


def test_of_a_watch_only_what_was_printed_is_seen(cli: Cli) -> None:
    cli.good("select", "save", "semua", "--watch")
    cli.good("select", "show", "semua")
    cli.good(
        "import", "-", stdin=jsonl(*({"text": f"Kabar {n}.", "title": str(n)} for n in "45678"))
    )

    def shown(*words: str) -> tuple[list[int], str]:
        done = cli.good("select", "show", "semua", "--json", *words)
        return sorted(one["number"] for one in done.records), done.err.splitlines()[-1]

    assert shown("--new", "--limit", "2") == ([4, 5], "3 not printed: they stay new")
    assert shown("--limit", "1")[1] == "3 not printed: they stay new"
    assert shown("--new", "--limit", "2") == ([6, 7], "1 not printed: they stay new")
    assert shown("--new", "--limit", "2")[0] == [8]
    assert shown("--new")[0] == []


def test_who_asks_for_a_dropped_one_is_said(cli: Cli) -> None:
    cli.good("select", "save", "w2", "--where", "lang:en")
    cli.good("select", "save", "q2", "--where", "state:new (in:W2 or lang:id)")
    assert "; still asked for by q2; workbench undo" in cli.good("select", "drop", "w2").err
    missing = cli("list", "--where", "in:q2")
    assert (missing.code, "no selection 'W2', which 'q2' asks for" in missing.err) == (4, True)
    assert "asked for" not in cli.good("select", "drop", "q2").err


def test_what_cannot_be_is_refused(pagi: Cli) -> None:
    other = Cli(pagi.monkeypatch, pagi.db, analyst="budi")
    assert other("select", "drop", "pagi").code == 2
    assert pagi("select", "save", "pagi", "--where", "in:pagi").code == 2
    assert pagi("select", "save", "x", "--where", "warna:merah").code == 2
    assert pagi("select", "show", "nobody").code == 4
    assert pagi("select").code == 2
