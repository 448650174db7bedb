"""Prompts that handlers await: a line, one of a few choices, a source.

All of them live in the one prompt bar at the bottom. Escape gives None and changes
nothing; what was typed stays in the history, where up finds it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.naming import fold_name
from workbench.domain.text import safe_line
from workbench.present.editing import edits
from workbench.present.rows import source_line
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.chain import Named
from workbench.services.sources import find_sources, rank_suggestions
from workbench.tui.screens.typed import Clicked, Input, Key, Pasted, Refused
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.services.sources import Found
    from workbench.tui.screens.calls import Calls
    from workbench.tui.screens.screen import DeskScreen

Draft = tuple[str, str]
"""The kind of a line, and the words so far."""
Completer = Callable[[str], Awaitable[tuple[Sequence[Completion], int | None]]]
"""From what is typed to completions, and which of them is chosen already."""

_ENDS = ("escape", "ctrl+c", "ctrl+g")
_ENDS_UNSEEN = "ctrl+c"
"""What ends a prompt on a screen too small to show it; nothing else is taken there."""
NEW_SOURCE = "new:"
"""Key of the completion that makes a source of what was typed."""
_LIKELY = 80.0
"""From this score on (0..100) what was found is chosen rather than a new source."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of a few choices."""

    key: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a filter that can be offered once its field is typed."""

    value: str
    term: str
    """The whole of it, as state:done."""
    help: str = ""


class _Ranked(NamedTuple):
    """What may be meant by the words of a source."""

    score: float
    row: Completion
    names: tuple[str, ...]

    def is_called(self, words: str) -> bool:
        """Whether it is the very name."""
        return fold_name(words) in map(fold_name, self.names)

    def order(self, words: str) -> tuple[bool, float]:
        """The very name first, then what is nearest."""
        return self.is_called(words), self.score

    def is_likely(self, words: str) -> bool:
        """Whether it is chosen rather than a new source: the words are near, and may go on to its
        name. Where one of them begins none of its words, they are another name."""
        typed = fold_name(words).split()
        return self.score >= _LIKELY and any(
            all(any(part.startswith(word) for part in fold_name(name).split()) for word in typed)
            for name in self.names
        )


class Prompts:
    """What handlers ask the analyst."""

    def __init__(self, screen: DeskScreen, calls: Calls) -> None:
        self._screen = screen
        self._calls = calls
        self._bar = screen.bar
        self._history: dict[str, list[str]] = {}
        self._kind: str | None = None
        """Of the line that is being typed."""
        self._said: list[Draft] = []
        """Lines of the act that is under way, which are nowhere else yet."""
        self._asked = set[str]()
        """The kinds of all lines of that act."""
        self._offered: list[Draft] = []
        """What an earlier session left, as long as no line of its kind was said."""

    async def line(
        self, label: str, value: str = "", *, kind: str = "", complete: Completer | None = None
    ) -> str | None:
        """A line of words; None on escape. kind: lines of one kind share a history."""
        answer = await self._ask(label, value, kind, complete)
        return answer[0] if answer else None

    async def chosen(
        self, label: str, complete: Completer, value: str = ""
    ) -> tuple[str, Completion | None] | None:
        """What was typed with the completion chosen; None on escape."""
        return await self._ask(label, value, "", complete)

    async def terms(
        self,
        label: str,
        value: str,
        fields: Mapping[str, str],
        *,
        kind: str,
        offered: Sequence[Term] = (),
    ) -> str | None:
        """A filter; None on escape. fields: name -> what it is, which are offered for its last
        word, and then the terms of that field."""

        async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
            return _complete_term(words, fields, offered), None

        return await self.line(label, value, kind=kind, complete=complete)

    async def choice(self, label: str, options: Sequence[Option], now: str = "") -> str | None:
        """One of a few, by its key or with enter; None on escape."""
        place = next((at for at, option in enumerate(options) if option.value == now), 0)
        completions = [
            Completion(option.value, option.title, option.key, _option_row(option))
            for option in options
        ]
        self._bar.open(f"{label}: ")
        self._bar.set_completions(completions, chosen=place)
        try:
            while True:
                typed = await self._next()
                if not isinstance(typed, Key):
                    continue
                if typed.name in _ENDS:
                    return None
                if typed.name == "enter":
                    chosen = self._bar.chosen
                    return chosen.value if chosen else None
                letter = typed.character or ""
                for option in options:
                    if option.key.casefold() == letter.casefold():
                        return option.value
                if typed.name in ("up", "down", "ctrl+n", "ctrl+p", "tab", "shift+tab"):
                    step = {"tab": "down", "shift+tab": "up"}.get(typed.name, typed.name)
                    self._bar.feed(step)
        finally:
            self._bar.close()

    async def source(
        self,
        label: str,
        suggestions: Sequence[str] = (),
        value: str = "",
        *,
        may_be_new: bool = True,
    ) -> Named | None:
        """A source by fuzzy search over names and aliases, or a new one where it may be; None on
        escape, and a Named without either for an empty line."""

        async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
            return await self._sources(words, suggestions, may_be_new=may_be_new)

        answer = await self.chosen(label, complete, value)
        if answer is None:
            return None
        typed, completion = answer
        typed = " ".join(typed.split())
        if completion is None:
            return Named(typed)
        if completion.key.startswith(NEW_SOURCE):
            return Named(completion.value)
        return Named(completion.value, completion.key)

    async def _next(self) -> Input | None:
        """What is typed next, where the analyst sees what it answers."""
        while True:
            typed = await self._screen.keys.next()
            if isinstance(typed, Key) and typed.is_joined and not edits(typed.name):
                typed = self._screen.keys.part(typed)
            ends = isinstance(typed, Key) and typed.name == _ENDS_UNSEEN
            if ends or not self._screen.is_too_small:
                return typed

    async def _sources(
        self, words: str, suggestions: Sequence[str], *, may_be_new: bool
    ) -> tuple[Sequence[Completion], int | None]:
        words = " ".join(words.split())
        if not words:
            return [
                Completion(name, "named in this article", NEW_SOURCE) for name in suggestions
            ], None
        found = await self._calls.call(find_sources, self._calls.bench, words, limit=7)
        near = await self._calls.call(rank_suggestions, words, suggestions)
        known = {fold_name(name) for one in found for name in (one.matched, one.source.name)}
        ranked = [
            _Ranked(one.score, self._source_completion(one), (one.matched, one.source.name))
            for one in found
        ]
        ranked += [
            _Ranked(score, Completion(name, "named in this article", NEW_SOURCE), (name,))
            for name, score in near
            if fold_name(name) not in known
        ]
        rows = [one.row for one in ranked]
        best = max(range(len(ranked)), key=lambda at: ranked[at].order(words), default=None)
        if may_be_new and fold_name(words) not in known:
            rows.append(Completion(words, "a new source", NEW_SOURCE))
            if best is None or not ranked[best].is_likely(words):
                best = len(rows) - 1
        return rows, best

    def _source_completion(self, one: Found) -> Completion:
        def row(width: int) -> Runs:
            alias = "" if one.matched == one.source.name else f" ({safe_line(one.matched)})"
            line = source_line(one.source, max(10, width - len(alias)), glyphs=self._screen.glyphs)
            return fill_runs((*line, Run(alias, "dim")), width)

        return Completion(one.source.name, "", one.source.uid, row)

    async def _ask(
        self, label: str, value: str, kind: str, complete: Completer | None
    ) -> tuple[str, Completion | None] | None:
        history = self._history.setdefault(kind or label, [])
        self._kind = kind or label
        self._bar.open(f"{label}: ", value, history=history)
        try:
            if complete:
                await self._complete(complete)
            while True:
                typed = await self._next()
                if typed is None or isinstance(typed, Clicked | Refused):
                    continue
                before = self._bar.value
                end = _end(typed)
                if isinstance(typed, Pasted):
                    self._bar.paste(typed.words)
                elif not end:
                    self._bar.feed(typed.name, typed.character)
                if complete and self._bar.value != before:
                    await self._complete(complete)
                if end:
                    if self._bar.value.strip():
                        history.append(self._bar.value)
                    if end in _ENDS:
                        return None
                    self._asked.add(kind or label)
                    if kind:  # else it is asked for alone, or kept at once
                        self._said.append((kind, self._bar.value))
                    return self._bar.value, self._bar.chosen
        finally:
            self._kind = None
            self._bar.close()

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

    async def _complete(self, complete: Completer) -> None:
        completions, chosen = await complete(self._bar.value)
        self._bar.set_completions(completions, chosen=chosen)


def _complete_term(
    words: str, fields: Mapping[str, str], offered: Sequence[Term]
) -> Sequence[Completion]:
    """What the last word of a filter may become: a field, or one of the terms of its field."""
    last = words.rpartition(" ")[2].lstrip("-")
    head = words[: len(words) - len(last)]
    name, colon, typed = last.partition(":")
    if not colon:
        named = ((field, title) for field, title in fields.items() if field.startswith(last))
        return [Completion(f"{head}{field}:", title) for field, title in named]
    typed = typed.strip('"').casefold()
    return [
        Completion(f"{head}{one.term}", one.help)
        for one in offered
        if one.term.startswith(f"{name}:")
        and one.value.casefold().startswith(typed)
        and one.term != last
    ]


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
