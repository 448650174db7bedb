"""Ten desks at once on one server, each a process with an analyst and an account of her own, while
the server is killed and started again: whatever a desk called done is there, once, and nothing
else is."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import postgres_stores
import pytest
from postgres_server import server
from services_cases import SAMPLE, bench_on, is_sound
from stores import KINDS, Stores

from workbench.domain.member import Role
from workbench.services.importing import import_documents, read
from workbench.services.members import give_role

HERE = Path(__file__).parent
NAMES = [f"desk_{n}" for n in range(10)]
ARTICLES = 10
PATIENCE = 480.0
OPS = {"accept": "accept", "reject": "reject", "claim": "new claim", "undo": "undo"}
"""What is tried -> what the journal calls it."""
PANES = {"board": "board", "search": "anywhere", "open": "facts"}
DOUBT = "cannot be asked whether it is there"
GONE = re.compile(f"does not answer|{DOUBT}")
LOST = re.compile("not there any more|meanwhile")
"""What is said of an act that names what a colleague took back."""


class Working:
    """A desk at work, and what it told."""

    def __init__(self, words: str, name: str, folder: Path) -> None:
        self.name = name
        self.acts: list[dict[str, Any]] = []
        self._errors = (folder / f"{name}.err").open("w+b")
        rooms = (HERE, HERE.parent, *(HERE.parent / room for room in ("tui", "services", "store")))
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "desk_at_work.py"), words, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(map(str, (HERE.parents[1], *rooms))),
                "XDG_STATE_HOME": str(folder / name),
            },
        )
        self.told = threading.Condition()
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as lines:
            for line in lines:
                with self.told:
                    self.acts.append(json.loads(line))
                    self.told.notify_all()
        with self.told:
            self.told.notify_all()

    def wait_for(self, many: int, what: Callable[[dict[str, Any]], bool], since: int = 0) -> None:
        """Until so many of the acts since then are such."""
        with self.told:
            done = self.told.wait_for(
                lambda: (
                    sum(map(what, self.acts[since:])) >= many or self.process.poll() is not None
                ),
                PATIENCE,
            )
            assert self.process.poll() is None, self.errors
            assert done, self.acts[since:]

    @property
    def errors(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode()

    def tell(self) -> None:
        """That it is to end what it is at."""
        assert self.process.stdin
        self.process.stdin.write(b"\n")
        self.process.stdin.close()

    def end(self) -> None:
        """Wait for it, which must end well."""
        assert self.process.wait(PATIENCE) == 0, self.errors
        self._listening.join()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listening.join()
        self._errors.close()


def is_recorded(act: dict[str, Any]) -> bool:
    return bool(act["recorded"])


def is_refused(act: dict[str, Any]) -> bool:
    return bool(act["handed_in"] > act["recorded"])


def is_told_gone(act: dict[str, Any]) -> bool:
    return any(map(GONE.search, act["warnings"]))


def has_lost(act: dict[str, Any]) -> bool:
    return any(map(LOST.search, act["warnings"]))


def is_refused_undo(act: dict[str, Any]) -> bool:
    """An undo can be asked for wherever a desk stands, whatever it cannot read any more."""
    return act["what"] == "undo" and is_told_gone(act)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """A database with some articles, at a server that keeps analysts blind."""
    from workbench.postgres.blindness import script

    made = Stores(KINDS["postgres"], tmp_path)
    with made.open() as store:
        articles = read(sorted(SAMPLE.glob("*.txt"))[:ARTICLES])
        assert [*import_documents(bench_on(store, "workbench"), articles)]
        postgres_stores.run_in(
            made.place(),
            script(),
            *(f"DROP ROLE IF EXISTS {name}" for name in NAMES),
            *(f"CREATE ROLE {name} LOGIN IN ROLE workbench_analyst" for name in NAMES),
        )
    with made.open() as store:
        for name in NAMES:
            give_role(bench_on(store, "workbench", 50_000), name, Role.ANALYST)
    yield made
    postgres_stores.clear(tmp_path)
    postgres_stores.drop_roles(*NAMES)


@contextmanager
def at_work(stores: Stores, folder: Path) -> Iterator[list[Working]]:
    """All of them."""
    words = postgres_stores.words_of(stores.place())
    desks = [Working(words.replace("//workbench@", f"//{name}@"), name, folder) for name in NAMES]
    try:
        yield desks
    finally:
        for desk in desks:
            desk.kill()


def test_ten_desks_at_once_lose_nothing_when_the_server_is_killed(
    stores: Stores, tmp_path: Path
) -> None:
    with at_work(stores, tmp_path) as desks:
        for desk in desks:
            desk.wait_for(3, is_recorded)
            desk.wait_for(1, lambda act: act["what"] == "search")
        before = [len(desk.acts) for desk in desks]
        server().stop(signal.SIGQUIT)
        try:
            for desk, since in zip(desks, before, strict=True):
                desk.wait_for(1, is_refused_undo, since)
        finally:
            server().start()
        again = [len(desk.acts) for desk in desks]
        for desk, since in zip(desks, again, strict=True):
            desk.wait_for(3, is_recorded, since)
        for desk in desks:
            desk.tell()
        for desk in desks:
            desk.end()
        for desk, since, until in zip(desks, before, again, strict=True):
            assert_is_told(desk.acts, since, until)
        with stores.open() as store:
            entries = [entry for entry, *_ in store.journal.entries()]
            for desk in desks:
                found = [entry.op for entry in entries if entry.analyst == desk.name]
                expected = "".join(map(expected_op, desk.acts))
                assert re.fullmatch(expected, "".join(f"{op};" for op in found)), desk.acts
            assert is_sound(bench_on(store))


def assert_is_told(acts: list[dict[str, Any]], since: int, until: int) -> None:
    """That whatever was not done is told, with words: while the server was away, or where a
    colleague was faster; and that all else showed what was asked for, from the first article on
    that opened again. since, until: which acts were tried while it was away."""
    again = next(n for n, act in enumerate(acts) if n >= until and has_opened(act))
    for n, act in enumerate(acts):
        if is_refused(act):
            assert is_told_gone(act) or has_lost(act), act
        if not since <= n < again and not has_lost(act):
            assert not act["warnings"], act
            assert act["pane"] == PANES.get(act["what"], act["pane"]), act


def has_opened(act: dict[str, Any]) -> bool:
    return act["what"] == "open" and not act["warnings"]


def expected_op(act: dict[str, Any]) -> str:
    """What the journal has of an act, as a pattern: what is in doubt may be there or not."""
    if is_refused(act):
        return f"({OPS[act['what']]};)?" if DOUBT in str(act["warnings"]) else ""
    return f"{OPS[act['what']]};" if is_recorded(act) else ""
