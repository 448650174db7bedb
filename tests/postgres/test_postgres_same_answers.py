"""A server answers as a file does: the same acts, taken at random by three analysts, end in the
same journal, and whatever filters ask of what they made comes out the same, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest
from merging_cases import Desk, Doing
from services_cases import sample_database
from stores import KINDS, SQLITE, Stores

from workbench.domain.filter import ClaimSort, Order
from workbench.domain.filter.fields import ARTICLE_FIELDS, CLAIM_FIELDS, ENTRY_FIELDS, Fields
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import And, Node, Not, Or, Term
from workbench.errors import WorkbenchError
from workbench.services.annotate import edit_claim
from workbench.services.moving import fill
from workbench.verbs.claims import BoardQuery

if TYPE_CHECKING:
    from workbench.domain.filter.tree import Filter
    from workbench.verbs.store import Store

ACTS, QUESTIONS = 150, 60
ANALYSTS = ("ana", "budi", "citra")
WORDS = (
    "Banjir ROB", "banjir rob", "100% sungguh", "a_b", "O'Neill", "Łódź ŻÓŁĆ", "łódź żółć",
    "Straße", "İstanbul ı", "kapal 🚢", "ﬁnal", "É", "E\u0301", "中国外交部", "นายก", "\\back",
    '"kutip"', "_", "%", "a-b", "zz", "Zz", "a\u200bb", "x" * 300, "\x07bell", "nul\0l", "kata",
)  # fmt: skip
"""What is written, and what is looked for, in all the ways in which words compare otherwise here
and there: case, marks, signs of patterns."""
OF_ALL = ("text", "title", "outlet", "source", "origin", "topic", "verdict", "by", "tag", "author")
HAD = (
    "claims",
    "answers",
    "notes",
    "relay",
    "questions",
    "tags",
    "links",
    "topic",
    "gloss",
    "flag",
)
TOLD = (
    "state:done", "questions:>1", "claims:>=1", "date:<2026-03", "added:>=2026", "number:<9",
    "lang:ID", "lang:En", "recorded:>2026-03-04T00:10", "credibility:>3", "links:>0",
    "linked:same", "codebook:1", "mode:direct", "act:edit", "assigned:ana", "queue:mine",
    "has:duplicates", "near(kata polisi, 9)",
)  # fmt: skip


class Working(Doing):
    """With such words."""

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.choice((1, 1, 2))))

    def do_say(self) -> None:
        topic, gloss, place, verdict = (self.words() for _ in range(4))
        said = replace(self.claim(), topic=topic, gloss=gloss, place=place, verdict=verdict)
        edit_claim(self.bench, self.view, said)

    do_say_more = do_say


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A file and a server with the same sample, on which the same was done."""
    folder = tmp_path_factory.mktemp("answers")
    server = Stores(KINDS["postgres"], folder)
    with sample_database(folder, SQLITE).open() as file, server.open() as there:
        fill(there, file)
        for store in (file, there):
            random, desk = Random(16), Desk("a", store)
            for _ in range(ACTS):
                with suppress(WorkbenchError):
                    Working(random, desk).act()
        yield file, there
    server.kind.clear(folder)


def test_the_same_acts_end_in_the_same_journal(both: tuple[Store, Store]) -> None:
    file, server = both
    assert file.journal.head() == server.journal.head()
    assert file.journal.head()[0] > ACTS / 3


def lines(random: Random, fields: Fields, viewer: str) -> Iterator[Filter]:
    """Filters at random, as far as these fields know what they ask for."""
    while True:
        value = random.choice(WORDS).replace('"', '""')
        told = [
            f'{random.choice(OF_ALL)}:"{value}"', f'"{value}"', f"has:{random.choice(HAD)}",
            f"by:{random.choice(ANALYSTS).title()}", random.choice(TOLD),
        ]  # fmt: skip
        one, other, third = (random.choice(told) for _ in range(3))
        form = random.choice(("{0}", "-{0}", "({0} or {1}) {2}", "not ({0} or {1})", "{0} or {1}"))
        with suppress(WorkbenchError):
            yield tuple(
                _seen_by(node, viewer)
                for node in parse_filter(form.format(one, other, third), fields)
            )


def _seen_by(node: Node, viewer: str) -> Node:
    if isinstance(node, Term):
        return replace(node, viewer=viewer)
    if isinstance(node, Not):
        return Not(_seen_by(node.part, viewer))
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_seen_by(part, viewer) for part in node.parts))
    return node


def asked(random: Random) -> Iterator[Callable[[Store], object]]:
    """Questions over whatever filters leave."""
    me, viewer = random.choice(ANALYSTS), random.choice(("", "budi"))
    articles = lines(random, ARTICLE_FIELDS, viewer)
    claims, entries = lines(random, CLAIM_FIELDS, viewer), lines(random, ENTRY_FIELDS, "")
    for order in (Order.NEWEST, Order.OLDEST):
        yield partial(_listed, next(articles), order, me)
    yield partial(_counted, next(articles), me)
    for sort in ClaimSort:
        yield partial(_board, BoardQuery(me, next(claims), sort, viewer=viewer))
    yield partial(_journal, next(entries), random.randrange(20, 90))


def _listed(terms: Filter, order: Order, me: str, store: Store) -> object:
    articles = store.articles
    return articles.rows(terms, analyst=me, order=order), articles.outline(
        terms, analyst=me, order=order
    )


def _counted(terms: Filter, me: str, store: Store) -> object:
    ranked = store.articles.ranked(terms, Order.QUESTIONS, analyst=me, limit=9)
    return ranked, store.articles.progress(terms, analyst=me)


def _board(query: BoardQuery, store: Store) -> object:
    return store.claims.page(query, limit=9), store.claims.outline(query)


def _journal(terms: Filter, before: int, store: Store) -> object:
    return store.journal.recent(9, terms, before=before)


@pytest.mark.parametrize("seed", range(QUESTIONS // 15))
def test_what_filters_ask_is_answered_alike(both: tuple[Store, Store], seed: int) -> None:
    file, server = both
    random = Random(seed)
    for _ in range(15):
        for question in asked(random):
            assert question(server) == question(file)
