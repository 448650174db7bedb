"""Who is at work on a database, as accounts that may not look into each other's sessions see it."""

from __future__ import annotations

from collections.abc import Callable

import postgres_stores
import psycopg

from workbench.postgres import Store
from workbench.postgres.schema import WRITING

Opened = Callable[[], Store]
RIGHTS = "GRANT USAGE ON SCHEMA workbench", "GRANT ALL ON ALL TABLES IN SCHEMA workbench"


def test_a_colleague_is_seen_at_work_and_told_while_she_writes(opened: Opened) -> None:
    place = opened().place
    with (
        postgres_stores.account(place, *RIGHTS) as hers,
        postgres_stores.account(place, *RIGHTS) as mine,
        psycopg.connect(hers, application_name="workbench 1") as desk,
        postgres_stores.opened_at(mine) as store,
    ):
        desk.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
        assert store.sharing.at_work() == frozenset((desk.info.user,))
        assert store.holder() == f"{desk.info.user} (workbench 1)"
        with postgres_stores.opened_at(postgres_stores.words_of(place)) as owner:
            assert owner.holder() == f"{desk.info.user} (workbench 1) at 127.0.0.1"
