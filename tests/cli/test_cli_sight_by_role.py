"""What is seen on a shared database by whoever has no judgement of her own that it waits for: who
reads sees what is finished, and who decides all sides of that, where she decides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts import Account, accounts_at_work, database_of
from blind_cases import ARTICLES

from workbench.domain.article import ReadingState
from workbench.domain.span import Span
from workbench.services.annotate import new_claim
from workbench.services.importing import import_documents, read
from workbench.services.review import set_state
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

Team = tuple[Account, Account, Account, Account, Account]
CLAIMS = (
    ("ani", 1, "Tujuh pekerja tewas"),
    ("beno", 1, "Tujuh pekerja tewas, kata"),
    ("ani", 2, "Jembatan lama ditutup"),
    ("ani", 3, "Pasar pagi dibuka"),
    ("beno", 3, "Pasar pagi dibuka lagi"),
)
"""Of whom, on which article, on which words. Beno is still at the third."""


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    with accounts_at_work(5) as (head, adjudicator, ani, beno, reader):
        yield head, adjudicator, ani, beno, reader


@pytest.fixture
def desk(team: Team, tmp_path: Path) -> Iterator[Path]:
    head, adjudicator, ani, beno, reader = team
    names = {"ani": ani.name, "beno": beno.name}
    source = tmp_path / "texts.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in ARTICLES), "utf-8")
    with open_store(tmp_path / "desk.db") as store:
        list(import_documents(Workbench(store, "root"), read([source])))
        for who, number, words in CLAIMS:
            bench = Workbench(store, names[who])
            view = view_article(bench, number)
            start = view.text.index(words)
            new_claim(bench, view, Span.of(view.text, start, start + len(words)))
            if (who, number) != ("beno", 3):
                set_state(bench, view_article(bench, number), ReadingState.DONE)
    with database_of(head, tmp_path / "desk.db") as path:
        head.good(path, "team", "roles", adjudicator.name, "adjudicator")
        head.good(path, "team", "roles", reader.name, "reader")
        yield path


def seen(account: Account, path: Path) -> list[int]:
    """The articles of the claims that are listed."""
    told = [json.loads(one) for one in account.good(path, "claims", "--json").splitlines()]
    numbers = {words: number for _, number, words in CLAIMS}
    return sorted(numbers[one["exact"]] for one in told)


def header(account: Account, path: Path) -> dict[str, object]:
    told = account.good(path, "export", "--format", "jsonl", "--out", "-", "--layer", "all")
    record: dict[str, object] = json.loads(told.partition("\n")[0])
    return record


def test_who_reads_sees_what_everybody_has_finished(team: Team, desk: Path) -> None:
    head, adjudicator, ani, beno, reader = team
    assert seen(reader, desk) == [1, 1, 2]
    assert seen(adjudicator, desk) == []
    assert header(reader, desk)["whose"] == sorted((ani.name, beno.name))
    assert header(reader, desk)["unjudged"] == 1
    said = reader(desk, "export", "--format", "jsonl", "--out", "-").stderr.decode()
    assert "somebody is still at them" in said
    assert "judge" not in said.replace("judged", "")
    assert seen(beno, desk) == [1, 1, 3]
    head.good(desk, "team", "leave", beno.name)  # reads from now on
    assert seen(beno, desk) == [1, 1, 2, 3]


def test_who_reads_sees_what_was_decided(team: Team, desk: Path) -> None:
    _, adjudicator, ani, _, reader = team
    (row,) = adjudicator.good(desk, "adjudicate", "list", "--json").splitlines()
    adjudicator.good(desk, "adjudicate", "rule", json.loads(row)["uid"][:12], "a")
    told = reader.good(desk, "export", "--format", "jsonl", "--out", "-").splitlines()
    left = [one for one in map(json.loads, told) if one["type"] == "claim"]
    assert len(left) == 2  # one that was decided, and ani's alone
    assert ani.name in {one["analyst"] for one in left}


def test_who_decides_sees_all_of_what_she_may_rule_on_where_she_decides(
    team: Team, desk: Path
) -> None:
    _, adjudicator, _, _, _ = team
    compared = adjudicator(desk, "agreement").stderr.decode()
    assert "1 article judged by two or more of 2 analysts" in compared
    adjudicator.good(desk, "codebook", "add", "rule", "ringkas", "Satu klaim satu kalimat.")
    touched = adjudicator(desk, "codebook", "touched")
    assert touched.stdout.decode().count("#1 ") == 2
    assert "#2 " not in touched.stdout.decode()
    assert "without colleagues' on 2 articles: you have yet to judge" in touched.stderr.decode()
    package = adjudicator.home / "set.zip"
    adjudicator.good(desk, "export", "--format", "package", "--layer", "all", "--out", package)
    assert (
        "were not compared" not in adjudicator(desk, "export", "--check", package).stderr.decode()
    )
    assert seen(adjudicator, desk) == []
    _begin(desk, adjudicator)  # what she is at herself she does not rule on
    assert "no article whose answers you may see" in adjudicator(desk, "agreement").stderr.decode()


def _begin(desk: Path, account: Account) -> None:
    with open_store(desk) as store:
        bench = Workbench(store, account.name)
        view = view_article(bench, 1)
        new_claim(bench, view, Span.of(view.text, 0, 6))
