"""What relays put into the chains of claims, and who cites whom in them, in the database: kept by
whoever asks, never by acts.

A row of `passed` says what a chain names beside its hops, one of `cited` who has it from whom. What
may have changed since is found in the journal and traced anew, article by article; what is kept is
right only when `is_current` says so. How a chain is made is not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.domain.journal import GENESIS, Entry
from workbench.postgres.citations import rows_of, rows_of_hops, without_relays
from workbench.postgres.connection import Connection, Connections
from workbench.stored.citations import Row as CitedRow
from workbench.stored.passed import SUM, Reach, reach_of, row_sum
from workbench.stored.rows import Row
from workbench.verbs import Durability
from workbench.verbs.passed import PassedStep, Trace, Untraced

_ENTRIES = 500
"""Entries of the journal that are looked through in one transaction."""
_ARTICLES = 500
"""Articles without relays whose passages are kept in one transaction."""


class Passed:
    """What can be asked about the relays in chains."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def is_current(self, version: str) -> bool:
        return bool(self._rows(_IS_CURRENT, version)[0][0])

    def find_changes(self, version: str) -> bool:
        return self._connections.write(
            lambda connection: _find_changes(connection, version), Durability.NORMAL, patience_ms=0
        )

    def untraced(self, limit: int) -> list[Untraced]:
        rows = self._rows(
            "SELECT u.id, a.id, a.uid FROM untraced u JOIN article a ON a.id = u.article_id "
            "ORDER BY u.id LIMIT %s",
            limit,
        )
        return [Untraced(*row) for row in rows]

    def keep(self, traces: Sequence[Trace]) -> None:
        self._connections.write(
            lambda connection: _keep(connection, traces), Durability.NORMAL, patience_ms=0
        )

    def steps(self) -> list[PassedStep]:
        query = "SELECT DISTINCT source, name, is_relay = 1, is_last = 1 FROM passed"
        return [PassedStep(*row) for row in self._rows(query)]

    def claims(self, steps: Iterable[PassedStep]) -> list[tuple[str, bool]]:
        wanted = [*steps]
        rows = self._rows(
            _CLAIMS,
            [step.source for step in wanted],
            [step.name for step in wanted],
            [int(step.is_relay) for step in wanted],
            [int(step.is_last) for step in wanted],
        )
        return [(claim, is_last) for claim, is_last in rows]

    def relayed_without_hops(self) -> set[str]:
        query = "SELECT DISTINCT claim FROM passed WHERE is_relay = 1 AND is_last = 1"
        return {claim for (claim,) in self._rows(query)}

    def named(self) -> list[tuple[str, str, bool]]:
        query = "SELECT claim, source, is_last = 1 FROM passed WHERE is_relay = 1"
        return [(claim, source, is_last) for claim, source, is_last in self._rows(query)]

    def _rows(self, query: str, *values: object) -> list[Row]:
        return self._connections.read(
            lambda connection: connection.execute(query, values).fetchall()
        )


_HEAD = f"""(SELECT coalesce(max(seq), 0) FROM journal),
    coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '{GENESIS}'),
    (SELECT coalesce(max(id), 0) FROM article)"""
"""Number and hash of the last entry, and the number of the newest article."""
_IS_CURRENT = f"""SELECT NOT EXISTS(SELECT FROM untraced) AND EXISTS(SELECT FROM traced
    WHERE version = %s AND (seq, hash, number) = ({_HEAD}))"""
_CLAIMS = """SELECT p.claim, one.is_last = 1
    FROM unnest(%s::text[], %s::text[], %s::int[], %s::int[]) WITH ORDINALITY
        AS one(source, name, is_relay, is_last, place)
    JOIN passed p ON p.source = one.source AND p.name = one.name AND p.is_relay = one.is_relay
        AND p.is_last = one.is_last
    ORDER BY one.place, p.claim"""
_TRACED = f"""SELECT t.version, t.seq, t.hash, t.number, coalesce(
        (SELECT j.hash FROM journal j WHERE j.seq = t.seq), '{GENESIS}') FROM traced t"""
"""Up to where the journal was read; and whether it still has the entry there."""


def _find_changes(connection: Connection, version: str) -> bool:
    traced = connection.execute(_TRACED)
    rows = connection.execute(
        "SELECT seq, hash, body FROM journal WHERE seq > (SELECT seq FROM traced) "
        "ORDER BY seq LIMIT %s",
        (_ENTRIES,),
    )
    row, entries = traced.fetchone(), rows.fetchall()
    if row is None or row[0] != version or row[4] != row[2]:
        _begin_anew(connection, version)
        return True
    _, seq, digest, number, _ = row
    try:
        reach = reach_of(
            one for *_, body in entries for one in Entry.from_bytes(body.encode()).changes
        )
    except (ValueError, LookupError, TypeError, AttributeError):  # an entry that is none
        _begin_anew(connection, version)
        return True
    _mark(connection, reach, number)
    if entries:
        seq, digest, _ = entries[-1]
    connection.execute(
        "UPDATE traced SET seq = %s, hash = %s, "
        "number = (SELECT coalesce(max(id), 0) FROM article)",
        (seq, digest),
    )
    return not _keep_of_hops(connection) or len(entries) == _ENTRIES


def _keep_of_hops(connection: Connection) -> bool:
    """Keep who cites whom in articles without relays; whether none is left."""
    marked = without_relays(connection, _ARTICLES)
    if not marked:
        return True
    _keep_cited(connection, rows_of_hops(connection, [number for _, number in marked]))
    connection.execute("DELETE FROM untraced WHERE id = ANY(%s)", ([mark for mark, _ in marked],))
    return len(marked) < _ARTICLES


def _begin_anew(connection: Connection, version: str) -> None:
    forget_passed(connection)
    connection.execute(
        "INSERT INTO traced(id, version, seq, hash, number, total) "
        f"SELECT 1, %s, one.seq, one.hash, one.number, 0 "
        f"FROM (SELECT {_HEAD}) AS one(seq, hash, number)",
        (version,),
    )
    connection.execute(
        "INSERT INTO untraced(article_id) SELECT DISTINCT article_id FROM claim ORDER BY article_id"
    )


def forget_passed(connection: Connection) -> None:
    """Let go of all that is kept, in an open write transaction."""
    for table in ("passed", "passed_word", "cited", "cited_name", "untraced", "traced"):
        connection.execute(f"DELETE FROM {table}")


# What a change may change -----------------------------------------------------------------------

_MARK = """INSERT INTO untraced(article_id) SELECT a.id FROM article a WHERE a.id IN ({which})
    AND (EXISTS(SELECT FROM claim c WHERE c.article_id = a.id)
        OR EXISTS(SELECT FROM cited d WHERE d.article_id = a.id)
        OR EXISTS(SELECT FROM passed p WHERE p.article_id = a.id))
    ORDER BY a.id ON CONFLICT(article_id) DO UPDATE SET id = excluded.id"""
"""Marks those of some articles that have claims, or had some. A mark is never given again."""
_REACHED = _MARK.format(
    which="""WITH RECURSIVE above(first, uid, same_as) AS (
            SELECT uid, uid, same_as FROM source WHERE uid = ANY(%(sources)s)
            UNION SELECT u.first, s.uid, s.same_as FROM above u JOIN source s ON s.uid = u.same_as),
        family(first, uid) AS (
            SELECT first, uid FROM above WHERE same_as IS NULL
            UNION SELECT f.first, s.uid FROM family f JOIN source s ON s.same_as = f.uid)
        SELECT id FROM article WHERE uid = ANY(%(articles)s)
        UNION SELECT article_id FROM claim WHERE uid = ANY(%(claims)s)
        UNION SELECT w.article_id FROM passed_word w JOIN article o ON o.id = w.article_id
            LEFT JOIN source s ON s.id = o.outlet_id WHERE coalesce(s.uid, '') = ANY(%(outlets)s)
        UNION SELECT article_id FROM passed_word WHERE word = ANY(%(words)s) OR word IN (
            SELECT n.folded FROM family f JOIN source s ON s.uid = f.uid
            JOIN source_name n ON n.source_id = s.id)
        UNION SELECT c.article_id FROM family f JOIN hop_source hs ON hs.source = f.uid
            JOIN claim c ON c.id = hs.claim_id
        UNION SELECT o.id FROM family f JOIN source s ON s.uid = f.uid
            JOIN article o ON o.outlet_id = s.id WHERE f.first = ANY(%(publishers)s)"""
)
_DERIVED = _MARK.format(
    which="""SELECT w.article_id FROM article o JOIN passed_word w ON w.word = o.uid
        WHERE o.id > %(number)s"""
)
"""Those that look up an article that came since the newest one that was known."""


def _mark(connection: Connection, reach: Reach, number: int) -> None:
    """Mark the articles whose chains changes may have changed, and articles that came in. number:
    of the newest one that was known."""
    if any(reach):
        values = {name: [*found] for name, found in reach._asdict().items()}
        values["articles"] = [*(reach.articles | reach.described)]
        values["words"] = [*(reach.names | reach.described)]
        connection.execute(_REACHED, values)
    connection.execute(_DERIVED, {"number": number})


# What is kept -----------------------------------------------------------------------------------

_STEPS = "SELECT article_id, claim, place, is_relay, is_last, source, name FROM passed"
_WORDS = "SELECT article_id, word FROM passed_word"
_CITED = "SELECT article_id, claim_id, place, citing, cited, held FROM cited"
_OF = "WHERE article_id = ANY(%s)"


def _keep(connection: Connection, traces: Sequence[Trace]) -> None:
    marks = [trace.untraced.mark for trace in traces]
    rows = connection.execute("DELETE FROM untraced WHERE id = ANY(%s) RETURNING id", (marks,))
    there = {mark for (mark,) in rows}
    kept = {one.untraced.number: one for one in traces if one.untraced.mark in there}
    numbers = [*kept]
    asked = [connection.execute(f"{query} {_OF}", (numbers,)) for query in (_STEPS, _WORDS)]
    before = sum(row_sum(row) for rows in asked for row in rows)
    for table in ("passed", "passed_word"):
        connection.execute(f"DELETE FROM {table} {_OF}", (numbers,))
    steps = [row for number, trace in kept.items() for row in _steps(number, trace)]
    words = [(number, word) for number, one in kept.items() for word in sorted(one.words)]
    cursor = connection.cursor()
    cursor.executemany(
        "INSERT INTO passed(article_id, claim, place, is_relay, is_last, source, name) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)",
        steps,
    )
    cursor.executemany("INSERT INTO passed_word(article_id, word) VALUES (%s, %s)", words)
    _add(connection, sum(map(row_sum, [*steps, *words])) - before)
    cited = {number: trace.cited for number, trace in kept.items()}
    _keep_cited(connection, rows_of(connection, cited))


def _steps(number: int, trace: Trace) -> Iterator[Row]:
    for uid, found in trace.steps.items():
        for place, step in enumerate(found):
            yield number, uid, place, int(step.is_relay), int(step.is_last), step.source, step.name


def _keep_cited(connection: Connection, rows: Mapping[int, Sequence[CitedRow]]) -> None:
    """Keep who cites whom in the chains of articles."""
    before: defaultdict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(f"{_CITED} {_OF} ORDER BY 1, 2, 3", ([*rows],)):
        before[row[0]].append(row)
    changed = {number: now for number, now in rows.items() if before[number] != sorted(now)}
    if not changed:
        return
    connection.execute(f"DELETE FROM cited {_OF}", ([*changed],))
    connection.cursor().executemany(
        "INSERT INTO cited(article_id, claim_id, place, citing, cited, held) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        [row for now in changed.values() for row in now],
    )
    now = sum(row_sum(row) for some in changed.values() for row in some)
    _add(connection, now - sum(row_sum(row) for number in changed for row in before[number]))


def _add(connection: Connection, more: int) -> None:
    connection.execute("UPDATE traced SET total = (total + %s) %% %s", (more % SUM, SUM))


def is_as_kept(connection: Connection) -> bool:
    """Whether the rows are those that were kept."""
    asked = [connection.execute(query) for query in (_STEPS, _WORDS, _CITED)]
    kept = connection.execute("SELECT coalesce(max(total), 0) FROM traced")
    found = sum(row_sum(row) for rows in asked for row in rows) % SUM
    return kept.fetchall() == [(found,)]
