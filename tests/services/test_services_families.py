"""What sources belong to: a dated history, through the journal, in an older database too.

schema_6.db.gz was made by the version before: two analysts, a merge, ratings, links, notes, a
habit and the steps that were carried over earlier; schema_6.json is what it showed of its claims.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import bench_on, is_sound, tables

from workbench.domain.family import Belonging, Tie
from workbench.domain.journal import Change
from workbench.domain.source import Unalike
from workbench.services.board import list_claims
from workbench.services.history import redo, undo
from workbench.services.sources import add_source
from workbench.services.workbench import Workbench, open_store

HERE = Path(__file__).parent
SHOWN = json.loads((HERE / "schema_6.json").read_text("utf-8"))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Workbench]:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((HERE / "schema_6.db.gz").read_bytes()))
    path.chmod(0o600)
    with open_store(path) as store:
        yield bench_on(store, "ana", first=50_000)


def test_a_database_of_the_last_schema_says_what_it_said(old: Workbench) -> None:
    assert old.store.journal.head()[1] == SHOWN["head"]
    found = {
        row.claim.uid: {"chain": row.told.chain.words, "origins": str(row.count)}
        for row in list_claims(old)
    }
    assert found == SHOWN["claims"]
    assert old.store.belongings.all() == []
    assert old.store.sources.unalikes() == []
    assert is_sound(old)


def test_what_is_said_of_an_old_database_is_undone_and_done_again(old: Workbench) -> None:
    start = tables(old.store)
    outlet = old.store.sources.named("Warta Teluk")[0]
    publisher = add_source(old, "Grup Teluk")
    said = Belonging(
        "b1", outlet.uid, publisher.uid, Tie.OWNED, "2019-05", "ana", "laporan", "2026-03-04"
    )
    answer = Unalike.between(outlet.uid, publisher.uid, "ana", "2026-03-04")
    assert old.act("belong", [Change("belonging", said.uid, None, said.to_record())])
    assert old.act("unalike", [Change("unalike", answer.uid, None, answer.to_record())])
    assert old.store.belongings.of(outlet.uid) == [said]
    assert old.store.belongings.naming(publisher.uid) == [said]
    assert old.store.sources.unalikes(publisher.uid) == [answer]
    assert is_sound(old)
    end = tables(old.store)
    for _ in range(3):
        assert undo(old)
    assert tables(old.store) == start
    for _ in range(3):
        assert redo(old)
    assert tables(old.store) == end
    assert is_sound(old)
