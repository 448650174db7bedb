"""Rows about two desks that are open at once, on terminals of their own: the same claim, edited by
one analyst at both; the same source, edited by two analysts.

Both type into an open field before either enters it, so that each has seen the same version; then
they enter at random moments. Whoever comes second is told both versions, and may do it again.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk_terminal import Terminal, terminal
from faults_rows import Ground, Row
from file_cases import tables
from services_cases import bench_on, is_sound

from workbench.domain.fact import Quote
from workbench.domain.journal import Change, Entry
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.store import Access, open_store
from workbench.tui.pages.lists import list_sources

ROUNDS = 8
BEGUN = ("? keys", "the last session was interrupted")
"""What a desk says first; the second one, of the first."""
SIZE = (200, 40)
"""Wide enough for both versions in one line."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What two desks edit."""

    entity: str
    field: str
    """Of its record, which is edited."""
    there: str
    """Keys from the library to it."""
    pane: str
    """What keys mean then."""
    edit: str
    """Keys that open the field."""
    asks: str
    """What it asks for."""
    saved: str
    """What the status line says when it was changed."""


CLAIM = Thing(
    "claim", "restatement", ":1\r]c\r", "claim", "er", "in a sentence of its own", "saved"
)
OLDER = "Here is what it is now: do it again to change it."
SOURCE = Thing("source", "name", "gsS", "sources", "en", "name", "renamed")


@dataclass(slots=True)
class Side:
    """One of the desks."""

    desk: Terminal
    analyst: str
    words: str = ""
    """What is in its field."""
    counted: Counter[str] = field(default_factory=Counter)

    def go_to(self, thing: Thing) -> None:
        """From the start to what is edited."""
        self.desk.until(lambda: any(one in self.desk.screen() for one in BEGUN), "the start")
        self.desk.press(thing.there)
        self.desk.until(
            lambda: f" {thing.pane}  {self.analyst}" in self.desk.screen(), "what is edited"
        )

    def type(self, thing: Thing, words: str) -> None:
        """Open the field and fill it; again where the page showed an older version."""
        self.words = words
        asks = re.compile(rf"^{thing.asks}[^\n]*:", re.MULTILINE)
        self.desk.press(thing.edit)
        self.desk.until(
            lambda: OLDER in self.desk.screen() or bool(asks.search(self.desk.screen())),
            f"the field {thing.field}",
        )
        if not asks.search(self.desk.screen()):
            self.desk.press(thing.edit)
            self.desk.until(lambda: bool(asks.search(self.desk.screen())), f"the {thing.field}")
        self.desk.press(f"\x05\x15{words}")
        self.desk.until(lambda: words in self.desk.screen(), words)

    def outcome(self, thing: Thing) -> bool:
        """Whether what was entered is there now; when not, both versions are on the screen."""
        lost = re.compile(
            rf"changed meanwhile; {thing.field} stays (“[^”]*”|empty), "
            rf"not “{self.words}”: do it again"
        )
        self.desk.until(
            lambda: thing.saved in self.desk.screen() or bool(lost.search(self.desk.screen())),
            f"what became of {self.words}",
        )
        is_saved = lost.search(self.desk.screen()) is None
        self.counted["changes that were made" if is_saved else "lost races that were told"] += 1
        return is_saved

    def undo(self, told: str) -> None:
        """Take an act back, and read what is said of it."""
        self.desk.press("u")
        self.desk.until(lambda: told in self.desk.screen(), told)
        self.counted["acts taken back" if told == "undo:" else "undos refused with a reason"] += 1


@dataclass(slots=True)
class Store:
    """The file as anybody reads it, beside the desks."""

    path: Path
    thing: Thing
    uid: str

    def now(self) -> Any:
        """What the field holds."""
        with open_store(self.path, Access.READ) as store:
            record = store.journal.current(self.thing.entity, self.uid)
        return record[self.thing.field] if record else None

    def saved(self) -> list[str]:
        """What it held, one after the other."""
        with open_store(self.path, Access.READ) as store:
            entries = [entry for entry, *_ in store.journal.entries()]
        return [
            change.after[self.thing.field]
            for entry in entries
            for change in entry.changes
            if change.uid == self.uid and change.after
        ]

    def undone(self, analyst: str) -> Mapping[str, Any] | None:
        """What it would be when the analyst took her last act back; None where somebody has changed
        it since, and she is refused."""
        change = self.last_edit(analyst)
        with open_store(self.path, Access.READ) as store:
            now = store.journal.current(self.thing.entity, self.uid)
        return change.before if change and change.after == now else None

    def last_edit(self, analyst: str) -> Change | None:
        """What the analyst would take back, where that is an edit at a desk."""
        with open_store(self.path, Access.READ) as store:
            target = store.journal.to_undo(analyst)
        changes = target.changes if target else ()
        return next((one for one in changes if one.uid == self.uid and one.before), None)


def prepared(path: Path, thing: Thing) -> Store:
    """A database with some claims of one analyst and their sources; which one is edited."""
    with open_store(path) as store:
        bench = bench_on(store, first=10_000)
        bench.analyst = "ratna"
        view = view_article(bench, 1)
        accept_facts(bench, view, [one for one in view.facts if isinstance(one.attributes, Quote)])
        if thing is CLAIM:
            uid = min(view_article(bench, 1).claims, key=lambda one: one.span.start).uid
        else:
            uid = list_sources(bench).sources[0].uid
    return Store(path, thing, uid)


def race(sides: list[Side], thing: Thing, rng: random.Random) -> list[bool]:
    """Both enter what they typed, in any order; who of them changed something."""
    for side in rng.sample(sides, 2):
        side.desk.press("\r")
        time.sleep(rng.choice((0, 0, 0.005, 0.05)))
    return [side.outcome(thing) for side in sides]


def edited_at_two_desks(
    ground: Ground, folder: Path, seed: int, *, thing: Thing, analysts: tuple[str, str]
) -> Counter[str]:
    """Rounds of edits at both, with undos at either."""
    rng = random.Random(seed)
    store = prepared(ground.copy(folder), thing)
    with (
        terminal(store.path, "--analyst", analysts[0], size=SIZE) as first,
        terminal(store.path, "--analyst", analysts[1], size=SIZE) as second,
    ):
        sides = [Side(first, analysts[0]), Side(second, analysts[1])]
        for side in sides:
            side.go_to(thing)
        for turn in range(ROUNDS):
            before = len(store.saved())
            for side in sides:
                side.type(thing, f"{side.analyst[0]}{sides.index(side)}x{seed}x{turn}x")
            made = race(sides, thing, rng)
            assert any(made), "neither was made"
            told = {side.words for side, is_made in zip(sides, made, strict=True) if is_made}
            assert set(store.saved()[before:]) == told, "what was called done is what was done"
            assert store.now() in told
            if rng.random() < 0.7:
                for side, is_made in zip(sides, made, strict=True):
                    if not is_made:
                        do_again(side, thing)
                        assert store.now() == side.words
            side = rng.choice(sides)
            if rng.random() < 0.5 and store.last_edit(side.analyst):
                take_back(store, side)
        for side in sides:
            side.desk.press("Q")
            assert side.desk.exit_code() == 0
    with open_store(store.path) as opened:
        assert is_sound(bench_on(opened))
    return sides[0].counted + sides[1].counted


def do_again(side: Side, thing: Thing) -> None:
    """Who was told both versions makes the change again: once more where the first version told was
    not the last, as after an undo at the other desk."""
    for _ in range(2):
        side.type(thing, f"{side.words}y")
        side.desk.press("\r")
        if side.outcome(thing):
            return
    raise AssertionError(f"refused again and again:\n{side.desk.screen()}")


def take_back(store: Store, side: Side) -> None:
    """Undo at one of the desks: the analyst's last act, wherever it was made; nobody else's."""
    expected, now = store.undone(side.analyst), store.now()
    side.undo("undo:" if expected else "cannot undo")
    assert store.now() == (expected[store.thing.field] if expected else now)


def one_claim(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """The same claim, by one analyst at two desks."""
    return edited_at_two_desks(ground, folder, seed, thing=CLAIM, analysts=("ratna", "ratna"))


def one_source(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """The same source, by two analysts."""
    return edited_at_two_desks(ground, folder, seed, thing=SOURCE, analysts=("ratna", "budi"))


def undone_at_the_other_desk(ground: Ground, folder: Path, seed: int) -> Counter[str]:
    """One analyst accepts at one desk while she takes back at another one."""
    rng = random.Random(seed)
    path = ground.copy(folder)
    with open_store(path, Access.READ) as store:
        before = tables(store)
    with terminal(path, size=SIZE) as one, terminal(path, size=SIZE) as other:
        for desk in (one, other):
            desk.until(lambda desk=desk: any(w in desk.screen() for w in BEGUN), "the start")  # type: ignore[misc]
            desk.press(":1\r")
            desk.until(lambda desk=desk: desk.left() > 0, "the article")  # type: ignore[misc]
        for _ in range(2):
            accepted = len(entries(path)) + 1
            other.press("a")
            one.until(lambda count=accepted: len(entries(path)) == count, "an accepted fact")  # type: ignore[misc]
        counted: Counter[str] = Counter()
        for _ in range(ROUNDS):
            counted += raced(path, one, other, rng)
        while standing(entries(path)):
            taken_back(path, one)
            counted["acts taken back"] += 1
        one.press("u")
        one.until(lambda: "nothing to undo" in one.screen(), "nothing to undo")
        for desk in (one, other):
            desk.press("Q")
            assert desk.exit_code() == 0
    with open_store(path) as store:
        assert is_sound(bench_on(store))
        assert tables(store) == before
    return counted


def raced(path: Path, one: Terminal, other: Terminal, rng: random.Random) -> Counter[str]:
    """An act at one desk and an undo at another one, at nearly the same time."""
    quiet(one)
    quiet(other)
    expected = len(entries(path)) + 2
    presses = [(one, "u"), (other, "a")]
    rng.shuffle(presses)
    for desk, key in presses:
        desk.press(key)
        time.sleep(rng.choice((0, 0, 0.002, 0.005, 0.01, 0.02)))

    def is_told() -> bool:
        other.read(0)
        return len(entries(path)) == expected or LOST in other.screen()

    one.until(lambda: len(entries(path)) >= expected - 1 and is_told(), "both acts")
    if LOST in other.screen():
        (undone,) = entries(path)[expected - 2 :]
        shown(one, undone)
        standing(entries(path))
        return Counter(["acts taken back", "lost races that were told"])
    first, second = entries(path)[-2:]
    assert {first.op, second.op} == {"accept", "undo"}
    shown(one, first if first.op == "undo" else second)
    standing(entries(path))
    by_both = ("undos of the act before", "undos of the act just made")
    return Counter(["acts taken back", by_both[second.op == "undo"]])


def taken_back(path: Path, desk: Terminal) -> None:
    """One undo, which takes back one act and says which."""
    quiet(desk)
    expected = len(entries(path)) + 1
    desk.press("u")
    desk.until(lambda: len(entries(path)) == expected, "an undo")
    shown(desk, entries(path)[-1])


LOST = "names something that is not there any more"
"""What is said of an act that needs a source which was taken back with the act that made it."""


def quiet(desk: Terminal) -> None:
    """Nothing is told any more of the act before."""
    desk.press("j")
    told = ("undo:", LOST)
    desk.until(lambda: not any(one in desk.screen() for one in told), "an empty status line")


def shown(desk: Terminal, undone: Entry) -> None:
    """What was taken back is what is told."""
    desk.until(lambda: f"undo: {undone.about[:40]}" in desk.screen(), f"undo: {undone.about}")


def entries(path: Path) -> list[Entry]:
    """What was done by hand, and taken back."""
    with open_store(path, Access.READ) as store:
        return [one for one, *_ in store.journal.entries() if one.is_act or one.op == "undo"]


def standing(done: list[Entry]) -> list[int]:
    """The acts that stand; each undo has taken back the last one that stood then."""
    acts: list[int] = []
    for entry in done:
        if entry.op == "undo":
            assert entry.undoes == acts.pop(), entry
        else:
            acts.append(entry.seq)
    return acts


_CHECKED = (
    "whoever comes second is told what is there and what was not written over it, and makes the "
    "change again; what was called saved is in the file, nothing else; undo at either desk takes "
    "back the analyst's own last act, or is refused where somebody changed the thing since; verify "
    "finds nothing"
)
ROWS = (
    Row(
        name="undo against an act at two desks",
        fault="one analyst accepts at one desk and takes back at another one, on two terminals, at "
        f"nearly the same time; {ROUNDS} rounds an attempt, then everything is taken back",
        checked="both are made, but for an act that needs what was just taken back, which is told; "
        "each undo takes back one act, the last one that stood when it was "
        "recorded, and says which; in the end every table is as it was; verify finds nothing",
        attempt=undone_at_the_other_desk,
        tries=25,
        short=1,
    ),
    Row(
        name="one claim at two desks",
        fault="one analyst edits the same claim at two desks, on two terminals, entering at random "
        f"moments; {ROUNDS} rounds an attempt, undo between them",
        checked=_CHECKED,
        attempt=one_claim,
        tries=25,
        short=1,
    ),
    Row(
        name="one source, two analysts",
        fault="two analysts edit the same source at two desks, on two terminals, entering at "
        f"random moments; {ROUNDS} rounds an attempt, undo between them",
        checked=_CHECKED,
        attempt=one_source,
        tries=25,
        short=1,
    ),
)
