from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from present_cases import FACTS, HOSTILE, QUOTE, claim, fact, hop, row, span
from rich.cells import cell_len

from workbench.domain.article import ReadingState
from workbench.domain.claim import HopClass, Mode
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact, Kind, Line, Quote, Speaker
from workbench.domain.source import Source
from workbench.domain.span import Span
from workbench.present.columns import columns
from workbench.present.glyphs import ASCII, UNICODE, Glyphs
from workbench.present.layers import KIND_NAMES, claim_layers, fact_layers
from workbench.present.look import CURSOR, STACK, look
from workbench.present.rows import (
    SHORT,
    SHORT_WIDTH,
    claim_line,
    fact_details,
    fact_line,
    source_heading,
    source_line,
)
from workbench.present.runs import Runs
from workbench.present.shelf import article_line, common_of, heading_line, library_line


def words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def test_a_library_row_reads_like_a_sentence_of_columns() -> None:
    assert words(article_line(row(), 80)) == (
        "  2020-01-09 KIBLAT.NET   Haftar Tolak                           id ←≈3   ?4  2c"
    )
    assert words(article_line(row(state=ReadingState.DONE, questions=0, claims=0), 48, ASCII)) == (
        "+ 2020-01-09 Haftar Tolak                       "
    )


def test_outside_the_desk_nothing_is_cut_off() -> None:
    title = "Haftar " * 40
    line = library_line(row(title.strip()))
    assert line.startswith("#1287  2020-01-09 21:15  new  id  ?4  2c  ≈3  KIBLAT.NET: Haftar")
    assert line.endswith(title.strip())
    assert library_line(row(HOSTILE)).isprintable()


def test_columns_drop_in_order_and_the_title_goes_last() -> None:
    seen = [[column.name for column in columns(width)] for width in range(160, 5, -1)]
    gone = []
    for before, after in pairwise(seen):
        gone += [name for name in before if name not in after]
    assert gone == [
        "number", "cluster", "lang", "outlet", "claims", "date", "questions",
    ]  # fmt: skip
    assert seen[-1] == ["state", "title"]


@pytest.mark.parametrize("width", range(6, 200, 7))
def test_columns_fill_the_width(width: int) -> None:
    found = columns(width)
    assert sum(column.width for column in found) + len(found) - 1 == width
    assert cell_len(words(heading_line(width))) == width


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [(None, "?"), (Verdict.ACCEPTED, "✓"), (Verdict.CORRECTED, "~"), (Verdict.REJECTED, "✗"),
     (Verdict.SKIPPED, "»"), (Verdict.UNSURE, "¿")],
)  # fmt: skip
def test_a_fact_shows_its_state_kind_speaker_and_words(verdict: Verdict | None, mark: str) -> None:
    line = words(fact_line(QUOTE, 60, verdict=verdict))
    assert line.rstrip() == f"{mark} quote  ← Khalifa Haftar “Kami menolak,”"


def test_a_fact_shows_what_the_machine_makes_of_it() -> None:
    lines = [words(fact_line(one, 60)).rstrip() for one in FACTS]
    assert lines[0] == "  title  Haftar Tolak Gencatan Senjata"
    assert lines[2] == "  time   Rabu malam → 2020-01-08TNI"
    assert lines[3] == "  amount 370 km → ~370 km"
    assert lines[4] == "  place  Sirte"
    assert lines[6] == "? relay  Sumber: Daily Sabah → Daily Sabah, article"


@pytest.mark.parametrize(
    ("width", "line"),
    [(44, "? relay  Sumber: Dai… → Daily Sabah, article"), (32, "? relay  Daily Sabah, article"),
     (26, "? relay  Daily S…, article"), (17, "? relay  article")],
)  # fmt: skip
def test_a_credit_without_room_for_its_words_still_says_whom_and_how_far(
    width: int, line: str
) -> None:
    assert words(fact_line(FACTS[6], width)).rstrip() == line


def test_every_kind_has_a_short_name() -> None:
    assert set(SHORT) == set(Kind)
    assert max(map(len, SHORT.values())) <= SHORT_WIDTH


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_marks_differ_from_each_other(glyphs: Glyphs) -> None:
    for marks in (glyphs.verdict, glyphs.reading, glyphs.claim):
        assert len(set(marks.values())) == len(marks)
        assert {cell_len(mark) for mark in marks.values()} == {1}
    if glyphs is ASCII:
        assert all(
            value.isascii()
            for name in ("arrow", "ellipsis", "cursor")
            for value in [getattr(glyphs, name)]
        )


def test_details_say_everything_the_machine_says() -> None:
    details = dict(fact_details(QUOTE))
    assert details["speaker"] == "Haftar (Khalifa Haftar)"
    assert details["cue"] == "kata"
    assert details["why"] == "because"
    assert details["precision"] == "90 % of what the rule finds"


def test_a_claim_shows_what_it_says_and_whom_it_comes_from() -> None:
    line = words(
        claim_line(
            claim(hop("s1", "s2"), restatement="No truce"),
            60,
            names={"s1": "Erdoğan", "s2": "Putin"},
        )
    )
    assert line.rstrip() == "· ← Erdoğan + Putin No truce"
    assert words(claim_line(claim(), 30, names={})).rstrip() == "· Kami menolak"
    unknown = hop(hop_class=HopClass.UNATTRIBUTED)
    assert "← ?" in words(claim_line(claim(unknown), 40, names={}))


def hostile_fact() -> Fact:
    all_of_it = Span.of(HOSTILE, 0, len(HOSTILE))
    speaker = Speaker(all_of_it, HOSTILE)
    return Fact(
        Kind.QUOTE,
        all_of_it,
        Quote(Mode.DIRECT, all_of_it, speaker, (speaker,)),
        0.5,
        "r",
        HOSTILE,
        "x",
    )


@pytest.mark.parametrize("width", [*range(1, 40), 80, 160])
def test_hostile_words_stay_in_their_cells(width: int) -> None:
    source = Source("u", HOSTILE, aliases=(HOSTILE,))
    article = article_line(row(HOSTILE, HOSTILE, published=HOSTILE, lang=HOSTILE), max(6, width))
    for runs in (
        article,
        fact_line(hostile_fact(), width),
        claim_line(claim(hop("s1"), restatement=HOSTILE), width, names={"s1": HOSTILE}),
        source_line(source, width, rating="B"),
    ):
        line = words(runs)
        assert cell_len(line) == max(width, 6 if runs is article else 0)
        assert not any(ord(character) < 32 or character in "\x9b\u202e\u200d" for character in line)


# Looks -----------------------------------------------------------------------------------------


@given(st.sets(st.sampled_from((*STACK, CURSOR, "nothing"))))
@settings(deadline=None)
def test_a_look_depends_on_what_lives_there_not_on_its_order(names: set[str]) -> None:
    found = look(frozenset(names))
    assert list(found.names) == sorted(names & set(STACK), key=STACK.index)
    assert found.under_cursor == (CURSOR in names)


def test_where_two_names_meet_the_upper_one_is_underlined() -> None:
    assert look(frozenset({"person", "organisation"})).underlined
    assert not look(frozenset({"person", "quote", "claim"})).underlined
    assert look(frozenset({"person", "quote"})).names == ("quote", "person")


def test_rejected_facts_show_nothing() -> None:
    layers = fact_layers(FACTS, {QUOTE.id: Verdict.REJECTED}, hidden={Kind.TITLE})
    assert {layer.name for layer in layers} == {
        "time", "quantity", "place", "event", "relay",
    }  # fmt: skip
    assert {layer.name for layer in fact_layers([QUOTE])} == {"quote", "cue", "source"}


def test_claims_show_their_words_and_their_sources() -> None:
    layers = claim_layers([claim(hop("s1", words="Daily Sabah"))])
    assert [(layer.name, layer.start) for layer in layers] == [
        ("claim", span("Kami menolak").start), ("source", span("Daily Sabah").start),
    ]  # fmt: skip
    assert fact_layers([fact(Kind.TITLE, "Haftar Tolak", Line())])[0].name == "line"


def test_every_kind_of_fact_is_drawn() -> None:
    missing = set(KIND_NAMES.values()) - set(STACK)
    assert not missing, f"give {missing} a place in STACK of workbench/present/look.py"


def test_what_all_rows_of_a_library_have_in_common_leaves_its_room_to_the_titles() -> None:
    alike = [row("Haftar Tolak", published="2020-01-09T21:15"), row("Tobruk")]
    plain_rows = [one._replace(claims=0, cluster=1, relayed=False) for one in alike]
    common = common_of(plain_rows)
    assert common is not None
    assert words(heading_line(60, common)) == (
        "  2020  outlet     title                                   ?"
    )
    first, second = plain_rows
    assert words(article_line(first, 60, common=common)) == (
        "  01-09 KIBLAT.NET Haftar Tolak                           ?4"
    )
    below = words(article_line(second, 60, common=common, above=first))
    assert below.startswith("  01-09            Tobruk "), "its outlet stands above"


@pytest.mark.parametrize(
    ("change", "column"),
    [({"published": "2019-12-31"}, "date"), ({"lang": "en"}, "lang"), ({"claims": 1}, "claims"),
     ({"relayed": True}, "cluster"), ({"cluster": 2}, "cluster")],
)  # fmt: skip
def test_one_row_that_is_not_like_the_others_brings_its_column_back(
    change: dict[str, Any], column: str
) -> None:
    calm = row()._replace(claims=0, cluster=1, relayed=False)
    before, after = (
        {one.name: one.width for one in columns(100, common_of(rows))}
        for rows in ([calm, calm], [calm, calm._replace(**change)])
    )
    assert after.get(column, 0) > before.get(column, 0)


@pytest.mark.parametrize("width", range(6, 200, 7))
def test_columns_of_rows_with_something_in_common_fill_the_width(width: int) -> None:
    common = common_of([row(HOSTILE, HOSTILE), row()])
    found = columns(width, common)
    assert sum(column.width for column in found) + len(found) - 1 == width
    assert cell_len(words(heading_line(width, common))) == width


def test_of_no_rows_nothing_is_known() -> None:
    assert common_of([]) is None


@pytest.mark.parametrize("width", range(66, 161, 2))
def test_no_head_over_the_sources_is_cut(width: int) -> None:
    words = "".join(run.text for run in source_heading(width)).rstrip()
    assert len(words) + len(" 1/50000") <= width or "also" not in words
    assert words.endswith(("articles", "also"))


def test_what_else_is_known_of_sources_is_headed_where_there_is_room() -> None:
    assert "also" in "".join(run.text for run in source_heading(120))
    assert "also" not in "".join(run.text for run in source_heading(80))
