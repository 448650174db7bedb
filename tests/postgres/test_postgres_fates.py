"""What becomes of an act whose commit nobody answered, where the server crashed meanwhile."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

import pytest
from postgres_server import server
from store_cases import AT, apply, making, source

from workbench.domain.journal import Entry, Logged
from workbench.domain.ledger import act
from workbench.errors import BusyError
from workbench.postgres import Store
from workbench.postgres.connection import Connection
from workbench.postgres.ledger import Tables

Opened = Callable[[], Store]


def test_an_act_that_a_crash_took_is_not_taken_for_the_one_that_got_its_number(
    opened: Opened,
) -> None:
    mine, theirs = opened(), opened()
    apply(theirs, making("source", source("Satu")))
    server().run("CHECKPOINT")
    lost = Entry(0, AT, "ana", None, "test", (making("source", source("Dua")),))

    made, has_crashed = threading.Event(), threading.Event()

    def in_a_crash(connection: Connection) -> Logged:
        logged = act(Tables(connection), lost)
        made.set()
        has_crashed.wait()
        return logged

    turn = mine._connections.submit(in_a_crash, line=lost.to_bytes)
    made.wait()
    server().stop(signal.SIGQUIT)
    server().start()
    for name in ("Tiga", "Empat", "Lima"):
        apply(theirs, making("source", source(name)))
    has_crashed.set()
    with pytest.raises(BusyError, match="nothing was changed"):
        turn.result()
    assert {one.name for one in mine.sources.all()} == {"Satu", "Tiga", "Empat", "Lima"}
    assert [*mine.proof.problems()] == []
