"""What the annotation tools share: units, ties, what is remembered, and many claims at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import AHMAD, ROLE, article_of, example, texts
from exchange_tools import check_came_back, read_back
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.claim import Claim, Hop
from workbench.domain.span import Span
from workbench.errors import DataError, SpanError, UsageError
from workbench.exchange import find_format
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses
from workbench.exchange.spans import Page, Region, Relation
from workbench.exchange.spans.memory import placed, standing
from workbench.exchange.spans.ties import Ties
from workbench.exchange.spans.units import Utf16
from workbench.exchange.spans.vocabulary import renamed


@given(texts, st.integers(-2, 200))
def test_units_are_those_of_utf_16(text: str, unit: int) -> None:
    counted = Utf16(text)
    starts = {len(text[:at].encode("utf-16-le")) // 2: at for at in range(len(text) + 1)}
    for there, at in starts.items():
        assert (counted.of(at), counted.back(there)) == (there, at)
        assert counted.agrees(at) == (there == at)
    if 0 <= unit <= max(starts) and unit not in starts:
        with pytest.raises(SpanError, match="within a letter"):
            counted.back(unit)


def region(identity: str, label: str, start: int, end: int) -> Region:
    return Region(identity, label, start, end, {"analyst": ("rina",)})


def test_marks_at_one_place_are_told_apart_by_what_they_are_tied_to() -> None:
    ours = Page(
        (region("a", "Content", 0, 5), region("b", "Content", 0, 5), region("s", "Source", 7, 9)),
        (Relation("says", "s", "b"),),
    )
    theirs = Page(
        (region("1", "Content", 0, 5), region("2", "Source", 7, 9), region("3", "Content", 0, 5)),
        (Relation("says", "2", "1"),),
    )
    found = placed(theirs, ours)
    assert [one.id for one in found.regions] == ["b", "s", "a"]
    assert found.relations == ours.relations
    moved = replace(theirs.regions[0], end=4)
    found = placed(replace(theirs, regions=(moved, *theirs.regions[1:])), ours)
    assert [one.id for one in found.regions] == ["1", "s", "a"]


def test_where_two_at_one_place_are_one_all_of_ours_stand_there() -> None:
    ours = Page(
        (region("a", "Content", 0, 5), region("b", "Content", 0, 5), region("s", "Source", 7, 9)),
        (Relation("says", "s", "b"), Relation("says", "s", "a")),
    )
    found = standing(Page((Region("x", "Content", 0, 5), Region("y", "Cue", 1, 2))), ours)
    assert [one.id for one in found.regions] == ["a", "b", "y"]
    assert found.relations == ()


def test_who_is_drawn_near_and_far_stands_far() -> None:
    page = Page(
        (
            region("c", "Content", 0, 5),
            region("near", "Source", 7, 9),
            region("far", "Source", 10, 12),
        ),
        (
            Relation("says", "near", "c"),
            Relation("says", "c", "far"),
            Relation("quotes", "far", "near"),
        ),
    )
    losses = Losses()
    ties = Ties(page, losses)
    chain = ties.chain(ties.contents[0])
    assert [[one.id for one in group] for group in chain] == [["far"], ["near"]]
    assert losses.told() == ()


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"regions": [[1]], "relations": []},
        {"regions": [["a", "Content", 0, 1, {"note": [3]}]], "relations": []},
        {"regions": [["a", "Content", 0, "1", {}]], "relations": []},
        {"regions": [], "relations": [["says", "a"]]},
        {"regions": [], "relations": [["says", "a", 3]]},
    ],
)
def test_a_damaged_page_is_refused(record: Any) -> None:
    with pytest.raises(DataError, match="what it remembers of its claims is damaged"):
        Page.from_record(record)


def test_labels_are_renamed_by_name() -> None:
    names = renamed("Quote: content,per:Source, a:b :Cue")
    assert (names["quote"], names["per"], names["a:b"]) == ("Content", "Source", "Cue")
    assert names["unnamed"] == "Unnamed"
    for wrong in ("Quote", "Quote:", ":Source", "x:Person"):
        with pytest.raises(UsageError, match="renames no label"):
            renamed(wrong)


def many(count: int) -> Bundle:
    """Claims that overlap, each with a chain, on one long text."""
    text = "Menurut sumber 😀 juru bicara mengatakan sembilan orang tewas. " * 400
    places = [(number * 11) % (len(text) - 40) for number in range(3 * count)]
    spans = [Span.of(text, at, at + 3 + at % 30) for at in places]
    claims = tuple(
        Claim(
            f"c0000000-0000-4000-8000-{number:012d}", "a-1", ("rina", "budi")[number % 2],
            spans[3 * number],
            hops=(
                Hop((AHMAD,), spans[3 * number + 1], "mengatakan"),
                Hop((ROLE,), spans[3 * number + 2] if number % 3 else None, "kata"),
            ),
        )
        for number in range(count)
    )  # fmt: skip
    article = AnnotatedArticle(article_of(text, "a-1", 1), text, claims=claims)
    return replace(example(), ratings=(), notes=(), articles=(article,))


@pytest.mark.parametrize("tool", ["label-studio", "doccano", "argilla"])
def test_many_claims_on_one_text_come_back(tool: str, tmp_path: Path) -> None:
    bundle = many(1000)
    check_came_back(bundle, read_back(find_format(tool), bundle, tmp_path))
