"""The secret behind pseudonyms: made once, kept, proved, and in no journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from stores import Stores

from workbench.errors import ReadOnlyError
from workbench.verbs import Access

if TYPE_CHECKING:
    from workbench.verbs.store import Store


def test_the_secret_is_made_once_whoever_asks_first(stores: Stores) -> None:
    with stores.open() as first, stores.open() as second:
        assert first.pseudonyms.key() is None
        made = first.pseudonyms.made_key()
        assert len(made) == 32
        assert second.pseudonyms.made_key() == made == first.pseudonyms.made_key()
        assert list(first.journal.entries()) == []
        assert list(first.proof.problems()) == []
    with stores.open(access=Access.READ) as reader:
        assert reader.pseudonyms.key() == reader.pseudonyms.made_key() == made
    with stores.open("other") as other:
        assert other.pseudonyms.made_key() != made


def test_where_nothing_is_written_none_is_made(store: Store, stores: Stores) -> None:
    with stores.open(access=Access.READ) as reader, pytest.raises(ReadOnlyError):
        reader.pseudonyms.made_key()
    assert store.pseudonyms.key() is None


def test_a_damaged_secret_is_found(store: Store, only_file: SqliteFile) -> None:
    store.pseudonyms.made_key()
    with only_file.by_hand(store.place.file) as connection:
        connection.execute("UPDATE pseudonym_key SET key = ?", ("0" * 64,))
    (problem,) = store.proof.problems()
    assert "pseudonym_key" in str(problem)
