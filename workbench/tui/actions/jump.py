"""Jumping: to the next question, claim, quote, mention, hit or new article."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.domain.fact import Name
from workbench.tui.actions.here import OPENED, SHOWN
from workbench.tui.actions.need import counts, does, times
from workbench.tui.actions.needs import SEARCHED
from workbench.tui.actions.panes import point_keys
from workbench.tui.pages.lists import ListPage

if TYPE_CHECKING:
    from workbench.domain.fact import Fact
    from workbench.domain.motion import Extent
    from workbench.services.view import ArticleView
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk
    from workbench.tui.views.article import OpenArticle


def _leave_trail(desk: Desk, page: TextPage) -> None:
    desk.trail.append((page.article.view.number, page.article.offset))
    del desk.trail[:-100]


def _within(go: Callable[[OpenArticle], bool], nothing: str) -> Handler[Desk]:
    def run(desk: Desk, page: TextPage, count: int | None) -> None:
        _leave_trail(desk, page)
        for _ in range(min(count or 1, 1000)):
            if not go(page.article):
                desk.say(nothing)
                return
        desk.screen.show_text(page)

    return times(SHOWN, run)


def _to_uncovered(*, forward: bool) -> Handler[Desk]:
    """A sentence is no row of the list: keys go to the text, where the cursor shows it."""
    go = _within(
        lambda article: article.next_uncovered(forward=forward), "every sentence here is covered"
    )

    def run(desk: Desk, page: TextPage, count: int | None) -> Awaitable[None] | None:
        point_keys(desk, page, to_text=True)
        return go.run(desk, count)

    return times(SHOWN, run)


async def go_on(desk: Desk, words: str) -> None:
    """After an answer: to the next question nobody looked at yet, round the end of the article;
    where there is none, say what is next."""
    page = desk.opened
    if page is None:
        return
    view = page.article.view
    skipped = {one.fact for one in view.decisions if one.analyst == view.analyst}
    waiting = frozenset(fact.id for fact in view.open_questions()) - skipped
    if waiting and page.article.next_question(keys=waiting):
        desk.screen.show_text(page)
        desk.say(words)
        return
    left = len(view.open_questions())
    here = f"only {left} skipped left" if left else "no question left"
    found = await _further_on(desk, page)
    if found:
        further = f"{{jump.next_unfinished}} goes to #{found[0].number}"
        desk.say(f"{words}; {here}: {{article.done}} marks it done, {further}")
    else:
        here += " here, none in the rest of the list"
        desk.say(f"{words}; {here}: {{article.done}} marks it done")


async def _further_on(desk: Desk, page: TextPage) -> tuple[ArticleView, Fact, bool] | None:
    """The next article down the list with an open question, its first one, and whether it was
    only found from the top of the list again; None when no other article has one."""
    number = page.article.view.number
    library = desk.screen.library.library
    below = await desk.call(library.next_open, after=number)
    if below:
        return *below, False
    first = await desk.call(library.next_open)
    return (*first, True) if first and first[0].number != number else None


async def _open_further_on(desk: Desk, page: TextPage) -> TextPage | None:
    """Open the next article with an open question, on that, and say so; None without one."""
    found = await _further_on(desk, page)
    if found is None:
        return None
    view, question, is_above = found
    left = len(page.article.view.open_questions())
    words = f"{'from the top again: ' if is_above else ''}on to #{view.number}"
    words += f"; {left} stay open in #{page.article.view.number}" if left else ""
    page = await desk.places.open_article(view.number)
    page.on_text = False
    page.article.select_key(question.id)
    page.article.select(page.article.cursor)
    desk.screen.show_page()
    desk.say(words)
    return page


async def _next_question(desk: Desk, page: TextPage, count: int | None) -> None:
    _leave_trail(desk, page)
    for _ in range(min(count or 1, 1000)):
        if page.article.later_question():
            desk.screen.show_text(page)
            continue
        there = await _open_further_on(desk, page)
        if there:
            page = there
        elif page.article.next_question():
            desk.screen.show_text(page)
            desk.say("round to the first again: no other article has an open question")
        else:
            desk.say("no open question is left in this list: all is answered")
            return


async def _next_unfinished(desk: Desk, count: int | None) -> None:
    page = desk.opened
    if page is None:
        await _first_unfinished(desk)
        return
    _leave_trail(desk, page)
    for _ in range(min(count or 1, 1000)):
        there = await _open_further_on(desk, page)
        if there is None:
            desk.say("no other article of this list has an open question")
            return
        page = there


async def _first_unfinished(desk: Desk) -> None:
    """Open the first article from the library's cursor on that has an open question."""
    library = desk.screen.library.library
    row = desk.screen.library.row
    if row and row.questions and row.state.value in ("new", "open"):
        await desk.places.open_article(row.number)
        return
    after = row.number if row else None
    found = await desk.call(library.next_open, after=after)
    if found is None:
        desk.say("no open question in the articles from here on")
        return
    await desk.places.open_article(found[0].number)


def _mentions(article: OpenArticle) -> list[Extent]:
    """Places of everything that names the same source as what is under the cursor."""
    item = article.item
    names: set[str] = set()
    if item and item.fact:
        if isinstance(item.fact.attributes, Name):
            names = {item.fact.attributes.name}
        elif speaker := item.fact.speaker:
            names = {*speaker.names, speaker.span.exact}
    return [
        (fact.span.start, fact.span.end)
        for fact in article.view.facts
        if (isinstance(fact.attributes, Name) and fact.attributes.name in names)
        or fact.span.exact in names
    ]


def _to_mention(article: OpenArticle, *, forward: bool) -> bool:
    found = _mentions(article)
    if forward:
        later = [one for one in found if article.end_of(*one) > article.offset]
    else:
        later = [one for one in reversed(found) if article.end_of(*one) < article.offset]
    if not later:
        return False
    article.extend(*later[0])
    return True


def _row_hit(desk: Desk, page: ListPage, count: int, *, forward: bool) -> None:
    hits = page.hits() if page.sought else []
    if not hits:
        desk.say("search something first: {search.here}")
        return
    for _ in range(count):
        if forward:
            place = next((hit for hit in hits if hit > page.cursor), hits[0])
        else:
            place = next((hit for hit in reversed(hits) if hit < page.cursor), hits[-1])
        desk.screen.move_to(place)
    desk.say(f"hit {hits.index(page.cursor) + 1} of {len(hits)}")


def _hit(*, forward: bool) -> Handler[Desk]:
    def run(desk: Desk, page: TextPage | ListPage, count: int | None) -> None:
        if isinstance(page, ListPage):
            _row_hit(desk, page, min(count or 1, 1000), forward=forward)
            return
        article = page.article
        if not article.hits:
            desk.say("search something first: {search.here}")
            return
        _leave_trail(desk, page)
        hits = article.hits
        for _ in range(min(count or 1, 1000)):
            ends = [article.end_of(*hit) for hit in hits]
            if forward:
                place = next((at for at, end in enumerate(ends) if end > article.offset), 0)
            else:
                before = [at for at, end in enumerate(ends) if end < article.offset]
                place = before[-1] if before else len(hits) - 1
            article.extend(*hits[place])
        desk.screen.show_text(page)
        desk.say(f"hit {place + 1} of {len(hits)}")

    return times(SEARCHED, run)


def _new(step: int) -> Handler[Desk]:
    async def run(desk: Desk) -> None:
        library = desk.screen.library.library
        place = desk.screen.library.cursor + step
        while 0 <= place < len(library):
            row = library.row(place)
            if row is None:
                await desk.call(library.load_page, place)
                row = library.row(place)
            if row and row.state.value == "new":
                if desk.opened:
                    await desk.places.open_article(row.number)
                else:
                    desk.screen.move_to(place)
                return
            place += step
        desk.say("no new article further on")

    return does(run)


def _again(desk: Desk, count: int | None) -> Awaitable[None] | None:
    if not desk.last_jump:
        desk.say("nothing to repeat yet: jump first, as {jump.next_question}")
        return None
    return desk.registry.run(desk.last_jump, desk, count=count)


async def _back(desk: Desk) -> None:
    if not desk.trail:
        desk.say("this is where you began")
        return
    number, offset = desk.trail.pop()
    page = desk.opened
    if page is None or page.article.view.number != number:
        page = await desk.places.open_article(number)
    page.article.put_offset(offset)
    desk.screen.show_text(page)


HANDLERS: dict[str, Handler[Desk]] = {
    "jump.next_question": times(OPENED, _next_question),
    "jump.next_unfinished": counts(_next_unfinished),
    "jump.previous_question": _within(
        lambda article: article.next_question(forward=False), "no open question here"
    ),
    "jump.next_claim": _within(lambda article: article.next_claim(), "no claim of yours here"),
    "jump.previous_claim": _within(
        lambda article: article.next_claim(forward=False), "no claim of yours here"
    ),
    "jump.next_quote": _within(lambda article: article.next_quote(), "no quote here"),
    "jump.previous_quote": _within(
        lambda article: article.next_quote(forward=False), "no quote here"
    ),
    "jump.next_fact": _within(lambda article: article.next_item(), "nothing was found here"),
    "jump.previous_fact": _within(
        lambda article: article.next_item(forward=False), "nothing was found here"
    ),
    "jump.next_uncovered": _to_uncovered(forward=True),
    "jump.previous_uncovered": _to_uncovered(forward=False),
    "jump.next_mention": _within(
        lambda article: _to_mention(article, forward=True), "not named further on"
    ),
    "jump.previous_mention": _within(
        lambda article: _to_mention(article, forward=False), "not named before"
    ),
    "jump.next_hit": _hit(forward=True),
    "jump.previous_hit": _hit(forward=False),
    "jump.next_new": _new(1),
    "jump.previous_new": _new(-1),
    "jump.again": counts(_again),
    "jump.back": does(_back),
}
