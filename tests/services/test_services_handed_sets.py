"""Whoever takes in an export of a set has the set: the same articles go back, and are checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import SAMPLE, again, bench_on, is_sound, quotes, records, view_of
from stores import Stores

from workbench.domain.choice import Choice
from workbench.domain.selection import Selection
from workbench.services.annotate import assess_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.checking import Since, check_package
from workbench.services.exporting import export
from workbench.services.history import redo, undo
from workbench.services.importing import import_documents, read
from workbench.services.review import accept_facts
from workbench.services.selections import drop_selection, freeze_selection, save_selection
from workbench.services.taken import Taken
from workbench.services.workbench import Workbench

ARTICLES = ("sagara-kapal-01", "lintang-kapal-01", "meridian-truce-01")
SIANG = Choice(set="siang")


@pytest.fixture
def desk(bench: Workbench) -> Workbench:
    """Ana's, with a set of three articles and some claims of hers."""
    for name in ARTICLES[:2]:
        view = view_of(bench, name)
        accept_facts(bench, view, [fact for fact, _ in quotes(view)][:2])
    numbers = " or ".join(f"number:{view_of(bench, name).number}" for name in ARTICLES)
    freeze(bench, "siang", numbers)
    return bench


@pytest.fixture
def other(stores: Stores) -> Iterator[Workbench]:
    """Budi's, who has the same articles by other uids."""
    with stores.open("other") as store:
        bench = bench_on(store, "budi", first=200_000)
        list(import_documents(bench, read([SAMPLE])))
        yield bench


def freeze(bench: Workbench, name: str, where: str) -> Selection:
    save_selection(bench, name, where=where)
    return freeze_selection(bench, name)


def handed(here: Workbench, there: Workbench, folder: Path, choice: Choice = SIANG) -> Taken:
    """What came of taking in there what was exported here."""
    export(here, "jsonl", folder / "siang.jsonl", choice=choice)
    return import_annotations(there, "jsonl", folder / "siang.jsonl")


def articles_of(bench: Workbench, name: str = "siang") -> list[str]:
    selection = bench.store.selections.named(name)
    assert selection
    assert selection.is_set
    named = bench.store.articles.by_uid
    return sorted(one.foreign_id for uid in selection.articles or () if (one := named(uid)))


def test_a_set_comes_with_its_export_and_goes_back_as_the_same_articles(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    taken = handed(desk, other, tmp_path)
    assert "the set 'siang' was made" in str(taken.set)
    assert articles_of(other) == sorted(ARTICLES)
    view = view_of(other, ARTICLES[2])  # a claim of Budi's, where Ana has none
    accept_facts(other, view, [quotes(view)[0][0]])
    back = handed(other, desk, tmp_path)
    assert (back.articles, back.known_articles, back.changes > 0) == (0, 3, True)
    assert str(back.set) == "the set 'siang' is here already"
    assert [one.analyst for one in view_of(desk, ARTICLES[2]).claims] == ["budi"]
    assert articles_of(desk) == sorted(ARTICLES)
    assert is_sound(desk)
    assert is_sound(other)


def test_the_set_is_a_part_of_the_import_and_of_its_undo(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    handed(desk, other, tmp_path)
    full = records(other.store)
    undo(other)
    assert other.store.selections.named("siang") is None
    redo(other)
    assert records(other.store) == full
    head = other.store.journal.head()
    again_taken = handed(desk, other, tmp_path)
    assert (again_taken.changes, other.store.journal.head()) == (0, head)
    assert str(again_taken.set) == "the set 'siang' is here already"
    assert is_sound(other)


@pytest.mark.parametrize(
    ("whose", "is_frozen", "why"),
    [
        ("budi", True, "yours of that name has other articles; drop it and import this again"),
        ("budi", False, "yours of that name is no set; drop it and import this again"),
        ("citra", True, "citra's selection of that name has other articles"),
    ],
)
def test_a_selection_here_is_never_changed_and_that_is_said(
    desk: Workbench, other: Workbench, tmp_path: Path, whose: str, is_frozen: bool, why: str
) -> None:
    bench = bench_on(other.store, whose, first=400_000)
    save_selection(bench, "Siang", where="lang:en")
    ours = freeze_selection(bench, "Siang") if is_frozen else None
    taken = handed(desk, other, tmp_path)
    assert taken.changes > 0
    assert why in str(taken.set)
    assert ours is None or other.store.selections.named("siang") == ours
    drop_selection(bench, "Siang")
    handed(desk, other, tmp_path)
    assert articles_of(other) == sorted(ARTICLES)


def test_no_set_is_made_of_a_part_of_its_articles(
    desk: Workbench, stores: Stores, tmp_path: Path
) -> None:
    with stores.open("third") as store:
        third = bench_on(store, "citra", first=500_000)
        one = tmp_path / "one.jsonl"
        lines = (SAMPLE / "wire.jsonl").read_text("utf-8").splitlines()
        one.write_text(next(line for line in lines if ARTICLES[0] in line), "utf-8")
        list(import_documents(third, read([one])))
        taken = handed(desk, third, tmp_path, Choice(set="siang", without_text=True))
        assert "2 of its articles are not here" in str(taken.set)
        assert third.store.selections.all() == []
        list(import_documents(third, read([SAMPLE])))
        import_annotations(third, "jsonl", tmp_path / "siang.jsonl")
        assert articles_of(third) == sorted(ARTICLES)


@pytest.mark.parametrize("name", ["", "a" * 61, 'a"b', "a\x1bb", "…"])
def test_a_name_that_cannot_be_one_makes_no_set(
    desk: Workbench, other: Workbench, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "siang.jsonl"
    export(desk, "jsonl", path, choice=SIANG)
    header, _, rest = path.read_bytes().partition(b"\n")
    record = json.loads(header)
    record["choice"]["set"] = name
    path.write_bytes(json.dumps(record).encode() + b"\n" + rest)
    taken = import_annotations(other, "jsonl", path)
    assert taken.changes > 0
    assert bool(taken.set and taken.set.why_not) is bool(name)
    assert len(taken.set.name if taken.set else "") <= 60
    assert other.store.selections.all() == []


def test_another_desk_checks_the_package_of_a_set(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    package = tmp_path / "siang.zip"
    export(desk, "package", package, choice=SIANG)
    freeze(other, "siang", "lang:en")  # another one: it says nothing of the package's
    import_annotations(other, "package", package)
    checked = check_package(other, package)
    assert (checked.claims, checked.since, checked.why_not_new) == (4, [], "")
    claim = view_of(desk, ARTICLES[0]).my_claims()[0]
    view = view_of(other, ARTICLES[0])
    assess_claim(other, view, claim.uid, credibility=2)
    bare = view_of(other, ARTICLES[2])
    accept_facts(other, bare, [quotes(bare)[0][0]])
    (new,) = again(other, bare).my_claims()
    found = {one.uid: one.since for one in check_package(other, package).since}
    assert found == {claim.uid: Since.CHANGED, new.uid: Since.NEW}


def test_another_desk_checks_the_package_of_a_story(
    desk: Workbench, other: Workbench, tmp_path: Path
) -> None:
    story = view_of(desk, ARTICLES[0]).article.uid
    export(desk, "package", tmp_path / "story", choice=Choice(story=story))
    import_annotations(other, "package", tmp_path / "story")
    checked = check_package(other, tmp_path / "story")
    assert (checked.since, checked.why_not_new) == ([], "")
