"""Carrying answers over to facts that are computed anew, in the transaction that keeps the facts.

What moves is decided in `domain.following`; here decisions and the links of claims are read and
changed, through the journal as one entry of the run. An article is never left with new facts and
decisions that did not follow.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from workbench.domain.following import Followed, Move, follow
from workbench.domain.journal import EXTRACT, Change
from workbench.domain.ledger import append, make
from workbench.postgres.claims import CLAIM
from workbench.postgres.connection import Connection
from workbench.postgres.decisions import read_decisions
from workbench.postgres.filters import FINISHED
from workbench.postgres.ledger import Tables
from workbench.postgres.relays import RELAY
from workbench.stored.following import Place, late_questions, unanswered
from workbench.stored.packed import unpack
from workbench.stored.unread import Unread
from workbench.verbs.facts import PackedFacts


def carry_over(
    connection: Connection,
    runs: Sequence[tuple[int, PackedFacts]],
    *,
    analyst: str,
    at: str,
    unread: Unread,
) -> tuple[Followed, dict[int, frozenset[Place]]]:
    """Move decisions to the facts that these runs found, in this open write transaction and before
    the facts are replaced; what became of them, and by article which of its questions came late:
    when somebody had finished it already. What cannot be read stays where it is."""
    decided, finished = _touched(connection, [number for number, _ in runs])
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


def _touched(
    connection: Connection, numbers: Sequence[int]
) -> tuple[set[int], dict[int, tuple[str, ...]]]:
    """Those of these articles in which somebody decided on a fact; and the analysts who finished
    it, of those that anybody did."""
    decided = connection.execute(
        "SELECT DISTINCT article_id FROM decision WHERE article_id = ANY(%s)", ([*numbers],)
    )
    finished = connection.execute(
        f"""SELECT article_id, array_agg(analyst ORDER BY analyst) FROM article_state
        WHERE article_id = ANY(%s) AND state IN {FINISHED} GROUP BY article_id""".encode(),
        ([*numbers],),
    )
    return (
        {number for (number,) in decided},
        {number: tuple(analysts) for number, analysts in finished},
    )


def _follow(
    connection: Connection, number: int, run: PackedFacts, unread: Unread
) -> tuple[Followed, list[Change]]:
    """Move the decisions of one article; counts, and the changes that were made."""
    text, extractor, document = connection.execute(
        """SELECT t.text, e.extractor, e.document FROM article_text t
        LEFT JOIN extraction e ON e.article_id = t.id WHERE t.id = %s""",
        (number,),
    ).fetchone() or ("", None, None)
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


def _relinked(connection: Connection, number: int, move: Move) -> list[Change]:
    """The changes that take the links of the analyst's claims to their fact along, and what she
    said of a credit."""
    who, fact = move.before.analyst, move.before.fact
    claims = connection.execute(
        "SELECT uid FROM claim WHERE article_id = %s AND analyst = %s AND fact = %s ORDER BY uid",
        (number, who, fact),
    )
    corrections = connection.execute(
        "SELECT uid FROM relay WHERE article = %s AND analyst = %s AND fact = %s ORDER BY uid",
        (move.before.article, who, fact),
    )
    changes = []
    for noun, entity, rows in (("claim", CLAIM, claims), ("relay", RELAY, corrections)):
        records = entity.load(connection, [uid for (uid,) in rows])()
        for uid, record in records.items():
            changes.append(Change(noun, uid, record, {**record, "fact": move.after.fact}))
    return changes


def _questions(connection: Connection, number: int) -> dict[Place, bool]:
    """The questions of an article as they stand, and whether each came late."""
    rows = connection.execute(
        'SELECT start, "end", kind, late FROM question WHERE article_id = %s', (number,)
    )
    return {(start, end, kind): bool(late) for start, end, kind, late in rows}
