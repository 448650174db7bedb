"""Facts in the database: one compressed document an article, and rows for its open questions.

The document leaves out every `exact`: the words are taken from the immutable text when it is read,
so the file stays small and offsets cannot disagree with the text. Offsets are distances, which
repeat and so compress.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.domain.fact import Fact, Kind
from workbench.store.connection import Connections, Durability
from workbench.store.rows import in_blocks, marks

_LEVEL = 6

Packed = dict[str, Any]
"""A JSON object, here without what the text and the row beside it say."""


@dataclass(frozen=True, slots=True)
class PackedFacts:
    """What an extraction found in one article, as the database keeps it: cheap to hand between
    processes."""

    extractor: str
    lang: str
    anchor: str
    count: int
    is_relayed: bool
    questions: tuple[tuple[int, int, str, str], ...]
    """start, end, kind, rule."""
    document: bytes


def pack(facts: Sequence[Fact], *, extractor: str, lang: str, anchor: str) -> PackedFacts:
    """The facts of one text as they are kept."""
    return PackedFacts(
        extractor,
        lang,
        anchor,
        len(facts),
        any(fact.kind is Kind.RELAY for fact in facts),
        tuple((f.span.start, f.span.end, f.kind.value, f.rule) for f in facts if f.is_question),
        _pack(facts, extractor),
    )


class Facts:
    """What the machine found, by article."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, runs: Iterable[tuple[int, PackedFacts]]) -> None:
        """Keep the facts of articles, by number, replacing what another run left. Decisions stay:
        they hold on to kind and span."""
        rows = []
        questions: list[tuple[int, int, int, str, str]] = []
        for number, run in runs:
            rows.append(
                (
                    *(number, run.extractor, run.lang, run.anchor),
                    *(run.count, int(run.is_relayed), run.document),
                )
            )
            questions += [(number, *question) for question in run.questions]

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
            connection.executemany(
                "INSERT OR IGNORE INTO rule(name) VALUES (?)",
                {(rule,) for *_, rule in questions},
            )
            connection.executemany(
                "INSERT OR IGNORE INTO question "
                "VALUES (?, ?, ?, ?, (SELECT id FROM rule WHERE name = ?))",
                questions,
            )

        if rows:
            self._connections.write(act, Durability.NORMAL)

    def of_article(self, number: int) -> list[Fact]:
        """The article's facts in text order; none before extraction ran."""

        def query(connection: sqlite3.Connection) -> tuple[bytes, str, str] | None:
            row: tuple[bytes, str, str] | None = connection.execute(
                """SELECT e.document, e.extractor, t.text FROM extraction e
                JOIN article_text t ON t.id = e.article_id WHERE e.article_id = ?""",
                (number,),
            ).fetchone()
            return row

        found = self._connections.read(query)
        return _unpack(*found) if found else []

    def unasked_rules(self) -> frozenset[str]:
        """The rules whose questions are not worth asking."""
        return self._connections.read(
            lambda connection: frozenset(
                name for (name,) in connection.execute("SELECT name FROM rule WHERE NOT is_asked")
            )
        )

    def ask_no_more(self, rules: frozenset[str]) -> None:
        """Keep which rules' questions are not worth asking; all others' are."""

        def act(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE rule SET is_asked = 1 WHERE NOT is_asked")
            connection.executemany(
                "UPDATE rule SET is_asked = 0 WHERE name = ?", [(rule,) for rule in rules]
            )

        self._connections.write(act, Durability.NORMAL)

    def made_with(self, number: int) -> tuple[str, str, str] | None:
        """Extractor, language and anchor date of the article's facts; None without any."""

        def query(connection: sqlite3.Connection) -> tuple[str, str, str] | None:
            row: tuple[str, str, str] | None = connection.execute(
                "SELECT extractor, lang, anchor FROM extraction WHERE article_id = ?", (number,)
            ).fetchone()
            return row

        return self._connections.read(query)

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


def _pack(facts: Sequence[Fact], extractor: str) -> bytes:
    records = [_packed_fact(fact, extractor) for fact in facts]
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"), _LEVEL)


def _unpack(document: bytes, extractor: str, text: str) -> list[Fact]:
    return [
        _unpacked_fact(packed, extractor, text) for packed in json.loads(zlib.decompress(document))
    ]


def _packed_fact(fact: Fact, extractor: str) -> Packed:
    """What cannot be worked out again: no id, no words, offsets as distances."""
    record = fact.to_record()
    del record["id"]
    if record["extractor"] == extractor:
        del record["extractor"]
    attributes = record.pop("attributes")
    given = {name: value for name, value in attributes.items() if value is not None}
    return _packed(record, 0) | {"attributes": _packed(given, fact.span.start)}


def _unpacked_fact(packed: Packed, extractor: str, text: str) -> Fact:
    attributes = packed.pop("attributes")
    record = {"extractor": extractor, **_unpacked(packed, 0, text)}
    return Fact.from_record(record | {"attributes": _unpacked(attributes, record["start"], text)})


def _packed(record: Packed, base: int) -> Packed:
    """The record without words; starts counted from base, ends from their starts."""
    packed = _changed(record, lambda inner: _packed(inner, base))
    if "start" in record:
        del packed["exact"]
        packed |= {"start": record["start"] - base, "end": record["end"] - record["start"]}
    return packed


def _unpacked(packed: Packed, base: int, text: str) -> Packed:
    record = _changed(packed, lambda inner: _unpacked(inner, base, text))
    if "start" in packed:
        start = packed["start"] + base
        end = start + packed["end"]
        record |= {"start": start, "end": end, "exact": text[start:end]}
    return record


def _changed(record: Packed, change: Callable[[Packed], Packed]) -> Packed:
    """A copy with every record that stands in it changed; lists hold records or plain values."""
    changed = record.copy()
    for key, value in record.items():
        if isinstance(value, dict):
            changed[key] = change(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            changed[key] = [change(item) for item in value]
    return changed
