"""A year of a team's work for measuring: articles of a made library, each judged by two of forty
analysts, an act for each answer, sittings with the time that each article was open.

A tenth of the articles each analyst leaves open; some sittings were cut off; some articles are
assigned, with days by which they are due.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from made_library import CLAIMS_EACH, SEEDS, Size, claim_on, make_library, seeds_of

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.assignment import Assignment
from workbench.domain.claim import Claim
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Fact
from workbench.domain.journal import Change
from workbench.domain.ledger import append, make
from workbench.store.checksum import seal_rows
from workbench.store.connection import connect
from workbench.store.ledger import Tables

ANALYSTS = tuple(f"analis{n:02}" for n in range(1, 41))
DECISIONS = 50_000
LAST = date(2026, 11, 29)
DAYS = 365
_VERDICTS = (*[Verdict.ACCEPTED] * 6, Verdict.CORRECTED, Verdict.REJECTED, Verdict.REJECTED)


def make_year(path: Path, decisions: int = DECISIONS) -> None:
    """A new database at path."""
    articles = decisions // CLAIMS_EACH + 1  # half of them has less than that
    make_library(path, Size(SEEDS + articles, 400, 1))
    with closing(connect(path, writable=True)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        connection.execute("BEGIN IMMEDIATE")
        _Work(connection, decisions).all()
        connection.execute("COMMIT")


class _Work:
    """What they did, day after day."""

    def __init__(self, connection: sqlite3.Connection, decisions: int) -> None:
        self._connection = connection
        self._left = decisions
        self._made = 1  # the library has a claim
        self._dice = random.Random("team")
        self._quotes = [seed.quotes for seed in seeds_of(connection)]
        self._sources = connection.execute("SELECT uid FROM source ORDER BY id").fetchall()
        self._sittings: dict[tuple[str, date], int] = {}

    def all(self) -> None:
        """Article after article, over the year."""
        rows = self._connection.execute(
            "SELECT id, uid FROM article WHERE id > ? ORDER BY id", (SEEDS,)
        ).fetchall()
        every = self._left
        for number, uid in rows:
            day = LAST - timedelta(self._left * (DAYS - 1) // every)
            pair = self._dice.sample(ANALYSTS, 2)
            for analyst in pair:
                self._judge(analyst, number, uid, day)

    def _judge(self, analyst: str, number: int, uid: str, day: date) -> None:
        """One analyst's work on one article."""
        quotes = self._quotes[number % SEEDS][: self._left]
        if not quotes:
            return
        self._left -= len(quotes)
        due = (day + timedelta(self._dice.randrange(3, 9))).isoformat()
        given = Assignment(
            f"given-{number}-{analyst}", "pagi", analyst, (uid,), "ratna", f"{day}T00:30:00Z", due
        )
        self._act("ratna", "divide", day, [Change.between("assignment", None, given)])
        for fact in quotes:
            self._answer(analyst, uid, fact, day)
        if self._dice.random() > 0.1:
            state = ArticleState(uid, analyst, ReadingState.DONE)
            self._act(analyst, "done", day, [Change.between("state", None, state)])
        self._open(analyst, number, day)

    def _answer(self, analyst: str, article: str, fact: Fact, day: date) -> None:
        self._made += 1
        verdict = self._dice.choice(_VERDICTS)
        claim: Claim | None = None
        if verdict in (Verdict.ACCEPTED, Verdict.CORRECTED):
            claim = claim_on(fact, article, self._made, self._dice, self._sources, analyst)
        decision = Decision.on(
            fact,
            article=article,
            analyst=analyst,
            verdict=verdict,
            claim=claim.uid if claim else None,
        )
        made = [Change.between("claim", None, claim)] if claim else []
        self._act(analyst, "accept", day, [*made, Change.between("decision", None, decision)])

    def _act(self, analyst: str, op: str, day: date, changes: list[Change]) -> None:
        make(Tables(self._connection), changes)
        at = f"{day}T{self._made % 9 + 1:02}:{self._made % 60:02}:00Z"
        append(Tables(self._connection), changes, analyst=analyst, at=at, op=op, about="made")

    def _open(self, analyst: str, number: int, day: date) -> None:
        """The sitting of the day, and how long the article was open in it."""
        session = self._sittings.get((analyst, day))
        if session is None:
            how = "interrupted" if self._dice.random() < 0.05 else "ended"
            session = self._sittings[analyst, day] = len(self._sittings) + 1
            at, end = f"{day}T01:00:00Z", f"{day}T09:00:00Z"
            self._connection.execute(
                "INSERT INTO session(id, uid, analyst, started_at, ended_at, ended_how, seen_at, "
                "selection) VALUES (?, ?, ?, ?, ?, ?, ?, '')",
                (session, f"sitting-{session:07}", analyst, at, end, how, end),
            )
            seal_rows(self._connection, "session", "id = ?", session)
        self._connection.execute(
            "INSERT INTO session_article(session_id, article_id, seconds) VALUES (?, ?, ?)",
            (session, number, self._dice.randrange(60, 900)),
        )
        seal_rows(
            self._connection,
            "session_article",
            "session_id = ? AND article_id = ?",
            *(session, number),
        )
