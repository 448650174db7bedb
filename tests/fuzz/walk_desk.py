"""A long walk over the desk itself: `python tests/fuzz/walk_desk.py [KEYS [SEED [ARTICLES...]]]`.

The real program on a pseudo-terminal and a database of the articles named (the sample set without
any), and somebody else who writes to it meanwhile. After every burst the desk lives and rests, what
it shows is what it paints anew, ctrl+l is answered, nothing was kept as a crash, and the database
is proved. What was found is told with the keys before it; the walk goes on as long as the desk.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import struct
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from fcntl import ioctl
from itertools import islice
from pathlib import Path
from termios import TIOCSWINSZ

import pyte

if __name__ == "__main__":
    sys.path += [str(Path(__file__).resolve().parents[1] / name) for name in ("tui", "")]

from desk_driver import SAMPLE, library
from desk_terminal import Terminal
from frame_screens import Look, Screen, look
from waiting import PATIENCE
from walk_keys import Hands

from workbench.domain.decision import Verdict
from workbench.domain.past import PAST
from workbench.errors import WorkbenchError
from workbench.services.history import redo, undo
from workbench.services.metadata import set_metadata
from workbench.services.proof import verify
from workbench.services.review import accept_fact, answer_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.store.entities import ENTITIES
from workbench.tui.screens.layout import fits_in

SIZES = (
    *((80, 24),) * 6, (120, 40), (120, 40), (160, 50), (160, 50), (100, 30), (60, 20), (132, 43),
    (300, 100), (200, 60), (45, 12), (40, 10), (20, 5), (79, 23), (99, 24),
)  # fmt: skip
QUIET = 0.1
"""Seconds without a byte and without work of the desk's, after which it rests."""
_LATEST = 0.8
"""Seconds after which no key is waited for any more: an escape is one, what may follow is told."""
_COMPARED = 0.35
"""How many of the bursts are waited so long for."""
_GARBAGE = "\x1b[?7l\x1b[m\x1b[2;2Hwhatever the terminal shows now\x1b[5;3H\x1b[7mand here\x1b[m"
_TICKS = os.sysconf("SC_CLK_TCK")

Picture = list[list[Look]]


class Walked(Terminal):
    """A desk under the walk: what it shows, cell by cell, and whether it rests."""

    def __init__(self, path: Path, *, size: tuple[int, int]) -> None:
        super().__init__(
            path, size=size, environ={"EDITOR": "true", "BROWSER": "true", "SSH_TTY": "/dev/pts/9"}
        )
        self.drawn = Screen(*size)
        self._stream = pyte.ByteStream(self.drawn)
        self.taken = 0
        """Bytes that it wrote."""

    def settle(self) -> bool:
        """Take what comes until it rests; False where it ended or never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            before = self._worked()
            if not self.read(QUIET) and self._worked() == before and self.state() == "S":
                self.screen()
                self.output, self._fed = self.output[-20_000:], min(self._fed, 20_000)
                return True
        return False

    def read(self, seconds: float = 0.02) -> bool:
        before = len(self.output)
        found = super().read(seconds)
        self.taken += len(self.output) - before
        return found

    def wait(self, seconds: float) -> None:
        """Take what comes for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)

    def _worked(self) -> float:
        """Seconds of CPU that it took so far."""
        fields = self._told()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _told(self) -> list[str]:
        """What the system tells of the process, from its state on."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        return words.rpartition(")")[2].split()

    def memory(self) -> int:
        """Kilobytes that it holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) if found else 0

    def state(self) -> str:
        """Of the process, a letter: T while it is stopped."""
        return self._told()[0]

    def picture(self) -> Picture:
        """What it shows."""
        return [
            [look(self.drawn.buffer[row][column]) for column in range(self.drawn.columns)]
            for row in range(self.drawn.lines)
        ]

    def resize(self, size: tuple[int, int]) -> None:
        """Give it another size, or the same; whatever the terminal showed is gone."""
        self.screen()
        self.drawn.resize(size[1], size[0])
        self._stream.feed(_GARBAGE.encode())
        ioctl(self.master, TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process.send_signal(signal.SIGWINCH)


class Walk:
    """One walk: the desk, the hands, the colleague, and what was found."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.chance = random.Random(seed)
        self.keys = 0
        self.found: list[str] = []
        self.memory: dict[int, int] = {}
        """Thousands of keys -> kilobytes."""
        self.size = (80, 24)
        self.restarts = 0
        self._last: deque[str] = deque(maxlen=40)
        self._crashes = 0
        with open_store(path) as store:
            rows = store.articles.rows((), analyst="ratna", limit=5000)
            self._numbers = [row.number for row in rows]
            self._texts = store.articles.texts(self._numbers)
        words = [word for text in self._texts.values() for word in text.split()[:200]]
        self.hands = Hands(self.chance, sorted(set(words))[:4000])

    # Doing ------------------------------------------------------------------------------------

    def go(self, keys: int) -> None:
        """Press so many keys."""
        desk: Walked | None = self._begin()
        try:
            while self.keys < keys and desk is not None:
                self._burst(desk)
                if not self._rests(desk):
                    desk = self._again(desk)
                    continue
                self._look(desk)
                self._meanwhile(desk)
                if self.keys // 1000 not in self.memory:
                    self.memory[self.keys // 1000] = desk.memory()
            if desk is not None:
                desk.press("\x03\x03\x03")
                desk.settle()
        finally:
            if desk is not None:
                _end(desk)
        self._prove_undo()

    def _begin(self) -> Walked:
        desk = Walked(self.path, size=self.size)
        desk.settle()
        return desk

    def _burst(self, desk: Walked) -> None:
        burst = self.hands.burst()
        self.keys += burst.keys
        pause = self.chance.choice((0, 0, 0.002, 0.01, 0.04))
        for data in burst.writes:
            self._last.append(repr(data)[2:-1])
            os.write(desk.master, data)
            desk.read(pause)

    def _again(self, desk: Walked) -> Walked | None:
        """Begin anew where it ended as it should; tell what else became of it."""
        code = desk.process.poll()
        if code is None:
            self._tell("it never rests", desk)
            return None
        while desk.read():
            pass
        os.close(desk.master)
        if code or b"journal entries, head" not in desk.output:
            self._tell(f"it ended with {code}: {desk.output[-2000:]!r}", desk)
            return None
        self.restarts += 1
        return self._begin()

    def _meanwhile(self, desk: Walked) -> None:
        """What else happens to a desk: another size, being suspended, a colleague."""
        chance = self.chance.random()
        if chance < (0.06 if fits_in(self.size) else 0.8):  # there keys do next to nothing
            self.size = self.chance.choice(SIZES)
            if self.chance.random() < 0.15:
                self.size = self.chance.randrange(20, 301), self.chance.randrange(5, 101)
            self._last.append(f"<{self.size[0]}x{self.size[1]}>")
            desk.resize(self.size)
        elif chance < 0.08:
            self._suspend(desk)
        elif chance < 0.14:
            self._colleague()

    def _suspend(self, desk: Walked) -> None:
        self._last.append("<ctrl+z>")
        desk.process.send_signal(signal.SIGTSTP)
        end = time.monotonic() + PATIENCE
        while desk.state() != "T":
            desk.read(0.02)
            if time.monotonic() > end or desk.process.poll() is not None:
                self._tell("it is not suspended", desk)
                return
        desk.screen()
        desk._stream.feed(_GARBAGE.encode())
        desk.process.send_signal(signal.SIGCONT)
        desk.settle()

    def _colleague(self) -> None:
        """Somebody else, or the same analyst at another desk, changes something."""
        chance = self.chance
        analyst = chance.choice(("budi", "budi", "ratna"))
        self._last.append(f"<{analyst}>")
        with open_store(self.path) as store:
            bench = Workbench(store, analyst)
            number = chance.choice(self._numbers)
            try:
                view = view_article(bench, number)
                facts = view.open_questions()
                kind = chance.randrange(4)
                if kind == 0 and facts:
                    accept_fact(bench, view, chance.choice(facts))
                elif kind == 1 and facts:
                    answer_fact(bench, view, chance.choice(facts), Verdict.REJECTED)
                elif kind == 2:
                    set_metadata(bench, number, {"author": chance.choice(("Sari", "Dewi", ""))})
                else:
                    undo(bench)
            except WorkbenchError as error:  # a lost race is refused in words
                self._last.append(f"<{error}>")

    # Looking ----------------------------------------------------------------------------------

    def _rests(self, desk: Walked) -> bool:
        return desk.settle() and desk.process.poll() is None

    def _look(self, desk: Walked) -> None:
        """Everything that must hold after a burst."""
        if self.chance.random() < _COMPARED:
            self._compare(desk)
        if "internal error" in desk.screen():
            self._tell("an internal error", desk)
        self._repaints(desk, "ctrl+l", lambda: desk.press("\x0c"))
        crashes = list((self.path.parent / "home").rglob("crash-*"))
        if len(crashes) > self._crashes:
            self._crashes = len(crashes)
            self._tell(f"a crash was kept: {max(crashes).read_text('utf-8')}", desk)
        if b"Traceback" in desk.output:
            self._tell("a traceback", desk)
        for problem in proved(self.path, self._texts):
            self._tell(f"the database: {problem}", desk)

    def _repaints(self, desk: Walked, what: str, ask: Callable[[], None]) -> None:
        """Asked once, or once more where the key ended a sequence that had begun or came right
        behind what was taken for pasted, it paints the whole screen, and rests."""
        least = min(200, sum(not letter.isspace() for letter in desk.screen()))
        before = desk.taken
        for _ in range(2):
            ask()
            end = time.monotonic() + _LATEST
            while desk.taken - before < least and time.monotonic() < end:
                desk.read(0.05)
            if not desk.settle():
                self._tell(f"it does not rest after {what}", desk)
                return
            if desk.taken - before >= least:
                return
        self._tell(f"{what} is not answered", desk)

    def _compare(self, desk: Walked) -> None:
        """What it shows, once nothing waits for a time to pass any more, is what it paints anew."""
        desk.wait(_LATEST)
        if desk.settle():
            shown = desk.picture()
            self._repaints(desk, "a size", lambda: desk.resize(self.size))
            self._same(desk, shown)

    def _same(self, desk: Walked, shown: Picture) -> None:
        """What it shows now is what it showed."""
        now = desk.picture()
        for row, (was, cells) in enumerate(zip(shown, now, strict=True)):
            if was != cells:
                words = ["".join(str(cell[0]) for cell in line) for line in (was, cells)]
                looks = next(pair for pair in zip(was, cells, strict=True) if pair[0] != pair[1])
                self._tell(f"row {row} was {words[0]!r}, is {words[1]!r}: {looks}", desk)
                return

    def _tell(self, what: str, desk: Walked) -> None:
        told = (
            f"after {self.keys} keys, {self.size[0]}x{self.size[1]}: {what}\n"
            f"  keys before: {' '.join(self._last)}\n{desk.screen()}"
        )
        self._note(told)

    def _note(self, told: str) -> None:
        self.found.append(told)
        print(told, file=sys.stderr, flush=True)

    def _prove_undo(self) -> None:
        """On a copy: all that the analyst did taken back, as far as nobody else was there since,
        and done again, is what it was."""
        copy = self.path.with_name("copy.db")
        with (
            closing(sqlite3.connect(self.path)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        before = records(copy)
        with open_store(copy) as store:
            bench = Workbench(store, "ratna")
            undone = sum(1 for _ in repeated(bench, undo))
            problems = list(verify(store))
            redone = sum(1 for _ in islice(repeated(bench, redo), undone))
            problems += verify(store)
            ops = Counter(entry.op for entry, *_ in store.journal.entries())
        print(f"{undone} acts taken back and done again, of {dict(ops)}", file=sys.stderr)
        after = records(copy)
        # What is undone and done again is another state of the same record: its past goes on.
        other = [
            key for key in before | after if key[0] != PAST and before.get(key) != after.get(key)
        ]
        if problems or redone != undone or other:
            self._note(f"{undone} acts undone, {redone} done again: {problems}, {other[:5]}")
        copy.unlink()


def repeated(bench: Workbench, act: object) -> Iterator[object]:
    """Each entry that undo or redo makes, until there is none or it is refused."""
    assert callable(act)
    with _refused():
        while entry := act(bench):
            yield entry


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except WorkbenchError as error:
        print(f"refused: {error}", file=sys.stderr)


def records(path: Path) -> dict[tuple[str, str], object]:
    """Everything that people made, as the tables have it."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            (name, uid): record
            for name, entity in ENTITIES.items()
            for uid, record in entity.all(connection)
        }


def proved(path: Path, texts: dict[int, str]) -> Iterator[str]:
    """What is wrong with the database."""
    with open_store(path) as store:
        yield from map(str, verify(store))
        if store.articles.texts(list(texts)) != texts:
            yield "a text changed"
        for number, text in texts.items():
            for claim in store.claims.of_article(number):
                if text[claim.span.start : claim.span.end] != claim.span.exact:
                    yield f"claim {claim.uid} is not where its words are"


def _end(desk: Walked) -> None:
    if desk.process.poll() is None:
        desk.process.kill()
    desk.process.wait()
    os.close(desk.master)


def main(words: Sequence[str]) -> int:
    """Walk, and tell what was found."""
    keys, seed = (int(words[at]) if len(words) > at else default
                  for at, default in enumerate((50_000, 1)))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = library(Path(folder) / "desk.db", *(map(Path, words[2:]) if words[2:] else [SAMPLE]))
        walk = Walk(path, seed)
        began = time.monotonic()
        walk.go(keys)
        seconds = time.monotonic() - began
    held = ", ".join(f"{at}: {size // 1024} MB" for at, size in sorted(walk.memory.items()))
    print(f"{walk.keys} keys, seed {seed}, {seconds:.0f} s, {walk.restarts} starts anew; {held}")
    print(f"{len(walk.found)} found")
    return bool(walk.found)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
