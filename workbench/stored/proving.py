"""What rows that were kept must come to, whatever keeps them: texts and bytes their hashes, all
else its checksums. Each check takes its rows in order and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from workbench.domain.problem import Problem, Rebuild
from workbench.stored.checksum import article_seal, given_values, likeness_values, rows_checksum
from workbench.stored.raw import is_whole
from workbench.stored.rows import Row
from workbench.verbs.facts import Kept

TEXTS = "a.id, a.sha256, a.length"
"""Of article a, what its text must be; then comes the text, as bytes or None."""


def wrong_texts(rows: Iterable[Row]) -> Iterator[Problem]:
    """Every text. rows: TEXTS and the text."""
    for number, digest, length, text in rows:
        if text is None:
            yield Problem(f"article #{number}: its text is missing", article=number)
        elif sha256(text).hexdigest() != digest or len(text.decode("utf-8")) != length:
            yield Problem(
                f"article #{number}: its text is not the one that was imported", article=number
            )


def wrong_seals(rows: Iterable[Row]) -> Iterator[Problem]:
    """Every article's columns that never change. rows: number, seal, then SEALED and GIVEN."""
    for number, seal, *sealed, given, start in rows:
        if article_seal([*sealed, *given_values(given, start)]) != seal:
            yield Problem(
                f"article #{number}: what was kept with its text is not what was imported",
                article=number,
            )


def wrong_bytes(rows: Iterable[Row]) -> Iterator[Problem]:
    """The bytes that articles came as, where they were kept. Rows are never taken out, so that a
    gap in their numbers is a loss. rows: number, hash, size and bytes as packed."""
    expected = 1
    for number, digest, size, packed in rows:
        if number != expected:
            yield Problem(f"raw: rows {expected} to {number - 1} are missing")
        expected = number + 1
        if not is_whole(digest, size, packed):
            yield Problem(f"raw: the bytes {digest[:12]} are not those that came")


def wrong_facts(
    kept: Iterable[Kept], numbers: Iterable[int], miscounted: Iterable[int]
) -> Iterator[Problem]:
    """Facts and questions of every article. numbers: of all articles; miscounted: of those that
    have other numbers of questions beside them than there are."""
    there, broken = set(), set()
    for one in kept:
        there.add(one.number)
        if not one.is_sound:
            broken.add(one.number)
            yield _facts(one.number, "not what was kept")
    for number in numbers:
        if number not in there:
            broken.add(number)
            yield _facts(number, "missing")
    for number in miscounted:
        if number not in broken:
            yield Problem(f"article #{number}: its questions are miscounted", Rebuild.FACTS, number)


def _facts(number: int, what: str) -> Problem:
    return Problem(f"article #{number}: its facts are {what}", Rebuild.FACTS, number)


def wrong_likenesses(
    articles: Iterable[Row], sketches: Iterable[Row], likenesses: Iterable[Row]
) -> Iterator[Problem]:
    """Sketches, what texts are like, and the clusters that this makes. articles: number, checksums
    of sketch and of likenesses, cluster; sketches: article, value; likenesses: article, other,
    kind, score, shared."""
    every = list(likenesses)
    sketched, liked = _by_article(sketches), _by_article(every)
    clusters = clusters_of((row[0], row[1]) for row in every)
    empty = rows_checksum(())
    for number, sketch, likeness, cluster in articles:
        if sketched.get(number, empty) != sketch:
            yield Problem(
                f"article #{number}: its sketch is not what was kept", Rebuild.SKETCHES, number
            )
        if liked.get(number, empty) != likeness:
            yield Problem(
                f"article #{number}: its likenesses are not what was kept",
                *(Rebuild.LIKENESSES, number),
            )
        elif clusters.get(number, number) != cluster:
            yield Problem(
                f"article #{number}: it stands in another cluster than its likenesses make",
                *(Rebuild.LIKENESSES, number),
            )


def _by_article(rows: Iterable[Row]) -> Mapping[int, int]:
    """Article -> checksum of its rows."""
    return {
        number: rows_checksum(row[1] if len(row) == 2 else likeness_values(row[1:]) for row in some)
        for number, some in groupby(rows, itemgetter(0))
    }


def clusters_of(likenesses: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Article -> the first one of its cluster, for all that are like another one."""
    first: dict[int, int] = {}

    def root(number: int) -> int:
        while first.setdefault(number, number) != number:
            number = first[number]
        return number

    for one, other in likenesses:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return {number: root(number) for number in first}


def told_gists(numbers: Iterable[int]) -> Iterator[Problem]:
    """Of articles whose gist and whose rows of the index of gists say different things."""
    for number in numbers:
        yield Problem(
            f"article #{number}: what it tells is not what was kept", Rebuild.LIKENESSES, number
        )


def told_signatures(numbers: Iterable[int]) -> Iterator[Problem]:
    """Of articles the signatures of whose statements are damaged."""
    for number in numbers:
        yield Problem(
            f"article #{number}: what its statements say is not what was kept",
            Rebuild.LIKENESSES,
            number,
        )


def told_rows(damaged: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[Problem]:
    """Of rows that are written without the journal: table and key of each that is damaged."""
    for table, key in damaged:
        which = ":".join(map(str, key.values()))
        yield Problem(f"{table} {which}: not what was kept", Rebuild.ROWS)
