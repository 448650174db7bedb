"""Prompts that handlers await: a line, one of a few choices, a source.

All of them live in the one prompt bar at the bottom. Escape gives None and changes
nothing; what was typed stays in the history, where up finds it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.filter.fields import Fields
from workbench.domain.text import safe_line
from workbench.errors import FilterError, NotFoundError, UsageError, WorkbenchError
from workbench.present.editing import edits
from workbench.present.runs import Run, Runs, fill_runs
from workbench.tui.screens.typed import Clicked, Input, Key, Pasted, Refused
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.services.chain import Named
    from workbench.services.who import Offer
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.screen import DeskScreen

Draft = tuple[str, str]
"""The kind of a line, and the words so far."""
Completer = Callable[[str], Awaitable[tuple[Sequence[Completion], int | None]]]
"""From what is typed to completions, and which of them is chosen already."""

_ENDS = ("escape", "ctrl+c", "ctrl+g")
_PICKING = 0.4
"""Seconds in which what is typed behind a key belongs to it."""
_BETWEEN_WORDS = 0.8
"""Seconds without a key after which a new word begins."""
_REDRAWS = "ctrl+l"
"""What a shell's line takes for that too."""
_ENDS_UNSEEN = "ctrl+c"
"""What ends a prompt on a screen too small to show it; nothing else is taken there."""
Take = Callable[[str, Completion | None], Awaitable[object]]
"""What is done with the words and the completion chosen, while the line is still open: what it
refuses, with a UsageError or as not found, is said there, and the words stay."""


Values = Callable[[str, str], Sequence[tuple[str, str]]]
"""From a field and what is typed of its value to what it may be, and words on each."""


class Option(NamedTuple):
    """One of a few choices."""

    key: str
    title: str
    value: str
    other_key: str = ""
    """Takes it too, where those who choose have their hand on the digits."""


class Prompts:
    """What handlers ask the analyst."""

    def __init__(self, screen: DeskScreen, calls: Calls, redraw: Callable[[], None]) -> None:
        self._screen = screen
        self._calls = calls
        self._redraw = redraw
        self._bar = screen.bar
        self._history: dict[str, list[str]] = {}
        self._kind: str | None = None
        """Of the line that is being typed."""
        self._watch: Callable[[str], None] | None = None
        """Told of each change of it."""
        self._said: list[Draft] = []
        """Lines of the act that is under way, which are nowhere else yet."""
        self._asked = set[str]()
        """The kinds of all lines of that act."""
        self._offered: list[Draft] = []
        """What an earlier session left, as long as no line of its kind was said."""

    async def line(
        self,
        label: str,
        value: str = "",
        *,
        kind: str = "",
        complete: Completer | None = None,
        take: Take | None = None,
        selected: bool = False,
        watch: Callable[[str], None] | None = None,
    ) -> str | None:
        """A line of words; None on escape. kind: lines of one kind share a history. selected: what
        is typed first replaces the value, which is one of many and not words to write on. watch:
        told of each change, and waited for by none."""
        self._watch = watch
        answer = await self._ask(label, value, kind, complete, take, selected=selected, fills=True)
        return answer[0] if answer else None

    async def chosen(
        self, label: str, complete: Completer, value: str = "", *, take: Take | None = None
    ) -> tuple[str, Completion | None] | None:
        """What was typed with the completion chosen; None on escape."""
        return await self._ask(label, value, "", complete, take)

    async def terms(
        self,
        label: str,
        value: str,
        fields: Fields,
        *,
        kind: str,
        values: Values | None = None,
        take: Take | None = None,
    ) -> str | None:
        """A filter; None on escape. fields: those that there are, which are offered for its last
        word, and then the values of that field. values: those that only the database knows."""
        from workbench.present.completing import completions, typed_last

        async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
            last = typed_last(words, fields)
            known: Sequence[tuple[str, str]] = ()
            if values and last and last.field in fields:
                known = await self._calls.call(values, last.field, last.words)
            return [Completion(*one) for one in completions(words, fields, known)], None

        return await self.line(label, value, kind=kind, complete=complete, take=take, selected=True)

    async def choice(self, label: str, options: Sequence[Option], now: str = "") -> str | None:
        """One of a few, by its key or with enter; None on escape."""
        place = next((at for at, option in enumerate(options) if option.value == now), 0)
        completions = [
            Completion(option.value, option.title, option.key, _option_row(option))
            for option in options
        ]
        self._screen.open_field()
        self._bar.open(f"{label}: ")
        self._bar.set_completions(completions, chosen=place)
        try:
            while True:
                typed = await self._next()
                self._bar.accept()
                if not isinstance(typed, Key):
                    continue
                if typed.name in _ENDS:
                    return None
                if typed.name == "enter":
                    chosen = self._bar.chosen
                    return chosen.value if chosen else None
                letter = typed.character or ""
                for option in options:
                    if letter and letter.casefold() in (option.key.casefold(), option.other_key):
                        return option.value
                if typed.name in ("up", "down", "ctrl+n", "ctrl+p", "tab", "shift+tab"):
                    step = {"tab": "down", "shift+tab": "up"}.get(typed.name, typed.name)
                    self._bar.feed(step)
                elif letter.isprintable() and letter:
                    keys = " ".join(option.key for option in options if option.key)
                    self._bar.refuse(f"{letter} is no choice ({keys}); escape leaves")
                    end = await self._word_ends()
                    if end in _ENDS:
                        return None
                    if end:
                        self._bar.accept()
        finally:
            self._bar.close()

    async def source(
        self,
        label: str,
        find: Callable[[str], Sequence[Offer]],
        *,
        leave: str,
        may_be_new: bool = True,
        take: Callable[[Named], Awaitable[object]] | None = None,
    ) -> Named | None:
        """One of those that `find` offers for what is typed, or a new one where it may be; None on
        escape, and a Named without a name for an empty line. leave: what that one means."""
        from workbench.tui.screens.offers import MOST_ROWS, named_by, offer_rows

        async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
            words = " ".join(words.split())
            offers = await self._calls.call(find, words)
            if not may_be_new:
                offers = [one for one in offers if one.source]
            glyphs = self._screen.glyphs
            return offer_rows(words, offers, leave, may_be_new=may_be_new, glyphs=glyphs)

        async def check(typed: str, chosen: Completion | None) -> None:
            named = named_by(typed, chosen)
            if chosen is None and named.name:
                raise UsageError(f"no source is called {named.name!r}")
            if take and named.name:
                await take(named)

        self._bar.rows = MOST_ROWS
        try:
            answer = await self._ask(label, "", "who", complete, check)
        finally:
            self._bar.rows = self._bar.ROWS
        return named_by(*answer) if answer else None

    async def _next(self, timeout: float | None = None) -> Input | None:
        """What is typed next, where the analyst sees what it answers; None when nothing came within
        timeout seconds."""
        while True:
            typed = await self._screen.keys.next(timeout)
            if typed is None:
                return None
            if isinstance(typed, Key) and typed.is_joined and not edits(typed.name):
                typed = self._screen.keys.part(typed)
            name = typed.name if isinstance(typed, Key) else ""
            if name == _REDRAWS:
                self._redraw()
            elif name == _ENDS_UNSEEN or not self._screen.is_too_small:
                return typed

    async def _ask(
        self,
        label: str,
        value: str,
        kind: str,
        complete: Completer | None,
        take: Take | None = None,
        *,
        selected: bool = False,
        fills: bool = False,
    ) -> tuple[str, Completion | None] | None:
        """fills: a row that was chosen becomes the line, and a field among them waits for what is
        asked of it."""
        history = self._history.setdefault(kind or label, [])
        self._kind = kind or label
        self._screen.open_field()
        self._bar.open(f"{label}: ", value, history=history, selected=selected)
        try:
            if complete:
                await self._complete(complete, "" if selected else value)
            while True:
                typed = await self._next()
                if typed is None or isinstance(typed, Clicked | Refused):
                    continue
                before = self._bar.value
                end = _end(typed)
                if isinstance(typed, Pasted):
                    self._bar.paste(typed.words)
                elif not end and self._bar.pick(typed.character or ""):
                    if await self._is_pick():
                        end = "enter"
                    else:
                        self._bar.feed(typed.name, typed.character)
                elif not end:
                    self._bar.feed(typed.name, typed.character)
                if self._bar.value != before:
                    await self._changed(complete)
                if not end:
                    continue
                if fills and end == "enter" and self._bar.chosen:
                    self._bar.feed("tab")
                    if complete and self._bar.value.endswith(":"):
                        await self._complete(complete, self._bar.value)
                        continue
                words, chosen = self._bar.value, self._bar.chosen
                if end not in _ENDS and (error := await _refusal(take, words, chosen)):
                    self._refuse(error)
                    continue
                if words.strip():
                    history.append(words)
                if end in _ENDS:
                    return None
                self._asked.add(kind or label)
                if kind:  # else it is asked for alone, or kept at once
                    self._said.append((kind, words))
                return words, chosen
        finally:
            self._kind = self._watch = None
            self._bar.close()

    def _refuse(self, error: WorkbenchError) -> None:
        """Say why the line is not taken, the cursor behind what is wrong in it."""
        why = str(error)
        if isinstance(error, FilterError):
            self._bar.point_at(error.line, error.end)
            why = error.brief
        self._bar.refuse(why)
        self._screen.warn(why)

    async def _is_pick(self) -> bool:
        """Whether a digit that has a row takes it: it begins a name where a digit or a space comes
        right behind it, as in "84 Wajib Pajak"; an enter that comes so is the row's."""
        typed = await self._screen.keys.next(_PICKING, goes_on=True)
        if typed is None or (isinstance(typed, Key) and typed.name == "enter"):
            return True
        self._screen.keys.put_back(typed)
        character = typed.character if isinstance(typed, Key) else None
        return not (character and (character.isdigit() or character.isspace()))

    async def _word_ends(self) -> str:
        """The key that ends what began with a key that is no choice, empty where a pause does:
        whoever types a word where a letter was asked for chooses nothing by its other letters."""
        while typed := await self._next(_BETWEEN_WORDS):
            if isinstance(typed, Key) and not (typed.character and typed.character.isprintable()):
                return typed.name
        return ""

    @property
    def drafts(self) -> list[Draft]:
        """What was typed and is nowhere else yet, what is being typed last."""
        typed = [] if self._kind is None else [(self._kind, self._bar.value)]
        words = [*self._offered, *self._said, *typed]
        return [draft for draft in dict.fromkeys(words) if draft[1].strip()]

    def is_done(self) -> None:
        """An act has come to its end: what was typed for it is there, or was given up."""
        self._offered = [draft for draft in self._offered if draft[0] not in self._asked]
        self._asked.clear()
        self._said.clear()

    def take_back(self, drafts: Sequence[Draft]) -> None:
        """Offer what was being typed when the last session broke off: up brings it."""
        self._offered = list(drafts)
        for kind, words in drafts:
            self._history.setdefault(kind, []).append(words)

    async def _changed(self, complete: Completer | None) -> None:
        """Other words stand in the line."""
        if self._watch:
            self._watch(self._bar.value)
        if complete:
            await self._complete(complete, self._bar.value)

    async def _complete(self, complete: Completer, words: str) -> None:
        completions, chosen = await complete(words)
        self._bar.set_completions(completions, chosen=chosen)


async def _refusal(
    take: Take | None, words: str, chosen: Completion | None
) -> WorkbenchError | None:
    """Why what was entered is not taken; None where it was."""
    if take is None:
        return None
    try:
        await take(words, chosen)
    except (UsageError, NotFoundError) as error:
        return error
    return None


def _end(typed: Key | Pasted) -> str:
    """The key that ends the line; nothing while it goes on."""
    if isinstance(typed, Pasted):
        return "enter" if typed.ends else ""
    return typed.name if typed.name in (*_ENDS, "enter") else ""


def _option_row(option: Option) -> Callable[[int], Runs]:
    def row(width: int) -> Runs:
        return fill_runs(
            (Run(f" {option.key}  ", "status_key"), Run(safe_line(option.title), "text")), width
        )

    return row
