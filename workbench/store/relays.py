"""Descent in the database: what texts are like, what analysts say of it and of printed credits, how
outlets credit others, and the relay steps that older claims had.

A printed credit is a fact and an answer to it is a decision: neither is stored here again.
`domain/descent.py` puts them together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from workbench.domain.chain import Carried
from workbench.domain.habit import Habit
from workbench.domain.journal import Record, Standing, canonical
from workbench.domain.relay import Relay, RelayJudgement
from workbench.store.connection import Connections
from workbench.store.entity import Entity, flat, remover
from workbench.store.rows import article_number, check_words, marks
from workbench.stored.relays import (
    carried_steps,
    habit,
    habit_record,
    habit_row,
    judgement_columns,
    judgement_record,
    likeness,
)
from workbench.stored.rows import Loaded, Row

_COLUMNS = (
    "uid, article, analyst, kind, outlet, other, status, fact, reach, paragraph, statement, "
    'start, "end", exact, parts'
)
"""What `judgement_record` reads of the relay table."""


class Relays:
    """What can be asked about descent."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def judgements(self, number: int) -> list[RelayJudgement]:
        def query(connection: sqlite3.Connection) -> list[RelayJudgement]:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM relay "
                "WHERE article = (SELECT uid FROM article WHERE id = ?) ORDER BY uid",
                (number,),
            )
            unread = self._connections.unread
            return unread.readable(rows, lambda row: f"relay {row[0]}", _judgement)

        return self._connections.read(query)

    def likenesses(self, number: int) -> list[Relay]:
        def query(connection: sqlite3.Connection) -> list[Relay]:
            rows = connection.execute(
                """SELECT l.kind, a.uid, l.score, l.shared
                FROM likeness l JOIN article a ON a.id = l.other_id
                WHERE l.article_id = ? ORDER BY l.kind = 'rewrite', l.score DESC""",
                (number,),
            )
            what = f"a likeness of article #{number}"
            return self._connections.unread.readable(rows, lambda _: what, likeness)

        return self._connections.read(query)

    def habits(self, outlet: str | None = None) -> list[Habit]:
        return self._habits("") if outlet is None else self._habits("WHERE outlet = ?", outlet)

    def habits_in(self, number: int) -> list[Habit]:
        outlet = """coalesce((SELECT s.uid FROM article a JOIN source s ON s.id = a.outlet_id
            WHERE a.id = ?), '')"""
        return self._habits(f"WHERE outlet = {outlet}", number)

    def _habits(self, where: str, *values: str | int) -> list[Habit]:
        def query(connection: sqlite3.Connection) -> list[Habit]:
            rows = connection.execute(
                f"SELECT outlet, kind, phrase, reads, analyst, at FROM habit {where} "
                "ORDER BY at DESC, outlet, phrase",
                values,
            )
            unread = self._connections.unread
            return unread.readable(rows, lambda row: f"habit {row[0]}:{row[2]}", habit)

        return self._connections.read(query)

    def crediting(self, outlet: str, limit: int) -> list[int]:
        def query(connection: sqlite3.Connection) -> list[int]:
            rows = connection.execute(
                """SELECT a.id FROM article a JOIN extraction e ON e.article_id = a.id
                LEFT JOIN source s ON s.id = a.outlet_id
                WHERE e.relayed AND coalesce(s.uid, '') = ? ORDER BY a.id DESC LIMIT ?""",
                (outlet, limit),
            )
            return [number for (number,) in rows]

        return self._connections.read(query)

    def carried_in(self, number: int) -> dict[str, Carried]:
        def query(connection: sqlite3.Connection) -> dict[str, Carried]:
            rows = connection.execute(
                "SELECT c.uid, k.steps FROM claim c JOIN carried k ON k.claim = c.uid "
                "WHERE c.article_id = ?",
                (number,),
            )
            unread = self._connections.unread
            return dict(
                unread.readable(rows, lambda row: f"carried steps of claim {row[0]}", carried_steps)
            )

        return self._connections.read(query)


def _judgement(row: Row) -> RelayJudgement:
    return RelayJudgement.from_record(judgement_record(row))


def _load_carried(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute("SELECT steps FROM carried WHERE claim = ?", (uid,)).fetchone()
    return {"uid": uid, "steps": json.loads(row[0])} if row else None


def _save_carried(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute(
        "INSERT INTO carried(claim, steps) VALUES (?, ?) "
        "ON CONFLICT(claim) DO UPDATE SET steps = excluded.steps",
        (record["uid"], canonical(record["steps"]).decode()),
    )


def _remove_carried(connection: sqlite3.Connection, uid: str) -> None:
    connection.execute("DELETE FROM carried WHERE claim = ?", (uid,))


def _load_judgement(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM relay WHERE uid = ?", (uid,)).fetchone()
    return judgement_record(row) if row else None


def _save_judgement(connection: sqlite3.Connection, record: Record) -> None:
    span = record.get("span")
    if span:
        number = article_number(connection, record["article"])
        check_words(connection, number, span["start"], span["end"], span["exact"])
    connection.execute(
        f"""INSERT INTO relay({_COLUMNS}) VALUES ({marks(15)})
        ON CONFLICT(uid) DO UPDATE SET kind = excluded.kind, outlet = excluded.outlet,
            other = excluded.other, status = excluded.status, fact = excluded.fact,
            reach = excluded.reach, paragraph = excluded.paragraph,
            statement = excluded.statement, start = excluded.start, "end" = excluded."end",
            exact = excluded.exact, parts = excluded.parts""",
        judgement_columns(record),
    )


def _all_judgements(connection: sqlite3.Connection) -> Iterator[Standing]:
    for row in connection.execute(f"SELECT {_COLUMNS} FROM relay"):
        try:
            record = judgement_record(row)
        except (ValueError, TypeError, AttributeError):  # offsets that are none
            yield row[0], None
        else:
            yield row[0], record if judgement_columns(record) == row else None


def _all_carried(connection: sqlite3.Connection) -> Iterator[Standing]:
    for uid, steps in connection.execute("SELECT claim, steps FROM carried"):
        try:
            found = json.loads(steps)
        except (ValueError, TypeError):
            yield uid, None
        else:
            clean = canonical(found).decode() == steps
            yield uid, {"uid": uid, "steps": found} if clean else None


RELAY = Entity(_load_judgement, _save_judgement, remover("relay"), _all_judgements)
CARRIED = Entity(_load_carried, _save_carried, _remove_carried, _all_carried)
_HABIT = flat(
    "habit",
    ("outlet", "kind", "phrase", "reads", "analyst", "at"),
    key=("outlet", "kind", "phrase"),
)
"""As the table has it: the reach that the machine found stands behind the phrase, as in the uid."""


def _load_habit(connection: sqlite3.Connection, uid: str) -> Loaded | None:
    row = _HABIT.load(connection, uid)
    return habit_record(row) if row else None


def _save_habit(connection: sqlite3.Connection, record: Record) -> None:
    _HABIT.save(connection, habit_row(record))


def _all_habits(connection: sqlite3.Connection) -> Iterator[Standing]:
    for uid, row in _HABIT.all(connection):
        yield uid, habit_record(row) if row else None


HABIT = Entity(_load_habit, _save_habit, _HABIT.remove, _all_habits)
