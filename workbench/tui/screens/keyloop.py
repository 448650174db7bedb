"""Keys one after the other: each action is done, and its change committed, before the next.

It stands above the desk: reads the queue, finds the action, runs its handler, and turns what went
wrong into words. Nothing below it knows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from workbench.errors import ConflictError, WorkbenchError
from workbench.settings import ON
from workbench.tui.screens.typed import Clicked, Input, Key, Pasted, Refused

if TYPE_CHECKING:
    from workbench.tui.keys import KeyReader, Pending
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

WHICH_KEY = 0.7
"""Seconds after which what may follow a key is shown."""
FOLLOWING = 1.0
"""Seconds without a key after which a page that follows others looks at what they did."""
UNSEEN = frozenset(("desk.quit", "desk.suspend", "desk.cancel", "desk.redraw"))
"""What is done on a screen too small to show anything; whatever else would be done blindly."""

QUIT = "desk.quit"
COMMAND = "desk.command"
COMPANY = "company"
"""The look for colleagues, which goes on as long as the desk does."""
_LOOKING = 0.02
"""Seconds between two looks at what keeps somebody from leaving."""
_NO_UTF8 = "\ufffd"
"""What bytes that are no UTF-8 are read as."""


class KeyLoop:
    """Reads the keys of one desk, for as long as it runs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pending: Pending | None = None
        """What was typed of a sequence so far."""
        self._leaving: asyncio.Task[None] | None = None
        """Sees to it that whoever wants to leave can."""
        self._has_begun = asyncio.Event()
        """Set once there is a session, or it is known that there is none."""
        self._line: list[Key] = []
        """What was typed ahead of a command line: the key that opens it, and the words so far."""

    @cached_property
    def _reader(self) -> KeyReader:
        """Reads sequences of keys; made once the keymap is loaded."""
        from workbench.tui.keys import KeyReader

        return KeyReader(self._desk.home.keymap)

    # Reading ---------------------------------------------------------------------------------

    def start(self) -> Coroutine[object, None, None]:
        """Show the library, unless an article was open: the first frame then is what `opening`
        drew. Then what reads the keys."""
        if self._desk.home.place.get("page") != "article":
            self._desk.screen.show_library()
        return self._run()

    async def _run(self) -> None:
        """Begin the desk's work, then do what is typed, one thing after the other."""
        screen = self._desk.screen
        try:
            await self._begin()
            while True:
                waits = self._pending is not None and not screen.bar.is_open
                rest = FOLLOWING if screen.page.follows else None
                typed = await screen.keys.next(WHICH_KEY if waits else rest)
                if typed is None and waits:
                    self._show_which_key()
                elif typed is None:
                    await self._follow_others()
                else:
                    await self._take(typed)
        except Exception as error:  # without this loop the desk would take no key, not even Q
            self._desk.home.fail(error)

    async def _begin(self) -> None:
        """After the library's first page: the keys, and back to where it was."""
        desk, screen, home = self._desk, self._desk.screen, self._desk.home
        await desk.call(home.load)
        if not screen.pages:
            screen.pages = [screen.library]
        await desk.bookmark.go_back(home)
        screen.keys.on_put = self._look_ahead
        library = screen.library.library
        if not library.is_complete:
            await desk.call(library.load_outline)
            if screen.page is screen.library:
                screen.list.grew()
                screen.tell()
        # The function, not its coroutine: a desk that ends would never await that.
        screen.run_worker(self._settle, exit_on_error=False)  # type: ignore[arg-type]

    async def _settle(self) -> None:
        """Beside the first keys: the other widgets, the session, what later keys call for; then
        tell which keys matter."""
        desk, home = self._desk, self._desk.home
        await desk.screen.painted()  # what was typed ahead is seen first
        desk.screen.mount_rest()
        try:
            await desk.bookmark.begin(home)
            if home.lessons:
                await desk.tutor.open(home.lessons)
        except Exception as error:
            home.fail(error)
            return
        desk.screen.keys.on_rest = desk.bookmark.keep
        desk.bookmark.keep()
        self._has_begun.set()
        desk.overview.look()
        from workbench.tui.actions.ahead import load_ahead

        await load_ahead(desk)
        if self._desk.settings.hints == ON:
            self._desk.screen.hints = self._hints
            self._desk.screen.tell()
        if desk.bench.is_shared:
            from workbench.tui.screens.company import look_for_company

            looking = partial(
                look_for_company, desk.screen, desk.calls, desk.overview.look_at_queue
            )
            desk.screen.run_worker(looking, COMPANY, exit_on_error=False)  # type: ignore[arg-type]
        await desk.bookmark.tell_open()
        await desk.bookmark.tell_to_decide()
        if not desk.bench.store.is_read_only:
            from workbench.tui.screens.indexing import index_beside

            await index_beside(desk.calls, desk.screen.keys)

    def _hints(self) -> str:
        """The keys that matter now."""
        from workbench.tui.hints import hint_words

        desk, screen = self._desk, self._desk.screen
        return hint_words(
            "words" if desk.word_choice.is_open else screen.page.under_cursor,
            screen.pane,
            desk.home.keymap,
            why_not=lambda action_id: desk.registry.why_not(action_id, desk),
        )

    async def _take(self, typed: Input) -> None:
        from workbench.tui.keynames import show_keys
        from workbench.tui.keys import Matched, Pending, Unknown

        screen, announced = self._desk.screen, self._desk.announced
        self._desk.announced = ""
        if screen.is_too_small and not isinstance(typed, Key):
            return
        if isinstance(typed, Clicked):
            self._click(typed)
            return
        if isinstance(typed, Pasted | Refused) or typed.character == _NO_UTF8:
            screen.warn(_refusal(typed))
            return
        if typed.is_joined and not self._reader.knows(typed.name, screen.pane):
            typed = screen.keys.part(typed)
        if screen.bar.is_open:
            screen.bar.close()
        outcome = self._reader.feed(typed.name, screen.pane, character=typed.character)
        self._pending = outcome if isinstance(outcome, Pending) else None
        if isinstance(outcome, Pending):
            count = str(outcome.times) if outcome.times is not None else ""
            screen.show_typed(f"{count} {show_keys(outcome.keys)}".strip())
            return
        is_seen = isinstance(outcome, Matched) and outcome.action_id in UNSEEN
        if screen.is_too_small and not is_seen:
            return
        screen.begin_act()
        if isinstance(outcome, Matched):
            self._desk.announced = announced if outcome.action_id == announced else ""
            await self.do(outcome.action_id, outcome.times)
        elif isinstance(outcome, Unknown):
            unknown = show_keys(outcome.keys)
            screen.warn(f"{unknown} means nothing here; {{desk.help}} lists the keys")
        screen.end_act()

    async def _follow_others(self) -> None:
        """Show what others changed, where the page on top follows them."""
        desk = self._desk
        try:
            if await desk.page.follow_others(desk.calls):
                desk.page.paint(desk.screen)
                desk.screen.tell()
        except WorkbenchError:
            return  # busy, or damaged: the next look or act tells

    def _click(self, click: Clicked) -> None:
        """Put the cursor where the mouse clicked."""
        screen = self._desk.screen
        page = screen.page.as_text
        if click.on_text and page:
            page.on_text = True
            page.article.put_offset(screen.text.offset_under(click.column, click.row))
            page.point(screen)
        elif not click.on_text:
            if page and not self._desk.word_choice.is_open:
                page.on_text = False
            screen.move_to(screen.active_list.scroll_offset.y + click.row)
        screen.point_keys()
        screen.tell()

    def _show_which_key(self) -> None:
        from workbench.tui.help import which_key_rows
        from workbench.tui.keynames import show_keys
        from workbench.tui.widgets.prompt_bar import Completion

        desk, pending = self._desk, self._pending
        if pending is None or not pending.continuations:
            self._pending = None
            return
        rows = which_key_rows(
            desk.registry.actions,
            pending.continuations,
            why_not=lambda action_id: desk.registry.why_not(action_id, desk),
        )
        bar = desk.screen.bar
        more = f" ({bar.rows} of {len(rows)} shown)" if len(rows) > bar.rows else ""
        bar.open(show_keys(pending.keys) + more)
        bar.set_completions([Completion(row.key, row.words) for row in rows])

    # Leaving ---------------------------------------------------------------------------------

    def _look_ahead(self, typed: Input) -> None:
        """Whoever wants to leave waits for no lock that another program holds, and for no list."""
        screen = self._desk.screen
        if not isinstance(typed, Key) or self._is_left():
            return
        if screen.bar.is_open or (screen.is_too_small and self._line):
            self._line.clear()
        elif keys := self._leaves(typed):
            self._leaving = asyncio.create_task(self._leave(keys))

    def _leaves(self, typed: Key) -> Sequence[Key]:
        """The keys that ask to leave, where the last of them was typed now: Q, or :q with enter."""
        means = self._reader.alone(typed.name, self._desk.screen.pane, character=typed.character)
        if not self._line:
            if means == COMMAND:
                self._line.append(typed)
            return (typed,) if means == QUIT else ()
        self._line.append(typed)
        if typed.name not in ("enter", "escape"):
            return ()
        keys, self._line = self._line, []
        named = self._desk.registry.named("".join(key.character or "" for key in keys[1:-1]))
        return keys if typed.name == "enter" and named and named.id == QUIT else ()

    async def _leave(self, keys: Sequence[Key]) -> None:
        """As long as these keys were not read and done: give up what keeps them from that, with all
        that was typed before them. What has begun to be written is written."""
        screen, calls = self._desk.screen, self._desk.calls
        while not (screen.keys.idle.is_set() or screen.bar.is_open):
            if calls.keeps_waiting:
                self._desk.home.keys_unread += max(0, screen.keys.drop() - len(keys))
                for key in keys:
                    screen.keys.put(key)
                calls.interrupt()
            await asyncio.sleep(_LOOKING)

    def _is_left(self) -> bool:
        return self._leaving is not None and not self._leaving.done()

    # Doing -----------------------------------------------------------------------------------

    async def do(self, action_id: str, count: int | None = None) -> None:
        """Do an action, or say why it cannot be done now; errors become words."""
        desk = self._desk
        before = desk.bench.store.acts
        try:
            await self._run_handler(action_id, count)
        except Exception as error:
            await self._tell_failure(action_id, error, before)
        finally:
            desk.act_ended()

    async def _run_handler(self, action_id: str, count: int | None) -> None:
        desk, is_move = self._desk, action_id.startswith("move.")
        if not is_move:
            await self._has_begun.wait()  # what is done belongs to the session
        handler = await self._handler(action_id)
        reason = handler.enabled(desk)
        if reason:
            desk.warn(reason)
            return
        if not is_move:
            desk.screen.follower.now()  # it may act on the text, which follows the list
        done = handler.run(desk, count)
        if done is not None:
            await done
        if desk.registry.actions[action_id].repeats:
            desk.last_jump = action_id
        await desk.page.ready(desk.calls)
        for words in desk.bench.store.take_damage():
            desk.warn(words)
        if not is_move:
            desk.overview.look()
        if desk.screen.wishes.lessons:
            await desk.tutor.look(action_id)

    async def _handler(self, action_id: str) -> Handler[Desk]:
        """What an action does now: to all marked rows where there are any and it can, else to what
        is under the cursor. A range that was begun is marked by it."""
        page, registry = self._desk.page, self._desk.registry
        if page.rows_are and page.marks.shows_any:
            over = registry.many(page.rows_are).get(action_id)
            if over and page.marks.anchor is not None:
                from workbench.tui.actions.marks import end_range

                await end_range(self._desk, page)
            if over and page.marks:
                return over
        return registry.handlers[action_id]

    async def _tell_failure(
        self, action_id: str, error: Exception, before: tuple[int, int]
    ) -> None:
        """Say what was not done, and show what is there now where that is something else than is
        shown. before: the acts handed in and recorded before it."""
        from workbench.tui.views.conflict import conflict_words
        from workbench.tui.views.failure import failure_words

        desk = self._desk
        if not isinstance(error, WorkbenchError):
            desk.home.note_crash(error)
        handed_in, recorded = (
            now - then for now, then in zip(desk.bench.store.acts, before, strict=True)
        )
        title = desk.registry.actions[action_id].title
        words = failure_words(title, error, recorded=recorded, is_refused=handed_in > recorded)
        if isinstance(error, ConflictError):
            words = conflict_words(error)
        if self._is_left() and (handed_in > recorded or not recorded):
            desk.home.not_done.append(words)
        if recorded or isinstance(error, ConflictError):
            await self._show_anew()
        desk.warn(words)

    async def _show_anew(self) -> None:
        """Read what the page shows anew. Where that fails too, the next act is refused as a lost
        race, and reads it."""
        try:
            await self._desk.places.refresh()
        except WorkbenchError:
            return
        except Exception as error:
            self._desk.home.note_crash(error)


def _refusal(refused: Key | Pasted | Refused) -> str:
    """Why what came is no key."""
    if isinstance(refused, Pasted):
        size = "" if refused.is_marked else f" ({len(refused.words)} characters)"
        return f"pasted text is not run as keys; open a field first{size}"
    if isinstance(refused, Refused):
        return f"{refused.size} characters of a control sequence without an end were left out"
    return "a byte that is not UTF-8 was left out: is the terminal set to UTF-8?"
