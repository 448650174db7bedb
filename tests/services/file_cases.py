"""What the tables of SQLite's file hold, to be compared: also what no person made, in columns."""

from __future__ import annotations

import sqlite3

from workbench.store import Store

PEOPLE_MADE = (
    "source", "source_name", "rating", "belonging", "unalike", "article", "article_state", "relay",
    "decision", "nothing_here", "claim", "hop", "hop_source", "assessment", "link", "note", "tag",
    "topic", "extraction", "question", "selection", "selection_article", "wanted",
    "subscription",
)  # fmt: skip


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything that people made, without the row numbers that come and go."""
    connection = sqlite3.connect(store.path)
    try:
        numbers = {
            table: dict(connection.execute(f"SELECT id, uid FROM {table}").fetchall())
            for table in ("source", "claim")
        }
        numbers["rule"] = dict(connection.execute("SELECT id, name FROM rule").fetchall())
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in PEOPLE_MADE:
            cursor = connection.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            found[table] = sorted(
                (_named(dict(zip(columns, row, strict=True)), table, numbers) for row in cursor),
                key=repr,
            )
        return found
    finally:
        connection.close()


def _named(
    row: dict[str, object], table: str, numbers: dict[str, dict[object, str]]
) -> tuple[object, ...]:
    if table in ("source", "claim", "rating", "belonging", "subscription"):
        del row["id"]
    for column, other in (("source_id", "source"), ("outlet_id", "source"), ("claim_id", "claim")):
        if row.get(column) is not None:
            row[column] = numbers[other][row[column]]
    if table == "question":
        row["rule"] = numbers["rule"].get(row["rule"])
    return tuple(row.items())
