"""Why an action cannot be done now: the reasons that several nouns share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.library import LibraryPage
from workbench.tui.pages.lists import CardPage, SourcesPage

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.domain.fact import Fact
    from workbench.tui.screens.desk import Desk
    from workbench.tui.views.article import OpenArticle


def needs_writing(desk: Desk) -> str | None:
    """A database that takes changes."""
    return "this database is read-only" if desk.bench.store.is_read_only else None


def needs_article(desk: Desk) -> str | None:
    """An open article, or one under the library's cursor."""
    if desk.article_page:
        return None
    return None if desk.library.row else "there is no article"


def needs_fact(desk: Desk) -> str | None:
    """A fact under the cursor, and a database that takes changes."""
    return None if fact_of(desk) else needs_writing(desk) or "no fact is under the cursor"


def needs_fact_to_change(desk: Desk) -> str | None:
    """A fact under the cursor, and a database that takes changes."""
    return needs_writing(desk) or needs_fact(desk)


def needs_claim(desk: Desk) -> str | None:
    """A claim under the cursor."""
    return None if claim_of(desk) else "no claim is under the cursor"


def needs_my_claim(desk: Desk) -> str | None:
    """A claim of the analyst's own under the cursor, and a database that takes changes."""
    claim = claim_of(desk)
    if claim is None:
        return needs_claim(desk)
    if claim.analyst != desk.bench.analyst:
        return f"that claim is {claim.analyst}'s; c makes one of your own"
    return needs_writing(desk)


def needs_hop(desk: Desk) -> str | None:
    """A hop of a claim of one's own."""
    reason = needs_my_claim(desk)
    if reason:
        return reason
    page = desk.page
    return None if isinstance(page, ClaimPage) and page.hop is not None else "there is no hop yet"


def needs_source(desk: Desk) -> str | None:
    """A source under the cursor."""
    return None if source_uid(desk) else "no source is under the cursor"


def needs_source_to_change(desk: Desk) -> str | None:
    """A source under the cursor, and a database that takes changes."""
    return needs_writing(desk) or needs_source(desk)


def open_article(desk: Desk) -> OpenArticle:
    """The article that is open; only asked where the action's pane implies one."""
    page = desk.article_page
    assert page is not None
    return page.article


def fact_of(desk: Desk) -> Fact | None:
    """The fact under the cursor."""
    page = desk.page
    if isinstance(page, ClaimPage):
        claim = page.claim
        return page.article.view.fact(claim.fact) if claim and claim.fact else None
    if isinstance(page, ArticlePage) and page.article.item:
        return page.article.item.fact
    return None


def claim_of(desk: Desk) -> Claim | None:
    """The claim under the cursor."""
    page = desk.page
    if isinstance(page, ClaimPage | BoardPage):
        return page.claim
    if isinstance(page, ArticlePage) and page.article.item:
        return page.article.item.claim
    return None


def source_uid(desk: Desk) -> str | None:
    """The source under the cursor: of a list, a card, a hop, a claim's last hop, or the outlet."""
    page = desk.page
    if isinstance(page, SourcesPage):
        return page.source.uid if page.source else None
    if isinstance(page, CardPage):
        return page.source.uid
    claim = claim_of(desk)
    if isinstance(page, BoardPage):
        return next(iter(page.row.told.origin.sources), None) if page.row else None
    if claim and claim.hops:
        at = page.hop if isinstance(page, ClaimPage) and page.hop is not None else -1
        if claim.hops[at].sources:
            return claim.hops[at].sources[0]
    if claim and not claim.hops and desk.article_page:
        sources = desk.article_page.article.view.origin(claim).sources
        return sources[0] if sources else None
    if isinstance(page, ArticlePage):
        return page.article.view.article.metadata.outlet
    return None


def article_number(desk: Desk) -> int | None:
    """The open article, or the one under the library's cursor."""
    page = desk.article_page
    if page and not isinstance(desk.page, LibraryPage):
        return page.article.view.number
    return desk.library.row.number if desk.library.row else None
