"""What claims showed before relays had a reach, written down once: no migration changes a chain.

Until schema 6 the relays before a claim's hops were worked out from whoever looked on, by a rule of
the first 600 code points. Here that rule stands for the last time: each claim gets the steps that
its own analyst saw, through the journal. They are shown until she answers a credit of the article
or edits the chain. Part of a migration that has shipped: it is never edited, and stands on nothing
that later versions may write otherwise.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.chain import Carried
from workbench.domain.decision import Decision, Verdict
from workbench.domain.descent import Descent
from workbench.domain.fact import Fact, Kind
from workbench.domain.journal import GENESIS, MIGRATE, Change, Entry, canonical, chain_hash
from workbench.domain.relay import Relay, RelayBasis, RelayJudgement, RelayKind, RelayStatus
from workbench.domain.span import Span
from workbench.store.rows import in_blocks
from workbench.stored.packed import unpack

FIRST_CARRYING = 6
"""The schema from which claims carry their steps."""
_LEAD = 600
"""Code points at the head of a text in which a reference spoke for the whole article."""
_ONE_CREDIT = 40
"""Code points between outlets that one line credited together."""
_WHO = "workbench"
"""In whose name a migration writes."""


def carry_claims(connection: sqlite3.Connection) -> None:
    """Write the relay steps of every claim as its own analyst saw them, in this open migration."""
    (at,) = connection.execute("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')").fetchone()
    for block in in_blocks(_carried(connection)):
        steps = {change.uid: change.after["steps"] for change in block if change.after}
        connection.executemany(
            "INSERT INTO carried(claim, steps) VALUES (?, ?)",
            [(uid, canonical(one).decode()) for uid, one in steps.items()],
        )
        relayed = sum(map(bool, steps.values()))
        about = f"relay steps carried over for {len(block)} claims, {relayed} with relays"
        _log(connection, block, at, about)


def _log(connection: sqlite3.Connection, changes: Sequence[Change], at: str, about: str) -> None:
    """Append the entry to the journal."""
    row = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev = row or (0, GENESIS)
    entry = Entry(seq + 1, at, _WHO, None, MIGRATE, tuple(changes), None, about)
    body = entry.to_bytes()
    connection.execute(
        "INSERT INTO journal(seq, analyst, op, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (entry.seq, _WHO, MIGRATE, body.decode(), prev, chain_hash(prev, body)),
    )
    connection.executemany(
        "INSERT INTO touched(entity, uid, seq) VALUES (?, ?, ?)",
        [(change.entity, change.uid, entry.seq) for change in changes],
    )


def _carried(connection: sqlite3.Connection) -> Iterator[Change]:
    names = _names(connection)
    articles = connection.execute(
        "SELECT DISTINCT a.id, a.uid FROM claim c JOIN article a ON a.id = c.article_id ORDER BY 1"
    ).fetchall()
    for number, article in articles:
        descent = _descent(connection, number, article)
        claims = connection.execute(
            "SELECT id, uid, analyst FROM claim WHERE article_id = ? ORDER BY id", (number,)
        ).fetchall()
        seen = {who: descent.relays_seen_by(who) for who in {who for _, _, who in claims}}
        for claim, uid, analyst in claims:
            hops = {
                names[source].casefold()
                for (source,) in connection.execute(
                    "SELECT source FROM hop_source WHERE claim_id = ?", (claim,)
                )
            } | {
                words.casefold()
                for (words,) in connection.execute(
                    "SELECT exact FROM hop h WHERE claim_id = ? AND NOT EXISTS(SELECT 1 FROM "
                    "hop_source s WHERE s.claim_id = h.claim_id AND s.position = h.position)",
                    (claim,),
                )
            }
            steps = [list(step) for step in steps_before(seen[analyst], hops)]
            yield Change("carried", uid, None, {"uid": uid, "steps": steps})


def steps_before(relays: Iterable[Relay], named: Iterable[str]) -> Carried:
    """The steps that stood before hops that name these, in small letters."""
    there = set(named)
    steps: list[list[Relay]] = []
    for relay in relays:
        if not _counted(relay) or relay.outlet.casefold() in there or _is_further_down(relay):
            continue
        if steps and _one_credit(steps[-1][-1], relay):
            steps[-1].append(relay)
        else:
            steps.append([relay])
    return tuple(tuple(one.outlet or one.article for one in step) for step in steps)


def _counted(relay: Relay) -> bool:
    if relay.status is RelayStatus.SUGGESTED:
        return relay.basis in (RelayBasis.CREDIT, RelayBasis.URL)
    return relay.status is RelayStatus.CONFIRMED


def _is_further_down(relay: Relay) -> bool:
    reference = relay.basis is RelayBasis.REFERENCE
    return reference and relay.span is not None and relay.span.start >= _LEAD


def _one_credit(first: Relay, second: Relay) -> bool:
    if first.span is None or second.span is None:
        return False
    both_printed = first.basis is second.basis is RelayBasis.CREDIT
    return both_printed and 0 <= second.span.start - first.span.end <= _ONE_CREDIT


def _names(connection: sqlite3.Connection) -> dict[str, str]:
    """Uid of a source -> the name of the one that it was merged into in the end."""
    rows = connection.execute("SELECT uid, name, same_as FROM source").fetchall()
    names = {uid: name for uid, name, _ in rows}
    merged = {uid: same for uid, _, same in rows if same}
    found = {}
    for uid in names:
        end, seen = uid, {uid}
        while end in merged and merged[end] not in seen:
            end = merged[end]
            seen.add(end)
        found[uid] = names[end]
    return found


def _decisions(connection: sqlite3.Connection, number: int, article: str) -> list[Decision]:
    """What analysts answered to the article's credits."""
    rows = connection.execute(
        """SELECT analyst, start, "end", exact, verdict FROM decision
        WHERE article_id = ? AND kind = 'relay' ORDER BY start, "end", analyst""",
        (number,),
    )
    return [
        Decision(article, who, Kind.RELAY, Span(start, end, exact), Verdict(verdict))
        for who, start, end, exact, verdict in rows
    ]


def _descent(connection: sqlite3.Connection, number: int, article: str) -> Descent:
    return Descent(
        _facts(connection, number),
        _decisions(connection, number, article),
        _likenesses(connection, number),
        _judgements(connection, article),
    )


def _facts(connection: sqlite3.Connection, number: int) -> list[Fact]:
    row = connection.execute(
        """SELECT e.document, e.extractor, t.text FROM extraction e
        JOIN article_text t ON t.id = e.article_id WHERE e.article_id = ? AND e.relayed""",
        (number,),
    ).fetchone()
    try:
        return unpack(*row) if row else []
    except (zlib.error, ValueError, KeyError, TypeError):
        return []  # damaged: they are computed anew, and are no reason to stop


def _likenesses(connection: sqlite3.Connection, number: int) -> list[Relay]:
    rows = connection.execute(
        """SELECT l.kind, a.uid FROM likeness l JOIN article a ON a.id = l.other_id
        WHERE l.article_id = ? ORDER BY l.score DESC""",
        (number,),
    )
    basis, status = RelayBasis.SIMILARITY, RelayStatus.SUGGESTED
    return [Relay(RelayKind(kind), basis, status, article=uid) for kind, uid in rows]


def _judgements(connection: sqlite3.Connection, article: str) -> Sequence[RelayJudgement]:
    rows = connection.execute(
        "SELECT uid, article, analyst, kind, status, outlet, other FROM relay "
        "WHERE article = ? ORDER BY uid",
        (article,),
    )
    return [
        RelayJudgement(uid, whose, who, RelayKind(kind), RelayStatus(status), outlet, other)
        for uid, whose, who, kind, status, outlet, other in rows
    ]
