"""The questions of docs/analysis.md, asked of the sample set as the command line exports it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from cli_cases import Cli

from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "analysis.md").read_text("utf-8")
VIEWS, *QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The views of the page, over the sample set with every quotation accepted."""
    folder = tmp_path_factory.mktemp("archive")
    path = folder / "sample.db"
    with pytest.MonkeyPatch.context() as patch:
        cli = Cli(patch, path)
        cli.good("import", str(ROOT / "sample_data" / "articles"))
        with open_store(path) as store:
            bench = Workbench(store, "ana")
            for number in store.articles.numbers(analyst="ana"):
                view = view_article(bench, number)
                accept_facts(bench, view, list(view.found.questions))
        cli.good("export", "--format", "parquet", "--out", str(folder / "archive"))
    connection = duckdb.connect()
    connection.execute(VIEWS.replace("'archive/", f"'{folder}/archive/"))
    return connection


def answered(archive: duckdb.DuckDBPyConnection, place: int) -> list[dict[str, Any]]:
    found = archive.execute(QUESTIONS[place])
    names = [one[0] for one in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_there_are_five() -> None:
    assert len(QUESTIONS) == 5


def test_unnamed_sources_by_outlet_and_month(archive: duckdb.DuckDBPyConnection) -> None:
    rows = answered(archive, 0)
    claims = archive.execute("select count(*) from claims").fetchall()
    assert claims == [(sum(one["said"] for one in rows),)]
    assert any(one["of_unnamed"] for one in rows)
    assert all(0 <= one["percent"] <= 100 for one in rows)


def test_who_has_it_from_whom(archive: duckdb.DuckDBPyConnection) -> None:
    rows = answered(archive, 1)
    assert rows
    assert all(one["said"] > 0 for one in rows)


def test_one_number_through_the_days(archive: duckdb.DuckDBPyConnection) -> None:
    rows = answered(archive, 2)
    assert rows
    assert all("tewas" in f"{one['counts']} {one['around']}".casefold() for one in rows)
    assert rows == sorted(rows, key=lambda one: one["published_day"])


def test_whose_word_goes_far(archive: duckdb.DuckDBPyConnection) -> None:
    rows = answered(archive, 3)
    assert rows
    assert all(one["articles"] > 1 or ";" in one["outlets"] for one in rows)


def test_who_is_quoted_most_and_was_never_rated(archive: duckdb.DuckDBPyConnection) -> None:
    rows = answered(archive, 4)
    assert rows
    assert [one["said"] for one in rows] == sorted((one["said"] for one in rows), reverse=True)
