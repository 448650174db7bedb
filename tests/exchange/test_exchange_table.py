from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from exchange_bundles import bundles, example, words
from hypothesis import HealthCheck, given, settings

from workbench.domain.family import Tie
from workbench.errors import UsageError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle
from workbench.exchange.table import COLUMNS, FORMULA_STARTS, defused


def rows_of(bundle: Bundle, **options: str) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write("csv", bundle, stream, options)
    text = stream.getvalue().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_where_the_claim_comes_from() -> None:
    first, second, bare = rows_of(example())
    assert (
        first["chain"]
        == "KIBLAT.NET ← Daily Sabah (unconfirmed) ← sumber (anonymous) ← juru bicara LNA"
    )
    assert (first["origin"], first["origin basis"]) == ("juru bicara LNA", "last hop")
    assert (first["article"], first["published"]) == ("1287", "2020-01-09T21:15+07:00")
    assert (first["cue"], first["factuality"], first["reliability"]) == ("mengatakan", "PR+", "F")
    assert (first["assessed by"], first["credibility"]) == ("budi", "2")
    assert second["source"] == "juru bicara LNA + Ahmad al-Mismari"
    assert second["reliability"] == "F + ?"
    assert (bare["origin"], bare["origin basis"]) == ("Daily Sabah", "credited relay")
    assert bare["reliability"] == "B", "the latest rating of the relayed outlet"


def test_a_row_says_who_stands_above_the_origin_on_the_articles_day() -> None:
    first, second, bare = rows_of(example())
    assert (first["owner"], first["house"]) == ("", "LNA")
    assert (second["owner"], second["house"]) == ("", "LNA + Ahmad al-Mismari")
    assert (bare["owner"], bare["house"]) == ("Turkuvaz", "Turkuvaz"), "it ended a year later"
    assert {row["publishers table"] for row in (first, second, bare)} == {"2026-11-28"}


def test_the_owner_of_an_origin_is_the_one_that_was_named() -> None:
    bundle = example()
    army = next(one.owner for one in bundle.belongings if one.tie is Tie.PART)
    owned = next(one for one in bundle.belongings if one.tie is Tie.OWNED and one.owner)
    above = replace(owned, uid="b9", source=owned.owner or "", owner=army)
    *_, bare = rows_of(replace(bundle, belongings=(*bundle.belongings, above)))
    assert (bare["owner"], bare["house"]) == ("Turkuvaz", "LNA")


def test_a_row_says_what_is_held_of_the_claim_and_where_a_copy_stays() -> None:
    bundle = example()
    annotated, *others = bundle.articles
    first, *more = annotated.claims
    metadata = replace(annotated.article.metadata, archive="https://arsip.example/1")
    changed = replace(
        annotated,
        article=replace(annotated.article, metadata=metadata),
        claims=(replace(first, verdict="menyesatkan"), *more),
    )
    rows = rows_of(replace(bundle, articles=(changed, *others)))
    assert [row["verdict"] for row in rows] == ["menyesatkan", "", ""]
    assert {row["archive"] for row in rows} == {"https://arsip.example/1"}


def test_formulas_and_breaks_are_defused() -> None:
    first, second, _ = rows_of(example())
    assert first["title"] == "'+Sembilan tewas"
    assert first["note"] == "'=check this"
    assert second["exact"] == "“Kami tidak␤mundur,”"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("", ""),
        ("-3 derajat", "'-3 derajat"),
        ("＝HYPERLINK(1)", "'＝HYPERLINK(1)"),
        ("\t=1", "'␉=1"),
        ("\r=1", "'␍=1"),
        (" @SUM(1)", "' @SUM(1)"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\u202eb", "a·b"),
        ("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"),
    ],
)
def test_a_cell_is_defused(cell: str, shown: str) -> None:
    assert defused(cell) == shown


@given(words)
def test_no_cell_starts_a_formula_or_holds_a_control(cell: str) -> None:
    shown = defused(cell)
    assert not shown.lstrip(" \u00a0").startswith(tuple(FORMULA_STARTS))
    assert all(unicodedata.category(c) not in ("Cc", "Zl", "Zp") for c in shown)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_one_row_a_claim_whatever_the_texts_hold(bundle: Bundle) -> None:
    stream = io.BytesIO()
    result = write("csv", bundle, stream)
    lines = stream.getvalue().decode().split("\r\n")
    assert len(lines) == result.claims + 2
    assert all(len(row) == len(COLUMNS) for row in csv.reader(lines[:-1]))


def test_a_byte_order_mark_is_written_when_asked_for() -> None:
    plain, marked = io.BytesIO(), io.BytesIO()
    write("csv", example(), plain)
    write("csv", example(), marked, {"bom": "yes"})
    assert marked.getvalue() == b"\xef\xbb\xbf" + plain.getvalue()
    assert not plain.closed


def test_it_is_only_written() -> None:
    with pytest.raises(UsageError, match="only written"):
        read("csv", io.BytesIO())
