"""Full-text search: the newest articles that hold the words, and the words around the first hit."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.excerpt import Excerpt
from workbench.domain.folding import fold_words
from workbench.postgres.asked import planned
from workbench.postgres.connection import Connection, Connections, cancel
from workbench.postgres.paging import first_of
from workbench.postgres.search_build import build_on, reached
from workbench.postgres.words import all_words, among, holding, in_words
from workbench.stored.sought import first_place, sought_in
from workbench.verbs import Durability
from workbench.verbs.search import Reached
from workbench.verbs.stop import Stop

_NEWEST_FIRST = "ORDER BY a.published_key DESC, a.id DESC"


class Search:
    """Words in all articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(self, words: str, *, limit: int = 200, stop: Stop | None = None) -> list[Excerpt]:
        if not words.strip():
            return []
        end = stop or Stop()
        condition, values = all_words(words, "words")
        found = first_of(among(condition), [holding(condition)], _NEWEST_FIRST)

        def query(connection: Connection) -> Sequence[tuple[int, str]]:
            with end.over(lambda: cancel(connection)):
                return planned(
                    connection,
                    f"""SELECT a.id, t.text FROM article a JOIN article_text t ON t.id = a.id
                    WHERE a.id IN ({found}) {_NEWEST_FIRST}""",
                    {**values, "limit": limit},
                ).fetchall()

        sought = sought_in(words)
        hits = []
        for number, text in self._connections.read(query):
            end.check()
            hits.append(Excerpt.of(number, text, *(first_place(text, sought) or (0, 0))))
        return hits

    def reached(self) -> Reached:
        return self._connections.read(reached)

    def build_on(self) -> Reached:
        return self._connections.write(build_on, Durability.NORMAL)

    def holding(self, words: str, *, limit: int) -> list[tuple[int, str]]:
        condition, values = in_words(fold_words(words), "words", ("text", "joined"))
        return self._connections.read(
            lambda connection: planned(
                connection,
                f"""SELECT t.id, t.text FROM article_text t WHERE t.id IN (
                    SELECT w.article_id FROM article_words w WHERE {condition}
                    ORDER BY w.article_id DESC LIMIT %(limit)s) ORDER BY t.id DESC""",
                {**values, "limit": limit},
            ).fetchall()
        )
