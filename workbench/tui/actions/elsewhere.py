"""The same words elsewhere: the hint, the list of suggestions, and the same claim made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.motion import Unit, objects_at, without_space
from workbench.domain.span import Span
from workbench.services.annotate import record_claim
from workbench.services.elsewhere import claim_there, like, same_words
from workbench.tui.actions.conditions import claim_of, fact_of, needs_writing, open_article
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.suggestions import SuggestionsPage, found_words
from workbench.tui.registry import Handler
from workbench.tui.views.act import Act

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.tui.screens.desk import Desk

_HINT = 50
"""Places that a hint counts, in as many articles."""


async def hint(desk: Desk, claim: Claim | None) -> str:
    """Where else the words of a claim of the open article stand; empty when nowhere."""
    if claim is None:
        return ""
    view = open_article(desk).view
    found = await desk.call(same_words, desk.bench, view, claim.span, limit=_HINT, most=_HINT)
    return f"same words {found_words(found)}: g*" if found.places else ""


async def _elsewhere(desk: Desk, count: int | None) -> None:
    page = desk.article_page
    assert page is not None
    model = claim_of(desk) if not page.article.is_selecting else None
    fact = fact_of(desk)
    if model:
        span = model.span
    elif fact and not page.on_text:
        span = fact.span
    else:
        span = page.article.chosen_words()
    view = page.article.view
    found = await desk.call(same_words, desk.bench, view, span)
    if not found.places:
        desk.say("these words stand nowhere else, or all of them are claims of yours already")
        return
    page.article.stop_selecting()
    desk.push(SuggestionsPage(found, view, span, model, desk.glyphs))
    what = "records it there too" if model else "records them without a source"
    desk.say(f"a {what}, s leaves it, * marks all")


def _suggestions(desk: Desk) -> SuggestionsPage:
    page = desk.page
    assert isinstance(page, SuggestionsPage)
    return page


async def record(desk: Desk, page: SuggestionsPage, keys: list[str]) -> int:
    """Make the page's claim at these of its places, as one act; how many."""
    places = [place for place in page.places if place.key in keys]
    model = page.model or page.bare_claim(desk.bench.analyst)
    await desk.call(claim_there, desk.bench, model, places)
    return len(places)


async def _accept(desk: Desk, count: int | None) -> None:
    page = _suggestions(desk)
    key = page.key(page.cursor)
    place = page.places[page.cursor]
    await record(desk, page, [key])
    await desk.refresh_page()
    desk.say(f"recorded in #{place.number}; {_left(page)}, u takes it back")


async def _skip(desk: Desk, count: int | None) -> None:
    page = _suggestions(desk)
    page.leave([page.key(page.cursor)])
    await desk.refresh_page()
    desk.say(f"left as it is; {_left(page)}")


def _left(page: SuggestionsPage) -> str:
    return f"{len(page.places)} left" if page.places else "none left, q goes back"


def _needs_place(desk: Desk) -> str | None:
    page = desk.page
    there = isinstance(page, SuggestionsPage) and bool(page.places)
    return needs_writing(desk) or (None if there else "no place is left")


def _needs_article(desk: Desk) -> str | None:
    return None if desk.article_page else "open an article first"


def claiming_again(uid: str, unit: Unit) -> Act[Desk]:
    """An act that claims the object of this unit at the cursor, or the selected words, with the
    attribution of an earlier claim."""

    async def again(desk: Desk) -> None:
        page = desk.page.as_article
        reason = needs_writing(desk)
        models = await desk.call(desk.bench.store.claims.many, [uid])
        if reason or page is None or not isinstance(desk.page, ArticlePage) or not models:
            desk.warn(reason or ("open an article first" if models else "that claim is gone"))
            return
        article = page.article
        span = article.chosen_words() if article.is_selecting else _object_span(page, unit)
        made = like(desk.bench, article.view, models[0], span)
        await desk.call(record_claim, desk.bench, article.view, made)
        article.stop_selecting()
        await desk.refresh_page()
        article.select_key(made.uid)
        page.paint(desk)
        who = article.view.hop_name(made.hops[-1]) if made.hops else "nobody"
        desk.say(f"{who}; {await hint(desk, made) or 'u takes it back'}")

    return Act(f"claim of the {unit.value}", again)


def _object_span(page: ArticlePage, unit: Unit) -> Span:
    article = page.article
    text = article.text
    start, end = without_space(text, *objects_at(text, article.offset, unit, words=article.words))
    if start == end:
        return article.chosen_words()
    return Span.of(text, start, end)


HANDLERS: dict[str, Handler[Desk]] = {
    "words.elsewhere": Handler(_elsewhere, _needs_article),
    "suggestion.accept": Handler(_accept, _needs_place),
    "suggestion.skip": Handler(_skip, _needs_place),
}
