"""Facts in the database: one compressed document an article, and rows for its open questions.

The document leaves out every `exact`: the words are taken from the immutable text when it is read,
so the file stays small and offsets cannot disagree with the text.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.domain.fact import Fact, Kind
from workbench.store.connection import Connections, Durability
from workbench.store.rows import in_blocks, marks

_LEVEL = 6


class Facts:
    """What the machine found, by article."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, runs: Iterable[tuple[int, str, str, str, Sequence[Fact]]]) -> None:
        """Keep the facts of (article number, extractor, language, anchor date, facts), replacing
        what another run left. Decisions stay: they hold on to kind and span."""
        rows = []
        questions: list[tuple[int, int, int, str]] = []
        for number, extractor, lang, anchor, facts in runs:
            relayed = any(fact.kind is Kind.RELAY for fact in facts)
            document = _pack(facts)
            rows.append((number, extractor, lang, anchor, len(facts), int(relayed), document))
            questions += [
                (number, fact.span.start, fact.span.end, fact.kind.value)
                for fact in facts
                if fact.is_question
            ]

        def act(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT INTO extraction VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(article_id) DO UPDATE SET extractor = excluded.extractor, "
                "lang = excluded.lang, anchor = excluded.anchor, facts = excluded.facts, "
                "relayed = excluded.relayed, document = excluded.document",
                rows,
            )
            connection.executemany(
                "DELETE FROM question WHERE article_id = ?", [(row[0],) for row in rows]
            )
            connection.executemany("INSERT OR IGNORE INTO question VALUES (?, ?, ?, ?)", questions)

        if rows:
            self._connections.write(act, Durability.NORMAL)

    def of_article(self, number: int) -> list[Fact]:
        """The article's facts in text order; none before extraction ran."""

        def query(connection: sqlite3.Connection) -> tuple[bytes, str] | None:
            row: tuple[bytes, str] | None = connection.execute(
                """SELECT e.document, t.text FROM extraction e
                JOIN article_text t ON t.id = e.article_id WHERE e.article_id = ?""",
                (number,),
            ).fetchone()
            return row

        found = self._connections.read(query)
        return _unpack(*found) if found else []

    def stale(self, extractor: str, numbers: Iterable[int]) -> list[int]:
        """Those of these articles whose facts are missing or of another extractor."""

        def query(connection: sqlite3.Connection) -> list[int]:
            found: list[int] = []
            for block in in_blocks(dict.fromkeys(numbers)):
                rows = connection.execute(
                    f"""SELECT a.id FROM article a LEFT JOIN extraction e ON e.article_id = a.id
                    WHERE a.id IN ({marks(len(block))}) AND e.extractor IS NOT ? ORDER BY a.id""",
                    [*block, extractor],
                )
                found += [number for (number,) in rows]
            return found

        return self._connections.read(query)


def _pack(facts: Sequence[Fact]) -> bytes:
    records = [_without_words(fact.to_record()) for fact in facts]
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"), _LEVEL)


def _unpack(document: bytes, text: str) -> list[Fact]:
    records = json.loads(zlib.decompress(document))
    return [Fact.from_record(_with_words(record, text)) for record in records]


def _without_words(record: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _without_words(value)
        if isinstance(value, dict)
        else [_without_words(item) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for key, value in record.items()
        if not (key == "exact" and "start" in record)
    }


def _with_words(record: dict[str, Any], text: str) -> dict[str, Any]:
    for value in record.values():
        if isinstance(value, dict):
            _with_words(value, text)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    _with_words(item, text)
    if "start" in record:
        record["exact"] = text[record["start"] : record["end"]]
    return record
