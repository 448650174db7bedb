"""Adding articles: text, hashes and the metadata as imported are written once, here and nowhere
else, together with the rows that search and the finding of near-duplicates need.

All that are added at once are looked for at once, written at once and compared at once: an import
takes a few ways to the server, and not a few for each article.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.address import key_of
from workbench.domain.article import published_key
from workbench.domain.journal import Change, canonical
from workbench.domain.ledger import append, make
from workbench.domain.relay import RelayKind
from workbench.domain.source import Source
from workbench.errors import ConflictError, DataError
from workbench.postgres.checksum import seal_likenesses
from workbench.postgres.clusters import join_clusters
from workbench.postgres.connection import Connection
from workbench.postgres.ledger import Tables
from workbench.postgres.moved import mark_articles
from workbench.postgres.raw import keep_raws
from workbench.postgres.search_index import index_texts
from workbench.stored.checksum import NOTHING_KEPT, article_seal, given_values, rows_checksum
from workbench.verbs.articles import Added, NewArticle

_DIGITS = 12
"""Of a hash, by which an index finds it."""
_SHARED_VALUES = 2
"""Values of two sketches that must be the same for their texts to be worth comparing."""
_MOST_SIMILAR = 10
_LAST = 2**62


def add_articles(
    connection: Connection,
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
    placed = _placed(connection, new)
    fresh = [one for one in placed if one.is_new]
    insert_articles(connection, fresh)
    keep_raws(connection, {one.number: one.new.raw for one in placed if one.new.raw})
    similar = _similar(connection, placed)
    if fresh or changes:
        about = f"{len(fresh)} articles"
        if fresh:
            about += f", #{fresh[0].number} to #{fresh[-1].number}"
        append(Tables(connection), changes, analyst=analyst, at=at, op="import", about=about)
    return [
        Added(one.number, one.uid, is_new=one.is_new, similar=similar.get(place, ()))
        for place, one in enumerate(placed)
    ]


def _refuse_heard(connection: Connection, names: Sequence[str]) -> None:
    """Raises ConflictError where a source has one of these folded names."""
    heard = connection.execute(
        "SELECT name FROM source_name WHERE folded = ANY(%s) LIMIT 1", ([*names],)
    ).fetchone()
    if heard:
        raise ConflictError(
            f"the source {heard[0]!r} came in meanwhile", "Import it again: nothing was added."
        )


def keep_likenesses(
    connection: Connection, likenesses: Iterable[tuple[int, int, RelayKind, float]]
) -> None:
    """Keep what texts are like, and put articles that are alike into one cluster."""
    alike = [*likenesses]
    connection.cursor().executemany(
        "INSERT INTO likeness(article_id, other_id, kind, score) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT DO NOTHING",
        [(article, other, kind.value, score) for article, other, kind, score in alike],
    )
    numbers = list(dict.fromkeys(article for article, *_ in alike))
    seal_likenesses(connection, numbers)
    mark_articles(connection, numbers)
    join_clusters(connection, [(article, other) for article, other, *_ in alike])


class Placed(NamedTuple):
    """An article with the number that it has, or gets."""

    new: NewArticle
    number: int
    uid: str
    """Of the one that is there, where that is not this one's."""
    outlet: int | None
    is_new: bool


class _There(NamedTuple):
    """An article that another may be."""

    number: int
    uid: str
    sha256: str
    given_sha256: str
    outlet: int | None

    def is_same(self, new: NewArticle, outlet: int | None) -> bool:
        """Whether it has the text of new, and the same outlet or an unknown one."""
        hashes = new.known_by or (new.sha256,)
        has_text = self.sha256 in hashes or self.given_sha256 in new.known_by
        return has_text and (self.outlet == outlet or self.outlet is None or outlet is None)


def _placed(connection: Connection, new: Sequence[NewArticle]) -> list[Placed]:
    """Each article with its number: that of the one that it is, whether that was there before or
    comes with it."""
    outlets, there, last = _look(connection, new)
    placed = []
    for article in new:
        outlet = _outlet(outlets, article)
        same = _same(there, article, outlet)
        if same:
            placed.append(Placed(article, same.number, same.uid, outlet, is_new=False))
            continue
        last += 1
        there.append(
            _There(last, article.uid, article.sha256, article.given_sha256, outlet),
        )
        placed.append(Placed(article, last, article.uid, outlet, is_new=True))
    return placed


def _look(
    connection: Connection, new: Sequence[NewArticle]
) -> tuple[dict[str, int], list[_There], int]:
    """Numbers of the outlets, the articles that these may be, and the last number of all."""
    named = [one.metadata.outlet for one in new if one.metadata.outlet is not None]
    outlets = connection.execute("SELECT uid, id FROM source WHERE uid = ANY(%s)", (named,))
    hashes = list({one for article in new for one in (article.sha256, *article.known_by)})
    digits = [one[:_DIGITS] for one in hashes]
    there = connection.execute(
        """SELECT id, uid, sha256, given_sha256, outlet_id FROM article WHERE uid = ANY(%(uids)s)
        OR (substr(sha256, 1, 12) = ANY(%(digits)s) AND sha256 = ANY(%(hashes)s))
        OR (given_sha256 <> '' AND substr(given_sha256, 1, 12) = ANY(%(digits)s)
            AND given_sha256 = ANY(%(hashes)s)) ORDER BY id""",
        {"uids": [one.uid for one in new], "digits": digits, "hashes": hashes},
    )
    last = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
    return dict(outlets.fetchall()), [_There(*row) for row in there], last[0] if last else 0


def _outlet(outlets: dict[str, int], new: NewArticle) -> int | None:
    uid = new.metadata.outlet
    if uid is None:
        return None
    if uid not in outlets:
        raise DataError(f"no source {uid} for the outlet")
    return outlets[uid]


def _same(there: Sequence[_There], new: NewArticle, outlet: int | None) -> _There | None:
    """The article that new is: the same uid, or the same text of the same outlet or of an unknown
    one. Raises DataError when the uid stands for another text."""
    for one in there:
        if one.uid == new.uid:
            if one.sha256 != new.sha256:
                raise DataError(
                    f"article {new.uid} is here already, with another text (#{one.number})"
                )
            return one
    return next((one for one in there if one.is_same(new, outlet)), None)


_ARTICLE = """INSERT INTO article(id, uid, sha256, raw_sha256, normaliser, retrieved_at,
        retrieved_how, foreign_id, length, imported, extra, cluster, title, outlet_id, author,
        editor, lang, url, published_at, published_precision, published_basis, published_key,
        seal, sketch_checksum, likeness_checksum, given_sha256, given_start, archive, place_key)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
        %s, %s, %s, %s, %s, %s, %s, %s)"""


def insert_articles(connection: Connection, placed: Sequence[Placed]) -> None:
    """Write the rows of new articles with their texts and sketches, and what search needs."""
    cursor = connection.cursor()
    cursor.executemany(_ARTICLE, [_columns(one) for one in placed])
    cursor.executemany(
        "INSERT INTO article_text(id, title, text, translation) VALUES (%s, %s, %s, %s)",
        [(one.number, one.new.metadata.title, one.new.text, one.new.translation) for one in placed],
    )
    index_texts(connection, [(one.number, one.new.metadata.title, one.new.text) for one in placed])
    nothing = NOTHING_KEPT  # one that lacks its row has lost its facts
    cursor.executemany(
        "INSERT INTO extraction(article_id, extractor, lang, anchor, facts, relayed, document, "
        "checksum) VALUES (%s, %s, %s, %s, %s, %s, ''::bytea, %s)",
        [(one.number, *nothing.head, nothing.checksum) for one in placed],
    )
    keep_sketches(connection, ((one.number, one.new.sketch) for one in placed))


def _columns(placed: Placed) -> tuple[object, ...]:
    """What _ARTICLE binds."""
    _, number, _, outlet, _ = placed
    new = placed.new
    record = {"uid": new.uid, **new.metadata.to_record()}
    sealed = (
        *(new.uid, new.sha256, new.raw_sha256, new.normaliser),
        *(new.retrieved_at, new.retrieved_how, new.foreign_id, len(new.text)),
        canonical(record).decode("utf-8"),
        json.dumps(dict(new.extra), ensure_ascii=False, sort_keys=True),
    )
    given = given_values(new.given_sha256, new.given_start)
    return (
        number,
        *sealed,
        number,
        *(record["title"], outlet, record["author"], record["editor"], record["lang"]),
        *(record["url"], record["published_at"], record["published_precision"]),
        *(record["published_basis"], published_key(record["published_at"])),
        article_seal([*sealed, new.metadata.title, new.translation, *given]),
        *(rows_checksum(sorted(set(new.sketch))), rows_checksum(())),
        *(new.given_sha256, new.given_start, new.metadata.archive, key_of(new.metadata.url)),
    )


def keep_sketches(connection: Connection, sketches: Iterable[tuple[int, Collection[int]]]) -> None:
    """Keep the values by which articles that are like these are found."""
    rows = [(value, number) for number, sketch in sketches for value in {*sketch}]
    connection.execute(
        "INSERT INTO sketch(value, article_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[]) "
        "ON CONFLICT DO NOTHING",
        ([value for value, _ in rows], [number for _, number in rows]),
    )


_SIMILAR = f"""SELECT these.place, r.article_id
    FROM (SELECT DISTINCT place, before FROM unnest(%(places)s::bigint[], %(befores)s::bigint[])
        AS given(place, before)) these
    CROSS JOIN LATERAL (
        SELECT s.article_id, count(*) AS shared
        FROM unnest(%(places)s::bigint[], %(values)s::bigint[]) AS sought(place, value)
        JOIN sketch s ON s.value = sought.value AND s.article_id < these.before
        WHERE sought.place = these.place
        GROUP BY s.article_id HAVING count(*) >= {_SHARED_VALUES}
        ORDER BY count(*) DESC, s.article_id LIMIT {_MOST_SIMILAR}) r
    ORDER BY these.place, r.shared DESC, r.article_id"""
"""By places: the articles under a number that share parts of a sketch, most shared first."""


def similar_to(
    connection: Connection, sketch: Collection[int], *, before: int = _LAST
) -> tuple[int, ...]:
    """The articles with a number under before that share parts of a sketch, most shared first."""
    found = dict(_all_similar(connection, [(0, sketch, before)]))
    return found.get(0, ())


def _similar(connection: Connection, placed: Sequence[Placed]) -> dict[int, tuple[int, ...]]:
    """By places: what articles may be like, of the new ones and of those that are there, where an
    import was ended before their facts: it may have been ended before they were compared, too."""
    there = [one.number for one in placed if not one.is_new]
    made = connection.execute(
        "SELECT article_id FROM extraction WHERE article_id = ANY(%s) AND extractor <> ''", (there,)
    )
    sought = [(place, one.new.sketch, one.number) for place, one in enumerate(placed)]
    found = dict(_all_similar(connection, sought))
    compared = {number for (number,) in made}
    return {
        place: similar for place, similar in found.items() if placed[place].number not in compared
    }


def _all_similar(
    connection: Connection, sought: Iterable[tuple[int, Collection[int], int]]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    rows = [(place, value, before) for place, sketch, before in sought for value in {*sketch}]
    found: dict[int, list[int]] = {}
    for place, number in connection.execute(
        _SIMILAR.encode(),
        {
            "places": [place for place, _, _ in rows],
            "values": [value for _, value, _ in rows],
            "befores": [before for _, _, before in rows],
        },
    ):
        found.setdefault(place, []).append(number)
    for place, numbers in found.items():
        yield place, tuple(numbers)
