"""The search indexes from schema 9 on take less room and answer as those of schema 8 did.

schema_8.db.gz was made by the version before: texts of the sample set and two in scripts of other
kinds, with a claim in each; schema_8.json is what it found in them.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from file_cases import SqliteFile

from workbench.services.listing import list_articles
from workbench.services.proof import verify
from workbench.services.workbench import Workbench
from workbench.store.search_twin import INDEXES

pytestmark = pytest.mark.usefixtures("only_file")

HERE = Path(__file__).parent
FOUND = json.loads((HERE / "schema_8.json").read_text("utf-8"))
OWN = (*INDEXES, "search_folding", "_sqlite_migrations", "article_trigram_places", "renewed",
       "sqlite_sequence")  # fmt: skip
"""Beginnings of the names of tables that this migration and later ones write."""


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is in a database but for the search indexes of articles."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names
            if not name.startswith(OWN)
        }


def room(path: Path) -> int:
    """Bytes of the index of words."""
    with closing(sqlite3.connect(path)) as connection:
        kept = "SELECT sum(length(block)) FROM article_words_data"
        return int(connection.execute(kept).fetchone()[0])


@pytest.fixture
def before(tmp_path: Path) -> Path:
    path = tmp_path / "before.db"
    path.write_bytes(gzip.decompress((HERE / "schema_8.db.gz").read_bytes()))
    return path


def test_nothing_else_changes_and_every_search_finds_what_it_found(
    only_file: SqliteFile, before: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.db"
    with only_file.unpacked(HERE / "schema_8.db.gz", path) as store:
        bench = Workbench(store, "ana")
        assert store.search.reached().is_whole
        assert [*verify(store)] == []
        assert store.journal.head()[1] == FOUND["head"]
        for words, numbers in FOUND["rows"].items():
            assert [row.number for row in list_articles(bench, words)] == numbers, words
        for words, numbers in FOUND["hits"].items():
            assert [hit.number for hit in store.search.find(words)] == numbers, words
    assert rows(path) == rows(before)
    assert room(path) < 0.85 * room(before)
