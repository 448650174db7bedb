"""Two desks on one server: who waits for whom, what becomes of an act when the server goes away,
how often an act goes there and back.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable

import pytest
from far_server import Line, ways
from postgres_server import server
from store_cases import apply, changing, making, source

from workbench.domain.journal import GENESIS
from workbench.errors import BusyError, DataError
from workbench.postgres import Store
from workbench.postgres.connection import Connection

Opened = Callable[[], Store]


def test_a_server_that_is_started_again_is_asked_again(opened: Opened) -> None:
    store = opened()
    apply(store, making("source", source("Satu")))
    server().stop(signal.SIGQUIT)
    try:
        with pytest.raises(BusyError, match="does not answer"):
            store.journal.head()
        with pytest.raises(BusyError, match="nothing was changed"):
            apply(store, making("source", source("Dua")))
    finally:
        server().start()
    assert store.journal.head()[0] == 1
    apply(store, making("source", source("Dua")))
    assert store.journal.head()[0] == 2


def test_an_act_in_which_the_server_goes_away_is_not_made(opened: Opened) -> None:
    store = opened()

    def act(connection: Connection) -> None:
        connection.execute("DELETE FROM source")
        connection.execute("SELECT 1").fetchone()
        server().stop(signal.SIGQUIT)

    try:
        with pytest.raises(BusyError):
            store._connections.write(act)
    finally:
        server().start()
    apply(store, making("source", source("Satu")))
    assert store.journal.head()[0] == 1


def test_an_act_whose_commit_nobody_answers_is_asked_for(far: tuple[Store, Line]) -> None:
    """The line ends behind the commit: the server has it, and says so when it is asked anew."""
    store, line = far
    line.cuts_at = b"COMMIT"
    apply(store, making("source", source("Satu")))
    assert not line.cuts_at
    assert store.journal.head()[0] == 1


def test_an_act_that_ends_before_its_commit_is_not_there(far: tuple[Store, Line]) -> None:
    store, line = far
    line.cuts_at = b"SAVEPOINT"
    with pytest.raises(BusyError, match="does not answer"):
        apply(store, making("source", source("Satu")))
    assert store.journal.head()[0] == 0
    apply(store, making("source", source("Satu")))


def test_one_desk_waits_for_another_and_may_give_up(opened: Opened) -> None:
    mine, theirs = opened(), opened()
    let_go = threading.Event()

    def hold(connection: Connection) -> None:
        connection.execute("SELECT 1").fetchone()
        let_go.wait(20)

    turn = theirs._connections.submit(hold)
    try:
        while mine.holder() == "another desk":
            time.sleep(0.01)
        refused: list[BaseException] = []

        def wait() -> None:
            try:
                apply(mine, making("source", source("Satu")))
            except BusyError as error:
                refused.append(error)

        waiting = threading.Thread(target=wait)
        waiting.start()
        while mine.seconds_waited < 0.2:
            time.sleep(0.01)
        mine.interrupt()
        waiting.join(10)
        assert "given up" in str(refused[0])
    finally:
        let_go.set()
    turn.result()
    apply(mine, making("source", source("Satu")))


def test_both_desks_see_what_either_does_and_a_lost_race_is_told(opened: Opened) -> None:
    mine, theirs = opened(), opened()
    before = source("Satu")
    apply(mine, making("source", before))
    apply(theirs, changing("source", before, source("Satu", note="hers")))
    with pytest.raises(DataError, match="changed meanwhile"):
        apply(mine, changing("source", before, source("Satu", note="mine")))
    assert mine.journal.head() == theirs.journal.head() != (0, GENESIS)


def test_an_act_goes_to_the_server_three_times(far: tuple[Store, Line]) -> None:
    store, line = far
    apply(store, making("source", source("Satu")))
    line.delay = 0.02

    def act(attempt: int) -> None:
        apply(store, *(making("source", source(f"{attempt}: {n}")) for n in range(20)))

    assert ways(line, act) == 3


def test_a_question_goes_there_once_and_two_of_one_moment_twice(far: tuple[Store, Line]) -> None:
    store, line = far
    store.journal.head()
    line.delay = 0.02
    assert ways(line, lambda _: store.journal.head()) == 1

    def two(_: int) -> None:
        with store.snapshot():
            store.journal.head()
            store.journal.analysts()

    assert ways(line, two) == 3, "the end of the moment is the third, for which nobody waits"


def test_a_moment_is_left_before_its_end_is_answered(far: tuple[Store, Line]) -> None:
    """And the next one has the same connection: another one would be many ways away."""
    store, line = far
    line.delay = 0.02
    for _ in range(2):
        with store.snapshot():
            store.journal.head()
            line.answers = 0
            line.delay = 1.0
        assert line.answers == 0
        line.delay = 0.02
    assert len(store._connections._lent | {*store._connections._idle}) == 1
