"""Facts in the database: one compressed document an article, and rows for its open questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from workbench.domain.fact import Fact, Kind
from workbench.errors import DamagedError
from workbench.postgres.checksum import COLUMNS, kept_of, seal_rows
from workbench.postgres.connection import Connection, Connections
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
        from workbench.postgres.following import carry_over  # opening an article needs neither

        found = list(runs)

        def act(connection: Connection) -> Followed:
            followed, late = carry_over(
                connection, found, analyst=analyst, at=at, unread=self._connections.unread
            )
            keep_facts(connection, found, late)
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

    def _sound(self, number: int) -> tuple[Kept, str]:
        """An article's facts as their rows stand, and its text. Raises DamagedError."""
        kept, text = self._connections.read(lambda connection: kept_of(connection, number))
        if kept is None or not kept.is_sound:
            raise DamagedError(f"the facts of #{number} are damaged", "workbench extract NUMBER.")
        return kept, text

    def _tried(self, kept: Kept, decode: Callable[[bytes, str, str], T], text: str) -> T | None:
        """What decode makes of the document, extractor and text; None where they cannot be read."""
        return self._connections.unread.tried(
            f"facts of article #{kept.number}", lambda: decode(kept.document, kept.head[0], text)
        )

    def kept(self, number: int) -> Kept | None:
        kept, text = self._connections.read(lambda connection: kept_of(connection, number))
        return kept if text else None

    def unasked_rules(self) -> frozenset[str]:
        return self._connections.read(
            lambda connection: frozenset(
                name for (name,) in connection.execute("SELECT name FROM rule WHERE is_asked = 0")
            )
        )

    def standing(self, number: int) -> tuple[Run | None, frozenset[str]]:
        def query(connection: Connection) -> tuple[Run | None, frozenset[str]]:
            *run, unasked = (
                connection.execute(
                    """SELECT e.extractor, e.lang, e.anchor, e.checksum,
                    (SELECT coalesce(array_agg(name), '{}') FROM rule WHERE is_asked = 0)
                FROM (SELECT) always LEFT JOIN extraction e ON e.article_id = %s""",
                    (number,),
                ).fetchone()
                or ()
            )
            extractor, lang, anchor, checksum = run
            standing = None if checksum is None else (extractor, lang, anchor, checksum)
            return standing, frozenset(unasked)

        return self._connections.read(query)

    def ask_no_more(self, rules: frozenset[str]) -> None:
        def act(connection: Connection) -> None:
            changed = connection.execute(
                f"""UPDATE rule SET is_asked = 1 - is_asked
                WHERE is_asked <> (name <> ALL(%s))::int RETURNING {COLUMNS["rule"]}""".encode(),
                (sorted(rules),),
            )
            seal_rows(connection, "rule", changed)

        self._connections.write(act, Durability.NORMAL)

    def made_with(self, number: int) -> tuple[str, str, str] | None:
        def query(connection: Connection) -> tuple[str, str, str] | None:
            row = connection.execute(
                "SELECT extractor, lang, anchor FROM extraction "
                "WHERE article_id = %s AND extractor <> ''",
                (number,),
            ).fetchone()
            return (row[0], row[1], row[2]) if row else None

        return self._connections.read(query)

    def late(self, number: int) -> frozenset[str]:
        return self._connections.read(
            lambda connection: frozenset(
                identity
                for (identity,) in connection.execute(
                    """SELECT kind || '-' || start || '-' || "end" FROM question
                    WHERE article_id = %s AND late = 1""",
                    (number,),
                )
            )
        )

    def made(self) -> list[tuple[int, str | None, str, str]]:
        return self._connections.read(
            lambda connection: [
                (number, extractor, lang, anchor)
                for number, extractor, lang, anchor in connection.execute(
                    """SELECT a.id, nullif(e.extractor, ''), coalesce(e.lang, ''),
                        coalesce(e.anchor, '')
                    FROM article a LEFT JOIN extraction e ON e.article_id = a.id ORDER BY a.id"""
                )
            ]
        )

    def stale(self, extractor: str, numbers: Iterable[int]) -> list[int]:
        wanted = [*numbers]
        return self._connections.read(
            lambda connection: [
                number
                for (number,) in connection.execute(
                    """SELECT a.id FROM article a LEFT JOIN extraction e ON e.article_id = a.id
                    WHERE a.id = ANY(%s) AND e.extractor IS DISTINCT FROM %s ORDER BY a.id""",
                    (wanted, extractor),
                )
            ]
        )


def keep_facts(
    connection: Connection,
    runs: Sequence[tuple[int, PackedFacts]],
    late: Mapping[int, frozenset[Place]],
) -> None:
    """Write the rows of the facts of articles, in an open write transaction. late: by article,
    which of its questions come late."""
    from workbench.postgres.gists import keep_gists  # whoever reads needs none of these
    from workbench.postgres.moved import mark_articles
    from workbench.postgres.signatures import forget_signatures, keep_signatures
    from workbench.verbs.signatures import PackedSignatures

    # Of an article that is there twice the later run stands, as where each is written by itself.
    found = dict(runs)
    questions = {
        number: _questions(run, late.get(number, frozenset())) for number, run in found.items()
    }
    checksums = _write_runs(connection, found, questions)
    _name_rules(connection, {rule for rows in questions.values() for *_, rule, _ in rows})
    connection.execute("DELETE FROM question WHERE article_id = ANY(%s)", ([*found],))
    rows = [(number, *one) for number, asked in questions.items() for one in asked]
    connection.execute(
        """INSERT INTO question(article_id, start, "end", kind, rule, late)
        SELECT q.article_id, q.start, q."end", q.kind, r.id, q.late
        FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::text[],
            %s::smallint[]) AS q(article_id, start, "end", kind, rule, late)
        JOIN rule r ON r.name = q.rule""",
        [list(part) for part in zip(*rows, strict=True)] or [[], [], [], [], [], []],
    )
    keep_gists(connection, {number: run.gist for number, run in found.items()})
    signed = {
        number: PackedSignatures(checksums[number], run.signatures)
        for number, run in found.items()
        if run.signatures
    }
    forget_signatures(connection, found.keys() - signed.keys())
    keep_signatures(connection, signed)
    mark_articles(connection, [*found])


def _questions(run: PackedFacts, late: frozenset[Place]) -> list[tuple[int, int, str, str, int]]:
    """The rows of an article's questions, in order; of one place the first stands."""
    asked = {one[:3]: one for one in reversed(run.questions)}
    return [(*asked[place], int(place in late)) for place in sorted(asked)]


def _write_runs(
    connection: Connection,
    found: Mapping[int, PackedFacts],
    questions: Mapping[int, Sequence[tuple[int, int, str, str, int]]],
) -> dict[int, int]:
    """Write the rows of runs, and what articles say of them; the checksum of each."""
    heads = {
        number: (run.extractor, run.lang, run.anchor, run.count, int(run.is_relayed))
        for number, run in found.items()
    }
    checksums = {
        number: facts_checksum(heads[number], questions[number], run.document)
        for number, run in found.items()
    }
    cursor = connection.cursor()
    cursor.executemany(
        "INSERT INTO extraction(article_id, extractor, lang, anchor, facts, relayed, document, "
        "checksum) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (article_id) DO UPDATE SET extractor = excluded.extractor, "
        "lang = excluded.lang, anchor = excluded.anchor, facts = excluded.facts, "
        "relayed = excluded.relayed, document = excluded.document, checksum = excluded.checksum",
        [
            (number, *heads[number], run.document, checksums[number])
            for number, run in found.items()
        ],
    )
    cursor.executemany(
        "UPDATE article SET questions = %s, checks = %s WHERE id = %s",
        [
            (len(asked), sum(kind == Kind.EVENT.value for *_, kind, _, _ in asked), number)
            for number, asked in questions.items()
        ],
    )
    return checksums


def _name_rules(connection: Connection, rules: Collection[str]) -> None:
    """Give the rules a number each that have none."""
    new = connection.execute(
        "SELECT n FROM unnest(%s::text[]) n WHERE n NOT IN (SELECT name FROM rule) ORDER BY n",
        ([*rules],),
    ).fetchall()
    named = connection.cursor()
    for (rule,) in new:
        named.execute(
            f"INSERT INTO rule(name) VALUES (%s) RETURNING {COLUMNS['rule']}".encode(), (rule,)
        )
        seal_rows(connection, "rule", named)
