"""What an article derives from: printed credits, similar texts, and what analysts say of both.

Nothing is stored twice: a printed credit is a fact and an answer to it is a decision; a similarity
is a likeness and an answer to it is a judgement. This module puts them together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from workbench.domain.article import (
    Relay,
    RelayBasis,
    RelayJudgement,
    RelayKind,
    RelayStatus,
)
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Credit, Fact
from workbench.store.connection import Connections
from workbench.store.entity import flat

RELAY = flat("relay", ("article", "analyst", "kind", "outlet", "other", "status"))

_STATUS = {
    Verdict.ACCEPTED: RelayStatus.CONFIRMED,
    Verdict.CORRECTED: RelayStatus.CONFIRMED,
    Verdict.REJECTED: RelayStatus.REJECTED,
}


class Relays:
    """What can be asked about descent."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def judgements(self, uid: str) -> list[RelayJudgement]:
        """Everything analysts said of the descent of the article with this uid."""

        def query(connection: sqlite3.Connection) -> list[RelayJudgement]:
            rows = connection.execute(
                "SELECT uid, article, analyst, kind, status, outlet, other FROM relay "
                "WHERE article = ? ORDER BY uid",
                (uid,),
            )
            return [
                RelayJudgement(
                    uid, article, who, RelayKind(kind), RelayStatus(status), outlet, other
                )
                for uid, article, who, kind, status, outlet, other in rows
            ]

        return self._connections.read(query)

    def likenesses(self, number: int) -> list[Relay]:
        """What the article's text is like, as suggestions: earlier articles only, best first."""

        def query(connection: sqlite3.Connection) -> list[Relay]:
            rows = connection.execute(
                """SELECT l.kind, a.uid, l.score FROM likeness l JOIN article a ON a.id = l.other_id
                WHERE l.article_id = ? ORDER BY l.score DESC""",
                (number,),
            )
            return [
                Relay(
                    RelayKind(kind),
                    RelayBasis.SIMILARITY,
                    RelayStatus.SUGGESTED,
                    article=uid,
                    score=score,
                )
                for kind, uid, score in rows
            ]

        return self._connections.read(query)


def relays_of(
    facts: Iterable[Fact],
    decisions: Iterable[Decision],
    likenesses: Iterable[Relay],
    judgements: Sequence[RelayJudgement],
    *,
    analyst: str,
) -> tuple[Relay, ...]:
    """An article's relays as analyst sees them: printed ones in text order, then similar articles,
    then added ones. Where the analyst said nothing, a colleague's answer stands."""
    answers: dict[str, RelayStatus] = {}
    for decision in sorted(decisions, key=lambda d: d.analyst == analyst):
        if status := _STATUS.get(decision.verdict):
            answers[decision.fact] = status
    relays = [
        Relay(
            RelayKind.RELAYS,
            RelayBasis(fact.attributes.basis),
            answers.get(fact.id, RelayStatus.SUGGESTED),
            outlet=fact.attributes.outlet,
            span=fact.span,
        )
        for fact in facts
        if isinstance(fact.attributes, Credit)
    ]
    judged = {
        judgement.other or judgement.outlet: judgement
        for judgement in sorted(judgements, key=lambda j: j.analyst == analyst)
    }
    for relay in likenesses:
        answer = judged.pop(relay.article, None)
        if answer is None:
            relays.append(relay)
        else:
            relays.append(
                Relay(
                    answer.kind,
                    relay.basis,
                    answer.status,
                    article=relay.article,
                    score=relay.score,
                )
            )
    relays.extend(
        Relay(
            answer.kind,
            RelayBasis.ANALYST,
            answer.status,
            outlet=answer.outlet,
            article=answer.other,
        )
        for answer in judged.values()
    )
    return tuple(relays)
