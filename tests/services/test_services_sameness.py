"""Suggested merges over a real database: what articles say, answers, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on, imported, is_sound
from stores import Stores

from workbench.domain.sameness import Sameness, Suggested, left_after
from workbench.domain.source import Source, SourceKind
from workbench.errors import UsageError
from workbench.services.history import redo, undo
from workbench.services.sameness import say_unalike, suggested_merges
from workbench.services.sources import add_source, merge_sources, resolve_source
from workbench.services.workbench import Workbench

WEATHER = (
    "Hujan Lebat\n\nOrganisasi Cuaca Sedunia (WMO) mengingatkan. “Waspada,” kata juru bicara WMO.\n"
)
FOREIGN = (
    "Perundingan\n\n“Kami hadir,” kata Menteri Luar Negeri (Menlu) RI, Sugiono, di Jakarta. "
    "Menteri Keuangan Purbaya Sadewa menyusul.\n"
)
LATER = "Anggaran\n\n“Cukup,” ujar Menteri Keuangan Ratna Dewi. Menteri Luar Negeri Sugiono diam.\n"


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    with stores.open("same") as store:
        bench = bench_on(store)
        imported(bench, tmp_path, WEATHER, FOREIGN, LATER, outlet="Kapal Pos", lang="id")
        yield bench


def made(bench: Workbench, *names: str, kind: SourceKind = SourceKind.ORGANISATION) -> list[Source]:
    return [add_source(bench, name, kind=kind) for name in names]


def told(bench: Workbench) -> list[tuple[str, str, str]]:
    return [(one.source.name, one.into.name, one.why.value) for one in suggested_merges(bench)]


def test_an_acronym_that_an_article_puts_behind_a_name_is_suggested(desk: Workbench) -> None:
    made(desk, "WMO", "Organisasi Cuaca Sedunia")
    (one,) = suggested_merges(desk)
    assert (one.source.name, one.into.name) == ("WMO", "Organisasi Cuaca Sedunia")
    assert one.why is Sameness.ACRONYM
    assert one.said
    assert (one.said.number, one.said.exact) == (1, "Organisasi Cuaca Sedunia (WMO)")


def test_an_office_and_the_one_who_holds_it_are_suggested(desk: Workbench) -> None:
    made(desk, "Menteri Luar Negeri", kind=SourceKind.GROUP)
    made(desk, "Sugiono", kind=SourceKind.PERSON)
    (one,) = suggested_merges(desk)
    assert (one.source.name, one.into.name, one.why) == (
        "Menteri Luar Negeri", "Sugiono", Sameness.OFFICE,
    )  # fmt: skip
    assert one.said
    assert one.said.exact == "Menteri Luar Negeri Sugiono"
    text = desk.store.articles.text(one.said.number)
    assert text[one.said.start : one.said.end] == one.said.exact


def test_an_office_that_two_held_is_nobody_s(desk: Workbench) -> None:
    made(desk, "Menteri Keuangan", kind=SourceKind.GROUP)
    made(desk, "Purbaya Sadewa", "Ratna Dewi", kind=SourceKind.PERSON)
    assert told(desk) == []


def test_persons_who_share_a_family_name_are_never_suggested(desk: Workbench) -> None:
    made(desk, "Marquez", "Marc Marquez", "Alex Marquez", "Marques", kind=SourceKind.PERSON)
    assert told(desk) == []


def test_a_merge_answers_and_undo_asks_again(desk: Workbench) -> None:
    short, full = made(desk, "WMO", "Organisasi Cuaca Sedunia")
    assert merge_sources(desk, [short.uid], full.uid)
    assert told(desk) == []
    undo(desk)
    assert len(told(desk)) == 1
    assert is_sound(desk)


def test_two_that_differ_are_never_suggested_again_whoever_looks(desk: Workbench) -> None:
    short, full = made(desk, "WMO", "Organisasi Cuaca Sedunia")
    entry = say_unalike(desk, full.uid, short.uid)
    assert entry
    assert entry.about == "Organisasi Cuaca Sedunia and WMO"
    assert say_unalike(desk, short.uid, full.uid) is None
    budi = bench_on(desk.store, "budi", first=900)
    assert told(desk) == told(budi) == []
    undo(desk)
    assert len(told(budi)) == 1
    redo(desk)
    assert told(desk) == []
    assert is_sound(desk)


def test_what_was_said_of_a_source_holds_for_the_one_it_was_merged_into(desk: Workbench) -> None:
    first, second, third = made(
        desk, "Bank Sentral Swiss", "Bank Sentra Swiss", "Bank Sentraal Swiss"
    )
    assert len(told(desk)) == 3
    say_unalike(desk, first.uid, third.uid)
    assert len(told(desk)) == 2
    merge_sources(desk, [first.uid], second.uid)
    assert told(desk) == []
    with pytest.raises(UsageError):
        say_unalike(desk, first.uid, second.uid)


def test_names_of_merged_sources_and_aliases_are_looked_at_too(desk: Workbench) -> None:
    (old, new) = made(desk, "Bank Sentral Swiss", "Schweizerische Nationalbank")
    merge_sources(desk, [old.uid], new.uid)
    made(desk, "Bank Sentra Swiss")
    assert told(desk) == [("Bank Sentra Swiss", "Schweizerische Nationalbank", "spelling")]


def test_what_an_article_says_comes_first(desk: Workbench) -> None:
    made(desk, "Bank Sentral Swiss", "Bank Sentra Swiss", "WMO", "Organisasi Cuaca Sedunia")
    assert [why for *_, why in told(desk)] == ["acronym", "spelling"]


def test_no_source_is_its_own_like(desk: Workbench) -> None:
    add_source(desk, "Organisasi Cuaca Sedunia", aliases=["WMO", "Organisasi Cuaca Sedunnia"])
    assert told(desk) == []
    assert resolve_source(desk, "WMO").name == "Organisasi Cuaca Sedunia"


# The list after an answer ----------------------------------------------------------------------


def of(one: str, into: str) -> Suggested:
    return Suggested(Source(one, one), Source(into, into), Sameness.SPELLING)


def test_an_answer_takes_its_pair_off_the_list() -> None:
    left = left_after([of("a", "b"), of("c", "b")], of("a", "b"), is_merged=False)
    assert [one.uid for one in left] == ["b:c"]


def test_after_a_merge_the_one_that_stays_is_asked_about() -> None:
    every = [of("a", "b"), of("a", "c"), of("c", "b"), of("d", "a")]
    left = left_after(every, of("a", "b"), is_merged=True)
    assert [(one.source.uid, one.into.uid) for one in left] == [("b", "c"), ("d", "b")]


def test_a_turned_suggestion_is_the_same_pair() -> None:
    assert of("a", "b").turned.uid == of("a", "b").uid
    assert of("a", "b").turned.into.uid == "a"
