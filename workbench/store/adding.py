"""Adding articles: text, hashes and the metadata as imported are written once, here and nowhere
else, together with the rows that search and the finding of near-duplicates need.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from workbench.domain.address import key_of
from workbench.domain.article import published_key
from workbench.domain.journal import Change, canonical
from workbench.domain.ledger import append, make
from workbench.domain.relay import RelayKind
from workbench.domain.source import Source
from workbench.errors import ConflictError, DataError
from workbench.store.checksum import seal_likenesses
from workbench.store.ledger import Tables
from workbench.store.metadata import outlet_number
from workbench.store.moved import mark_article
from workbench.store.raw import keep_raw
from workbench.store.rows import GIVEN, hashed, marks
from workbench.store.search_index import index_text
from workbench.stored.checksum import NOTHING_KEPT, article_seal, given_values, rows_checksum
from workbench.verbs.articles import Added, NewArticle

_SHARED_VALUES = 2
"""Values of two sketches that must be the same for their texts to be worth comparing."""
_MOST_SIMILAR = 10


def add_articles(
    connection: sqlite3.Connection,
    new: Sequence[NewArticle],
    sources: Sequence[Source],
    *,
    analyst: str,
    at: str,
    unheard: Sequence[str] = (),
) -> list[Added]:
    """Add the sources and then the articles in this open write transaction, as one entry. unheard:
    as of `Articles.add`."""
    if unheard:
        _refuse_heard(connection, unheard)
    changes = [Change("source", source.uid, None, source.to_record()) for source in sources]
    make(Tables(connection), changes)
    added = [_add(connection, article) for article in new]
    fresh = [article for article in added if article.is_new]
    if fresh or changes:
        about = f"{len(fresh)} articles"
        if fresh:
            about += f", #{fresh[0].number} to #{fresh[-1].number}"
        append(Tables(connection), changes, analyst=analyst, at=at, op="import", about=about)
    return added


def _refuse_heard(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Raises ConflictError where a source has one of these folded names."""
    heard = connection.execute(
        f"SELECT name FROM source_name WHERE folded IN {GIVEN} LIMIT 1", (json.dumps([*names]),)
    ).fetchone()
    if heard:
        raise ConflictError(
            f"the source {heard[0]!r} came in meanwhile", "Import it again: nothing was added."
        )


def keep_likenesses(
    connection: sqlite3.Connection, likenesses: Iterable[tuple[int, int, RelayKind, float]]
) -> None:
    """Keep what texts are like, and put articles that are alike into one cluster."""
    for article, other, kind, score in likenesses:
        connection.execute(
            "INSERT OR IGNORE INTO likeness(article_id, other_id, kind, score) VALUES (?, ?, ?, ?)",
            (article, other, kind.value, score),
        )
        seal_likenesses(connection, article)
        mark_article(connection, article)
        join_clusters(connection, article, other)


def _add(connection: sqlite3.Connection, new: NewArticle) -> Added:
    outlet = outlet_number(connection, new.metadata.outlet)
    if there := _same_article(connection, new, outlet):
        _keep_raw(connection, there[0], new)
        return Added(*there, is_new=False, similar=_still_to_compare(connection, there[0], new))
    number = insert_article(connection, new, outlet)
    similar = similar_to(connection, new.sketch)
    keep_sketch(connection, number, new.sketch)
    _keep_raw(connection, number, new)
    return Added(number, new.uid, is_new=True, similar=similar)


def _keep_raw(connection: sqlite3.Connection, number: int, new: NewArticle) -> None:
    if new.raw:
        keep_raw(connection, number, new.raw)


def _still_to_compare(
    connection: sqlite3.Connection, number: int, new: NewArticle
) -> tuple[int, ...]:
    """What an article that is there may be like, where an import was ended before its facts: it may
    have been ended before it was compared, too."""
    made = connection.execute(
        "SELECT 1 FROM extraction WHERE article_id = ? AND extractor <> ''", (number,)
    ).fetchone()
    return () if made else similar_to(connection, new.sketch, before=number)


def insert_article(
    connection: sqlite3.Connection,
    new: NewArticle,
    outlet: int | None,
    *,
    number: int | None = None,
) -> int:
    """Write the rows of an article with its text, and what search needs; its number. number: of
    one that was in a database before."""
    record = {"uid": new.uid, **new.metadata.to_record()}
    sealed = (
        *(new.uid, new.sha256, new.raw_sha256, new.normaliser),
        *(new.retrieved_at, new.retrieved_how, new.foreign_id, len(new.text)),
        canonical(record).decode("utf-8"),
        json.dumps(dict(new.extra), ensure_ascii=False, sort_keys=True),
    )
    given = given_values(new.given_sha256, new.given_start)
    cursor = connection.execute(
        """INSERT INTO article(id, uid, sha256, raw_sha256, normaliser, retrieved_at,
            retrieved_how, foreign_id, length, imported, extra, cluster, title, outlet_id, author,
            editor, lang, url, published_at, published_precision, published_basis, published_key,
            seal, sketch_checksum, likeness_checksum, given_sha256, given_start, archive,
            place_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
            ?)""",
        (
            number,
            *sealed,
            *(record["title"], outlet, record["author"], record["editor"], record["lang"]),
            *(record["url"], record["published_at"], record["published_precision"]),
            *(record["published_basis"], published_key(record["published_at"])),
            article_seal([*sealed, new.metadata.title, new.translation, *given]),
            *(rows_checksum(sorted(set(new.sketch))), rows_checksum(())),
            *(new.given_sha256, new.given_start, new.metadata.archive, key_of(new.metadata.url)),
        ),
    )
    number = cursor.lastrowid or 0
    connection.execute("UPDATE article SET cluster = id WHERE id = ?", (number,))
    _keep_text(connection, number, new)
    _without_facts(connection, number)
    return number


def _same_article(
    connection: sqlite3.Connection, new: NewArticle, outlet: int | None
) -> tuple[int, str] | None:
    """Number and uid of the article that new is: the same uid, or the same text of the same outlet
    or of an unknown one. Raises DataError when the uid stands for another text."""
    row = connection.execute("SELECT id, sha256 FROM article WHERE uid = ?", (new.uid,)).fetchone()
    if row is not None:
        if row[1] != new.sha256:
            raise DataError(f"article {new.uid} is here already, with another text (#{row[0]})")
        return row[0], new.uid
    hashes = new.known_by or (new.sha256,)
    as_given = new.known_by or ("",)  # which none has
    found: tuple[int, str] | None = connection.execute(
        f"""SELECT id, uid FROM article WHERE ({hashed("sha256", len(hashes))}
        OR (given_sha256 <> '' AND {hashed("given_sha256", len(as_given))}))
        AND (outlet_id IS ? OR outlet_id IS NULL OR ? IS NULL) ORDER BY id LIMIT 1""",
        [*hashes, *hashes, *as_given, *as_given, outlet, outlet],
    ).fetchone()
    return found


def _keep_text(connection: sqlite3.Connection, number: int, new: NewArticle) -> None:
    title = new.metadata.title
    connection.execute(
        "INSERT INTO article_text(id, title, text, translation) VALUES (?, ?, ?, ?)",
        (number, title, new.text, new.translation),
    )
    index_text(connection, number, title, new.text)


def _without_facts(connection: sqlite3.Connection, number: int) -> None:
    """The row that says that nobody has looked for the article's facts yet: one that lacks it has
    lost them."""
    nothing = NOTHING_KEPT
    connection.execute(
        "INSERT INTO extraction(article_id, extractor, lang, anchor, facts, relayed, document, "
        "checksum) VALUES (?, ?, ?, ?, ?, ?, x'', ?)",
        (number, *nothing.head, nothing.checksum),
    )


def keep_sketch(connection: sqlite3.Connection, number: int, sketch: Iterable[int]) -> None:
    """Keep the values by which articles that are like this one are found."""
    connection.executemany(
        "INSERT OR IGNORE INTO sketch(value, article_id) VALUES (?, ?)",
        [(value, number) for value in sketch],
    )


def similar_to(
    connection: sqlite3.Connection, sketch: Sequence[int], *, before: int = 2**62
) -> tuple[int, ...]:
    """The articles with a number under before that share parts of a sketch, most shared first."""
    if not sketch:
        return ()
    rows = connection.execute(
        f"""SELECT article_id FROM sketch WHERE value IN ({marks(len(sketch))})
        AND article_id < ? GROUP BY article_id HAVING count(*) >= {_SHARED_VALUES}
        ORDER BY count(*) DESC, article_id LIMIT {_MOST_SIMILAR}""",
        [*sketch, before],
    )
    return tuple(number for (number,) in rows)


def join_clusters(connection: sqlite3.Connection, article: int, other: int) -> None:
    """Put two articles that are alike into one cluster."""
    rows = connection.execute(
        "SELECT DISTINCT cluster FROM article WHERE id IN (?, ?)", (article, other)
    ).fetchall()
    clusters = sorted(cluster for (cluster,) in rows)
    for cluster in clusters[1:]:
        connection.execute(
            "UPDATE article SET cluster = ? WHERE cluster = ?", (clusters[0], cluster)
        )
