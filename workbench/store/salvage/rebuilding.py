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
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workbench.domain.article import Metadata
from workbench.domain.journal import GENESIS, SALVAGE, Change, Entry, Record, chain_hash
from workbench.domain.ledger import log
from workbench.domain.past import PAST
from workbench.errors import WorkbenchError
from workbench.store.adding import insert_article, keep_sketch, similar_to
from workbench.store.checksum import read_kept, seal_rows
from workbench.store.entities import ENTITIES
from workbench.store.facts import keep_facts
from workbench.store.ledger import Tables
from workbench.store.metadata import METADATA, load_metadata, outlet_number
from workbench.store.salvage.chain import Chain, Key, filled
from workbench.store.salvage.gleaning import Gleaned
from workbench.store.salvage.people import People, State, gleaned_chain, read_people
from workbench.store.salvage.texts import Found, Sketch, Texts, article_of, read_texts
from workbench.stored.checksum import UNJOURNALLED, rows_checksum
from workbench.stored.packed import unpack
from workbench.stored.raw import is_whole
from workbench.verbs.articles import Added, NewArticle
from workbench.verbs.facts import Kept, PackedFacts

Find = Callable[[str, str, int, Metadata, str], PackedFacts]
"""What computes the facts of a text: its hash, the text, where the text as given begins in it, its
metadata, its outlet's name."""
_CHECKSUMS = 5
"""The schema from which on derived rows have checksums."""


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
    seq, prev = 0, GENESIS
    state: State = {}
    first: dict[str, Record | None] = {}
    for entry in filled(chain, analyst=analyst, at=at):
        seq, prev = entry.seq, _logged(new, entry, prev)
        for one in entry.changes:
            if one.entity == PAST:
                continue  # logging the entry made it
            state[one.entity, one.uid] = one.after
            if one.entity == "metadata":
                first.setdefault(one.uid, one.before)
    people = read_people(scratch, chain, state, gleaned)
    texts = read_texts(scratch, gleaned, first)
    rebuilt = Rebuilt(chain, texts, people.unproved + texts.doubtful)
    placed: State = dict.fromkeys(people.things)  # nothing as yet
    for name in _POINTING:
        _place_pointing(name, new, people, placed, rebuilt)
    for found in texts.found:
        _put_article(new, article_of(scratch, found, sketch), found, people, rebuilt)
        _keep_facts(scratch, new, found, gleaned, find, rebuilt)
    _place_rest(new, people, placed, rebuilt)
    _keep_rows(scratch, new, rebuilt)
    _keep_raws(scratch, new, gleaned, rebuilt)
    _keep_highest(new, gleaned, texts)
    changes = _corrections(new, state, placed)
    if changes or not rebuilt.is_whole:
        about = f"from head {chain.head[:12]}: {_lost_words(rebuilt)}"
        _logged(new, Entry(seq + 1, at, analyst, None, SALVAGE, changes, about=about), prev)
    return rebuilt


def _logged(new: sqlite3.Connection, entry: Entry, prev: str) -> str:
    return chain_hash(prev, log(Tables(new), entry, prev=prev).body)


_POINTING = ("source", "topic")
"""Things that may be merged into others of their kind, and stand on nothing else."""
_LISTING = ("selection", "assignment")
"""Things that name articles and stay without those that are lost."""


def _place_pointing(
    name: str, new: sqlite3.Connection, people: People, placed: State, rebuilt: Rebuilt
) -> None:
    """Put the things of a kind into their tables, each behind what it is merged into."""
    for key, record in _targets_first(name, people):
        target = record["same_as"]
        if target is not None and placed.get((name, target)) is None:
            _put(new, key, {**record, "same_as": None}, placed, rebuilt)
            _without(key, rebuilt)
        else:
            _put(new, key, record, placed, rebuilt)


def _place_rest(new: sqlite3.Connection, people: People, placed: State, rebuilt: Rebuilt) -> None:
    """Put everything else, once its articles and sources are there."""
    articles = {uid for (uid,) in new.execute("SELECT uid FROM article")}
    for name in ENTITIES:
        for key, record in people.things.items():
            if key[0] != name or record is None or name in (*_POINTING, "metadata"):
                continue
            if name in _LISTING and record["articles"] is not None:
                there = [one for one in record["articles"] if one in articles]
                _put(new, key, {**record, "articles": there}, placed, rebuilt)
                if there != record["articles"]:
                    _without(key, rebuilt)
            else:
                _put(new, key, record, placed, rebuilt)


def _without(key: Key, rebuilt: Rebuilt) -> None:
    rebuilt.refused.append(f"{key[0]} {key[1]}: without what it named, which is lost")


def _targets_first(name: str, people: People) -> list[tuple[Key, Record]]:
    """The things of a kind, each behind the one that it is merged into."""
    waiting = {key: one for key, one in people.things.items() if key[0] == name and one is not None}
    ordered: list[tuple[Key, Record]] = []
    while waiting:
        ready = [k for k, r in waiting.items() if (name, r["same_as"]) not in waiting]
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


def _reason(error: Exception) -> str:
    if isinstance(error, sqlite3.IntegrityError):
        return "what it belongs to is lost"
    return error.what if isinstance(error, WorkbenchError) else str(error)


def _put_article(
    new: sqlite3.Connection, article: NewArticle, one: Found, people: People, rebuilt: Rebuilt
) -> None:
    imported, uid = one.imported, one.uid
    insert_article(new, article, _outlet(new, imported), number=one.number)
    similar = similar_to(new, article.sketch)
    keep_sketch(new, one.number, article.sketch)
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
    gleaned: Gleaned,
    find: Find,
    rebuilt: Rebuilt,
) -> None:
    """Keep the facts of an article as they were found, with the questions they put; facts that no
    checksum proves are computed anew, before anything could follow them."""
    kept = next(read_kept(scratch, one.number), None)
    is_sound = kept is not None and kept.is_sound
    if kept and is_sound and not kept.document:
        return  # nobody had looked for them yet
    late = frozenset(question[:3] for question in kept.questions if question[4]) if kept else ()
    run = _run(kept) if kept and is_sound else None
    text, start = new.execute(
        "SELECT t.text, a.given_start FROM article a JOIN article_text t ON t.id = a.id "
        "WHERE a.id = ?",
        (one.number,),
    ).fetchone()
    if run is None or (gleaned.version < _CHECKSUMS and not _is_readable(run, text)):
        rebuilt.anew.append(one.number)
        metadata = Metadata.from_record(load_metadata(new, one.uid) or one.imported)
        run = find(one.sha256, text, start, metadata, _outlet_name(new, one.number))
    keep_facts(new, one.number, run, frozenset(late))


def _run(kept: Kept) -> PackedFacts:
    extractor, lang, anchor, count, is_relayed = kept.head
    asked = tuple(question[:4] for question in kept.questions)
    return PackedFacts(extractor, lang, anchor, count, bool(is_relayed), asked, kept.document)


def _is_readable(run: PackedFacts, text: str) -> bool:
    """Whether these are facts: before there were checksums nothing else said so."""
    try:
        return len(unpack(run.document, run.extractor, text)) == run.count
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, WorkbenchError):
        return False


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


def _keep_raws(
    scratch: sqlite3.Connection, new: sqlite3.Connection, gleaned: Gleaned, rebuilt: Rebuilt
) -> None:
    """Keep the bytes that articles came as, as far as their hashes prove them."""
    rebuilt.rows["raw"] += gleaned.unread.get("raw", 0)
    for (number,) in scratch.execute("SELECT id FROM raw ORDER BY id").fetchall():
        row = scratch.execute(
            "SELECT sha256, size, packed FROM raw WHERE id = ?", (number,)
        ).fetchone()
        if is_whole(*row):
            new.execute("INSERT INTO raw(sha256, size, packed) VALUES (?, ?, ?)", row)
        else:
            rebuilt.rows["raw"] += 1
    if not rebuilt.rows["raw"]:
        del rebuilt.rows["raw"]


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
