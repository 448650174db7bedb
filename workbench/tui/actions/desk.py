"""The desk itself: undo, redo, copy, command line, help, theme, session, suspend, quit."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from workbench.domain.text import describe
from workbench.errors import UsageError, WorkbenchError
from workbench.present.counting import counted
from workbench.present.runs import words_line
from workbench.present.sitting import clock, work_lines
from workbench.services.history import redo, touched_articles, undo
from workbench.services.sitting import list_sessions, summarise_session
from workbench.settings import nearest
from workbench.tui.actions.here import TEXT, WRITING
from workbench.tui.actions.need import counts, does, on
from workbench.tui.actions.needs import SHELL
from workbench.tui.clipboard import copy
from workbench.tui.help import HelpRow, elsewhere_rows, help_rows
from workbench.tui.mouse import switch_mouse
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.page import words_row
from workbench.tui.screens.prompts import Option
from workbench.tui.theme import BUILT_IN
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Action, Handler
    from workbench.tui.screens.desk import Desk

_NO_HELP = "No key and no action here has all of these words"

SHELL_VERBS = frozenset((
    "annotations", "backup", "blindness", "completion", "coverage", "demo", "diff", "evaluate",
    "export", "extract", "facts", "feeds", "formats", "import", "list", "locate", "move", "open",
    "raw", "report", "restore", "salvage", "select", "share", "show", "verify", "wanted",
))  # fmt: skip
"""Verbs of the command line that are no command here: whoever types one is told where it works."""

_LEAST = 3
"""Letters of a name's beginning that stand for it, where no other name begins so."""

TakeBack = Callable[["Workbench"], "JournalEntry | None"]


def _take_back(service: TakeBack, word: str) -> Handler[Desk]:
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

    return counts(run, WRITING)


async def _show(desk: Desk, entry: JournalEntry) -> None:
    """Show what was taken back: in the article that it was in."""
    await desk.places.refresh()
    numbers = await desk.call(touched_articles, desk.bench, entry)
    is_here = await desk.page.go_to_changed(desk.calls, entry) or desk.page.shows_any_of(numbers)
    page = None if is_here else desk.opened
    if page and numbers and page.article.view.number not in numbers:
        page = await desk.places.open_article(numbers[0])
    if page is None:
        for number in numbers[:5]:
            await desk.places.refresh_row(number)
        desk.page.paint(desk.screen)
        return
    for change in entry.changes:
        record = change.after or change.before or {}
        if change.entity == "decision":
            page.article.select_key(f"{record['kind']}-{record['start']}-{record['end']}")
        elif change.entity == "claim":
            page.article.select_key(change.uid)
    marks = [c.before or c.after or {} for c in entry.changes if c.entity == "nothing"]
    if marks:
        page.article.put_offset(min(record["start"] for record in marks))
    if desk.page is page:
        page.point(desk.screen)
        page.paint(desk.screen)


def _copy(desk: Desk) -> None:
    words = desk.page.citation
    if words:
        limit = desk.settings.copy_characters
        desk.say(copy(words, desk.screen.app, limit=limit, environ=os.environ))
    else:
        desk.say("nothing is under the cursor")


def _commands(desk: Desk, words: str) -> list[Completion]:
    """What is typed as the beginning of a name, then within one, then within a title."""
    typed = words.strip().casefold()
    found = []
    for action in desk.registry.actions.values():
        if not action.works_in(desk.screen.pane):
            continue
        name = next((one for one in action.names if one.startswith(typed)), "")
        fits = [name] if name else [one for one in (action.command, action.id) if typed in one]
        in_title = [action.command or action.id] if typed in action.title.casefold() else []
        for name in fits or in_title:
            reason = desk.registry.why_not(action.id, desk)
            note = f"({reason})" if reason else action.help
            rank = 2 if not fits else int(not name.startswith(typed))
            found.append((rank, name, Completion(name, note)))
    return [completion for _, _, completion in sorted(found, key=lambda one: one[:2])]


def _begins(desk: Desk, typed: str) -> Action | None:
    """The one action that a beginning of a name means here."""
    found = [
        action
        for action in desk.registry.actions.values()
        if action.works_in(desk.screen.pane) and any(n.startswith(typed) for n in action.names)
    ]
    return found[0] if len(found) == 1 and len(typed) >= _LEAST else None


def _nearest(desk: Desk, name: str) -> str:
    """The command that was likely meant: by its short name, its id, or the verb of its id."""
    names: dict[str, str] = {}
    for action in desk.registry.actions.values():
        if action.works_in(desk.screen.pane):
            for word in filter(None, (action.command, action.id, action.id.partition(".")[2])):
                names.setdefault(word, action.command or action.id)
    return names.get(nearest(name.casefold(), names), "")


async def _command(desk: Desk) -> None:
    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        return (_commands(desk, words)[:8] if words and " " not in words else ()), None

    todo: list[Callable[[], Awaitable[object]]] = []

    async def find(typed: str, chosen: Completion | None) -> None:
        todo.append(await _meant(desk, (chosen.value if chosen else typed).strip()))

    if await desk.prompts.chosen("", complete, take=find) is not None:
        await todo[-1]()


async def _meant(desk: Desk, words: str) -> Callable[[], Awaitable[object]]:
    """What a command line asks for; raises UsageError or NotFoundError where that is nothing."""
    if not words:
        return _nothing
    if words.lstrip("#").isdecimal():
        number = await desk.call(desk.bench.store.articles.resolve, words)
        return lambda: desk.places.open_article(number)
    name, _, rest = words.partition(" ")
    if name == "filter" and rest:
        await desk.places.filter_library(rest)
        return lambda: _count(desk)
    action = desk.registry.named(name) or _begins(desk, name.casefold())
    if action is None:
        if name in SHELL_VERBS:
            raise UsageError(f"{name} is for the shell: workbench {name}")
        meant = _nearest(desk, name)
        hint = f"; did you mean {meant}?" if meant else ""
        raise UsageError(f"no command {name!r}{hint}")
    if not action.works_in(desk.screen.pane):
        raise UsageError(f"{action.title} works {', '.join(action.panes)}, not here")
    if reason := desk.registry.why_not(action.id, desk):
        raise UsageError(reason)
    return lambda: desk.do(action.id)


async def _nothing() -> None:
    """An empty line asks for nothing."""


async def _count(desk: Desk) -> None:
    desk.say(counted(len(desk.screen.library.library), "article"))


async def _help(desk: Desk) -> None:
    pane = desk.screen.pane

    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        rows = help_rows(
            desk.registry.actions.values(),
            desk.home.keymap,
            pane,
            why_not=lambda action_id: desk.registry.why_not(action_id, desk),
            query=words,
        )
        others = elsewhere_rows(desk.registry.actions.values(), desk.home.keymap, pane, words)
        if not rows and not others:
            none = Completion(words, row=lambda width: words_line(_NO_HELP, width, "warning"))
            return [none], None
        there = [_elsewhere_completion(row) for row in others]
        return [*map(_help_completion, rows), *there], 0

    bar = desk.screen.bar
    bar.rows = max(4, desk.screen.size.height // 2)
    bar.tells = True
    try:
        label = f"keys {pane.value}, type to search"
        answer = await desk.prompts.chosen(label, complete, take=_found)
    finally:
        bar.rows, bar.tells = bar.ROWS, False
    if answer and answer[1]:
        await desk.do(answer[1].key)


async def _found(words: str, chosen: Completion | None) -> None:
    if chosen and chosen.help and not chosen.key:
        raise UsageError(f"{chosen.value} works {chosen.help.partition(':')[0]}")
    if chosen is None or not chosen.key:
        raise UsageError(f"{_NO_HELP}: {words}")


def _elsewhere_completion(row: HelpRow) -> Completion:
    """A key of another pane: it is told, and does nothing from here."""
    keys = " ".join(row.keys) or f":{row.action_id}"
    return Completion(keys, f"{row.reason}: {row.title}. {row.help}")


def _help_completion(row: HelpRow) -> Completion:
    keys = " ".join(row.keys) or f":{row.action_id}"
    says_more = not row.help.casefold().startswith(row.title.casefold())
    told = f"{row.title}. {row.help}" if says_more else row.help
    note = f"{row.title}. ({row.reason})" if row.reason else told
    return Completion(keys, note, row.action_id)


def _inspect(desk: Desk, page: TextPage) -> None:
    article = page.article
    if article.view.text:
        desk.say(f"{article.offset}: {describe(article.view.text[article.offset])}")


def _cancel(desk: Desk) -> None:
    desk.screen.keys.drop()
    if desk.word_choice.is_open:
        desk.word_choice.stop()
    desk.say(desk.home.last_words)


def _mouse(desk: Desk) -> None:
    is_on = switch_mouse(desk.screen.app)
    if is_on is None:
        desk.warn("there is no mouse here")
    elif is_on:
        desk.say("mouse on: shift or option selects text for the terminal")
    else:
        desk.say("mouse off: the terminal selects text again")


def _redraw(desk: Desk) -> None:
    desk.home.redraw()
    desk.screen.refresh(layout=True)


async def _theme(desk: Desk) -> None:
    own = [file.stem for file in desk.settings.theme_files]
    names = list(dict.fromkeys([*BUILT_IN, *own]))
    options = [Option(str(at), name, name) for at, name in enumerate(names, 1)]
    chosen = await desk.prompts.choice("theme", options, desk.screen.app.theme)
    if chosen:
        desk.home.wear(chosen)


async def _session(desk: Desk) -> None:
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


def _problems(desk: Desk) -> None:
    lines = [str(problem) for problem in desk.home.problems] or ["No mistakes were found."]
    _push_lines(desk, "Mistakes in your settings", lines)


def _push_lines(desk: Desk, title: str, lines: Sequence[str]) -> None:
    desk.screen.push(ListPage(title, [Entry(words_row(line)) for line in lines]))


def _suspend(desk: Desk) -> None:
    os.kill(os.getpid(), signal.SIGTSTP)


def _saved(desk: Desk) -> None:
    desk.say("all is saved already, each act when it is made; {desk.quit} quits")


async def _quit(desk: Desk) -> None:
    """Leave, whatever the database says: the session's end is tried, and never required."""
    with suppress(WorkbenchError):  # what was recorded is in the file, or was told not to be
        await desk.call(desk.home.close_session, "ended")
    desk.screen.app.exit()


HANDLERS: dict[str, Handler[Desk]] = {
    "desk.undo": _take_back(undo, "undo"),
    "desk.redo": _take_back(redo, "redo"),
    "desk.copy": does(_copy),
    "desk.command": does(_command),
    "desk.help": does(_help),
    "text.inspect": on(TEXT, _inspect),
    "desk.cancel": does(_cancel),
    "desk.redraw": does(_redraw),
    "desk.mouse": does(_mouse),
    "desk.theme": does(_theme),
    "desk.session": does(_session),
    "desk.problems": does(_problems),
    "desk.suspend": does(_suspend, SHELL),
    "desk.saved": does(_saved, WRITING),
    "desk.quit": does(_quit),
}
