"""A sound database of what was gleaned from a damaged one.

The journal's entries keep their bytes; as long as none is lost they keep their hashes too, and the
head is the old one. What could not be put back is taken out by one entry at the end, so that a
replay equals the tables.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from workbench.domain.article import Metadata
from workbench.domain.journal import GENESIS, SALVAGE, Change, Entry, Record, chain_hash
from workbench.errors import WorkbenchError
from workbench.store.adding import Added, insert_article, keep_sketch, similar_to
from workbench.store.checksum import UNJOURNALLED, Kept, read_kept, rows_checksum, seal_rows
from workbench.store.entities import ENTITIES
from workbench.store.facts import keep_facts
from workbench.store.journal import log
from workbench.store.metadata import METADATA, load_metadata, outlet_number
from workbench.store.packed import PackedFacts, pack, unpack
from workbench.store.salvage.chain import Chain, Key, filled
from workbench.store.salvage.gleaning import Gleaned
from workbench.store.salvage.people import People, State, gleaned_chain, read_people, state_after
from workbench.store.salvage.texts import Found, Sketch, Texts, read_texts

Find = Callable[[str, str, Metadata, str], PackedFacts]
"""What computes the facts of a text: its hash, the text, its metadata, its outlet's name."""


@dataclass(slots=True)
class Rebuilt:
    """What a new database holds of a damaged one."""

    chain: Chain
    texts: Texts
    unproved: list[str]
    refused: list[str] = field(default_factory=list)
    """Things that do not fit without what is lost."""
    rows: Counter[str] = field(default_factory=Counter)
    """Table -> rows beside the journal that are lost."""
    added: list[Added] = field(default_factory=list)
    """The articles, and which are worth comparing with each."""
    anew: list[int] = field(default_factory=list)
    """Numbers of the articles whose facts were lost, and were computed anew."""

    @property
    def is_whole(self) -> bool:
        """Whether no text and nothing of people's work is lost."""
        return not (self.chain.lost or self.texts.lost or self.refused or self.unproved)


def rebuild(
    scratch: sqlite3.Connection,
    new: sqlite3.Connection,
    gleaned: Gleaned,
    *,
    analyst: str,
    at: str,
    sketch: Sketch,
    find: Find,
) -> Rebuilt:
    """Fill an empty database, in its open write transaction, with what a gleaned one holds. sketch,
    find: how sketches and facts are computed."""
    chain = gleaned_chain(scratch, gleaned)
    entries = list(filled(chain, analyst=analyst, at=at))
    state = state_after(entries)
    people = read_people(scratch, chain, state, gleaned)
    texts = read_texts(scratch, gleaned, _first_metadata(entries), sketch)
    rebuilt = Rebuilt(chain, texts, people.unproved + texts.doubtful)
    prev = GENESIS
    for entry in entries:
        prev = _logged(new, entry, prev)
    placed = _place(new, people, texts, rebuilt)
    for one in texts.found:
        _keep_facts(scratch, new, one, find, rebuilt)
    _keep_rows(scratch, new, rebuilt)
    _keep_highest(new, gleaned, texts)
    changes = _corrections(new, state, placed)
    if changes or not rebuilt.is_whole:
        about = f"from head {chain.head[:12]}: {_lost_words(rebuilt)}"
        seq = entries[-1].seq if entries else 0
        _logged(new, Entry(seq + 1, at, analyst, None, SALVAGE, changes, about=about), prev)
    return rebuilt


def _logged(new: sqlite3.Connection, entry: Entry, prev: str) -> str:
    return chain_hash(prev, log(new, entry, prev=prev).body)


def _first_metadata(entries: Iterable[Entry]) -> dict[str, Record | None]:
    first: dict[str, Record | None] = {}
    for entry in entries:
        for change in entry.changes:
            if change.entity == "metadata":
                first.setdefault(change.uid, change.before)
    return first


def _place(new: sqlite3.Connection, people: People, texts: Texts, rebuilt: Rebuilt) -> State:
    """Put everything into its tables; what each thing is now."""
    placed: State = dict.fromkeys(people.things)
    things = [(key, record) for key, record in people.things.items() if record is not None]
    for key, record in _targets_first(things):
        _put(new, key, record, placed, rebuilt)
    for one in texts.found:
        _put_article(new, one, people, rebuilt)
    for name in ENTITIES:
        for key, record in things:
            if key[0] == name and name not in ("source", "metadata"):
                _put(new, key, record, placed, rebuilt)
    return placed


def _targets_first(things: list[tuple[Key, Record]]) -> list[tuple[Key, Record]]:
    """The sources, each behind the one that it is merged into."""
    waiting = {key: record for key, record in things if key[0] == "source"}
    ordered: list[tuple[Key, Record]] = []
    while waiting:
        ready = [k for k, r in waiting.items() if ("source", r["same_as"]) not in waiting]
        if not ready:
            break
        ordered += [(key, waiting.pop(key)) for key in ready]
    return ordered + list(waiting.items())


def _put(
    new: sqlite3.Connection, key: Key, record: Record, placed: State, rebuilt: Rebuilt
) -> None:
    """Put one thing into its tables, unless what it needs is not there."""
    name, uid = key
    entity = ENTITIES[name]
    fitting = _fitting(new, name, record)
    if fitting != record:
        rebuilt.refused.append(f"{name} {uid}: without what it named, which is lost")
    record = fitting
    new.execute("SAVEPOINT thing")
    try:
        entity.save(new, record)
        if entity.load(new, uid) != record:
            raise ValueError("it reads otherwise than it was written")
    except (ValueError, TypeError, KeyError, sqlite3.Error, WorkbenchError) as error:
        new.execute("ROLLBACK TO thing")
        rebuilt.refused.append(f"{name} {uid}: {_reason(error)}")
    else:
        placed[key] = record
    new.execute("RELEASE thing")


def _fitting(new: sqlite3.Connection, name: str, record: Record) -> Record:
    """The record without what is not there any more and need not be."""
    if name == "selection" and record["articles"] is not None:
        there = {uid for (uid,) in new.execute("SELECT uid FROM article")}
        return {**record, "articles": [one for one in record["articles"] if one in there]}
    if name == "source" and record["same_as"] is not None:
        row = new.execute("SELECT 1 FROM source WHERE uid = ?", (record["same_as"],)).fetchone()
        return record if row else {**record, "same_as": None}
    return record


def _reason(error: Exception) -> str:
    if isinstance(error, sqlite3.IntegrityError):
        return "what it belongs to is lost"
    return error.what if isinstance(error, WorkbenchError) else str(error)


def _put_article(new: sqlite3.Connection, one: Found, people: People, rebuilt: Rebuilt) -> None:
    imported = one.imported
    uid = one.new.uid
    outlet = _outlet(new, imported)
    insert_article(new, one.new, outlet, number=one.number)
    similar = similar_to(new, one.new.sketch)
    keep_sketch(new, one.number, one.new.sketch)
    rebuilt.added.append(Added(one.number, uid, is_new=True, similar=similar))
    record = people.things.get(("metadata", uid)) or imported
    if record["outlet"] is not None and _outlet(new, record) is None:
        record = {**record, "outlet": None}
        rebuilt.refused.append(f"metadata of {uid}: its outlet is lost")
    METADATA.save(new, record)


def _outlet(new: sqlite3.Connection, record: Record) -> int | None:
    try:
        return outlet_number(new, record["outlet"])
    except WorkbenchError:
        return None


def _corrections(new: sqlite3.Connection, state: State, placed: State) -> tuple[Change, ...]:
    """What the entries say and the tables do not."""
    changes = [
        Change(*key, state.get(key), record)
        for key, record in placed.items()
        if key[0] != "metadata" and state.get(key) != record
    ]
    metadata = dict(new.execute("SELECT uid, imported FROM article").fetchall())
    for uid, imported in metadata.items():
        before = state.get(("metadata", uid)) or json.loads(imported)
        after = load_metadata(new, uid)
        if before != after:
            changes.append(Change("metadata", uid, before, after))
    for (name, uid), record in state.items():
        if name == "metadata" and uid not in metadata and record is not None:
            changes.append(Change(name, uid, record, None))
    return tuple(changes)


def _keep_facts(
    scratch: sqlite3.Connection,
    new: sqlite3.Connection,
    one: Found,
    find: Find,
    rebuilt: Rebuilt,
) -> None:
    """Keep the facts of an article as they were found, with the questions they put; facts that no
    checksum proves are computed anew, before anything could follow them."""
    kept = next(read_kept(scratch, one.number), None)
    late = frozenset(question[:3] for question in kept.questions if question[4]) if kept else ()
    run = _run(kept, one.new.text) if kept else None
    if kept and run is None and kept.is_sound and not kept.document:
        return  # nobody had looked for them yet
    if run is None:
        rebuilt.anew.append(one.number)
        metadata = Metadata.from_record(load_metadata(new, one.new.uid) or one.imported)
        run = find(one.new.sha256, one.new.text, metadata, _outlet_name(new, one.number))
    keep_facts(new, one.number, run, frozenset(late))


def _run(kept: Kept, text: str) -> PackedFacts | None:
    if not (kept.is_sound and kept.document):
        return None
    extractor, lang, anchor, *_ = kept.head
    try:
        facts = unpack(kept.document, extractor, text)
        return pack(facts, extractor=extractor, lang=lang, anchor=anchor)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, WorkbenchError):
        return None


def _outlet_name(new: sqlite3.Connection, number: int) -> str:
    row = new.execute(
        "SELECT s.name FROM article a JOIN source s ON s.id = a.outlet_id WHERE a.id = ?",
        (number,),
    ).fetchone()
    return row[0] if row else ""


def _keep_rows(scratch: sqlite3.Connection, new: sqlite3.Connection, rebuilt: Rebuilt) -> None:
    """Keep the rows that are written without the journal, as far as their checksums prove them."""
    for table in UNJOURNALLED:
        columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(f'"{column}"' for column in columns)
        places = ", ".join("?" * len(columns))
        for row in scratch.execute(f"SELECT {names} FROM {table}").fetchall():
            if table == "rule":
                _keep_rule(new, row)
                continue
            try:
                if rows_checksum(row[:-1]) != row[-1]:
                    raise ValueError("damaged")
                new.execute(f"INSERT INTO {table}({names}) VALUES ({places})", row)
            except (ValueError, sqlite3.Error):
                rebuilt.rows[table] += 1


def _keep_rule(new: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    """Rules have numbers of their own here; what is kept is which are asked no more."""
    _, name, is_asked, checksum = row
    if not is_asked and rows_checksum(row[:-1]) == checksum:
        new.execute("UPDATE rule SET is_asked = 0 WHERE name = ?", (name,))
        seal_rows(new, "rule", "name = ?", name)


def _keep_highest(new: sqlite3.Connection, gleaned: Gleaned, texts: Texts) -> None:
    """No number is given a second time, also not that of an article that is lost."""
    numbers = [one.number for one in texts.found] + list(texts.lost)
    highest = max([gleaned.highest, *numbers], default=0)
    new.execute("DELETE FROM sqlite_sequence WHERE name = 'article'")
    new.execute("INSERT INTO sqlite_sequence(name, seq) VALUES ('article', ?)", (highest,))


def _lost_words(rebuilt: Rebuilt) -> str:
    entries, articles = len(rebuilt.chain.lost), len(rebuilt.texts.lost)
    things = len(rebuilt.refused) + len(rebuilt.unproved)
    return f"entries lost: {entries}, articles lost: {articles}, other things: {things}"
