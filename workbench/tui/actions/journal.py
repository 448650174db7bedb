"""The journal as a list: what was changed, newest first; a row leads to what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter.fields import ENTRY_FIELDS
from workbench.present.counting import counted
from workbench.services.history import entries_where, touched_articles
from workbench.tui.actions.need import does, on
from workbench.tui.actions.needs import JOURNAL
from workbench.tui.pages.lists import Entry, JournalPage
from workbench.tui.pages.page import words_row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from workbench.domain.journal import Change
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.tui.pages.host import Host
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_MOST = 500
"""Rows of the list."""
_ORDER = (
    "claim", "assessment", "link", "note", "decision", "relay", "nothing", "state", "metadata",
    "tag", "rating", "belonging", "unalike", "source", "selection", "habit", "topic",
    "guideline", "flag",
)  # fmt: skip
"""What an entry is about, before what it changed along with that."""
_LISTS = {
    "selection": "library.selections", "habit": "credit.habits", "topic": "topic.list",
    "guideline": "codebook.show", "flag": "codebook.flags",
}  # fmt: skip
"""Things that have no page of their own, and what lists them."""


async def _journal(desk: Desk) -> None:
    async def read(words: str) -> list[Entry]:
        entries = await desk.call(entries_where, desk.bench, words, _MOST)
        return [_row(desk, entry) for entry in entries]

    page = JournalPage(read)
    await page.show("")
    desk.screen.push(page)


async def _filter(desk: Desk, page: JournalPage) -> None:
    async def leave(words: str, _: object) -> None:
        await _show(desk, page, words.strip())

    await desk.prompts.terms(
        "filter the journal",
        page.words,
        ENTRY_FIELDS,
        kind="journal filter",
        values=desk.values(),
        take=leave,
    )


async def _clear(desk: Desk, page: JournalPage) -> None:
    await _show(desk, page, "")


async def _show(desk: Desk, page: JournalPage, words: str) -> None:
    await page.show(words)
    page.cursor = 0
    page.paint(desk.screen)
    desk.screen.tell()
    most = " (the newest)" if len(page.entries) == _MOST else ""
    desk.say(f"{counted(len(page.entries), 'entry', 'entries')}{most}")


def _row(desk: Desk, entry: JournalEntry) -> Entry:
    words = f"{entry.seq:>6}  {entry.at[:16].replace('T', ' ')}  {entry.analyst}  {entry.op}"
    detail = ", ".join(f"{change.entity} {change.uid[:8]}" for change in entry.changes[:6])
    return Entry(words_row(f"{words}  {entry.about}"), _opener(desk, entry), detail)


def _opener(desk: Desk, entry: JournalEntry) -> Callable[[Host], Awaitable[None]]:
    """To the claim, the words, the article or the source that an entry names."""

    async def opened(host: Host) -> None:
        for change in sorted(entry.changes, key=_weight):
            if await _open(desk, change):
                return
        numbers = await desk.call(touched_articles, desk.bench, entry)
        if numbers:
            await desk.places.open_article(numbers[0])
        else:
            desk.say("nothing of it is there to be opened")

    return opened


def _weight(change: Change) -> int:
    return _ORDER.index(change.entity) if change.entity in _ORDER else len(_ORDER)


async def _open(desk: Desk, change: Change) -> bool:
    """Open what a change is about; False where it is gone, or is no thing of its own."""
    record = change.after or change.before or {}
    if change.entity == "source":
        return await _open_source(desk, change.uid)
    if change.entity in ("rating", "belonging", "unalike"):
        return await _open_source(desk, str(record.get("source")))
    if change.entity in _LISTS:
        await desk.do(_LISTS[change.entity])
        return True
    uid = str({"claim": change.uid, "note": record.get("subject_uid")}.get(
        change.entity, record.get("claim") or ""
    )).partition("/")[0]  # fmt: skip
    if await _open_claim(desk, uid):
        return True
    if change.entity == "note" and await _open_source(desk, uid):
        return True
    start = record.get("start")
    article = await desk.call(desk.bench.store.articles.by_uid, str(record.get("article")))
    if article is None or not isinstance(start, int):
        return False
    await desk.places.open_at(article.number, start)
    return True


async def _open_claim(desk: Desk, uid: str) -> bool:
    claims = await desk.call(desk.bench.store.claims.many, [uid]) if uid else []
    if not claims:
        return False
    await desk.places.open_claim_of(claims[0].article, uid)
    return True


async def _open_source(desk: Desk, uid: str) -> bool:
    sources = await desk.call(desk.bench.store.sources.many, [uid])
    if uid not in sources:
        return False
    await desk.places.open_source(uid)
    return True


HANDLERS: dict[str, Handler[Desk]] = {
    "journal.show": does(_journal),
    "journal.filter": on(JOURNAL, _filter),
    "journal.clear_filter": on(JOURNAL, _clear),
}
