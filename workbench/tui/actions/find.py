"""Finding: in this text, in all texts, by a filter; the lists of articles and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter import ARTICLE_FIELDS, search_words
from workbench.domain.text import occurrences, safe_line
from workbench.present.counting import counted
from workbench.present.runs import Run, Runs, fill_runs, words_line
from workbench.present.shelf import article_line
from workbench.services.find import Found, search_articles
from workbench.tui.actions.board import search_claims
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.library import LibraryPage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Handler
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.journal import Entry as JournalEntry
    from workbench.tui.screens.desk import Desk

_MOST = 500
"""Rows of a list of changes."""


async def _here(desk: Desk, count: int | None) -> None:
    page = desk.page
    if isinstance(page, BoardPage):
        await search_claims(desk)
        return
    if not isinstance(page, ArticlePage):
        await _articles(desk, count)
        return
    words = await desk.prompts.line("search", kind="search")
    if not words:
        return
    article = page.article
    article.hits = occurrences(article.view.text, words)
    desk.text.set_hits(article.hits)
    if not article.hits:
        desk.say(f"{words!r} does not stand here; g/ looks in all articles")
        return
    first = next((s for s, _ in article.hits if s >= article.offset), article.hits[0][0])
    article.put_offset(first)
    page.point(desk)
    desk.say(f"{counted(len(article.hits), 'hit')}; n and N go through them")


async def _articles(desk: Desk, count: int | None) -> None:
    words = await desk.prompts.line("search all articles", kind="search")
    if not words:
        return
    found = await desk.call(search_articles, desk.bench, words, limit=200)
    entries = [_hit_entry(desk, one, words) for one in found]
    more = " (the newest)" if len(found) == 200 else ""
    desk.push(
        ListPage(
            f"{counted(len(found), 'article holds', 'articles hold')} {words!r}{more}",
            entries,
            empty="No article holds all of these words; a star ends a prefix, as ban*",
        )
    )


def _hit_entry(desk: Desk, found: Found, words: str) -> Entry:
    hit = found.hit

    async def opened(desk: Desk) -> None:
        page = await desk.places.open_article(hit.number, offset=hit.start)
        article = page.article
        for word in search_words(words):
            article.hits += occurrences(article.view.text, word.rstrip("*"))
        article.hits = tuple(sorted(article.hits))
        page.on_text = True
        article.put_offset(hit.start)
        desk.show_page()

    before, after = (safe_line(part) for part in (hit.before[-20:], hit.after))
    around: Runs = (
        Run(f" {before}", "dim"), Run(safe_line(hit.exact), "hit"), Run(after, "dim")
    )  # fmt: skip

    def draw(width: int) -> Runs:
        half = max(20, width // 2)
        return fill_runs((*article_line(found.row, half, desk.glyphs), *around), width)

    return Entry(draw, opened, found.row.title)


async def _filter(desk: Desk, count: int | None) -> None:
    selections = await desk.call(desk.bench.store.selections.all)

    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        last = words.rpartition(" ")[2].lstrip("-")
        head = words[: len(words) - len(last)]
        if last.startswith("in:"):
            name = last.removeprefix("in:").strip('"').casefold()
            return [
                Completion(f"{head}{one.term}", one.where or "all articles")
                for one in selections
                if one.name.casefold().startswith(name) and one.term != last
            ], None
        return [
            Completion(f"{head}{name}:", title)
            for name, title in ARTICLE_FIELDS.items()
            if name.startswith(last) and ":" not in last
        ], None

    library = desk.library.library
    words = await desk.prompts.line("filter", library.words, kind="filter", complete=complete)
    if words is not None:
        order = None if "in:" in words else library.order  # a selection brings its own
        await desk.places.filter_library(words.strip(), order)
        desk.say(counted(len(desk.library.library), "article"))


async def _clear(desk: Desk, count: int | None) -> None:
    await desk.places.filter_library("")


async def _refresh(desk: Desk, count: int | None) -> None:
    await desk.call(desk.library.library.rank)
    await desk.refresh_page()
    desk.overview.forget_days()
    desk.say(counted(len(desk.library.library), "article"))


async def _library(desk: Desk, count: int | None) -> None:
    while not isinstance(desk.page, LibraryPage):
        await desk.pop()


async def _journal(desk: Desk, count: int | None) -> None:
    async def read(desk: Desk) -> list[Entry]:
        entries = await desk.call(desk.bench.store.journal.recent, _MOST)
        return [_journal_entry(entry) for entry in entries]

    desk.push(ListPage("The journal, newest first", await read(desk), reader=read))


def _journal_entry(entry: JournalEntry) -> Entry:
    words = f"{entry.seq:>6}  {entry.at[:16].replace('T', ' ')}  {entry.analyst}  {entry.op}"
    detail = ", ".join(f"{change.entity} {change.uid[:8]}" for change in entry.changes[:6])
    return Entry(lambda width: words_line(f"{words}  {entry.about}", width), None, detail)


HANDLERS: dict[str, Handler[Desk]] = {
    "search.here": Handler(_here),
    "search.articles": Handler(_articles),
    "library.filter": Handler(_filter),
    "library.clear_filter": Handler(_clear),
    "library.refresh": Handler(_refresh),
    "library.show": Handler(_library),
    "journal.show": Handler(_journal),
}
