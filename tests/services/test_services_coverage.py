"""What is covered of an article: marks through the journal, in an older database too.

schema_7.db.gz was made by the version before: two analysts with answers of every kind, claims,
links, notes, credits, a habit, families and selections; schema_7.json is what it showed of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import again, bench_on, is_sound, tables

from workbench.domain.coverage import Nothing
from workbench.domain.journal import Change
from workbench.domain.span import Span
from workbench.errors import DataError
from workbench.services.board import list_claims
from workbench.services.history import redo, undo
from workbench.services.view import view_article
from workbench.services.workbench import Workbench, open_store

HERE = Path(__file__).parent
SHOWN = json.loads((HERE / "schema_7.json").read_text("utf-8"))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Workbench]:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((HERE / "schema_7.db.gz").read_bytes()))
    path.chmod(0o600)
    with open_store(path) as store:
        yield bench_on(store, "ana", first=90_000)


def test_a_database_of_the_last_schema_says_what_it_said(old: Workbench) -> None:
    numbers = sorted(old.store.articles.numbers(analyst="ana"))
    assert old.store.journal.head()[1] == SHOWN["head"]
    found = {
        row.claim.uid: {"chain": row.told.chain.words, "origins": str(row.count)}
        for row in list_claims(old)
    }
    assert found == SHOWN["claims"]
    open_ones = {
        str(number): [fact.id for fact in view_article(old, number).open_questions()]
        for number in numbers
    }
    assert open_ones == SHOWN["questions"]
    assert [old.store.nothings.of_article(number) for number in numbers] == [[]] * len(numbers)
    assert is_sound(old)


def test_a_mark_in_an_old_database_is_undone_and_done_again(old: Workbench) -> None:
    start = tables(old.store)
    view = view_article(old, 1)
    mine = Nothing(view.article.uid, "ana", Span.of(view.text, 0, 20))
    theirs = Nothing(view.article.uid, "ana:budi", mine.span)
    for mark in (mine, theirs):
        assert old.act("nothing here", [Change("nothing", mark.uid, None, mark.to_record())])
    assert old.store.nothings.of_article(1) == [mine, theirs]
    assert old.store.nothings.of_article(2) == []
    assert old.store.journal.current("nothing", theirs.uid) == theirs.to_record()
    assert is_sound(old)
    end = tables(old.store)
    assert undo(old)
    assert undo(old)
    assert tables(old.store) == start
    assert redo(old)
    assert redo(old)
    assert tables(old.store) == end
    assert is_sound(old)


def test_a_mark_has_the_words_of_the_text(old: Workbench) -> None:
    view = view_article(old, 1)
    mark = Nothing(again(old, view).article.uid, "ana", Span(0, 3, "xyz"))
    with pytest.raises(DataError, match="are others"):
        old.act("nothing here", [Change("nothing", mark.uid, None, mark.to_record())])
    assert old.store.nothings.of_article(1) == []
