"""Everything at another place, of whatever kind: the same rows, the same exports, the same head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from file_cases import SqliteFile
from services_cases import accept_all, bench_on, imported, is_sound, records
from stores import SQLITE, Stores

from workbench.domain.article import ReadingState
from workbench.domain.claim import LinkKind
from workbench.domain.journal import Change
from workbench.domain.note import NoteSubject
from workbench.domain.source import Unalike
from workbench.domain.span import Span
from workbench.errors import DataError, UsageError
from workbench.exchange.formats import formats
from workbench.services.annotate import add_note, assess_claim, link_claims
from workbench.services.belonging import set_owner
from workbench.services.chain import Named
from workbench.services.copies import back_up
from workbench.services.coverage import coverage_of, mark_nothing
from workbench.services.exporting import export
from workbench.services.history import redo, undo
from workbench.services.moving import fill, move
from workbench.services.review import set_state
from workbench.services.selections import freeze_selection, look_at, save_selection
from workbench.services.sitting import (
    end_session,
    remember_place,
    remember_reading,
    start_session,
)
from workbench.services.sources import add_source, merge_sources, rate_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.stored.tables import TABLES
from workbench.verbs.moving import Table, Take

if TYPE_CHECKING:
    from workbench.verbs.store import Store

Rows = dict[str, list[dict[str, Any]]]
FIRST = 40_000
"""Of the clock of whoever exports: what says when it was made says the same."""


@pytest.fixture
def worked(bench: Workbench) -> Workbench:
    """Ana's workbench, where she did something of most kinds, and took some of it back."""
    start_session(bench, "lang:id")
    (number, *_) = bench.store.articles.numbers(analyst=bench.analyst)
    accept_all(bench, number)
    view = view_article(bench, number)
    claims = view.my_claims()
    assess_claim(bench, view, claims[0].uid, credibility=3, rationale="satu sumber")
    link_claims(bench, LinkKind.SUPPORTS, claims[0].uid, claims[-1].uid)
    add_note(bench, NoteSubject.CLAIM, claims[0].uid, "dari siaran pers 🛰")
    add_note(bench, NoteSubject.ARTICLE, view.article.uid, "lagi", span=Span.of(view.text, 0, 12))
    mark_nothing(bench, view, coverage_of(view).sentences)
    put_tags(bench, ["dua sumber"], Tagged([view.number], [claims[0].uid]))
    set_state(bench, view, ReadingState.SET_ASIDE, reason="di luar topik")
    one, other, third = (add_source(bench, name) for name in ("Dewi Laras", "Dewi L.", "D. M."))
    rate_source(bench, one.uid, "B", "dua kali benar")
    merge_sources(bench, [other.uid], one.uid)
    set_owner(bench, [one.uid], Named("Kantor"), since="2019-05", rationale="laporan")
    answer = Unalike.between(one.uid, third.uid, bench.analyst, bench.now())
    bench.act("unalike", [Change("unalike", answer.uid, None, answer.to_record())])
    save_selection(bench, "Semua", where="lang:id")
    freeze_selection(bench, "Semua")
    look_at(bench, save_selection(bench, "Pantau", where="kapal", is_watch=True))
    undo(bench)
    redo(bench)
    remember_place(bench, {"page": "library", "cursor": view.number, "top": 0})
    remember_reading(bench, view.number, 120, seconds=30)
    end_session(bench)
    return bench


def rows(store: Store) -> Rows:
    """Everything that is handed over, whatever order its rows come in."""
    found: Rows = {}

    def take(table: Table, given: Iterable[tuple[Any, ...]]) -> None:
        made = [dict(zip(table.columns, row, strict=True)) for row in given]
        found[table.name] = sorted(made, key=lambda row: repr(sorted(row.items())))

    store.moving.pour(take)
    return found


def exports(store: Store, folder: Path) -> dict[str, bytes]:
    """What each format writes of it, file by file."""
    bench = bench_on(store, first=FIRST)
    folder.mkdir()
    written = {}
    for one in formats():
        if one.writes and not one.is_kept:
            export(bench, one.name, folder / one.name)
    for path in filter(Path.is_file, folder.rglob("*")):
        written[str(path.relative_to(folder))] = path.read_bytes()
    return written


def there_in(file: Path) -> Store:
    """What was moved into a file."""
    return SQLITE.place(file.parent, file.stem).open()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "moved.db"


def test_what_is_moved_is_the_same_in_every_export(
    worked: Workbench, file: Path, stores: Stores, tmp_path: Path
) -> None:
    moved = move(worked.store, str(file))
    assert (moved.entries, moved.head) == worked.store.journal.head()
    assert (moved.articles, moved.since) == (worked.store.articles.count(analyst=""), 0)
    here = exports(worked.store, tmp_path / "here")
    assert len(here) > 10
    with there_in(file) as there, stores.open("back") as back:
        assert exports(there, tmp_path / "there") == here
        fill(back, there)
        assert back.journal.head() == there.journal.head() == worked.store.journal.head()
        assert exports(back, tmp_path / "back") == here
        assert rows(back) == rows(there) == rows(worked.store)
        assert is_sound(bench_on(there))
        assert is_sound(bench_on(back))


def test_work_goes_on_where_it_was_moved(worked: Workbench, stores: Stores, file: Path) -> None:
    move(worked.store, str(file))
    with there_in(file) as there, stores.open("back") as back:
        fill(back, there)
        for store in (there, back):
            bench = bench_on(store, first=FIRST)
            undo(bench)
            redo(bench)
            view = view_article(bench, store.articles.numbers(analyst="ana")[2])
            accept_all(bench, view.number)
            add_source(bench, "Kantor Berita Baru")
            imported(bench, file.parent, "Gempa mengguncang Sulawesi pada Senin pagi.\n")
            assert is_sound(bench)
        assert records(back) == records(there)
        assert exports(back, file.parent / "back") == exports(there, file.parent / "there")


def test_search_finds_what_was_moved(worked: Workbench, file: Path) -> None:
    hits = worked.store.search.find("kapal")
    assert hits
    move(worked.store, str(file))
    with there_in(file) as there:
        assert there.search.reached().is_whole
        assert there.search.find("kapal") == hits
        assert there.claim_search.find("kapal") == worked.store.claim_search.find("kapal")


def test_what_holds_something_is_not_filled(worked: Workbench, stores: Stores) -> None:
    with stores.open("other") as other:
        imported(bench_on(other), stores.folder, "Gempa mengguncang Sulawesi.\n")
        before = rows(other)
        with pytest.raises(DataError, match="holds something already"):
            fill(other, worked.store)
        assert rows(other) == before


def test_what_breaks_off_leaves_nothing(worked: Workbench, stores: Stores) -> None:
    def pour(take: Take) -> None:
        def taking(table: Table, given: Iterable[tuple[Any, ...]]) -> None:
            take(table, given)
            if table.name == "claim":
                raise DataError("the line is cut")

        worked.store.moving.pour(taking)

    with stores.open("other") as other:
        with pytest.raises(DataError, match="the line is cut"):
            other.moving.fill(pour)
        assert not any(rows(other).values())
        fill(other, worked.store)
        assert rows(other) == rows(worked.store)


def test_tables_of_another_make_are_refused(worked: Workbench, stores: Stores) -> None:
    def pour(take: Take) -> None:
        take(Table("source", ("id", "uid", "colour")), [(1, "a", "red")])

    with stores.open("other") as other, pytest.raises(DataError, match="source is another one"):
        other.moving.fill(pour)


def test_a_file_that_is_there_is_left_alone(worked: Workbench, file: Path) -> None:
    file.write_bytes(b"mine")
    with pytest.raises(UsageError, match="is there already"):
        move(worked.store, str(file))
    assert file.read_bytes() == b"mine"
    assert [path.name for path in file.parent.iterdir() if ".part" in path.name] == []


def test_what_was_made_meanwhile_is_told(
    worked: Workbench, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(store: Store) -> Iterator[object]:
        add_source(worked, "Seseorang")
        return iter(())

    monkeypatch.setattr("workbench.services.moving.verify", meanwhile)
    assert move(worked.store, str(file)).since == 1


def test_damage_is_not_moved(worked: Workbench, file: Path, only_file: SqliteFile) -> None:
    with only_file.by_hand(worked.store.place.file) as connection:
        connection.execute("UPDATE note SET words = CAST(x'ff' AS TEXT)")
    with pytest.raises(DataError):
        move(worked.store, str(file))
    assert not file.exists()


def test_every_table_is_moved_but_those_of_search(worked: Workbench, only_file: SqliteFile) -> None:
    with only_file.by_hand(worked.store.place.file) as connection:
        names = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
    of_search = ("article_words", "article_trigram", "claim_words", "search_folding")
    assert {name for name in names if not name.startswith((*of_search, "sqlite_", "_sqlite"))} == {
        *TABLES
    }


def test_a_backup_of_any_kind_is_a_file(worked: Workbench, file: Path) -> None:
    back_up(worked.store, file)
    with there_in(file) as copy:
        assert rows(copy) == rows(worked.store)
        assert copy.journal.head() == worked.store.journal.head()
        assert is_sound(bench_on(copy))
