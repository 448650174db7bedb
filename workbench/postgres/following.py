"""Carrying answers over to facts that are computed anew, in the transaction that keeps the facts.

What moves is decided in `domain.following`; here decisions and the links of claims are read and
changed, through the journal as one entry of the run. An article is never left with new facts and
decisions that did not follow.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

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
from workbench.stored.rows import Loaded
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
    found = dict(runs)
    decided, finished = _touched(connection, [*found])
    followed, changes = _follow(connection, {n: found[n] for n in decided}, unread)
    followed += Followed(len(runs), sum(run.count for _, run in runs))
    standing = _questions(connection, [*finished]) if finished else {}
    asked = {n: late_questions(standing.get(n, {}), found[n]) for n in finished}
    fresh = {n: places for n, (_, places) in asked.items() if places}
    decisions = read_decisions(connection, [*fresh], unread) if fresh else {}
    for number, places in fresh.items():
        count = unanswered(decisions.get(number, ()), places, finished[number])
        followed += Followed(late=count)
    if changes:
        about = f"decisions moved: {followed.moved}, kept with their words: {followed.kept}"
        append(Tables(connection), changes, analyst=analyst, at=at, op=EXTRACT, about=about)
    return followed, {number: late for number, (late, _) in asked.items()}


def _touched(
    connection: Connection, numbers: Sequence[int]
) -> tuple[list[int], dict[int, tuple[str, ...]]]:
    """Those of these articles in which somebody decided on a fact; and the analysts who finished
    it, of those that anybody did."""
    decided = connection.execute(
        "SELECT DISTINCT article_id FROM decision WHERE article_id = ANY(%s) ORDER BY article_id",
        ([*numbers],),
    )
    finished = connection.execute(
        f"""SELECT article_id, array_agg(analyst ORDER BY analyst) FROM article_state
        WHERE article_id = ANY(%s) AND state IN {FINISHED} GROUP BY article_id""".encode(),
        ([*numbers],),
    )
    return (
        [number for (number,) in decided],
        {number: tuple(analysts) for number, analysts in finished},
    )


def _follow(
    connection: Connection, runs: Mapping[int, PackedFacts], unread: Unread
) -> tuple[Followed, list[Change]]:
    """Move the decisions of these articles; counts, and the changes that were made."""
    if not runs:
        return Followed(), []
    followed = Followed()
    moves: list[tuple[int, Move]] = []
    standing = connection.execute(
        """SELECT t.id, t.text, e.extractor, e.document FROM article_text t
        LEFT JOIN extraction e ON e.article_id = t.id WHERE t.id = ANY(%s) ORDER BY t.id""",
        ([*runs],),
    )
    decisions = read_decisions(connection, [*runs], unread)
    for number, text, extractor, document in standing:
        run = runs[number]
        after = unpack(run.document, run.extractor, text)
        try:
            before = unpack(document, extractor, text) if document else []
        except (ValueError, KeyError, TypeError, zlib.error):
            before = after  # damaged: no answer moves on a guess
        one = follow(decisions.get(number, ()), before, after)
        followed += Followed(0, 0, len(one.moves), len(one.kept), len(one.changed))
        moves += [(number, move) for move in one.moves]
    changes = [*_changes(connection, moves)]
    make(Tables(connection), changes)
    return followed, changes


def _changes(connection: Connection, moves: Sequence[tuple[int, Move]]) -> Iterator[Change]:
    """The moves, each with the changes that take the links of the analyst's claims to their fact
    along, and what she said of a credit."""
    linked = _linked(connection, moves) if moves else {}
    for number, move in moves:
        yield from move.changes()
        for noun, record in linked.get((number, move.before.analyst, move.before.fact), ()):
            yield Change(noun, record["uid"], record, {**record, "fact": move.after.fact})


def _linked(
    connection: Connection, moves: Sequence[tuple[int, Move]]
) -> dict[tuple[int, str, str], list[tuple[str, Loaded]]]:
    """What names the facts of these decisions before they move, by article, analyst and fact: the
    records of claims, then of credits."""
    keys = [(number, move.before.analyst, move.before.fact) for number, move in moves]
    rows = connection.execute(
        """WITH fact AS (SELECT k.*, a.uid FROM unnest(%s::bigint[], %s::text[], %s::text[])
            AS k(number, analyst, fact) JOIN article a ON a.id = k.number)
        SELECT 'claim', c.uid, f.number, f.analyst, f.fact FROM fact f JOIN claim c
            ON c.article_id = f.number AND c.analyst = f.analyst AND c.fact = f.fact
        UNION SELECT 'relay', r.uid, f.number, f.analyst, f.fact FROM fact f JOIN relay r
            ON r.article = f.uid AND r.analyst = f.analyst AND r.fact = f.fact
        ORDER BY 1, 2""",
        [list(part) for part in zip(*keys, strict=True)],
    ).fetchall()
    asked = [
        (noun, entity.load(connection, [uid for named, uid, *_ in rows if named == noun]))
        for noun, entity in (("claim", CLAIM), ("relay", RELAY))
    ]
    records = {noun: answer() for noun, answer in asked}
    found: dict[tuple[int, str, str], list[tuple[str, Loaded]]] = {}
    for noun, uid, *key in rows:
        found.setdefault((key[0], key[1], key[2]), []).append((noun, records[noun][uid]))
    return found


def _questions(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[Place, bool]]:
    """By article: its questions as they stand, and whether each came late."""
    found: dict[int, dict[Place, bool]] = {}
    for number, start, end, kind, late in connection.execute(
        'SELECT article_id, start, "end", kind, late FROM question WHERE article_id = ANY(%s)',
        ([*numbers],),
    ):
        found.setdefault(number, {})[start, end, kind] = bool(late)
    return found
