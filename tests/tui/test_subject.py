"""What a page says is under its cursor, without a screen: whoever reads for it may read at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from workbench.domain.note import NoteSubject
from workbench.present.glyphs import UNICODE
from workbench.services.board import BoardRow
from workbench.services.review import accept_fact
from workbench.services.sources import source_card
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.library import LibraryPage
from workbench.tui.pages.lists import CardPage, SourcesPage, list_sources
from workbench.tui.views.article import OpenArticle
from workbench.tui.views.board import Board
from workbench.tui.views.library import Library

P = ParamSpec("P")
T = TypeVar("T")


class Here:
    """Reads at once, in this thread."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench

    async def call(self, service: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        return service(*arguments, **named)


@pytest.fixture
def reader(truce: Path) -> Iterator[Here]:
    with open_store(truce) as store:
        yield Here(Workbench(store, "ratna"))


def opened(reader: Here) -> ArticlePage:
    return ArticlePage(OpenArticle(view_article(reader.bench, 1)), UNICODE)


def accepted(reader: Here) -> ArticlePage:
    """An article whose first quote became a claim, with the cursor on it."""
    page = opened(reader)
    fact = next(one for one in page.article.view.open_questions() if one.chain)
    accept_fact(reader.bench, page.article.view, fact)
    asyncio.run(page.load(reader))
    assert page.article.select_key(fact.id)
    return page


def test_an_article_has_a_fact_and_words_to_note_under_its_cursor(reader: Here) -> None:
    page = opened(reader)
    view, subject = page.article.view, page.subject
    assert subject.article == 1
    assert subject.fact is page.article.items[0].fact
    assert subject.claim is None
    assert subject.source == view.article.metadata.outlet
    assert subject.notable
    assert subject.notable.kind is NoteSubject.ARTICLE
    assert subject.fact
    assert subject.notable.span == subject.fact.span
    page.on_text = True
    assert page.subject.notable
    assert page.subject.notable.span is None, "in the text only selected words are meant"


def test_a_fact_that_became_a_claim_is_both(reader: Here) -> None:
    subject = accepted(reader).subject
    assert subject.fact
    assert subject.claim
    assert subject.claim.fact == subject.fact.id
    assert subject.source == subject.claim.hops[-1].sources[0]
    assert subject.notable
    assert (subject.notable.kind, subject.notable.uid) == (NoteSubject.CLAIM, subject.claim.uid)


def test_on_a_claim_the_row_decides_which_hop_is_meant(reader: Here) -> None:
    article = accepted(reader)
    claim = article.subject.claim
    assert claim
    page = ClaimPage(article.article, UNICODE, claim.uid)
    last = len(claim.hops) - 1
    assert page.subject.claim == claim
    assert page.subject.hop == last, "on a row without a hop the last one is meant"
    assert page.subject.notable
    assert page.subject.notable.kind is NoteSubject.CLAIM
    row = page.row_of_hop(0)
    assert row is not None
    page.cursor = row
    assert page.subject.hop == 0
    assert page.subject.source == claim.hops[0].sources[0]
    assert page.subject.notable.uid == f"{claim.uid}/0"
    assert page.row_of_hop(last + 1) is None


def test_a_rating_is_seen_once_it_was_shown(reader: Here) -> None:
    article = accepted(reader)
    claim = article.subject.claim
    assert claim
    page = ClaimPage(article.article, UNICODE, claim.uid)
    board = BoardPage(Board(reader.bench), UNICODE)
    asyncio.run(board.take(reader, board.board))
    for one in (page, board):
        assert not one.subject.has_rating
        one.saw_rating()
        assert one.subject.has_rating


def test_the_board_has_a_claim_and_where_it_comes_from(reader: Here) -> None:
    claim = accepted(reader).subject.claim
    page = BoardPage(Board(reader.bench), UNICODE)
    assert page.subject.claim is None, "its rows are not read yet"
    asyncio.run(page.take(reader, page.board))
    assert isinstance(page.row, BoardRow)
    assert claim
    assert page.subject.claim == claim
    assert page.subject.source in page.row.told.origin.sources
    assert claim.span.words.split()[0] in page.citation


def test_lists_have_their_article_or_source(reader: Here) -> None:
    library = LibraryPage(Library(reader.bench), UNICODE)
    assert library.subject.article is None
    library.library.load_first()
    assert library.subject.article == 1
    assert library.citation.startswith("#1 ")
    accepted(reader)
    page = SourcesPage(list_sources(reader.bench), UNICODE)
    uid = page.sources[0].uid
    assert page.subject.source == uid
    card = CardPage(source_card(reader.bench, uid))
    for one in (page, card):
        assert one.subject.notable
        assert one.subject.notable.kind is NoteSubject.SOURCE
    assert card.subject.source == uid
