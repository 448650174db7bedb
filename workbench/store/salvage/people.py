"""What people made, as a damaged database still tells it: the journal's word, where it has one.

Rows are asked only about what the lost entries of the journal may have done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.domain.journal import Record
from workbench.errors import WorkbenchError
from workbench.store.entities import ENTITIES
from workbench.store.entity import Entity
from workbench.store.metadata import imported_records
from workbench.store.salvage.chain import Chain, Key, read_chain, touched_last
from workbench.store.salvage.gleaning import Gleaned

State = dict[Key, Record | None]
"""What each thing is; None where it was taken out."""


@dataclass(slots=True)
class People:
    """What people made."""

    things: State
    unproved: list[str] = field(default_factory=list)
    """What stands here because a row says so, and no entry."""


def gleaned_chain(scratch: sqlite3.Connection, gleaned: Gleaned) -> Chain:
    """The journal of a gleaned database."""
    rows = scratch.execute("SELECT seq, body, prev, hash FROM journal").fetchall()
    (told,) = scratch.execute("SELECT coalesce(max(seq), 0) FROM touched").fetchone()
    last = told if told <= 2 * (len(rows) + len(gleaned.hashes)) + 1 else 0
    return read_chain(
        rows, hashes=gleaned.hashes, last=last, unread=gleaned.unread.get("journal", 0)
    )


def read_people(
    scratch: sqlite3.Connection, chain: Chain, state: Mapping[Key, Record | None], gleaned: Gleaned
) -> People:
    """What people made. state: what the entries say, in the place of lost ones too."""
    people = People(dict(state))
    if not chain.lost and not gleaned.is_torn:
        return people
    last_lost = chain.lost[-1] if chain.lost else 0
    touched = touched_last(chain)
    told = _told(scratch, chain.lost)
    imported = {("metadata", uid): record for uid, record in imported_records(scratch)}
    known = {**imported, **state}
    for name, entity in ENTITIES.items():
        rows = _rows(scratch, entity, name)
        for key, row in rows.items():
            if known.get(key) == row or (key in known and touched.get(key, 0) >= last_lost):
                continue
            people.things[key] = row
            people.unproved.append(f"{name} {key[1]}: as its row says; no entry proves it")
        if name != "metadata":
            gone = (key for key in told if key[0] == name and key not in rows)
            people.things |= {key: None for key in gone if touched.get(key, 0) < last_lost}
    return people


def _rows(scratch: sqlite3.Connection, entity: Entity, name: str) -> dict[Key, Record]:
    found: dict[Key, Record] = {}
    for uid in [uid for uid, _ in entity.all(scratch)]:
        try:
            row = entity.load(scratch, uid)
        except (ValueError, TypeError, KeyError, sqlite3.Error, WorkbenchError):
            continue
        if row is not None:
            found[name, uid] = row
    return found


def _told(scratch: sqlite3.Connection, lost: Sequence[int]) -> set[Key]:
    """The things that the lost entries changed, as far as the list of what each touched says."""
    if not lost:
        return set()
    rows = scratch.execute("SELECT entity, uid, seq FROM touched WHERE seq >= ?", (lost[0],))
    gone = set(lost)
    return {(name, uid) for name, uid, seq in rows if seq in gone}
