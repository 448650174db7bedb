"""That two places are unrelated goes from database to database, as other answers do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from counterpart_cases import FLOOD, flooded, of_the_flood
from services_cases import bench_on, blind, imported, is_sound
from stores import Stores

from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.stated import Stated, ToldCounterpart
from workbench.errors import DataError
from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.relating import say_unrelated
from workbench.services.taken import Taken
from workbench.services.told_counterparts import told_counterparts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with flooded(stores, tmp_path) as bench:
        yield bench


@pytest.fixture
def other(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    """Another database, which has read the same articles by itself, the last first."""
    with stores.open("other") as store:
        bench = bench_on(store, first=50_000)
        (tmp_path / "other").mkdir()
        given = {"outlet": "Kapal Pos", "lang": "id", "published": "2026-03-04"}
        imported(bench, tmp_path / "other", *FLOOD[::-1], **given)
        yield bench


def beside(bench: Workbench, there: int) -> tuple[Stated, ToldCounterpart]:
    (one,) = told_counterparts(bench, view_article(bench, 1))
    return one.ours, next(each for each in one.counterparts if each.said.article.number == there)


def handed(bench: Workbench, other: Workbench, folder: Path, choice: Choice = EVERYTHING) -> Taken:
    export(bench, "jsonl", folder / "set.jsonl", choice=choice)
    return import_annotations(other, "jsonl", folder / "set.jsonl")


def places(bench: Workbench) -> list[tuple[str, str]]:
    """The words of both places that are said to be unrelated, wherever they stand."""
    found = []
    for number in bench.store.articles.numbers(analyst=bench.analyst):
        uid = bench.store.articles.get(number).uid
        for one in bench.store.counterparts.unrelated(uid):
            if one.article == uid:
                texts = {
                    each: bench.store.articles.text(found_at.number)
                    for each in (one.article, one.other)
                    if (found_at := bench.store.articles.by_uid(each))
                }
                words = (
                    texts[one.article][one.start : one.end],
                    texts[one.other][one.other_start : one.other_end],
                )
                found.append((min(words), max(words)))
    return found


def test_it_stands_on_the_same_words_there_and_its_undo_goes_after_it(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    ours, one = beside(desk, 4)
    say_unrelated(desk, ours, one)
    said = [tuple(sorted((ours.span.exact, one.said.span.exact)))]
    assert handed(desk, other, tmp_path).changes
    assert places(other) == places(desk) == said
    assert handed(desk, other, tmp_path).changes == 0
    undo(desk)
    assert handed(desk, other, tmp_path).removed == 1
    assert places(other) == []
    assert is_sound(other)


def test_it_comes_back_as_what_it_was(desk: Workbench, other: Workbench, tmp_path: Path) -> None:
    say_unrelated(desk, *beside(desk, 4))
    handed(desk, other, tmp_path)
    taken = handed(other, desk, tmp_path)
    assert (taken.changes, taken.conflicts, taken.waiting) == (0, 0, 0)
    assert len(places(desk)) == 1


def test_where_the_other_article_is_not_here_it_is_left_out_and_told(
    desk: Workbench, stores: Stores, tmp_path: Path
) -> None:
    say_unrelated(desk, *beside(desk, 4))
    for number in (1, 4):
        with stores.open(f"empty{number}") as store:
            empty = bench_on(store, first=80_000)
            taken = handed(desk, empty, tmp_path, Choice(where=f"number:{number}"))
            assert places(empty) == []
            assert taken.loose == (tmp_path / "set.jsonl").read_text().count('"type":"unrelated"')


def test_a_colleagues_leaves_only_where_she_may_be_seen(desk: Workbench, tmp_path: Path) -> None:
    budi = bench_on(desk.store, "budi", first=5_000)
    say_unrelated(budi, *beside(budi, 4))
    for bench, is_there in ((blind(desk), False), (desk, True)):
        export(bench, "jsonl", tmp_path / "set.jsonl")
        assert ('"type":"unrelated"' in (tmp_path / "set.jsonl").read_text()) is is_there


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [("uid", "a:0:1:b:0:1:ana", "say"), ("end", 99_999, "say"), ("other", "0", "say")],
)
def test_a_line_that_says_something_else_than_its_uid_is_refused(
    desk: Workbench, other: Workbench, tmp_path: Path, field: str, value: object, why: str
) -> None:
    say_unrelated(desk, *beside(desk, 4))
    export(desk, "jsonl", tmp_path / "set.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "set.jsonl").read_text().splitlines()]
    (word,) = (line for line in lines if line["type"] == "unrelated")
    word[field] = value
    (tmp_path / "set.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with pytest.raises(DataError, match=why):
        import_annotations(other, "jsonl", tmp_path / "set.jsonl")


def test_places_outside_a_text_or_in_one_article_are_refused(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    say_unrelated(desk, *beside(desk, 4))
    export(desk, "jsonl", tmp_path / "set.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "set.jsonl").read_text().splitlines()]
    (word,) = (line for line in lines if line["type"] == "unrelated")
    shape = "{article}:{start}:{end}:{other}:{other_start}:{other_end}:{analyst}"
    for change in ({"end": 99_999}, {"other": word["article"]}, {"other_end": 0}):
        wrong = word | change
        wrong["uid"] = shape.format(**wrong)
        told = [wrong if line is word else line for line in lines]
        (tmp_path / "set.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in told))
        with pytest.raises(DataError, match=r"names|must name|other_end|less"):
            import_annotations(other, "jsonl", tmp_path / "set.jsonl")


def test_what_came_in_is_not_asked_of(desk: Workbench, other: Workbench, tmp_path: Path) -> None:
    say_unrelated(desk, *beside(desk, 4))
    with_same = bench_on(other.store, "ana", first=60_000)
    number = next(n for n in (1, 2, 3, 4) if "Sembilan orang" in with_same.store.articles.text(n))

    def beside_it() -> list[str]:
        of_the_flood(with_same)
        told = told_counterparts(with_same, view_article(with_same, number))
        return [each.said.span.exact for one in told for each in one.counterparts]

    assert any("Tidak ada" in words for words in beside_it())
    handed(desk, with_same, tmp_path)
    assert not any("Tidak ada" in words for words in beside_it())
