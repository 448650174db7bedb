"""What relays put into the chains of claims, and who cites whom in them, in the database: kept by
whoever asks, never by acts.

A row of `passed` says what a chain names beside its hops, one of `cited` who has it from whom. What
may have changed since is found in the journal and traced anew, article by article; what is kept is
right only when `is_current` says so. How a chain is made is not known here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.journal import GENESIS, Entry
from workbench.store.citations import rows_of, rows_of_hops, without_relays
from workbench.store.connection import Connections
from workbench.store.rows import GIVEN
from workbench.store.sources import family_of
from workbench.stored.citations import Row as CitedRow
from workbench.stored.passed import SUM, Reach, reach_of, row_sum, sum_of
from workbench.verbs import Durability
from workbench.verbs.passed import PassedStep, Trace, Untraced

_ENTRIES = 500
"""Entries of the journal that are looked through in one transaction."""
_ARTICLES = 500
"""Articles without relays whose passages are kept in one transaction."""


class Passed:
    """What can be asked about the relays in chains."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def is_current(self, version: str) -> bool:
        return self._connections.read(lambda connection: _is_current(connection, version))

    def find_changes(self, version: str) -> bool:
        return self._connections.write(
            lambda connection: _find_changes(connection, version), Durability.NORMAL, patience_ms=0
        )

    def untraced(self, limit: int) -> list[Untraced]:
        def query(connection: sqlite3.Connection) -> list[Untraced]:
            rows = connection.execute(
                "SELECT u.id, a.id, a.uid FROM untraced u JOIN article a ON a.id = u.article_id "
                "ORDER BY u.id LIMIT ?",
                (limit,),
            )
            return [Untraced(*row) for row in rows]

        return self._connections.read(query)

    def keep(self, traces: Sequence[Trace]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            for trace in traces:
                _keep(connection, trace)

        self._connections.write(act, Durability.NORMAL, patience_ms=0)

    def steps(self) -> list[PassedStep]:
        return self._connections.read(
            lambda connection: [
                PassedStep(source, name, bool(is_relay), bool(is_last))
                for source, name, is_relay, is_last in connection.execute(
                    "SELECT DISTINCT source, name, is_relay, is_last FROM passed"
                )
            ]
        )

    def claims(self, steps: Iterable[PassedStep]) -> list[tuple[str, bool]]:
        def query(connection: sqlite3.Connection) -> list[tuple[str, bool]]:
            return [
                (claim, step.is_last)
                for step in steps
                for (claim,) in connection.execute(
                    "SELECT claim FROM passed INDEXED BY passed_by_source WHERE source = ? "
                    "AND name = ? AND is_relay = ? AND is_last = ?",
                    step,
                )
            ]

        return self._connections.read(query)

    def relayed_without_hops(self) -> set[str]:
        return self._connections.read(
            lambda connection: {
                claim
                for (claim,) in connection.execute(
                    "SELECT claim FROM passed WHERE is_relay AND is_last"
                )
            }
        )

    def named(self) -> list[tuple[str, str, bool]]:
        return self._connections.read(
            lambda connection: [
                (claim, source, bool(is_last))
                for claim, source, is_last in connection.execute(
                    "SELECT claim, source, is_last FROM passed WHERE is_relay"
                )
            ]
        )


def _head(connection: sqlite3.Connection) -> tuple[int, str]:
    row = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, GENESIS)


def _newest(connection: sqlite3.Connection) -> int:
    number: int = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()[0]
    return number


def _is_current(connection: sqlite3.Connection, version: str) -> bool:
    row = connection.execute("SELECT version, seq, hash, number FROM traced").fetchone()
    if row != (version, *_head(connection), _newest(connection)):
        return False
    return connection.execute("SELECT 1 FROM untraced LIMIT 1").fetchone() is None


def _find_changes(connection: sqlite3.Connection, version: str) -> bool:
    row = connection.execute("SELECT version, seq, hash, number FROM traced").fetchone()
    if row is None or row[0] != version or not _is_of_journal(connection, row[1], row[2]):
        _begin_anew(connection, version)
        return True
    seq, digest, number = row[1:]
    entries = connection.execute(
        "SELECT seq, hash, CAST(body AS BLOB) FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
        (seq, _ENTRIES),
    ).fetchall()
    try:
        reach = reach_of(one for *_, body in entries for one in Entry.from_bytes(body).changes)
    except (ValueError, LookupError, TypeError, AttributeError):  # an entry that is none
        _begin_anew(connection, version)
        return True
    _mark(connection, reach)
    if entries:
        seq, digest, _ = entries[-1]
    connection.execute(
        "INSERT OR REPLACE INTO untraced(article_id) SELECT w.article_id FROM article a "
        "JOIN passed_word w ON w.word = a.uid WHERE a.id > ?",
        (number,),
    )
    connection.execute(
        "UPDATE traced SET seq = ?, hash = ?, number = ?", (seq, digest, _newest(connection))
    )
    return not _keep_of_hops(connection) or len(entries) == _ENTRIES


def _keep_of_hops(connection: sqlite3.Connection) -> bool:
    """Keep who cites whom in articles without relays; whether none is left."""
    marked = without_relays(connection, _ARTICLES)
    if not marked:
        return True
    found = rows_of_hops(connection, [number for _, number in marked])
    for number, rows in found.items():
        _keep_cited(connection, number, rows)
    connection.executemany("DELETE FROM untraced WHERE id = ?", [(mark,) for mark, _ in marked])
    return len(marked) < _ARTICLES


def _is_of_journal(connection: sqlite3.Connection, seq: int, digest: str) -> bool:
    """Whether the journal still has the entry up to which it was read."""
    row = connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return (row[0] if row else GENESIS) == digest


def _begin_anew(connection: sqlite3.Connection, version: str) -> None:
    forget_passed(connection)
    connection.execute(
        "INSERT INTO traced(id, version, seq, hash, number, total) VALUES (1, ?, ?, ?, ?, 0)",
        (version, *_head(connection), _newest(connection)),
    )
    connection.execute("INSERT INTO untraced(article_id) SELECT DISTINCT article_id FROM claim")


def forget_passed(connection: sqlite3.Connection) -> None:
    """Let go of all that is kept, in an open write transaction."""
    for table in ("passed", "passed_word", "cited", "cited_name", "untraced", "traced"):
        connection.execute(f"DELETE FROM {table}")


# What a change may change -----------------------------------------------------------------------


def _mark_articles(connection: sqlite3.Connection, select: str, *values: object) -> None:
    """Mark those of the articles of a SELECT that have claims, or had some."""
    connection.execute(
        f"""INSERT OR REPLACE INTO untraced(article_id) SELECT DISTINCT a.id FROM article a
        WHERE a.id IN ({select}) AND (EXISTS(SELECT 1 FROM claim c WHERE c.article_id = a.id)
            OR EXISTS(SELECT 1 FROM cited d WHERE d.article_id = a.id)
            OR EXISTS(SELECT 1 FROM passed p WHERE p.article_id = a.id))""",
        values,
    )


def _mark(connection: sqlite3.Connection, reach: Reach) -> None:
    """Mark the articles whose chains changes may have changed."""
    for uid in sorted(reach.articles | reach.described):
        _mark_articles(connection, "SELECT id FROM article WHERE uid = ?", uid)
    for uid in sorted(reach.claims):
        _mark_articles(connection, "SELECT article_id FROM claim WHERE uid = ?", uid)
    for outlet in sorted(reach.outlets):
        which = "IS NULL" if outlet == "" else "IN (SELECT id FROM source WHERE uid = ?)"
        _mark_articles(
            connection,
            "SELECT w.article_id FROM passed_word w JOIN article o ON o.id = w.article_id "
            f"WHERE o.outlet_id {which}",
            *([outlet] if outlet else []),
        )
    family = {one for uid in reach.sources for one in family_of(connection, uid)}
    words = reach.names | reach.described | _names_of(connection, family)
    _mark_articles(
        connection, f"SELECT article_id FROM passed_word WHERE word IN {GIVEN}", _list(words)
    )
    _mark_articles(
        connection,
        "SELECT c.article_id FROM hop_source hs JOIN claim c ON c.id = hs.claim_id "
        f"WHERE hs.source IN {GIVEN}",
        _list(family),
    )
    publishing = {one for uid in reach.publishers for one in family_of(connection, uid)}
    _mark_articles(
        connection,
        f"SELECT a.id FROM article a JOIN source s ON s.id = a.outlet_id WHERE s.uid IN {GIVEN}",
        _list(publishing),
    )


def _names_of(connection: sqlite3.Connection, sources: Iterable[str]) -> set[str]:
    """The folded names of sources."""
    rows = connection.execute(
        "SELECT n.folded FROM source_name n JOIN source s ON s.id = n.source_id "
        f"WHERE s.uid IN {GIVEN}",
        (_list(sources),),
    )
    return {folded for (folded,) in rows}


def _list(values: Iterable[str]) -> str:
    """What GIVEN binds."""
    return json.dumps(sorted(values))


# What is kept -----------------------------------------------------------------------------------

_STEPS = "SELECT claim, place, is_relay, is_last, source, name FROM passed WHERE article_id = ?"
_WORDS = "SELECT word FROM passed_word WHERE article_id = ?"


def _keep(connection: sqlite3.Connection, trace: Trace) -> None:
    mark, number, _ = trace.untraced
    if not connection.execute("DELETE FROM untraced WHERE id = ?", (mark,)).rowcount:
        return
    steps = [
        (uid, place, int(step.is_relay), int(step.is_last), step.source, step.name)
        for uid, found in trace.steps.items()
        for place, step in enumerate(found)
    ]
    words = [(word,) for word in sorted(trace.words)]
    before = [*connection.execute(_STEPS, (number,)), *connection.execute(_WORDS, (number,))]
    connection.execute("DELETE FROM passed WHERE article_id = ?", (number,))
    connection.execute("DELETE FROM passed_word WHERE article_id = ?", (number,))
    connection.executemany(
        "INSERT INTO passed(article_id, claim, place, is_relay, is_last, source, name) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, *step) for step in steps],
    )
    connection.executemany(
        "INSERT INTO passed_word(article_id, word) VALUES (?, ?)",
        [(number, *word) for word in words],
    )
    _add(connection, sum_of(number, [*steps, *words]) - sum_of(number, before))
    _keep_cited(connection, number, rows_of(connection, number, trace.cited))


_CITED = "SELECT article_id, claim_id, place, citing, cited, held FROM cited"


def _keep_cited(connection: sqlite3.Connection, number: int, rows: Sequence[CitedRow]) -> None:
    """Keep who cites whom in an article's chains."""
    before = connection.execute(f"{_CITED} WHERE article_id = ?", (number,)).fetchall()
    if before == sorted(rows):
        return
    connection.execute("DELETE FROM cited WHERE article_id = ?", (number,))
    connection.executemany(
        "INSERT INTO cited(article_id, claim_id, place, citing, cited, held) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
    _add(connection, sum(map(row_sum, rows)) - sum(map(row_sum, before)))


def _add(connection: sqlite3.Connection, more: int) -> None:
    connection.execute("UPDATE traced SET total = (total + ?) % ?", (more % SUM, SUM))


def is_as_kept(connection: sqlite3.Connection) -> bool:
    """Whether the rows are those that were kept."""

    def rows() -> Iterator[tuple[int, Sequence[object]]]:
        for number, *row in connection.execute(
            "SELECT article_id, claim, place, is_relay, is_last, source, name FROM passed"
        ):
            yield number, row
        for number, word in connection.execute("SELECT article_id, word FROM passed_word"):
            yield number, (word,)

    found = sum(sum_of(number, [row]) for number, row in rows())
    found = (found + sum(map(row_sum, connection.execute(_CITED)))) % SUM
    (kept,) = connection.execute("SELECT coalesce(max(total), 0) FROM traced").fetchone()
    return bool(found == kept)
