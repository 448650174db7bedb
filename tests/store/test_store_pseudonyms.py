"""The secret behind pseudonyms: made once, kept, proved, and in no journal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from workbench.errors import ReadOnlyError
from workbench.store import Access, Store, open_store


def test_the_secret_is_made_once_whoever_asks_first(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with open_store(path) as first, open_store(path) as second:
        assert first.pseudonyms.key() is None
        made = first.pseudonyms.made_key()
        assert len(made) == 32
        assert second.pseudonyms.made_key() == made == first.pseudonyms.made_key()
        assert list(first.journal.entries()) == []
        assert list(first.proof.problems()) == []
    with open_store(path, Access.READ) as reader:
        assert reader.pseudonyms.key() == reader.pseudonyms.made_key() == made
    with open_store(tmp_path / "other.db") as other:
        assert other.pseudonyms.made_key() != made


def test_where_nothing_is_written_none_is_made(store: Store) -> None:
    path = store.path
    with open_store(path, Access.READ) as reader, pytest.raises(ReadOnlyError):
        reader.pseudonyms.made_key()
    assert store.pseudonyms.key() is None


def test_a_damaged_secret_is_found(store: Store) -> None:
    store.pseudonyms.made_key()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE pseudonym_key SET key = ?", ("0" * 64,))
    (problem,) = store.proof.problems()
    assert "pseudonym_key" in str(problem)
