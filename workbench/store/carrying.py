"""What claims showed before relays had a reach, written down once: no migration changes a chain.

Until schema 6 the relays before a claim's hops were worked out from whoever looked on, by a rule of
the first 600 code points. Here that rule stands for the last time: each claim gets the steps that
its own analyst saw, through the journal. They are shown until she answers a credit of the article
or edits the chain. Part of a migration that has shipped: it is never edited.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.chain import Carried
from workbench.domain.descent import Descent
from workbench.domain.fact import Fact
from workbench.domain.journal import MIGRATE, Change
from workbench.domain.relay import Relay, RelayBasis, RelayJudgement, RelayKind, RelayStatus
from workbench.store.decisions import read_decisions
from workbench.store.journal import append, make
from workbench.store.packed import unpack
from workbench.store.rows import in_blocks
from workbench.store.sources import merges

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
        for change in block:
            make(connection, change)
        relayed = sum(1 for change in block if change.after and change.after["steps"])
        about = f"relay steps carried over for {len(block)} claims, {relayed} with relays"
        append(connection, block, analyst=_WHO, at=at, op=MIGRATE, about=about)


def _carried(connection: sqlite3.Connection) -> Iterator[Change]:
    final = merges(connection)
    names = dict(connection.execute("SELECT uid, name FROM source").fetchall())
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
                names[final.get(source, source)].casefold()
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


def _descent(connection: sqlite3.Connection, number: int, article: str) -> Descent:
    return Descent(
        _facts(connection, number),
        read_decisions(connection, number),
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
