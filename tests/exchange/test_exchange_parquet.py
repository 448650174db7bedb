"""Tables as Parquet: what pyarrow and DuckDB read in them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow
import pytest
from exchange_bundles import TEXT, article_of, bundles, example, span
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.exchange import write
from workbench.exchange.bundle import AnnotatedArticle, Bundle
from workbench.exchange.parquet import parts
from workbench.exchange.parquet.columns import PARTED_BY, typed
from workbench.exchange.parquet.writing import PARTED, WHOLE
from workbench.exchange.rows import TABLES, Known

Rows = list[dict[str, Any]]


def table_of(folder: Path, name: str) -> Rows:
    """The rows of a table as pyarrow reads them, file by file."""
    files = sorted((folder / name).rglob("*.parquet"))
    assert files, f"{name} has no file"
    read: Rows = pyarrow.concat_tables(
        [parquet.ParquetFile(one).read() for one in files]
    ).to_pylist()
    return read


def written(bundle: Bundle, folder: Path) -> Path:
    folder.mkdir()
    write("parquet", bundle, folder)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


@pytest.fixture
def asked() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def published(at: str) -> Publication:
    return Publication(at, Precision.MINUTE, Basis.METADATA)


def article(at: str, number: int, claims: int = 1, text: str = TEXT) -> AnnotatedArticle:
    uid = f"a0000000-0000-4000-8000-{number:012}"
    found = article_of(text, uid, number, publication=published(at) if at else None)
    return AnnotatedArticle(
        found,
        text,
        claims=tuple(
            Claim(f"c{number}-{nth}", uid, "ana", span("sembilan orang", text))
            for nth in range(claims)
        ),
    )


def of_articles(*articles: AnnotatedArticle) -> Bundle:
    return replace(example(), articles=articles)


def test_cells_have_types_and_what_is_empty_is_null(tmp_path: Path) -> None:
    folder = written(example(), tmp_path / "out")
    first, second, _ = table_of(folder, "claims")
    assert (first["article"], first["published"]) == (1287, "2020-01-09T21:15+07:00")
    assert first["published_day"] == date(2020, 1, 9)
    assert first["published_at"] == datetime(2020, 1, 9, 14, 15, tzinfo=UTC)
    assert (first["credibility"], second["credibility"]) == (2, None)
    assert (first["blind"], second["blind"]) == (True, None)
    assert {first["origin_uid"]} < {one["source_uid"] for one in table_of(folder, "sources")}
    relay = next(one for one in table_of(folder, "hops") if one["kind"] == "relay")
    assert relay["confirmed"] is False
    (rating, *_) = table_of(folder, "ratings")
    assert rating["rated_at"].utcoffset() == timedelta()


def test_words_of_spans_are_found_in_texts_by_code_points(
    tmp_path: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    text = unicodedata.normalize("NFD", "Jum’at 🌋 kafé: ") + TEXT
    folder = written(of_articles(article("2026-05-01", 1, 2, text)), tmp_path / "out")
    found = asked.execute(
        "select substr(text, span_start + 1, span_end - span_start), exact, span_start "
        f"from '{folder}/claims/*/*.parquet' as claims "
        f"join '{folder}/articles/*/*.parquet' using (article_uid)"
    ).fetchall()
    assert len(found) == 2
    assert all(cut == exact == "sembilan orang" and start > 0 for cut, exact, start in found)


def test_months_are_words_and_what_has_none_is_null(
    tmp_path: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    stamps = ("2026-05-31T23:30-08:00", "2026-06-01", "2026-06", "2026", "")
    each = (article(at, nth) for nth, at in enumerate(stamps, 1))
    folder = written(of_articles(*each), tmp_path / "out")
    found = asked.execute(
        f"select month, typeof(month), list(article order by article) from read_parquet("
        f"'{folder}/claims/*/*.parquet', hive_partitioning = true) group by all order by month"
    ).fetchall()
    assert found == [
        ("2026-05", "VARCHAR", [1]), ("2026-06", "VARCHAR", [2, 3]), (None, "VARCHAR", [4, 5]),
    ]  # fmt: skip
    by_arrow = parquet.read_table(folder / "claims").to_pylist()
    assert {one["article"]: one["month"] for one in by_arrow} == {
        1: "2026-05", 2: "2026-06", 3: "2026-06", 4: None, 5: None,
    }  # fmt: skip
    days = {one["article"]: (one["published_day"], one["published_at"]) for one in by_arrow}
    assert days[1] == (date(2026, 5, 31), datetime(2026, 6, 1, 7, 30, tzinfo=UTC))
    assert days[2] == (date(2026, 6, 1), None), "nobody knows which moment a day is"
    assert days[3] == days[4] == days[5] == (None, None)


@pytest.mark.parametrize("at", ["../../05", "2026-13", "2026-5-1", "0/0/../", "٢٠٢٦-٠٥", "month=x"])
def test_what_is_no_month_is_no_folder(at: str, tmp_path: Path) -> None:
    folder = written(of_articles(article(at, 1)), tmp_path / "out")
    assert [one.name for one in (folder / "claims").iterdir()] == [f"month={parts.NOWHEN}"]
    assert {*folder.parent.iterdir()} == {folder}


def test_a_table_without_rows_says_what_its_columns_are(
    tmp_path: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    folder = written(replace(example(), articles=(), sources=(), ratings=()), tmp_path / "out")
    for name in (*PARTED, *WHOLE):
        found = asked.execute(f"select * from '{folder}/{name}/**/*.parquet'")
        assert len(found.description or ()) > 5
        assert found.fetchall() == []


@pytest.mark.parametrize("name", [*PARTED, *WHOLE])
def test_no_column_is_a_word_of_the_language_that_asks(
    name: str, asked: duckdb.DuckDBPyConnection
) -> None:
    columns = [one.name for one in typed(TABLES[name](Known(example())))]
    assert PARTED_BY not in columns
    assert len({*columns}) == len(columns)
    quoted = ", ".join(f'1 as "{one}"' for one in columns)
    asked.execute(f"create table asked as select {quoted}")
    for one in columns:
        asked.execute(
            f"select {one}, asked.{one} as other from asked where {one} = 1 order by {one}"
        )


def test_whatever_order_articles_come_in_memory_holds_few_and_a_month_is_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = [article(f"2026-{nth % 3 + 4:02}-01", nth, 5) for nth in range(1, 31)]
    whole = written(of_articles(*each), tmp_path / "whole")
    monkeypatch.setattr(parts, "_MOST_HELD", 4 * len(TEXT))
    monkeypatch.setattr(parts, "_GROUP", 1_000)
    spilled = written(of_articles(*each), tmp_path / "spilled")
    assert bytes_of(whole).keys() == bytes_of(spilled).keys()
    for name in (*PARTED, *WHOLE):
        assert table_of(spilled, name) == table_of(whole, name)
    file = parquet.ParquetFile(spilled / "claims" / "month=2026-05" / "part-0.parquet")
    assert file.num_row_groups > 1, "what was held back went to the disk in several pieces"
    assert [one["article"] for one in file.read().to_pylist()] == sorted(
        one.article.number
        for one in each
        if one.article.metadata.day == "2026-05-01"
        for _ in "12345"
    )


def test_the_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    once, again = (written(example(), tmp_path / name) for name in ("once", "again"))
    assert bytes_of(once) == bytes_of(again)
    about = json.loads((once / "about.json").read_bytes())
    assert (about["articles"], about["claims"], about["head"]) == (1, 3, example().head)


def test_without_texts_there_is_no_text(tmp_path: Path) -> None:
    bundle = replace(example(), choice=Choice(without_text=True))
    (row,) = table_of(written(bundle, tmp_path / "out"), "articles")
    assert row["text"] is None
    assert row["sha256"]
    told = json.loads((tmp_path / "out" / "about.json").read_bytes())["lost"]
    assert "texts" in [one["what"] for one in told]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bundles())
def test_every_cell_comes_back(bundle: Bundle) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder)
        write("parquet", bundle, out)
        rows = table_of(out, "claims")
        claims = {one.uid: one for annotated in bundle.articles for one in annotated.claims}
        assert len(rows) == sum(len(one.claims) for one in bundle.articles)
        for row in rows:
            claim = claims[row["claim_uid"]]
            assert (row["span_start"], row["span_end"]) == (claim.span.start, claim.span.end)
            assert (row["exact"] or "") == claim.span.exact
            assert (row["restatement"] or "") == claim.restatement
        texts = {one["article_uid"]: one["text"] or "" for one in table_of(out, "articles")}
        assert texts == {one.article.uid: one.text for one in bundle.articles}
        assert {one["source_uid"] for one in table_of(out, "sources")} == {
            one.uid for one in bundle.sources
        }
