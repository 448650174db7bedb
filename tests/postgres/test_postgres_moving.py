"""Everything to a server and from it, over a line that may be cut, in runs of any length."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

import pytest
from far_server import Line
from services_cases import accept_all, bench_on, sample_database
from stores import SQLITE

from workbench.errors import BusyError, DataError
from workbench.postgres import Store
from workbench.postgres import moving as on_server
from workbench.services.moving import fill, move
from workbench.services.sources import add_source
from workbench.stored.tables import TABLES
from workbench.verbs import Access
from workbench.verbs.moving import Table, Take

if TYPE_CHECKING:
    from workbench.verbs.moving import Moving
    from workbench.verbs.store import Place

Opened = Callable[[], Store]
LOOK = Table("look", ("analyst", "selection", "at", "number", "checksum"))
OWN = {"about", "article_words", "claim_words", "search_folding"}
"""Tables that only a database on a server has."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A file with the sample set and some work."""
    place = sample_database(tmp_path_factory.mktemp("sample"))
    with place.open() as store:
        accept_all(bench_on(store, first=10_000), 1)
    return place


def rows(moving: Moving) -> dict[str, list[dict[str, Any]]]:
    """Everything that is handed over, whatever order its rows come in."""
    found: dict[str, list[dict[str, Any]]] = {}

    def take(table: Table, given: Iterable[tuple[Any, ...]]) -> None:
        made = [dict(zip(table.columns, row, strict=True)) for row in given]
        found[table.name] = sorted(made, key=lambda row: repr(sorted(row.items())))

    moving.pour(take)
    return found


@pytest.mark.parametrize("cut", [b"COPY claim", b"COPY journal", b"setval"])
def test_where_the_line_ends_nothing_is_there(
    far: tuple[Store, Line], sample: Place, cut: bytes
) -> None:
    store, line = far
    with sample.open(Access.READ) as file:
        line.cuts_at = cut
        with pytest.raises(BusyError):
            store.moving.fill(file.moving.pour)
        assert not line.cuts_at
        assert not any(rows(store.moving).values())
        fill(store, file)
        assert rows(store.moving) == rows(file.moving)


def test_a_move_whose_end_nobody_answers_says_that_it_is_in_doubt(
    far: tuple[Store, Line], sample: Place
) -> None:
    store, line = far
    with sample.open(Access.READ) as file:
        line.cuts_at = b"COMMIT"
        with pytest.raises(BusyError, match="cannot be asked whether"):
            store.moving.fill(file.moving.pour)
        assert rows(store.moving) == rows(file.moving)


def test_no_file_is_left_where_the_line_ends(
    far: tuple[Store, Line], sample: Place, tmp_path: Path
) -> None:
    store, line = far
    with sample.open(Access.READ) as file:
        fill(store, file)
    line.cuts_at = b"FROM journal"
    with pytest.raises(BusyError):
        move(store, str(tmp_path / "moved.db"))
    assert list(tmp_path.glob("*moved*")) == []
    assert move(store, str(tmp_path / "moved.db")).head == store.journal.head()[1]


def test_rows_go_in_runs_of_any_length(
    opened: Opened, sample: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_server, "_AT_ONCE", 7)
    monkeypatch.setattr(on_server, "_PAGE", 3)
    store = opened()
    with sample.open(Access.READ) as file:
        fill(store, file)
        assert rows(store.moving) == rows(file.moving)
        with SQLITE.place(tmp_path, "back").open() as back:
            fill(back, store)
            assert rows(back.moving) == rows(file.moving)


def test_what_no_server_can_hold_is_refused(opened: Opened) -> None:
    store = opened()

    def pour(take: Take) -> None:
        take(LOOK, [("ana", "a\0b", "", 1, 0)])

    with pytest.raises(DataError, match="cannot be stored"):
        store.moving.fill(pour)
    assert not any(rows(store.moving).values())


def test_what_is_too_long_for_an_index_is_told_with_its_table(opened: Opened) -> None:
    store, long = opened(), token_urlsafe(3000)

    def pour(take: Take) -> None:
        take(LOOK, [(long, "a", "", 1, 0)])

    with pytest.raises(DataError, match=r"longer than postgresql://.* can keep.*: look"):
        store.moving.fill(pour)
    with pytest.raises(DataError, match=r"longer than postgresql://.* can keep.*: position"):
        store.sessions.remember(long, {})
    assert not any(rows(store.moving).values())


def test_rows_that_cannot_be_read_on_leave_nothing(opened: Opened) -> None:
    store = opened()

    def pour(take: Take) -> None:
        def broken() -> Iterable[tuple[Any, ...]]:
            yield "ana", "a", "", 1, 0
            raise DataError("it is damaged")

        take(LOOK, broken())

    with pytest.raises(DataError, match="it is damaged"):
        store.moving.fill(pour)
    assert not any(rows(store.moving).values())


def test_numbers_go_on_behind_what_was_moved(opened: Opened, sample: Place) -> None:
    store = opened()
    with sample.open(Access.READ) as file:
        fill(store, file)
    before = {row["id"] for row in rows(store.moving)["source"]}
    add_source(bench_on(store, first=90_000), "Kantor Berita Baru")
    accept_all(bench_on(store, first=91_000), 2)
    after = rows(store.moving)
    assert max(before) + 1 in {row["id"] for row in after["source"]}
    marks = [row["mark"] for row in after["moved"]]
    assert len({*marks}) == len(marks) > 1


def test_every_table_is_moved_but_those_of_search(opened: Opened) -> None:
    found = opened()._connections.read(
        lambda connection: connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'workbench'"
        ).fetchall()
    )
    assert {name for (name,) in found} == OWN | {*TABLES}
