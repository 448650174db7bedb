"""Carrying answers over to facts that are computed anew, in the transaction that keeps the facts.

What moves is decided in `domain.following`; here decisions and the links of claims are read and
changed, through the journal as one entry of the run. An article is never left with new facts and
decisions that did not follow.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence

from workbench.domain.following import Followed, Move, follow
from workbench.domain.journal import EXTRACT, Change
from workbench.domain.ledger import append, make
from workbench.store.claims import CLAIM
from workbench.store.decisions import read_decisions
from workbench.store.filters import FINISHED
from workbench.store.ledger import Tables
from workbench.store.relays import RELAY
from workbench.store.rows import in_blocks, marks
from workbench.stored.following import Place, late_questions, unanswered
from workbench.stored.packed import unpack
from workbench.stored.unread import Unread
from workbench.verbs.facts import PackedFacts


def carry_over(
    connection: sqlite3.Connection,
    runs: Sequence[tuple[int, PackedFacts]],
    *,
    analyst: str,
    at: str,
    unread: Unread,
) -> tuple[Followed, dict[int, frozenset[Place]]]:
    """Move decisions to the facts that these runs found, in this open write transaction and before
    the facts are replaced; what became of them, and by article which of its questions came late:
    when somebody had finished it already. What cannot be read stays where it is."""
    numbers = [number for number, _ in runs]
    decided = _decided(connection, numbers)
    finished = _finished_by(connection, numbers)
    followed = Followed(len(runs), sum(run.count for _, run in runs))
    changes: list[Change] = []
    late: dict[int, frozenset[Place]] = {}
    for number, run in runs:
        if number in decided:
            one, made = _follow(connection, number, run, unread)
            followed += one
            changes += made
        if number in finished:
            late[number], fresh = late_questions(_questions(connection, number), run)
            decisions = read_decisions(connection, number, unread) if fresh else []
            followed += Followed(late=unanswered(decisions, fresh, finished[number]))
    if changes:
        about = f"decisions moved: {followed.moved}, kept with their words: {followed.kept}"
        append(Tables(connection), changes, analyst=analyst, at=at, op=EXTRACT, about=about)
    return followed, late


def _follow(
    connection: sqlite3.Connection, number: int, run: PackedFacts, unread: Unread
) -> tuple[Followed, list[Change]]:
    """Move the decisions of one article; counts, and the changes that were made."""
    text, extractor, document = connection.execute(
        """SELECT t.text, e.extractor, e.document FROM article_text t
        LEFT JOIN extraction e ON e.article_id = t.id WHERE t.id = ?""",
        (number,),
    ).fetchone()
    after = unpack(run.document, run.extractor, text)
    try:
        before = unpack(document, extractor, text) if document else []
    except (ValueError, KeyError, TypeError, zlib.error):
        before = after  # damaged: no answer moves on a guess
    following = follow(read_decisions(connection, number, unread), before, after)
    changes: list[Change] = []
    for move in following.moves:
        changes += [*move.changes(), *_relinked(connection, number, move)]
    make(Tables(connection), changes)
    counts = (len(following.moves), len(following.kept), len(following.changed))
    return Followed(0, 0, *counts), changes


def _relinked(connection: sqlite3.Connection, number: int, move: Move) -> list[Change]:
    """The changes that take the links of the analyst's claims to their fact along, and what she
    said of a credit."""
    who, fact = move.before.analyst, move.before.fact
    claims = connection.execute(
        "SELECT uid FROM claim WHERE article_id = ? AND analyst = ? AND fact = ? ORDER BY uid",
        (number, who, fact),
    ).fetchall()
    corrections = connection.execute(
        "SELECT uid FROM relay WHERE article = ? AND analyst = ? AND fact = ? ORDER BY uid",
        (move.before.article, who, fact),
    ).fetchall()
    changes = []
    for noun, entity, rows in (("claim", CLAIM, claims), ("relay", RELAY, corrections)):
        for (uid,) in rows:
            record = entity.load(connection, uid)
            assert record
            changes.append(Change(noun, uid, record, {**record, "fact": move.after.fact}))
    return changes


def _questions(connection: sqlite3.Connection, number: int) -> dict[Place, bool]:
    """The questions of an article as they stand, and whether each came late."""
    rows = connection.execute(
        'SELECT start, "end", kind, late FROM question WHERE article_id = ?', (number,)
    )
    return {(start, end, kind): bool(late) for start, end, kind, late in rows}


def _decided(connection: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
    """Those of these articles in which somebody decided on a fact."""
    found: set[int] = set()
    for block in in_blocks(numbers):
        rows = connection.execute(
            f"SELECT DISTINCT article_id FROM decision WHERE article_id IN ({marks(len(block))})",
            block,
        )
        found |= {number for (number,) in rows}
    return found


def _finished_by(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """Article -> the analysts who finished it, of those of these that anybody did."""
    found: dict[int, tuple[str, ...]] = {}
    for block in in_blocks(numbers):
        rows = connection.execute(
            f"""SELECT article_id, analyst FROM article_state
            WHERE article_id IN ({marks(len(block))}) AND state IN {FINISHED}
            ORDER BY article_id, analyst""",
            block,
        )
        for number, analyst in rows:
            found[number] = (*found.get(number, ()), analyst)
    return found
