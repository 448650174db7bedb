"""The same words elsewhere: the hint, the list of suggestions, and the same claim made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.motion import Unit, objects_at, without_space
from workbench.domain.span import Span
from workbench.services.annotate import record_claim
from workbench.services.elsewhere import claim_there, like, same_words
from workbench.tui.actions.here import OPENED_FIRST, SHOWN_TO_CHANGE
from workbench.tui.actions.need import again, on
from workbench.tui.actions.needs import SUGGESTIONS
from workbench.tui.pages.suggestions import SuggestionsPage, found_words

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.services.view import ArticleView
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk
    from workbench.tui.views.act import Act

_HINT = 50
"""Places that a hint counts, in as many articles."""


async def hint(desk: Desk, view: ArticleView, claim: Claim | None) -> str:
    """Where else the words of a claim of an article stand; empty when nowhere."""
    if claim is None:
        return ""
    found = await desk.call(same_words, desk.bench, view, claim.span, limit=_HINT, most=_HINT)
    return f"same words {found_words(found)}: {{words.elsewhere}}" if found.places else ""


async def _elsewhere(desk: Desk, page: TextPage) -> None:
    subject = desk.page.subject
    model = None if page.article.is_selecting else subject.claim
    found = model or (None if page.on_text else subject.fact)
    span = found.span if found else page.article.chosen_words()
    view = page.article.view
    same = await desk.call(same_words, desk.bench, view, span)
    if not same.places:
        desk.say("these words stand nowhere else, or all of them are claims of yours already")
        return
    page.article.stop_selecting()
    desk.screen.push(SuggestionsPage(same, view, span, model, desk.glyphs))
    what = "records it there too" if model else "records them without a source"
    desk.say(f"{{suggestion.accept}} {what}, {{suggestion.skip}} leaves it, {{mark.all}} marks all")


async def record(desk: Desk, page: SuggestionsPage, keys: list[str]) -> int:
    """Make the page's claim at these of its places, as one act; how many."""
    places = [place for place in page.places if place.key in keys]
    model = page.model or page.bare_claim(desk.bench.analyst)
    await desk.call(claim_there, desk.bench, model, places)
    return len(places)


async def _accept(desk: Desk, page: SuggestionsPage) -> None:
    key = page.key(page.cursor)
    place = page.places[page.cursor]
    await record(desk, page, [key])
    await desk.places.refresh()
    desk.say(f"recorded in #{place.number}; {_left(page)}, {{desk.undo}} takes it back")


async def _skip(desk: Desk, page: SuggestionsPage) -> None:
    page.leave([page.key(page.cursor)])
    await desk.places.refresh()
    desk.say(f"left as it is; {_left(page)}")


def _left(page: SuggestionsPage) -> str:
    return f"{len(page.places)} left" if page.places else "none left, {pane.back} goes back"


def claiming_again(uid: str, unit: Unit) -> Act[Desk]:
    """An act that claims the object of this unit at the cursor, or the selected words, with the
    attribution of an earlier claim."""

    async def claim(desk: Desk, page: TextPage) -> None:
        models = await desk.call(desk.bench.store.claims.many, [uid])
        if not models:
            desk.warn("that claim is gone")
            return
        article = page.article
        span = article.chosen_words() if article.is_selecting else object_span(page, unit)
        made = like(desk.bench, article.view, models[0], span)
        await desk.call(record_claim, desk.bench, article.view, made)
        article.stop_selecting()
        await desk.places.refresh()
        article.select_key(made.uid)
        page.paint(desk.screen)
        who = article.view.hop_name(made.hops[-1]) if made.hops else "nobody"
        desk.say(f"{who}; {await hint(desk, article.view, made) or '{desk.undo} takes it back'}")

    return again(f"claim of the {unit.value}", SHOWN_TO_CHANGE, claim)


def object_span(page: TextPage, unit: Unit) -> Span:
    """The object of a unit at the cursor; the word where there is none."""
    article = page.article
    text = article.text
    start, end = without_space(text, *objects_at(text, article.offset, unit, words=article.words))
    if start == end:
        return article.chosen_words()
    return Span.of(text, start, end)


HANDLERS: dict[str, Handler[Desk]] = {
    "words.elsewhere": on(OPENED_FIRST, _elsewhere),
    "suggestion.accept": on(SUGGESTIONS, _accept),
    "suggestion.skip": on(SUGGESTIONS, _skip),
}
