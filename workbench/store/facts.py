"""Facts in the database: one compressed document an article, and rows for its open questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from workbench.domain.fact import Fact, Kind
from workbench.errors import DamagedError
from workbench.store.checksum import kept_of, seal_rows
from workbench.store.connection import Connections
from workbench.store.gists import keep_gist
from workbench.store.rows import TEXT, in_blocks, marks
from workbench.stored.checksum import NOTHING_KEPT
from workbench.stored.packed import unpack, unpack_stated
from workbench.verbs import Durability
from workbench.verbs.facts import Kept, PackedFacts, Run, facts_checksum

if TYPE_CHECKING:
    from workbench.domain.following import Followed
    from workbench.domain.told import ToldFacts
    from workbench.stored.following import Place

T = TypeVar("T")


class Facts:
    """What the machine found, by article."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def keep(self, runs: Iterable[tuple[int, PackedFacts]], *, analyst: str, at: str) -> Followed:
        from workbench.domain.following import Followed
        from workbench.store.following import carry_over  # opening an article needs neither

        found = list(runs)

        def act(connection: sqlite3.Connection) -> Followed:
            followed, late = carry_over(
                connection, found, analyst=analyst, at=at, unread=self._connections.unread
            )
            for number, run in found:
                keep_facts(connection, number, run, late.get(number, frozenset()))
            return followed

        return self._connections.write(act, Durability.NORMAL) if found else Followed()

    def of_article(self, number: int, kind: Kind | None = None) -> list[Fact]:
        kept, text = self._sound(number)
        *_, is_relayed = kept.head
        if not kept.head[0] or (kind is Kind.RELAY and not is_relayed):
            return []
        return self._tried(kept, partial(unpack, kind=kind), text) or []

    def stated(self, number: int, starts: Collection[int]) -> list[Fact]:
        kept, text = self._sound(number)
        return self._tried(kept, partial(unpack_stated, starts=starts), text) or []

    def told(self, number: int) -> ToldFacts | None:
        from workbench.domain.told import ToldFacts, ToldLater
        from workbench.stored.telling import tell

        kept, text = self._sound(number)
        *_, count, is_relayed = kept.head
        if not kept.head[0]:
            return None
        credits = self._tried(kept, partial(unpack, kind=Kind.RELAY), text) if is_relayed else []
        if credits is None:
            return None
        return ToldFacts(ToldLater(count, lambda: self._tried(kept, tell, text) or []), credits)

    def _sound(self, number: int) -> tuple[Kept, bytes]:
        """An article's facts as their rows stand, and its text. Raises DamagedError."""

        def query(connection: sqlite3.Connection) -> tuple[Kept | None, bytes]:
            row = connection.execute(f"{TEXT} WHERE id = ?", (number,)).fetchone()
            return (kept_of(connection, number), row[1]) if row else (NOTHING_KEPT, b"")

        kept, text = self._connections.read(query)
        if kept is None or not kept.is_sound:
            raise DamagedError(f"the facts of #{number} are damaged", "workbench extract NUMBER.")
        return kept, text

    def _tried(self, kept: Kept, decode: Callable[[bytes, str, str], T], text: bytes) -> T | None:
        """What decode makes of the document, extractor and text; None where they cannot be read."""
        return self._connections.unread.tried(
            f"facts of article #{kept.number}",
            lambda: decode(kept.document, kept.head[0], text.decode()),
        )

    def kept(self, number: int) -> Kept | None:
        return self._connections.read(lambda connection: kept_of(connection, number))

    def unasked_rules(self) -> frozenset[str]:
        return self._connections.read(_unasked)

    def standing(self, number: int) -> tuple[Run | None, frozenset[str]]:
        def query(connection: sqlite3.Connection) -> tuple[Run | None, frozenset[str]]:
            run: Run | None = connection.execute(
                "SELECT extractor, lang, anchor, checksum FROM extraction WHERE article_id = ?",
                (number,),
            ).fetchone()
            return run, _unasked(connection)

        return self._connections.read(query)

    def ask_no_more(self, rules: frozenset[str]) -> None:
        def act(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE rule SET is_asked = 1 WHERE NOT is_asked")
            connection.executemany(
                "UPDATE rule SET is_asked = 0 WHERE name = ?", [(rule,) for rule in rules]
            )
            seal_rows(connection, "rule", "1")

        self._connections.write(act, Durability.NORMAL)

    def made_with(self, number: int) -> tuple[str, str, str] | None:
        def query(connection: sqlite3.Connection) -> tuple[str, str, str] | None:
            row: tuple[str, str, str] | None = connection.execute(
                "SELECT extractor, lang, anchor FROM extraction "
                "WHERE article_id = ? AND extractor <> ''",
                (number,),
            ).fetchone()
            return row

        return self._connections.read(query)

    def late(self, number: int) -> frozenset[str]:
        return self._connections.read(
            lambda connection: frozenset(
                identity
                for (identity,) in connection.execute(
                    """SELECT kind || '-' || start || '-' || "end" FROM question
                    WHERE article_id = ? AND late""",
                    (number,),
                )
            )
        )

    def made(self) -> list[tuple[int, str | None, str, str]]:
        return self._connections.read(
            lambda connection: connection.execute(
                """SELECT a.id, nullif(e.extractor, ''), coalesce(e.lang, ''),
                    coalesce(e.anchor, '')
                FROM article a LEFT JOIN extraction e ON e.article_id = a.id ORDER BY a.id"""
            ).fetchall()
        )

    def stale(self, extractor: str, numbers: Iterable[int]) -> list[int]:
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


def _unasked(connection: sqlite3.Connection) -> frozenset[str]:
    rows = connection.execute("SELECT name FROM rule WHERE NOT is_asked")
    return frozenset(name for (name,) in rows)


def keep_facts(
    connection: sqlite3.Connection,
    number: int,
    run: PackedFacts,
    late: frozenset[Place],
) -> None:
    """Write the rows of the facts of one article, in an open write transaction."""
    from workbench.store.moved import mark_article  # whoever reads needs none of these
    from workbench.store.signatures import forget_signatures, keep_signatures
    from workbench.verbs.signatures import PackedSignatures

    head = (run.extractor, run.lang, run.anchor, run.count, int(run.is_relayed))
    asked = {one[:3]: one for one in reversed(run.questions)}  # the first of a place stands
    questions = [(*asked[place], int(place in late)) for place in sorted(asked)]
    checksum = facts_checksum(head, questions, run.document)
    connection.execute(
        "INSERT INTO extraction(article_id, extractor, lang, anchor, facts, relayed, document, "
        "checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(article_id) DO UPDATE SET extractor = excluded.extractor, "
        "lang = excluded.lang, anchor = excluded.anchor, facts = excluded.facts, "
        "relayed = excluded.relayed, document = excluded.document, checksum = excluded.checksum",
        (number, *head, run.document, checksum),
    )
    checks = sum(kind == Kind.EVENT.value for *_, kind, _, _ in questions)
    connection.execute(
        "UPDATE article SET questions = ?, checks = ? WHERE id = ?",
        (len(questions), checks, number),
    )
    connection.execute("DELETE FROM question WHERE article_id = ?", (number,))
    for rule in {rule for *_, rule, _ in questions}:
        if connection.execute("INSERT OR IGNORE INTO rule(name) VALUES (?)", (rule,)).rowcount > 0:
            seal_rows(connection, "rule", "name = ?", rule)
    connection.executemany(
        'INSERT INTO question(article_id, start, "end", kind, rule, late) '
        "VALUES (?, ?, ?, ?, (SELECT id FROM rule WHERE name = ?), ?)",
        [(number, *one) for one in questions],
    )
    keep_gist(connection, number, run.gist)
    if run.signatures:
        keep_signatures(connection, number, PackedSignatures(checksum, run.signatures))
    else:
        forget_signatures(connection, number)
    mark_article(connection, number)
