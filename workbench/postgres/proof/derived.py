"""What is derived from the texts: facts with their questions, what search finds things by,
sketches, likenesses, clusters. Proved by checksums; what search finds things by is made anew of
each text, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from workbench.domain.fact import Kind
from workbench.domain.folding import FOLDING
from workbench.domain.problem import Problem, Rebuild
from workbench.postgres.checksum import damaged_rows, read_kept
from workbench.postgres.connection import Connection
from workbench.postgres.gists import disagreeing
from workbench.postgres.passed import is_as_kept
from workbench.postgres.proof.reading import streamed, streaming
from workbench.postgres.search_build import reached
from workbench.postgres.search_index import ArticleWords, words_of_claim
from workbench.postgres.signatures import damaged
from workbench.postgres.words import CLAIM
from workbench.stored.indexed import CLAIM_PARTS
from workbench.stored.proving import (
    told_gists,
    told_rows,
    told_signatures,
    wrong_facts,
    wrong_likenesses,
)

_MISCOUNTED = f"""SELECT a.id FROM article a LEFT JOIN (
        SELECT article_id, count(*) AS questions,
            count(*) FILTER (WHERE kind = '{Kind.EVENT.value}') AS checks
        FROM question GROUP BY article_id) q ON q.article_id = a.id
    WHERE (a.questions, a.checks) <> (coalesce(q.questions, 0), coalesce(q.checks, 0))
    ORDER BY a.id"""
"""Articles beside which other numbers of questions stand than they have."""


def check_facts(connection: Connection) -> Iterator[Problem]:
    """Facts and questions of every article."""
    return wrong_facts(
        read_kept(connection),
        _numbers(connection, "SELECT id FROM article ORDER BY id"),
        _numbers(connection, _MISCOUNTED),
    )


def _numbers(connection: Connection, query: str) -> Iterator[int]:
    """The first column of a query, asked when it is wanted."""
    for number, *_ in streamed(connection, query):
        yield number


def check_search(connection: Connection) -> Iterator[Problem]:
    """What articles and claims are found by against texts and claims, as far as it is made. Words
    that were folded otherwise than now cannot be compared."""
    below = reached(connection).below
    for number, title, text, *known in streamed(connection, _ARTICLES):
        if known[0] is None and number >= below:
            yield _unknown("article", number)
        elif known[0] == FOLDING and known[1:] != _of_article(number, title, text):
            yield _unfit("article", number)
    for number, *row in streamed(connection, _CLAIMS):
        parts, known = row[: len(CLAIM_PARTS)], row[len(CLAIM_PARTS) :]
        if known[0] is None:
            yield _unknown("claim", number)
        elif known != _of_claim(parts):
            yield _unfit("claim", number)


def _unknown(what: str, number: int) -> Problem:
    return Problem(f"{what} #{number}: search does not know it", Rebuild.SEARCH)


def _unfit(what: str, number: int) -> Problem:
    return Problem(f"{what} #{number}: what search knows does not fit it", Rebuild.SEARCH)


def _digest(column: str) -> str:
    return f"encode(sha256(convert_to({column}, 'UTF8')), 'hex')"


_ARTICLES = f"""SELECT t.id, t.title, t.text, w.folding,
        {", ".join(map(_digest, ("w.title", "w.text", "w.joined", "w.terms::text")))},
        w.is_long, {", ".join(map(_digest, ("w.title_letters", "w.letters")))},
        tsvector_to_array(w.grams)
    FROM article_text t LEFT JOIN article_words w ON w.article_id = t.id ORDER BY t.id"""
"""Words come as their hash: they are as long as the text, which is here already."""
_CLAIMS = f"""SELECT c.id, {", ".join(f"c.{part}" for part in CLAIM_PARTS)},
        {", ".join(f"w.{part}" for part in CLAIM)}, w.terms::text, w.is_long
    FROM claim c LEFT JOIN claim_words w ON w.claim_id = c.id ORDER BY c.id"""


def _of_article(number: int, title: str, text: str) -> list[object]:
    found = ArticleWords.of(number, title, text)
    words = found.title, found.text, found.joined, found.terms
    return [
        *map(_hashed, words),
        found.is_long,
        *map(_hashed, (found.title_letters, found.letters)),
        found.grams,
    ]


def _hashed(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def _of_claim(parts: Sequence[str]) -> list[object]:
    words = words_of_claim(parts)
    return [words[name] for name in (*CLAIM, "terms", "is_long")]


def check_likenesses(connection: Connection) -> Iterator[Problem]:
    """Sketches, what texts are like, and the clusters that this makes; gists and signatures."""
    yield from wrong_likenesses(
        streamed(
            connection,
            "SELECT id, sketch_checksum, likeness_checksum, cluster FROM article ORDER BY id",
        ),
        streamed(connection, "SELECT article_id, value FROM sketch ORDER BY 1, 2"),
        streamed(
            connection,
            "SELECT article_id, other_id, kind, score, shared FROM likeness ORDER BY 1, 2",
        ),
    )
    with streaming(connection):
        yield from told_gists(disagreeing(connection))
        yield from told_signatures(damaged(connection))


def check_passed(connection: Connection) -> Iterator[Problem]:
    """What relays put into the chains of claims."""
    with streaming(connection):
        is_sound = is_as_kept(connection)
    if not is_sound:
        yield Problem("chains: what relays put into them is not what was kept", Rebuild.PASSED)


def check_unjournalled(connection: Connection) -> Iterator[Problem]:
    """The rows that are written without the journal."""
    with streaming(connection):
        yield from told_rows(damaged_rows(connection))
