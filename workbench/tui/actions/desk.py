"""The desk itself: undo, redo, copy, command line, help, theme, session, suspend, quit."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.text import describe
from workbench.errors import UsageError
from workbench.present.citation import citation, cite_claim, cite_fact
from workbench.present.counting import counted
from workbench.present.runs import words_line
from workbench.present.sitting import clock, work_lines
from workbench.services.history import redo, touched_articles, undo
from workbench.services.sitting import list_sessions, summarise_session
from workbench.settings import nearest
from workbench.tui.actions.conditions import claim_of, fact_of, needs_writing
from workbench.tui.actions.move import on_text
from workbench.tui.clipboard import copy
from workbench.tui.help import HelpRow, help_rows
from workbench.tui.mouse import switch_mouse
from workbench.tui.pages.article import ArticlePage, source_names
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.library import LibraryPage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option
from workbench.tui.theme import BUILT_IN
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.services.workbench import Workbench
    from workbench.tui.screens.desk import Desk

_NO_HELP = "No key and no action here has all of these words"

TakeBack = Callable[["Workbench"], "JournalEntry | None"]


def _take_back(service: TakeBack, word: str) -> Callable[[Desk, int | None], Awaitable[None]]:
    async def run(desk: Desk, count: int | None) -> None:
        done = []
        for _ in range(min(count or 1, 1000)):
            entry = await desk.call(service, desk.bench)
            if entry is None:
                break
            done.append(entry)
        if not done:
            desk.say(f"nothing to {word}")
            return
        await _show(desk, done[-1])
        many = f" {len(done)} acts, the last:" if len(done) > 1 else ""
        desk.say(f"{word}:{many} {done[-1].about}")

    return run


async def _show(desk: Desk, entry: JournalEntry) -> None:
    """Show what was taken back: in the article that it was in."""
    await desk.refresh_page()
    numbers = await desk.call(touched_articles, desk.bench, entry)
    on_top = desk.page
    page = None if on_top.shows_any_of(numbers) else desk.article_page
    if page and numbers and page.article.view.number not in numbers:
        page = await desk.places.open_article(numbers[0])
    if page is None:
        for number in numbers[:5]:
            await desk.call(desk.library.library.refresh_article, number)
        desk.page.paint(desk)
        return
    for change in entry.changes:
        record = change.after or change.before or {}
        if change.entity == "decision":
            page.article.select_key(f"{record['kind']}-{record['start']}-{record['end']}")
        elif change.entity == "claim":
            page.article.select_key(change.uid)
    if desk.page is page:
        page.point(desk)
        page.paint(desk)


def _copy(desk: Desk, count: int | None) -> None:
    words = _words_to_copy(desk)
    if words:
        limit = desk.settings.copy_characters
        desk.say(copy(words, desk.app, limit=limit, environ=os.environ))
    else:
        desk.say("nothing is under the cursor")


def _words_to_copy(desk: Desk) -> str:
    page = desk.page
    if isinstance(page, ArticlePage):
        view = page.article.view
        span = page.article.selection()
        claim, fact = claim_of(desk), fact_of(desk)
        if span is None and claim:
            return cite_claim(view.article, view.relays, claim, source_names(page.article))
        if span is None and fact:
            return cite_fact(view.article, view.relays, fact)
        return citation(view.article, span or page.article.chosen_words())
    if isinstance(page, BoardPage) and page.row:
        told = page.row.told
        return cite_claim(told.article, told.relays, page.row.claim, told.names)
    if isinstance(page, LibraryPage) and page.row:
        return f"#{page.row.number} {page.row.outlet}: {page.row.title}"
    if isinstance(page, ListPage) and page.entries:
        return "".join(run.text for run in page.entries[page.cursor].draw(400)).strip()
    return ""


def _commands(desk: Desk, words: str) -> list[Completion]:
    typed = words.strip().casefold()
    found = []
    for action in desk.registry.actions.values():
        if not action.works_in(desk.pane):
            continue
        for name in filter(None, (action.command, action.id)):
            if typed in name:
                reason = desk.registry.why_not(action.id, desk)
                note = f"({reason})" if reason else action.help
                found.append((not name.startswith(typed), name, Completion(name, note)))
    return [completion for _, _, completion in sorted(found, key=lambda one: one[:2])]


def _nearest(desk: Desk, name: str) -> str:
    """The command that was likely meant: by its short name, its id, or the verb of its id."""
    names: dict[str, str] = {}
    for action in desk.registry.actions.values():
        if action.works_in(desk.pane):
            for word in (action.command, action.id, action.id.partition(".")[2]):
                names.setdefault(word, action.command or action.id)
    return names.get(nearest(name.casefold(), filter(None, names)), "")


async def _command(desk: Desk, count: int | None) -> None:
    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        return (_commands(desk, words)[:8] if words and " " not in words else ()), None

    answer = await desk.prompts.chosen("", complete)
    if answer is None:
        return
    typed, chosen = answer
    words = (chosen.value if chosen else typed).strip()
    if not words:
        return
    if words.lstrip("#").isdecimal():
        await desk.places.open_article(await desk.call(desk.bench.store.articles.resolve, words))
        return
    name, _, rest = words.partition(" ")
    if name == "filter" and rest:
        await desk.places.filter_library(rest)
        desk.say(counted(len(desk.library.library), "article"))
        return
    action = desk.registry.named(name)
    if action is None:
        meant = _nearest(desk, name)
        hint = f"; did you mean {meant}?" if meant else "; ? lists what works here"
        raise UsageError(f"no command {name!r}{hint}")
    if not action.works_in(desk.pane):
        raise UsageError(f"{action.title} works {', '.join(action.panes)}, not here")
    await desk.do(action.id)


async def _help(desk: Desk, count: int | None) -> None:
    pane = desk.pane

    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        rows = help_rows(
            desk.registry.actions.values(),
            desk.home.keymap,
            pane,
            why_not=lambda action_id: desk.registry.why_not(action_id, desk),
            query=words,
        )
        if not rows:
            none = Completion(words, row=lambda width: words_line(_NO_HELP, width, "warning"))
            return [none], None
        return [_help_completion(row) for row in rows], 0

    desk.bar.rows = max(4, desk.size.height // 2)
    try:
        answer = await desk.prompts.chosen(f"keys {pane.value}, type to search", complete)
    finally:
        desk.bar.rows = desk.bar.ROWS
    if answer and answer[1] and answer[1].key:
        await desk.do(answer[1].key)
    elif answer:
        desk.warn(f"{_NO_HELP}: {answer[0]}")


def _help_completion(row: HelpRow) -> Completion:
    keys = " ".join(row.keys) or f":{row.action_id}"
    note = f"{row.title}. ({row.reason})" if row.reason else f"{row.title}. {row.help}"
    return Completion(keys, note, row.action_id)


def _inspect(desk: Desk, count: int | None) -> None:
    page = on_text(desk)
    if page and page.article.view.text:
        offset = page.article.offset
        desk.say(f"{offset}: {describe(page.article.view.text[offset])}")


def _cancel(desk: Desk, count: int | None) -> None:
    desk.keys.drop()
    if desk.word_choice.is_open:
        desk.word_choice.stop()
    desk.say(desk.home.last_words)


def _mouse(desk: Desk, count: int | None) -> None:
    is_on = switch_mouse(desk.app)
    if is_on is None:
        desk.warn("there is no mouse here")
    elif is_on:
        desk.say("mouse on: shift or option selects text for the terminal")
    else:
        desk.say("mouse off: the terminal selects text again")


def _redraw(desk: Desk, count: int | None) -> None:
    desk.home.redraw()
    desk.refresh(layout=True)


async def _theme(desk: Desk, count: int | None) -> None:
    own = [file.stem for file in desk.settings.theme_files]
    names = list(dict.fromkeys([*BUILT_IN, *own]))
    options = [Option(str(at), name, name) for at, name in enumerate(names, 1)]
    chosen = await desk.prompts.choice("theme", options, desk.app.theme)
    if chosen:
        desk.home.wear(chosen)


async def _session(desk: Desk, count: int | None) -> None:
    sessions = await desk.call(list_sessions, desk.bench)
    mine = next((one for one in sessions if one.uid == desk.bench.session), None)
    if mine is None:
        desk.say("no session: this database is read-only")
        return
    summary = await desk.call(summarise_session, desk.bench, mine)
    lines = [" ".join(filter(None, (f"since {mine.started_at}", mine.selection))), ""]
    lines += [*work_lines(summary.work, summary.seconds), ""]
    lines += [f"{clock(seconds):>8}  #{number}" for number, seconds in summary.seconds]
    lines += ["", f"journal head {summary.head[:12]}"]
    _push_lines(desk, "This session", lines)


def _problems(desk: Desk, count: int | None) -> None:
    lines = [str(problem) for problem in desk.home.problems] or ["No mistakes were found."]
    _push_lines(desk, "Mistakes in your settings", lines)


def _push_lines(desk: Desk, title: str, lines: Sequence[str]) -> None:
    desk.push(
        ListPage(
            title,
            [Entry(lambda width, line=line: words_line(line, width)) for line in lines],  # type: ignore[misc]
        )
    )


def _may_suspend(desk: Desk) -> str | None:
    return None if desk.home.policy.may_suspend else "no shell is given here"


def _suspend(desk: Desk, count: int | None) -> None:
    os.kill(os.getpid(), signal.SIGTSTP)


async def _quit(desk: Desk, count: int | None) -> None:
    await desk.call(desk.home.close_session, "ended")
    desk.app.exit()


HANDLERS: dict[str, Handler[Desk]] = {
    "desk.undo": Handler(_take_back(undo, "undo"), needs_writing),
    "desk.redo": Handler(_take_back(redo, "redo"), needs_writing),
    "desk.copy": Handler(_copy),
    "desk.command": Handler(_command),
    "desk.help": Handler(_help),
    "text.inspect": Handler(_inspect),
    "desk.cancel": Handler(_cancel),
    "desk.redraw": Handler(_redraw),
    "desk.mouse": Handler(_mouse),
    "desk.theme": Handler(_theme),
    "desk.session": Handler(_session),
    "desk.problems": Handler(_problems),
    "desk.suspend": Handler(_suspend, _may_suspend),
    "desk.quit": Handler(_quit),
}
