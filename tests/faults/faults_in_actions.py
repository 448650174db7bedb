"""A row about errors inside the desk's actions: for each action of the catalogue SQLite, or what
lies under it, fails once while the action runs.

The fault is in the connection itself (a subclass, which Python's sqlite3 makes), at a call that
chance chooses of those that the action makes. What the program does with it is its own.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from desk_apart import with_rulings
from desk_arrivals import arrived
from desk_driver import Desk
from desk_harbour import SAID, harbour
from faults_rows import Ground, Row
from file_cases import tables
from services_cases import bench_on, imported, is_sound

from workbench.domain.claim import LinkKind
from workbench.domain.codebook import GuidelineKind
from workbench.domain.counterpart import Place
from workbench.domain.fact import Quote
from workbench.domain.journal import UNDO
from workbench.domain.note import NoteSubject
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.services.annotate import add_note, link_claims, new_claim
from workbench.services.guidelines import add_entry
from workbench.services.history import redo, undo
from workbench.services.open_questions import keep_statement_open, open_questions
from workbench.services.review import accept_facts
from workbench.services.selections import save_selection
from workbench.services.sources import add_source
from workbench.services.topics import add_topic
from workbench.services.view import view_article
from workbench.store import open_store
from workbench.tui.catalogue import read_catalogue

FLOODED = (
    "Banjir bandang melanda Waikilok di Kabupaten Lembata. {} orang tewas akibat banjir bandang di "
    "Waikilok, kata Kepala BPBD Lembata Yohanes Boli."
)
SECRET = "Gudang Kimia di Makassar"
"""Words of an article, which some errors hold."""
NOT_HERE = frozenset((
    "desk.quit", "desk.suspend", "note.edit_externally", "codebook.edit_externally",
))  # fmt: skip
"""They end the desk or leave its terminal: `test_leaving`, `test_desk_terminal` have them."""
_BESIDE = frozenset((
    "_write", "load_days", "load_progress", "refresh_trust", "load_page", "head", "_queue_words",
    "how_many", "waiting", "with_agreement", "read_groups", "read_links", "read_more",
    "read_quantities", "told_beside", "_with_news",
))  # fmt: skip
"""What is called in a thread beside the keys, and may fail in silence: it is tried again, when the
page is opened the next time at the latest."""
_ANSWERS = 8
"""Prompts of one action that are answered."""
_ANSWER = "bdz1"
"""What they are answered with: no command that quits is among it."""
_TAKING = ("case.take_a", "case.take_b", "case.take_c", "case.take_d", "case.both", "case.third")
_SAID: Mapping[str, Sequence[str]] = {
    "selections.divide": ("b", ""), "case.neither": ("s", "b"), "case.take_further": ("e", "s"),
    **dict.fromkeys(_TAKING, ("s",)),
}  # fmt: skip
"""What is answered at first, one after the other, where little else is taken."""


def sqlite_error(code: int, words: str) -> Callable[[], Exception]:
    """An error as SQLite gives it."""

    def make() -> Exception:
        kind = sqlite3.DatabaseError if code == sqlite3.SQLITE_CORRUPT else sqlite3.OperationalError
        error = kind(words)
        error.sqlite_errorcode, error.sqlite_errorname = code, words
        return error

    return make


FAULTS: dict[str, Callable[[], Exception]] = {
    "the disk is full": sqlite_error(sqlite3.SQLITE_FULL, "database or disk is full"),
    "input/output error": sqlite_error(sqlite3.SQLITE_IOERR, "disk I/O error"),
    "a damaged page": sqlite_error(sqlite3.SQLITE_CORRUPT, "database disk image is malformed"),
    "an error of the system": lambda: OSError(5, "Input/output error", SECRET),
    "an error nobody foresaw": lambda: KeyError(SECRET),
}


OVERCOME = "a damaged page"
"""Where facts stand on it they are computed anew, and nothing is to be said."""
KEEPS = "passes_of"
"""What keeps chains: where that fails they are worked out for once, and nothing is to be said."""
FOLLOWED = "article.correct"
"""What facts depend on: those that cannot be computed anew now are when they are next read."""


class Trap:
    """When the next fault comes, and what has been seen."""

    def __init__(self) -> None:
        self.calls = 0
        self._at = 0
        self._make: Callable[[], Exception] | None = None
        self.fired: str = ""
        """Where: "keys" for what the action waits for, "beside" for the rest; empty: not yet."""

    def set(self, at: int, make: Callable[[], Exception] | None) -> None:
        """Fail at that call from now on, once; count alone without an error."""
        self.calls, self._at, self._make, self.fired = 0, at, make, ""

    def spring(self, words: str) -> None:
        """A call of SQLite."""
        if words == "ROLLBACK":
            return
        self.calls += 1
        if self._make and not self.fired and self.calls >= self._at:
            self.fired = _where(sys._getframe(2))
            raise self._make()


def _where(frame: Any) -> str:
    names = []
    while frame is not None:
        names.append(frame.f_code.co_name)
        if frame.f_code.co_name == KEEPS:
            return "overcome"
        if frame.f_code.co_name == "_done" and "task" in frame.f_locals:
            return "keys" if frame.f_locals["task"].line is not None else "beside"
        frame = frame.f_back
    return "beside" if _BESIDE & set(names) else "keys"


@contextmanager
def trapped(trap: Trap) -> Iterator[None]:
    """Every connection that is made within springs the trap."""

    class Connection(sqlite3.Connection):
        def execute(self, words: str, *values: Any) -> sqlite3.Cursor:
            trap.spring(words)
            return super().execute(words, *values)

        def executemany(self, words: str, *values: Any) -> sqlite3.Cursor:
            trap.spring(words)
            return super().executemany(words, *values)

    real = sqlite3.connect
    sqlite3.connect = partial(real, factory=Connection)  # type: ignore[assignment]
    try:
        yield
    finally:
        sqlite3.connect = real


# Where actions are tried ------------------------------------------------------------------------

PLACES: dict[str, Sequence[str]] = {
    "the library": ("gl",),
    "marked articles": ("gl", "space", "space"),
    "an article": ("gl", ":", "1", "enter", "[u"),
    "its text": ("gl", ":", "1", "enter", "tab"),
    "selected words": ("gl", ":", "1", "enter", "tab", "v", "e"),
    "a claim": ("gl", ":", "1", "enter", "]c", "enter"),
    "a hop of a claim": ("gl", ":", "1", "enter", "]c", "enter", "G", "k", "k", "k", "k"),
    "a claim in the list": ("gl", ":", "1", "enter", "]c"),
    "the board": ("gl", "gc"),
    "the sources": ("gl", "gs"),
    "a source": ("gl", "gs", "S"),
    "a link of a claim": ("gl", ":", "1", "enter", "]c", "enter", "G", "k"),
    "notes": ("gl", ":", "1", "enter", "gi"),
    "the same story": ("gl", ":", "1", "enter", "gr", "j"),
    "an answered credit": ("gl", ":", "1", "enter", "gr", "j", "a"),
    "side by side": ("gl", ":", "1", "enter", "gr", "="),
    "claims to carry over": ("gl", ":", "1", "enter", "gr", "j", "T"),
    "selections": ("gl", "gq"),
    "the same words elsewhere": ("gl", ":", "1", "enter", "]c", "g*"),
    "sources that may be one": ("gl", "gS"),
    "who cites whom": ("gl", "gn"),
    "a dossier": ("gl", "gd"),
    "a marked group of a dossier": ("gl", "gd", "space", "j"),
    "a group of a dossier": ("gl", "gd", "enter"),
    "the line of time": ("gl", "gh", "f", "2030", "enter"),
    "a fact that others have": ("gl", ":", "1", "enter", "gg", "j"),
    "what other articles say": ("gl", ":", "1", "enter", "gg", "j", "gp"),
    "what is kept open": ("gl", ":", "1", "enter", "gg", "j", "eo", "gK"),
    "a reply to what is kept open": ("gl", "gK", "j"),
    "what both changed": ("gl", "gA"),
    "words that stand elsewhere": ("gl", "gA", "j"),
    "topics": ("gl", "gt"),
    "the journal": ("gl", "gj"),
    "the codebook": ("gl", "gb"),
    "the team": ("gl", "gM"),
    "agreement": ("gl", "gk"),
    "the tutorial": ("gl", "gT"),
    "where analysts differ": ("gl", "gD"),
    "a difference": ("gl", "gD", "j", "enter"),
    "a disputed ruling": ("gl", "gD", "enter"),
    "decided otherwise": ("gl", "gO"),
}
HARBOUR = ("the same words elsewhere",)
"""Places that the database of the harbour has."""
OF_SEVERAL = ("where analysts differ", "a difference", "a disputed ruling", "decided otherwise")
"""Places that it has once several analysts judged its articles."""
REPLIED = ("a reply to what is kept open",)
"""Places that it has once an article came in that answers what is kept open."""
ARRIVED = ("what both changed", "words that stand elsewhere")
"""Places that it has once a set came in."""


def prepared(ground: Ground, folder: Path, place: str) -> Path:
    """A database in which that place is there."""
    if place in REPLIED:
        return _replied(folder / "bench.db")
    if place in ARRIVED:
        return arrived(harbour(folder / "bench.db"))
    if place in OF_SEVERAL:
        return with_rulings(folder / "bench.db")
    if place in HARBOUR:
        path = harbour(folder / "bench.db")
        with open_store(path) as store:
            bench = bench_on(store, "ratna", first=20_000)
            view = view_article(bench, 1)
            start = view.text.index(SAID)
            new_claim(bench, view, Span.of(view.text, start, start + len(SAID)))
        return path
    path = ground.copy(folder)
    with open_store(path) as store:
        bench = bench_on(store, "ratna", first=20_000)
        view = view_article(bench, 1)
        quotes = [one for one in view.open_questions() if isinstance(one.attributes, Quote)]
        accept_facts(bench, view, quotes[1:])
        claims = sorted(view_article(bench, 1).claims, key=lambda one: one.span.start)
        first, second, *_ = claims
        link_claims(bench, LinkKind.SUPPORTS, first.uid, second.uid)
        add_note(bench, NoteSubject.ARTICLE, view.article.uid, "periksa lagi")
        save_selection(bench, "pagi", where="lang:id")
        for name in ("Cuaca", "Laut"):
            add_topic(bench, name)
        add_entry(bench, GuidelineKind.TOPIC, "Cuaca", "Badai dan gelombang.")
        for name in ("BMKG", "Badan Meteorologi, Klimatologi, dan Geofisika"):
            add_source(bench, name, kind=SourceKind.ORGANISATION)
    return path


def _replied(path: Path) -> Path:
    given = {"lang": "id", "published": "2026-03-04"}
    with open_store(path) as store:
        bench = bench_on(store, "ratna", first=20_000)
        imported(bench, path.parent, FLOODED.format("Sembilan"), **given)
        view = view_article(bench, 1)
        quote = next(one for one in view.open_questions() if isinstance(one.attributes, Quote))
        keep_statement_open(bench, Place(1, quote.span.start, quote.span.end))
        imported(bench, path.parent, FLOODED.format("Sebelas"), **given)
        assert open_questions(bench)[0].new
    return path


class Trial:
    """One desk in one place, and the actions that are tried there."""

    def __init__(self, desk: Desk, trap: Trap, keys: Sequence[str], rng: random.Random) -> None:
        self._desk = desk
        self._trap = trap
        self._keys = keys
        self._rng = rng
        self._began = desk.bench.store.journal.head()[0]
        self.counted: Counter[str] = Counter()

    async def go(self) -> None:
        """To the place, from wherever the last action led."""
        await self._desk.burst("escape", "escape", *self._keys)

    def enabled(self) -> set[str]:
        """The actions that can be done here."""
        desk, registry = self._desk.app.desk, self._desk.app.desk.registry
        pane = desk.screen.pane
        return {
            action.id
            for action in registry.actions.values()
            if action.works_in(pane) and not registry.why_not(action.id, desk)
        }

    async def do(self, action_id: str) -> None:
        """Do an action as its command does, whatever it asks."""
        desk, said = self._desk, iter(_SAID.get(action_id, ()))
        await desk.burst(":", *action_id, "enter")
        for _ in range(_ANSWERS):
            if not desk.screen_of.bar.is_open:
                break
            if self._trap.fired:
                await desk.press("escape")
            else:
                await desk.burst(*next(said, self._rng.choice(_ANSWER)))
                if desk.screen_of.bar.is_open:
                    await desk.burst("enter")
        if desk.screen_of.bar.is_open:  # it refused whatever was answered
            await desk.press("escape")
        if desk.app.desk.word_choice.is_open:
            await desk.press("enter")

    async def fail(self, action_id: str) -> None:
        """Do an action to learn what it asks of SQLite; take it back; do it again, and let that
        fail somewhere."""
        self._trap.set(0, None)
        await self.do(action_id)
        calls = self._trap.calls
        await self._take_back()
        self.counted["actions"] += 1
        if not calls:
            return
        await self.go()
        kind = self._rng.choice(list(FAULTS))
        at = self._rng.randint(1, calls)
        before = await self._state()
        self._trap.set(at, FAULTS[kind])
        await self.do(action_id)
        await self._check(f"{action_id}: {kind} at call {at} of {calls}", before)
        self._trap.set(0, None)
        await self._take_back()

    async def _state(self) -> Any:
        return await asyncio.to_thread(self._read_state)

    def _read_state(self) -> Any:
        store = self._desk.bench.store
        store.look()  # behind what is still being written, which would be in one and not the other
        return store.journal.head()[0], store.acts, tables(store)

    async def _check(self, what: str, before: Any) -> None:
        desk, fired = self._desk, self._trap.fired
        self._trap.set(0, None)
        assert desk.app.is_running, what
        assert desk.app.crash is None, what
        screen, status = desk.screen(), desk.status
        assert SECRET not in status, (what, status)
        assert "Traceback" not in screen, (what, screen)
        head, acts, rows = await self._state()
        recorded = acts[1] - before[1][1]
        was = before[:2]
        assert head - before[0] == recorded, (what, status, was, head, acts, "the journal tells it")
        if not recorded:
            assert rows == before[2], (what, status, "nothing is half changed")
        is_overcome = OVERCOME in what or (recorded and what.startswith(FOLLOWED))
        is_overcome = fired == "overcome" or (fired == "keys" and is_overcome)
        if is_overcome and not desk.screen_of.is_warned:
            self.counted["overcome, and the action done"] += 1
        elif fired == "keys":
            assert desk.screen_of.is_warned, (what, status)
            assert status, what
            if not recorded:
                assert "recorded, but" not in status, (what, status)
            self.counted[f"told: {status.partition(':')[0]}"] += 1
        self.counted["faults" if fired else "calls that did not come again"] += 1
        page = desk.screen_of.opened
        if page:
            number = page.article.view.number
            now = await asyncio.to_thread(view_article, desk.bench, number)
            assert page.article.view == now, (what, status, "what is shown is what is there")
        await desk.burst("j", "k")
        assert "internal error" not in desk.status, (what, desk.status)

    async def _take_back(self) -> None:
        """Whatever was recorded since the start, so that the next action finds the same place."""
        await self._desk.burst("escape", "escape")
        await asyncio.to_thread(self._undo_all)

    def _undo_all(self) -> None:
        bench = self._desk.bench
        for entry, *_ in reversed(list(bench.store.journal.entries(after=self._began))):
            if entry.op == UNDO:
                redo(bench)
            elif entry.is_act:
                undo(bench)
        self._began = bench.store.journal.head()[0]


async def _tried(path: Path, trap: Trap, place: str, left: set[str], rng: random.Random) -> Trial:
    async with Desk.open(path, size=(160, 50)) as desk:
        desk.app.is_temporary = True  # as where the tutorial runs
        asyncio.get_running_loop().set_exception_handler(
            lambda _, context: desk.app.note_crash(context.get("exception"))
        )
        trial = Trial(desk, trap, PLACES[place], rng)
        await trial.go()
        for action_id in sorted(trial.enabled() & left):
            await trial.fail(action_id)
            left.discard(action_id)
            await trial.go()
        assert await asyncio.to_thread(is_sound, desk.bench)
    return trial


def fail_in_every_action(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """Every action once, in the first place where it can be done."""
    rng, trap, counted = random.Random(seed), Trap(), Counter[str]()
    left = {action.id for action in read_catalogue()} - NOT_HERE
    state = folder / "state"
    before = os.environ.get("XDG_STATE_HOME")
    os.environ["XDG_STATE_HOME"] = str(state)
    try:
        with trapped(trap):
            for place in PLACES:
                there = folder / place.replace(" ", "-")
                there.mkdir()
                path = prepared(ground, there, place)
                counted += asyncio.run(_tried(path, trap, place, left, rng)).counted
    finally:
        if before is None:
            del os.environ["XDG_STATE_HOME"]
        else:
            os.environ["XDG_STATE_HOME"] = before
    assert not left, f"actions that can be done nowhere here: {', '.join(sorted(left))}"
    for file in state.rglob("crash-*"):
        assert SECRET not in file.read_text("utf-8")
        counted["crash files, without a word of an article"] += 1
    return counted


ROWS = (
    Row(
        name="an error in every action",
        fault="in each action of the desk one call of SQLite, chosen at random, fails: a full "
        "disk, an input/output error, a damaged page, an error of the system, an error nobody "
        "foresaw",
        checked="the desk lives and takes the next key; the status line says what was not done, "
        "or that it was recorded and cannot be shown; the journal has what was told, the tables "
        "are as before otherwise; what is shown is what is there; no traceback on the screen, no "
        "word of an article in a crash file; verify finds nothing",
        attempt=fail_in_every_action,
        tries=5,
        short=1,
    ),
)
