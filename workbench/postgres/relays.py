"""Descent in the database: what texts are like, what analysts say of it and of printed credits, how
outlets credit others, and the relay steps that older claims had.

A printed credit is a fact and an answer to it is a decision: neither is stored here again.
`domain/descent.py` puts them together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from workbench.domain.chain import Carried
from workbench.domain.habit import Habit
from workbench.domain.journal import Record, Standing, canonical
from workbench.domain.relay import Relay, RelayJudgement
from workbench.postgres.connection import Connection, Connections
from workbench.postgres.entity import Answer, Entity, flat, remover
from workbench.postgres.rows import REQUIRE_WORDS, words_required
from workbench.stored.relays import (
    carried_steps,
    habit,
    habit_record,
    habit_row,
    judgement_columns,
    judgement_record,
    likeness,
)
from workbench.stored.rows import Row

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
        query = f"""SELECT {_COLUMNS} FROM relay
            WHERE article = (SELECT uid FROM article WHERE id = %s) ORDER BY uid"""
        return self._connections.unread.readable(
            self._rows(query, number),
            lambda row: f"relay {row[0]}",
            lambda row: RelayJudgement.from_record(judgement_record(row)),
        )

    def likenesses(self, number: int) -> list[Relay]:
        rows = self._rows(
            """SELECT l.kind, a.uid, l.score, l.shared
            FROM likeness l JOIN article a ON a.id = l.other_id
            WHERE l.article_id = %s ORDER BY l.kind = 'rewrite', l.score DESC, l.other_id""",
            number,
        )
        what = f"a likeness of article #{number}"
        return self._connections.unread.readable(rows, lambda _: what, likeness)

    def habits(self, outlet: str | None = None) -> list[Habit]:
        return self._habits("") if outlet is None else self._habits("WHERE outlet = %s", outlet)

    def habits_in(self, number: int) -> list[Habit]:
        outlet = """coalesce((SELECT s.uid FROM article a JOIN source s ON s.id = a.outlet_id
            WHERE a.id = %s), '')"""
        return self._habits(f"WHERE outlet = {outlet}", number)

    def _habits(self, where: str, *values: object) -> list[Habit]:
        rows = self._rows(
            f"SELECT outlet, kind, phrase, reads, analyst, at FROM habit {where} "
            "ORDER BY at DESC, outlet, phrase",
            *values,
        )
        unread = self._connections.unread
        return unread.readable(rows, lambda row: f"habit {row[0]}:{row[2]}", habit)

    def crediting(self, outlet: str, limit: int) -> list[int]:
        rows = self._rows(
            """SELECT a.id FROM article a JOIN extraction e ON e.article_id = a.id
            LEFT JOIN source s ON s.id = a.outlet_id
            WHERE e.relayed = 1 AND coalesce(s.uid, '') = %s ORDER BY a.id DESC LIMIT %s""",
            outlet,
            limit,
        )
        return [number for (number,) in rows]

    def carried_in(self, number: int) -> dict[str, Carried]:
        rows = self._rows(
            "SELECT c.uid, k.steps FROM claim c JOIN carried k ON k.claim = c.uid "
            "WHERE c.article_id = %s",
            number,
        )
        unread = self._connections.unread
        return dict(
            unread.readable(rows, lambda row: f"carried steps of claim {row[0]}", carried_steps)
        )

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


def _load_judgements(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM relay WHERE uid = ANY(%s)", (list(uids),))
    return lambda: {row[0]: judgement_record(row) for row in rows}


def _save_judgements(connection: Connection, records: Sequence[Record]) -> None:
    cursor = connection.cursor()
    spans = [(record["article"], span) for record in records if (span := record.get("span"))]
    cursor.executemany(REQUIRE_WORDS, [words_required(*one) for one in spans])
    cursor.executemany(
        f"""INSERT INTO relay({_COLUMNS})
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT(uid) DO UPDATE SET kind = excluded.kind, outlet = excluded.outlet,
            other = excluded.other, status = excluded.status, fact = excluded.fact,
            reach = excluded.reach, paragraph = excluded.paragraph,
            statement = excluded.statement, start = excluded.start, "end" = excluded."end",
            exact = excluded.exact, parts = excluded.parts""",
        list(map(judgement_columns, records)),
    )


def _all_judgements(connection: Connection) -> Iterator[Standing]:
    for row in connection.execute(f"SELECT {_COLUMNS} FROM relay ORDER BY uid"):
        try:
            record = judgement_record(row)
        except (ValueError, TypeError, AttributeError):  # offsets that are none
            yield row[0], None
        else:
            yield row[0], record if judgement_columns(record) == row else None


def _load_carried(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = connection.execute(
        "SELECT claim, steps FROM carried WHERE claim = ANY(%s)", (list(uids),)
    )
    return lambda: {uid: {"uid": uid, "steps": json.loads(steps)} for uid, steps in rows}


def _save_carried(connection: Connection, records: Sequence[Record]) -> None:
    connection.cursor().executemany(
        "INSERT INTO carried(claim, steps) VALUES (%s, %s) "
        "ON CONFLICT(claim) DO UPDATE SET steps = excluded.steps",
        [(record["uid"], canonical(record["steps"]).decode()) for record in records],
    )


def _remove_carried(connection: Connection, uids: Sequence[str]) -> None:
    connection.execute("DELETE FROM carried WHERE claim = ANY(%s)", (list(uids),))


def _all_carried(connection: Connection) -> Iterator[Standing]:
    for uid, steps in connection.execute("SELECT claim, steps FROM carried ORDER BY claim"):
        try:
            found = json.loads(steps)
        except (ValueError, TypeError):
            yield uid, None
        else:
            clean = canonical(found).decode() == steps
            yield uid, {"uid": uid, "steps": found} if clean else None


RELAY = Entity(_load_judgements, _save_judgements, remover("relay"), _all_judgements)
CARRIED = Entity(_load_carried, _save_carried, _remove_carried, _all_carried)
_HABIT = flat(
    "habit",
    ("outlet", "kind", "phrase", "reads", "analyst", "at"),
    key=("outlet", "kind", "phrase"),
)
"""As the table has it: the reach that the machine found stands behind the phrase, as in the uid."""


def _load_habits(connection: Connection, uids: Sequence[str]) -> Answer:
    rows = _HABIT.load(connection, uids)
    return lambda: {uid: habit_record(row) for uid, row in rows().items()}


def _save_habits(connection: Connection, records: Sequence[Record]) -> None:
    _HABIT.save(connection, list(map(habit_row, records)))


def _all_habits(connection: Connection) -> Iterator[Standing]:
    for uid, row in _HABIT.all(connection):
        yield uid, habit_record(row) if row else None


HABIT = Entity(_load_habits, _save_habits, _HABIT.remove, _all_habits)
