from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, TEXT, bundles, example, span, words
from hypothesis import HealthCheck, given, settings

from workbench.domain.family import Tie
from workbench.domain.span import Span
from workbench.domain.told import Told
from workbench.errors import UsageError
from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle
from workbench.exchange.rows import TABLES
from workbench.exchange.rows.quotations import context_cells
from workbench.exchange.spreadsheet import FORMULA_STARTS
from workbench.exchange.table import defused


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


def test_a_row_says_which_pieces_are_meant_and_how_claims_stand_to_each_other() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    first, *others = annotated.claims
    start, end = first.span.start, first.span.end
    broken = Span.of(TEXT, start, end, [(start, start + 8), (end - 5, end)])
    claims = (replace(first, span=broken), *others)
    changed, second, bare = rows_of(replace(bundle, articles=(replace(annotated, claims=claims),)))
    assert changed["parts"] == f"{start}–{start + 8}; {end - 5}–{end}"
    assert second["parts"] == ""
    assert changed["links"] == f"same {bare['claim uid']} (rina)"
    assert bare["links"] == f"same {changed['claim uid']} (rina)"


def test_hops_are_the_steps_of_each_chain_outermost_first() -> None:
    first, *rest = rows_of(example(), table="hops")
    assert (first["step"], first["kind"], first["who"]) == ("1", "outlet", "KIBLAT.NET")
    relay, anonymous, role = rest[:3]
    assert (relay["kind"], relay["who"], relay["reach"]) == ("relay", "Daily Sabah", "article")
    assert relay["confirmed"] == "no"
    assert (anonymous["class"], anonymous["source uids"]) == ("anonymous", "")
    assert (anonymous["cue"], anonymous["words"]) == ("Menurut", "sumber")
    assert (role["step"], role["factuality"], role["note"]) == ("4", "PR+", "role only")
    assert TEXT[int(role["start"]) : int(role["end"])] == role["words"] == "juru bicara LNA"
    joint = rest[5]
    assert joint["who"] == "juru bicara LNA + Ahmad al-Mismari"
    assert joint["source uids"] == f"{ROLE} {AHMAD}"


def test_sources_are_told_with_what_they_belong_to_and_their_latest_rating() -> None:
    rows = {row["source"]: row for row in rows_of(example(), table="sources")}
    assert list(rows) == [one.name for one in example().sources]
    daily = rows["Daily Sabah"]
    assert (daily["reliability"], daily["rated"]) == ("B", "2020-02-01T00:00:00Z")
    assert daily["belongs to"] == (
        "owned by Turkuvaz since 2008 (rina): its imprint␤owned by nobody since 2021-03 (budi)"
    )
    assert daily["owner"] == "", "nobody owns it now"
    role = rows["juru bicara LNA"]
    assert (role["house"], role["belongs to"]) == ("LNA", "part of LNA (budi)")
    assert role["note"] == "a party (rina)"


def test_every_rating_is_a_row() -> None:
    rows = [(row["source"], row["reliability"]) for row in rows_of(example(), table="ratings")]
    assert rows == [("Daily Sabah", "C"), ("Daily Sabah", "B"), ("juru bicara LNA", "F")]
    first = rows_of(example(), table="ratings")[0]
    assert (first["at"], first["meaning"]) == ("2020-01-01T00:00:00Z", "fairly reliable")


def test_origins_are_weighed_over_all_claims() -> None:
    joint, relayed = rows_of(example(), table="origins")
    assert joint["sources"] == "juru bicara LNA + Ahmad al-Mismari", "who speaks together is one"
    assert (joint["claims"], joint["articles"], joint["standing"]) == ("2", "1", "counts")
    assert (joint["house"], joint["first"]) == ("LNA", "2020-01-09")
    assert (relayed["origin"], relayed["basis"]) == ("Daily Sabah", "credited relay")
    assert relayed["reliability"] == "B"


def test_articles_are_told_with_the_work_on_them() -> None:
    (row,) = rows_of(example(), table="articles")
    assert (row["article"], row["claims"], row["facts"]) == ("1287", "3", "2")
    assert (row["states"], row["tags"]) == ("done (rina)", "dua sumber (rina)")
    assert row["notes"] == "who␤else? (rina)"
    assert row["relays"] == "relays Daily Sabah (suggested)"


def test_facts_are_told_with_what_people_answered() -> None:
    quote, place = rows_of(example(), table="facts")
    assert (quote["kind"], quote["speaker"], quote["cue"]) == ("quote", "Ahmad al-Mismari", "kata")
    assert (quote["answers"], quote["score"]) == ("accepted (budi)", "0.95")
    assert (place["value"], place["rule"]) == ("Tripoli", "id.place")
    assert json.loads(place["attributes"])["country"] == "LY"


def test_facts_that_are_told_give_the_same_rows() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    told = [
        Told(one.id, one.span.start, one.span.end, one.is_question, json.dumps(one.to_record()))
        for one in annotated.facts
    ]
    other = replace(bundle, articles=(replace(annotated, facts=(), told=told),))
    for table in ("facts", "kwic", "articles"):
        assert rows_of(other, table=table) == rows_of(bundle, table=table)


def test_words_stand_between_their_neighbours() -> None:
    bare, first, second = rows_of(example(), table="kwic")
    assert (bare["left"], bare["words"]) == ("", "Sembilan tewas 😀")
    assert first["left"] == (
        "😀 TRIPOLI – Menurut sumber, juru bicara LNA mengatakan kepada wartawan bahwa"
    )
    assert (first["words"], first["who"]) == ("sembilan orangnya tewas", "juru bicara LNA")
    assert first["right"].startswith(". “Kami tidak mundur,” kata Ahmad.")
    assert (second["what"], second["fact"]) == ("claim", "quote-117-137"), "once, as a claim"


def test_a_quotation_that_no_claim_was_made_of_stands_there_too() -> None:
    bundle = example()
    (annotated,) = bundle.articles
    (row,) = rows_of(
        replace(
            bundle, articles=(replace(annotated, claims=(), assessments=(), links=(), tags=()),)
        ),
        table="kwic",
    )
    assert (row["what"], row["who"], row["mode"]) == ("quote", "Ahmad al-Mismari", "direct")
    assert row["coder"] == "id.quote.direct.cue_after"


@pytest.mark.parametrize(
    ("text", "words", "left", "right"),
    [
        ("x" * 200 + "kata" + "y" * 200, "kata", "x" * 80, "y" * 80),
        ("satu " + "x" * 78 + " kata", "kata", "x" * 78, ""),
        ("satu " + "x" * 74 + " kata", "kata", "satu " + "x" * 74, ""),
        ("kata " + "y" * 78 + " dua", "kata", "", "y" * 78),
        ("a\n\n b\tkata\r\nc", "kata", "a b", "c"),
    ],
)
def test_context_is_cut_between_words(text: str, words: str, left: str, right: str) -> None:
    cells = context_cells(text, span(words, text))
    assert (cells["left"], cells["words"], cells["right"]) == (left, words, right)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_every_table_has_its_columns_and_no_cell_starts_a_formula(bundle: Bundle) -> None:
    for name, table in TABLES.items():
        for row in rows_of(bundle, table=name):
            assert list(row) == [column.name for column in table.columns]
            assert not any(cell.startswith(("=", "@", "+")) for cell in row.values())


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_tables_agree_on_how_much_there_is(bundle: Bundle) -> None:
    claims = rows_of(bundle)
    hops = rows_of(bundle, table="hops")
    assert sum(int(row["hops"]) for row in claims) == sum(row["kind"] == "hop" for row in hops)
    assert {row["claim uid"] for row in hops} == {row["claim uid"] for row in claims}
    held = [row for row in claims if row["state"] != "withdrawn"]
    assert sum(int(row["claims"]) for row in rows_of(bundle, table="origins")) == len(held)
    kwic = rows_of(bundle, table="kwic")
    assert sum(row["what"] == "claim" for row in kwic) == len(claims)


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
    assert all(len(row) == len(TABLES["claims"].columns) for row in csv.reader(lines[:-1]))


def test_a_byte_order_mark_is_written_when_asked_for() -> None:
    plain, marked = io.BytesIO(), io.BytesIO()
    write("csv", example(), plain)
    write("csv", example(), marked, {"bom": "yes"})
    assert marked.getvalue() == b"\xef\xbb\xbf" + plain.getvalue()
    assert not plain.closed


def test_it_is_only_written() -> None:
    with pytest.raises(UsageError, match="only written"):
        read("csv", io.BytesIO())


def test_what_another_table_is_about_is_told_as_lost_from_this_one() -> None:
    bundle = example()
    claims = sum(len(one.claims) for one in bundle.articles)
    for table, is_there in (("claims", True), ("kwic", True), ("ratings", False)):
        lost = {one.what: one for one in write("csv", bundle, io.BytesIO(), {"table": table}).lost}
        assert ("claims" not in lost) is is_there
        assert ("ratings" in lost) is is_there
        if not is_there:
            assert lost["claims"][1:] == (claims, "another table is about them")
        assert lost["texts"].why == "no table is about them"
